package org.gyre.data.hdf5;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.FileKind;
import org.gyre.data.hdf5.ObjectHeader.Message;
import org.jspecify.annotations.Nullable;

/// What was done to each chunk before it was stored, undone here in the opposite order.
final class Filters {
    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    private static final int FLETCHER = 3;
    private static final int LZF = 32_000;
    private static final int MAX_FILTERS = 32;

    private final Source source;
    private final List<Filter> filters = new ArrayList<>();

    /// @param width of an element, for the shuffle
    private record Filter(int id, String name, int width) {}

    private Filters(Source source) {
        this.source = source;
    }

    static Filters read(@Nullable Message message, int elementSize, Source source) {
        Filters result = new Filters(source);
        if (message == null) {
            return result;
        }
        Cursor cursor = new Cursor(message.body(), "a filter list", source);
        int version = cursor.u8();
        int count = cursor.u8();
        if (version < 1 || version > 2 || count > MAX_FILTERS) {
            throw source.malformed("a filter list has version " + version + " and " + Plural.of(count, "filter"));
        }
        cursor.skip(version == 1 ? 6 : 0);
        for (int i = 0; i < count; i++) {
            int id = cursor.u16();
            int nameLength = version == 1 || id >= 256 ? cursor.u16() : 0;
            cursor.skip(2);
            int parameters = cursor.u16();
            String name = cursor.part(nameLength).text();
            cursor.skip(version == 1 ? (8 - nameLength % 8) % 8 : 0);
            long first = parameters > 0 ? cursor.u32() : 0;
            cursor.skip(4L * Math.max(0, parameters - 1)).skip(version == 1 && parameters % 2 == 1 ? 4 : 0);
            result.filters.add(new Filter(id, name, first > 0 && first <= 1 << 20 ? (int) first : elementSize));
        }
        return result;
    }

    boolean isEmpty() {
        return filters.isEmpty();
    }

    /// For people: `shuffle, deflate`.
    String describe() {
        List<String> names = new ArrayList<>();
        for (Filter filter : filters) {
            names.add(name(filter));
        }
        return String.join(", ", names);
    }

    private static String name(Filter filter) {
        return switch (filter.id) {
            case DEFLATE -> "deflate";
            case SHUFFLE -> "shuffle";
            case FLETCHER -> "Fletcher-32";
            case 4 -> "szip";
            case 5 -> "n-bit";
            case 6 -> "scale-offset";
            case LZF -> "LZF";
            case 32_001 -> "Blosc";
            case 32_004 -> "LZ4";
            case 32_008 -> "bitshuffle";
            case 32_015 -> "Zstandard";
            default ->
                "number " + filter.id + (filter.name.isEmpty() ? "" : " (" + FileKind.printable(filter.name) + ")");
        };
    }

    /// Refuses what cannot be undone, before anything is read.
    void check(String dataset) {
        for (Filter filter : filters) {
            if ((filter.id < DEFLATE || filter.id > FLETCHER) && filter.id != LZF) {
                throw source.refused(dataset + " is stored with the filter " + name(filter)
                        + ", which is not read; save it with gzip or without compression");
            }
        }
    }

    /// Undoes all filters of one chunk.
    ///
    /// @param unpackedBytes what must come out, allocated once
    byte[] undo(byte[] stored, long skipped, int unpackedBytes, String dataset) {
        byte[] bytes = stored;
        for (int i = filters.size() - 1; i >= 0; i--) {
            if ((skipped >>> i & 1) != 0) {
                continue;
            }
            Filter filter = filters.get(i);
            bytes = switch (filter.id) {
                case DEFLATE -> inflate(bytes, unpackedBytes + 4 * i, dataset);
                case LZF -> expand(bytes, unpackedBytes + 4 * i, dataset);
                case SHUFFLE -> unshuffle(bytes, filter.width);
                default -> checked(bytes, dataset);
            };
        }
        if (bytes.length != unpackedBytes) {
            throw source.refused(dataset + " has a chunk that unpacks to " + Plural.of(bytes.length, "byte")
                    + " instead of " + unpackedBytes + "; the file is corrupt");
        }
        return bytes;
    }

    /// @param most what may come out: the chunk and the checksums of the filters before
    private byte[] inflate(byte[] packed, int most, String dataset) {
        byte[] unpacked = new byte[most];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            int length = 0;
            while (!inflater.finished() && length < most) {
                int n = inflater.inflate(unpacked, length, most - length);
                if (n == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    break;
                }
                length += n;
            }
            return length == most ? unpacked : Arrays.copyOf(unpacked, length);
        } catch (DataFormatException e) {
            throw corrupt(dataset, "deflated", e);
        } finally {
            inflater.end();
        }
    }

    /// @param most as in [#inflate]
    private byte[] expand(byte[] packed, int most, String dataset) {
        try {
            return Lzf.unpack(packed, most);
        } catch (DataFormatException e) {
            throw corrupt(dataset, "LZF", e);
        }
    }

    private InputException corrupt(String dataset, String kind, DataFormatException e) {
        return new InputException(
                source.refused(dataset + " has a chunk whose " + kind + " bytes are corrupt; copy the file again")
                        .getMessage(),
                e);
    }

    /// The first bytes of all elements, then all second bytes, and so on; what is left over stays
    /// in place.
    private static byte[] unshuffle(byte[] shuffled, int width) {
        int count = shuffled.length / width;
        byte[] bytes = new byte[shuffled.length];
        for (int b = 0, from = 0; b < width; b++) {
            for (int i = 0; i < count; i++) {
                bytes[i * width + b] = shuffled[from++];
            }
        }
        System.arraycopy(shuffled, count * width, bytes, count * width, shuffled.length - count * width);
        return bytes;
    }

    /// The bytes without the checksum behind them, which must be right.
    private byte[] checked(byte[] bytes, String dataset) {
        int length = bytes.length - 4;
        if (length < 0) {
            throw source.refused(dataset + " has a chunk without its checksum; the file is corrupt");
        }
        long stored = 0;
        for (int i = 3; i >= 0; i--) {
            stored = stored << 8 | (bytes[length + i] & 0xffL);
        }
        if (stored != fletcher(bytes, length)) {
            throw source.refused(dataset + " has a chunk with a wrong checksum; the file is corrupt");
        }
        return Arrays.copyOf(bytes, length);
    }

    /// Fletcher's checksum over big-endian words of 16 bits, sums modulo 65535 where 65535 itself
    /// may stand for 0.
    static long fletcher(byte[] bytes, int length) {
        long low = 0;
        long high = 0;
        int words = length / 2;
        for (int done = 0; done < words; ) {
            for (int end = Math.min(words, done + 360); done < end; done++) {
                low += (bytes[2 * done] & 0xff) << 8 | (bytes[2 * done + 1] & 0xff);
                high += low;
            }
            low = fold(low);
            high = fold(high);
        }
        if (length % 2 == 1) {
            low = fold(low + ((bytes[length - 1] & 0xff) << 8));
            high = fold(high + low);
        }
        return fold(high) << 16 | fold(low);
    }

    private static long fold(long sum) {
        return (sum & 0xffff) + (sum >>> 16);
    }
}
