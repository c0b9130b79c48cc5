package org.gyre.data;

/// How much a reader takes from one file before it refuses.
///
/// @param maxBytes     largest size of a file, and of all that is unpacked from it together
/// @param maxElements  largest number of elements of one array, or of cells of one text file
/// @param maxMembers   largest number of members of an archive
/// @param maxRatio     largest ratio of unpacked to packed bytes of an archive member; members that unpack to at most
///                     [#RATIO_FREE_BYTES] are exempt, because a small array of zeros packs a thousandfold and harms
/// nobody
public record Limits(long maxBytes, long maxElements, int maxMembers, int maxRatio) {
    /// Members up to this unpacked size may have any ratio: 16 MiB.
    public static final long RATIO_FREE_BYTES = 1L << 24;

    /// 4 GiB, 2²⁹ elements, 4096 members, ratio 200.
    public static final Limits DEFAULT = new Limits(1L << 32, 1L << 29, 4096, 200);

    public Limits {
        if (maxBytes < 1 || maxElements < 1 || maxMembers < 1 || maxRatio < 1) {
            throw new IllegalArgumentException("limits " + maxBytes + " bytes, " + maxElements + " elements, "
                    + maxMembers + " members, ratio " + maxRatio + ": each must be at least 1");
        }
    }
}
