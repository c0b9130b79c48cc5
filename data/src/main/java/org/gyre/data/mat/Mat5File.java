package org.gyre.data.mat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.FileKind;
import org.gyre.data.Limits;

/// A MATLAB file of version 5 to 7: a header of 128 bytes, then one element for each variable,
/// deflated or not.
final class Mat5File implements MatFile {
    private static final int HEADER = 128;
    private static final int COMPRESSED = 15;
    private static final int MATRIX = 14;

    /// What stands before a variable's values: tags, flags, extents and a name of 63 characters.
    private static final int HEAD = 512;

    /// No deflate stream unpacks further.
    private static final long DEFLATE_LIMIT = 1032;

    private final SeekableByteChannel channel;
    private final String name;
    private final Limits limits;
    private final ByteOrder order;
    private final Map<String, Place> places = new LinkedHashMap<>();

    /// @param bytes in the file, behind the tag
    private record Place(long start, long bytes, boolean compressed) {}

    Mat5File(SeekableByteChannel channel, String name, Limits limits) throws IOException {
        this.channel = channel;
        this.name = name;
        this.limits = limits;
        ByteBuffer header = ByteBuffer.wrap(bytes(0, Math.min(HEADER, channel.size())));
        if (header.limit() < HEADER) {
            throw new InputException(name + ": is a MATLAB file that ends within its header; it is truncated");
        }
        int mark = header.getShort(126);
        if (mark != ('M' << 8 | 'I') && mark != ('I' << 8 | 'M')) {
            throw new InputException(name + ": is a MATLAB file without a mark of its byte order; it is damaged");
        }
        order = mark == ('M' << 8 | 'I') ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        int version = header.order(order).getShort(124) & 0xffff;
        if (version != 0x0100) {
            throw new InputException(name + ": is a MATLAB file of version "
                    + FileKind.printable("0x" + Integer.toHexString(version)) + "; versions 5 to 7.3 are read");
        }
        for (long at = HEADER; at < channel.size(); ) {
            at = element(at);
        }
    }

    /// Notes the variable at a place and returns the place behind it.
    private long element(long at) throws IOException {
        if (channel.size() - at < 8) {
            throw new InputException(name + ": ends within the tag of a variable; it is truncated");
        }
        ByteBuffer tag = ByteBuffer.wrap(bytes(at, 8)).order(order);
        int type = tag.getInt();
        long length = tag.getInt() & 0xffffffffL;
        if (length > channel.size() - at - 8) {
            throw new InputException(name + ": a variable declares " + Plural.of(length, "byte") + ", but only "
                    + (channel.size() - at - 8) + " follow; the file is truncated");
        }
        if (type != COMPRESSED && type != MATRIX) {
            throw new InputException(
                    name + ": has an element of type " + type + " where a variable was expected; it is damaged");
        }
        Place place = new Place(at + 8, length, type == COMPRESSED);
        if (places.size() >= limits.maxMembers()) {
            throw new InputException(
                    name + ": has more than " + limits.maxMembers() + " variables, the most that is read");
        }
        if (length > 0) {
            String variable = new MatElements(head(place), order, name, limits).variableName();
            // The subsystem of objects has no name.
            if (!variable.isEmpty() && places.put(variable, place) != null) {
                throw new InputException(name + ": holds two variables '" + FileKind.printable(variable) + "'");
            }
        }
        return at + 8 + length;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> variables() {
        return new ArrayList<>(places.keySet());
    }

    @Override
    public MatValue read(String variable) {
        Place place = places.get(variable);
        if (place == null) {
            throw MatFile.missing(name, variable, variables());
        }
        String who = name + ":" + FileKind.printable(variable);
        return new MatElements(whole(place, who), order, who, limits).variable();
    }

    /// The first bytes of a variable's matrix.
    private byte[] head(Place place) {
        byte[] packed = bytes(place.start, Math.min(place.bytes, HEAD));
        return place.compressed ? behindTag(inflate(packed, HEAD, name), name) : packed;
    }

    /// All bytes of a variable's matrix.
    private byte[] whole(Place place, String who) {
        if (place.bytes > Integer.MAX_VALUE - 8) {
            throw new InputException(who + ": has " + place.bytes + " bytes; variables below 2 GiB are read");
        }
        byte[] packed = bytes(place.start, place.bytes);
        if (!place.compressed) {
            return packed;
        }
        byte[] tag = inflate(packed, 8, who);
        if (tag.length < 8) {
            throw new InputException(who + ": its deflated bytes are corrupt");
        }
        long declared = (ByteBuffer.wrap(tag).order(order).getInt(4) & 0xffffffffL) + 8;
        if (declared > place.bytes * DEFLATE_LIMIT) {
            throw new InputException(who + ": declares " + Plural.of(declared, "byte") + ", which its "
                    + Plural.of(place.bytes, "stored byte") + " cannot hold");
        }
        if (declared > Limits.RATIO_FREE_BYTES && declared / limits.maxRatio() > place.bytes) {
            throw new InputException(who + ": unpacks from " + place.bytes + " to " + Plural.of(declared, "byte")
                    + ", more than " + limits.maxRatio() + " to 1");
        }
        if (declared > Math.min(limits.maxBytes(), Integer.MAX_VALUE - 8)) {
            throw new InputException(who + ": unpacks to " + Plural.of(declared, "byte") + ", more than is read");
        }
        return behindTag(inflate(packed, (int) declared, who), who);
    }

    /// The element within a deflated one, which must be a matrix.
    private byte[] behindTag(byte[] bytes, String who) {
        if (bytes.length < 8 || ByteBuffer.wrap(bytes).order(order).getInt() != MATRIX) {
            throw new InputException(who + ": its deflated bytes hold no variable; the file is corrupt");
        }
        return java.util.Arrays.copyOfRange(bytes, 8, bytes.length);
    }

    /// Unpacks up to `most` bytes.
    private static byte[] inflate(byte[] packed, int most, String who) {
        byte[] unpacked = new byte[most];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            int length = 0;
            while (length < most && !inflater.finished()) {
                int n = inflater.inflate(unpacked, length, most - length);
                if (n == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    break;
                }
                length += n;
            }
            return length == most ? unpacked : java.util.Arrays.copyOf(unpacked, length);
        } catch (DataFormatException e) {
            throw new InputException(who + ": its deflated bytes are corrupt", e);
        } finally {
            inflater.end();
        }
    }

    private byte[] bytes(long place, long length) {
        ByteBuffer buffer = ByteBuffer.allocate((int) length);
        try {
            channel.position(place);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    throw new InputException(name + ": ends while it is read");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.array();
    }
}
