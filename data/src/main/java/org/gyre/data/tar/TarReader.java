package org.gyre.data.tar;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.FileKind;
import org.gyre.data.InputFile;
import org.gyre.data.Limits;

/// Takes chosen files out of a tar archive (POSIX `ustar` and its older and GNU forms), plain or
/// gzip-compressed, into memory. Nothing is written to disk, and names lead nowhere: a file is
/// chosen by the last part of its name alone.
///
/// Names of more than 255 characters, which archives hold apart, are not put together: such files
/// are passed over, as are links and folders.
public final class TarReader {
    private static final int BLOCK = 512;

    private final InputStream in;
    private final String name;
    private final Limits limits;
    private long unpacked;

    private TarReader(InputStream in, String name, Limits limits) {
        this.in = in;
        this.name = name;
        this.limits = limits;
    }

    /// The contents of the files with the wanted names; of several files of one name the first.
    ///
    /// @param archive the file
    /// @param wanted last parts of names
    /// @return by name, in the order of the archive; without those that it lacks
    /// @throws InputException if the file cannot be read, is damaged, or exceeds the limits on
    ///     bytes (of all that is unpacked) and members
    public static Map<String, byte[]> read(Path archive, Set<String> wanted, Limits limits) {
        boolean packed = InputFile.kind(archive) == FileKind.GZIP;
        return InputFile.read(archive, limits, channel -> {
            try (InputStream raw = Channels.newInputStream(channel);
                    InputStream in = packed ? new GZIPInputStream(raw) : raw) {
                return new TarReader(in, archive.toString(), limits).files(wanted);
            } catch (ZipException | EOFException e) {
                throw new InputException(archive + ": its compressed bytes are corrupt; get it again", e);
            }
        });
    }

    private Map<String, byte[]> files(Set<String> wanted) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        byte[] header = block();
        // Two blocks of zeros end an archive; one is enough to know.
        for (int members = 1; !isZero(header); members++) {
            if (members > limits.maxMembers()) {
                throw new InputException(name + ": holds more than " + limits.maxMembers() + " members");
            }
            checkSum(header);
            long size = size(header);
            String file = lastPart(header);
            if (isFile(header) && wanted.contains(file) && !files.containsKey(file)) {
                files.put(file, content(size));
            } else {
                skip(size);
            }
            skip(-size & (BLOCK - 1)); // contents are filled up to whole blocks
            header = block();
        }
        return files;
    }

    private byte[] block() throws IOException {
        byte[] block = in.readNBytes(BLOCK);
        count(BLOCK);
        if (block.length < BLOCK) {
            throw truncated();
        }
        return block;
    }

    private byte[] content(long size) throws IOException {
        count(size);
        if (size > Integer.MAX_VALUE - 8) {
            throw new InputException(name + ": holds a file of " + Plural.of(size, "byte") + ", which is too long");
        }
        // Grows with what really comes.
        byte[] content = in.readNBytes((int) size);
        if (content.length < size) {
            throw truncated();
        }
        return content;
    }

    private void skip(long bytes) throws IOException {
        count(bytes);
        try {
            in.skipNBytes(bytes);
        } catch (EOFException e) {
            throw truncated();
        }
    }

    private void count(long bytes) {
        // Both are at most 2⁶³ - 1, so that the difference does not overflow.
        if (bytes > limits.maxBytes() - unpacked) {
            throw new InputException(name + ": unpacks to more than " + limits.maxBytes() + " bytes");
        }
        unpacked += bytes;
    }

    private InputException truncated() {
        return new InputException(name + ": ends within a member; it is truncated, or is no tar archive");
    }

    private static boolean isZero(byte[] header) {
        for (byte b : header) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /// The sum of the header's bytes, with blanks in place of the sum itself.
    private void checkSum(byte[] header) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        if (sum != octal(header, 148, 8)) {
            throw new InputException(name + ": the checksum of a header is wrong; it is damaged, or is no tar archive");
        }
    }

    /// Plain files have the type 0, in old archives a zero byte.
    private static boolean isFile(byte[] header) {
        return header[156] == '0' || header[156] == 0;
    }

    /// What follows the last slash; the part before it may stand in a field of its own, which does
    /// not matter here.
    private static String lastPart(byte[] header) {
        String path = text(header, 0, 100);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private long size(byte[] header) {
        if (header[124] < 0) {
            throw new InputException(name + ": holds a file of 8 GiB or more, which is too long");
        }
        return octal(header, 124, 12);
    }

    /// An octal number between blanks, ended by a blank or a zero byte.
    private long octal(byte[] header, int from, int length) {
        String digits = text(header, from, length).strip();
        if (!digits.matches("[0-7]{0,12}")) {
            throw new InputException(name + ": '" + FileKind.printable(digits)
                    + "' stands where an octal number should; it is damaged, or is no tar archive");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }
}
