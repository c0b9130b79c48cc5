package org.gyre.data.npy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.FileKind;
import org.gyre.data.InputFile;
import org.gyre.data.Limits;

/// Reads `.npz` archives: zip files whose members are `.npy` files, stored or deflated.
///
/// The archive's directory is read by code of our own, so that number, declared sizes, ratios and places of all
/// members are checked before anything is unpacked. Members may not overlap; nothing is ever written to disk; a
/// member that is itself an archive is not an array and is refused as such. Folders hold nothing and are
/// passed over. Not read: encrypted members, other
/// compressions, archives over 4 GiB or of more than 65,534 members (zip64).
public final class NpzReader {
    private static final int END_RECORD = 22;
    private static final int DIRECTORY_RECORD = 46;
    private static final int LOCAL_RECORD = 30;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    /// The most bytes that one deflated byte can stand for.
    private static final long DEFLATE_LIMIT = 1032;

    private NpzReader() {}

    /// Names of the arrays (without `.npy`) in the order of the archive.
    public static List<String> names(Path file, Limits limits) {
        return InputFile.read(file, limits, channel -> {
            List<String> names = new ArrayList<>();
            for (Member member : directory(channel, file.toString(), limits)) {
                names.add(member.name);
            }
            return names;
        });
    }

    /// All arrays by name, in the order of the archive.
    ///
    /// @throws InputException if the file is not a zip archive, is malformed, exceeds the limits, or a member is
    /// not a `.npy` array
    public static Map<String, NpyArray> readAll(Path file, Limits limits) {
        return InputFile.read(file, limits, channel -> {
            Map<String, NpyArray> arrays = new LinkedHashMap<>();
            for (Member member : directory(channel, file.toString(), limits)) {
                arrays.put(member.name, unpack(channel, member, file.toString(), limits));
            }
            return arrays;
        });
    }

    /// The array of one name, or the only one if `name` is empty.
    ///
    /// @throws InputException as [#readAll], and if there is no such array, or several and no name
    public static NpyArray read(Path file, String name, Limits limits) {
        return InputFile.read(file, limits, channel -> {
            List<Member> members = directory(channel, file.toString(), limits);
            return unpack(channel, choose(members, name, file.toString()), file.toString(), limits);
        });
    }

    private static Member choose(List<Member> members, String name, String file) {
        if (name.isEmpty()) {
            if (members.size() == 1) {
                return members.getFirst();
            }
            throw new InputException(file + ": holds "
                    + (members.isEmpty()
                            ? "no array; write some with numpy.savez"
                            : Plural.of(members.size(), "array") + listed(members)
                                    + "; choose one, as in archive.npz:name"));
        }
        for (Member member : members) {
            if (member.name.equals(name)) {
                return member;
            }
        }
        throw new InputException(file + ": holds no array '" + FileKind.printable(name) + "'" + listed(members));
    }

    private static String listed(List<Member> members) {
        StringBuilder list = new StringBuilder();
        for (Member member : members.subList(0, Math.min(8, members.size()))) {
            list.append(list.isEmpty() ? " (" : ", ").append(FileKind.printable(member.name));
        }
        return list.append(members.isEmpty() ? "" : members.size() > 8 ? ", ...)" : ")")
                .toString();
    }

    /// One record of the archive's directory.
    private record Member(
            String name, String rawName, int method, long checksum, long packed, long unpacked, long place) {
        /// Some programs keep a record of each folder, which holds nothing.
        boolean isFolder() {
            return rawName.endsWith("/") && unpacked == 0;
        }
    }

    /// Reads and checks the directory at the end of the archive.
    private static List<Member> directory(SeekableByteChannel channel, String file, Limits limits) throws IOException {
        byte[] head = read(channel, 0, (int) Math.min(channel.size(), FileKind.HEAD));
        FileKind kind = FileKind.of(head);
        if (kind != FileKind.ZIP) {
            throw new InputException(file + ": is " + kind.description() + ", not an .npz archive");
        }
        // The end record is the last thing in the file but for a comment of up to 65,535 bytes.
        int tailLength = (int) Math.min(channel.size(), END_RECORD + 65535L);
        long tailPlace = channel.size() - tailLength;
        ByteBuffer tail = little(read(channel, tailPlace, tailLength));
        int end = tailLength - END_RECORD;
        while (end >= 0
                && !(tail.getInt(end) == 0x06054b50
                        && end + END_RECORD + (tail.getShort(end + 20) & 0xffff) == tailLength)) {
            end--;
        }
        if (end < 0) {
            throw new InputException(file + ": is a zip archive without an end record; it is truncated");
        }
        int count = tail.getShort(end + 10) & 0xffff;
        long length = tail.getInt(end + 12) & 0xffffffffL;
        long place = tail.getInt(end + 16) & 0xffffffffL;
        if (count > limits.maxMembers()) {
            throw new InputException(file + ": has " + (count == 0xffff ? "at least " : "") + count
                    + " members; at most " + limits.maxMembers() + " are read");
        }
        if (count == 0xffff || length == 0xffffffffL || place == 0xffffffffL) {
            throw new InputException(file + ": is a zip64 archive, which is not read; save its arrays as .npy files");
        }
        if (place + length > tailPlace + end
                || length < (long) count * DIRECTORY_RECORD
                || length > Integer.MAX_VALUE - 8) {
            throw new InputException(file + ": its zip directory does not lie where the end record says");
        }
        List<Member> members = members(little(read(channel, place, (int) length)), count, file);
        check(members, place, file, limits);
        members.removeIf(Member::isFolder);
        return members;
    }

    private static List<Member> members(ByteBuffer records, int count, String file) {
        List<Member> members = new ArrayList<>(count);
        int at = 0;
        for (int i = 0; i < count; i++) {
            if (records.limit() - at < DIRECTORY_RECORD || records.getInt(at) != 0x02014b50) {
                throw new InputException(file + ": its zip directory ends before member " + (i + 1) + " of " + count);
            }
            int nameLength = records.getShort(at + 28) & 0xffff;
            int next = at
                    + DIRECTORY_RECORD
                    + nameLength
                    + (records.getShort(at + 30) & 0xffff)
                    + (records.getShort(at + 32) & 0xffff);
            if (next > records.limit()) {
                throw new InputException(file + ": its zip directory ends within member " + (i + 1) + " of " + count);
            }
            byte[] rawBytes = new byte[nameLength];
            records.get(at + DIRECTORY_RECORD, rawBytes);
            String rawName = new String(rawBytes, StandardCharsets.UTF_8);
            String name = rawName.endsWith(".npy") ? rawName.substring(0, rawName.length() - 4) : rawName;
            int flags = records.getShort(at + 8);
            if ((flags & 1) != 0) {
                throw new InputException(file + ": member '" + FileKind.printable(name) + "' is encrypted");
            }
            members.add(new Member(
                    name,
                    rawName,
                    records.getShort(at + 10) & 0xffff,
                    records.getInt(at + 16) & 0xffffffffL,
                    records.getInt(at + 20) & 0xffffffffL,
                    records.getInt(at + 24) & 0xffffffffL,
                    records.getInt(at + 42) & 0xffffffffL));
            at = next;
        }
        return members;
    }

    /// Refuses what cannot be, before anything is unpacked: wrong sizes, too much, doubled names, overlapping
    /// members.
    private static void check(List<Member> members, long directoryPlace, String file, Limits limits) {
        long total = 0;
        for (Member member : members) {
            String who = file + ": member '" + FileKind.printable(member.name) + "'";
            if (member.method != STORED && member.method != DEFLATED) {
                throw new InputException(
                        who + " has compression method " + member.method + "; stored and deflated members are read");
            }
            boolean impossible = member.method == STORED
                    ? member.unpacked != member.packed
                    : member.unpacked > member.packed * DEFLATE_LIMIT;
            if (impossible) {
                throw new InputException(who + " declares " + Plural.of(member.unpacked, "byte") + ", which its "
                        + Plural.of(member.packed, "stored byte") + " cannot hold");
            }
            if (member.unpacked > Limits.RATIO_FREE_BYTES && member.unpacked / limits.maxRatio() > member.packed) {
                throw new InputException(who + " unpacks from " + member.packed + " to "
                        + Plural.of(member.unpacked, "byte") + ", more than " + limits.maxRatio() + " to 1");
            }
            total += member.unpacked;
            if (total > limits.maxBytes()) {
                throw new InputException(file + ": its members unpack to more than " + limits.maxBytes()
                        + " bytes, the most that is read");
            }
        }
        List<Member> sorted = new ArrayList<>(members);
        sorted.sort(Comparator.comparing(Member::name));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).name.equals(sorted.get(i - 1).name)) {
                throw new InputException(file + ": holds two members '" + FileKind.printable(sorted.get(i).name) + "'");
            }
        }
        sorted.sort(Comparator.comparingLong(Member::place));
        for (int i = 0; i < sorted.size(); i++) {
            Member member = sorted.get(i);
            long limit = i + 1 < sorted.size() ? sorted.get(i + 1).place : directoryPlace;
            if (member.place + LOCAL_RECORD + member.packed > limit) {
                throw new InputException(file + ": member '" + FileKind.printable(member.name)
                        + "' is longer than its place in the archive");
            }
        }
    }

    private static NpyArray unpack(SeekableByteChannel channel, Member member, String file, Limits limits)
            throws IOException {
        String who = file + ":" + FileKind.printable(member.name);
        ByteBuffer local = little(read(channel, member.place, LOCAL_RECORD));
        int nameLength = local.getShort(26) & 0xffff;
        long start = member.place + LOCAL_RECORD + nameLength + (local.getShort(28) & 0xffff);
        if (local.getInt(0) != 0x04034b50
                || local.getShort(8) != member.method
                || start + member.packed > channel.size()
                || !member.rawName.equals(
                        new String(read(channel, member.place + LOCAL_RECORD, nameLength), StandardCharsets.UTF_8))) {
            throw new InputException(who + ": its local header contradicts the zip directory");
        }
        Inflater inflater = new Inflater(true);
        CRC32 checksum = new CRC32();
        try {
            InputStream packed = new ChannelRange(channel, start, member.packed);
            InputStream unpacked =
                    member.method == STORED ? packed : new InflaterInputStream(packed, inflater, 1 << 15);
            InputStream checked = new CheckedInputStream(unpacked, checksum);
            NpyArray array = NpyReader.read(checked, member.unpacked, who, limits);
            if (unpacked.read() >= 0) {
                throw new InputException(
                        who + ": unpacks to more than the " + Plural.of(member.unpacked, "byte") + " that it declares");
            }
            if (checksum.getValue() != member.checksum) {
                throw new InputException(who + ": its checksum is wrong; the archive is corrupt");
            }
            return array;
        } catch (ZipException | java.io.EOFException e) {
            throw new InputException(who + ": its deflated bytes are corrupt", e);
        } finally {
            inflater.end();
        }
    }

    private static byte[] read(SeekableByteChannel channel, long place, int length) throws IOException {
        byte[] bytes = new ChannelRange(channel, place, length).readNBytes(length);
        if (bytes.length < length) {
            throw new ZipException("ended while it was read");
        }
        return bytes;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// A window of the file as a stream.
    private static final class ChannelRange extends InputStream {
        private final SeekableByteChannel channel;
        private long place;
        private long remaining;

        ChannelRange(SeekableByteChannel channel, long place, long length) {
            this.channel = channel;
            this.place = place;
            this.remaining = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (remaining == 0) {
                return length == 0 ? 0 : -1;
            }
            channel.position(place);
            int n = channel.read(ByteBuffer.wrap(into, offset, (int) Math.min(length, remaining)));
            if (n > 0) {
                place += n;
                remaining -= n;
            }
            return n;
        }
    }
}
