package org.gyre.data.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.Plural;
import org.gyre.data.FileKind;
import org.gyre.data.Limits;
import org.gyre.data.hdf5.DataType.Kind;
import org.gyre.data.hdf5.ObjectHeader.Message;
import org.gyre.data.npy.DType;
import org.gyre.data.npy.NpyArray;

/// Numbers or texts in an HDF5 file: a dataset, or an attribute of something.
///
/// Nothing is read before it is asked for. What is allocated is bounded before by what the file
/// really stores.
public final class Hdf5Dataset {
    private static final int MAX_RANK = 32;

    private final Source source;
    private final String name;
    private final DataType type;
    private final long[] shape;
    private final boolean none;
    private final Storage storage;

    /// How the elements are stored.
    private sealed interface Storage {}

    /// @param bytes in the object header itself, or of an attribute
    private record Compact(byte[] bytes) implements Storage {}

    private record Contiguous(long address, long bytes) implements Storage {}

    private record Chunked(long[] chunk, Filters filters, Index index) implements Storage {}

    /// @param why it is not read
    private record Unread(String why) implements Storage {}

    /// Lists the chunks.
    private interface Index {
        void fill(ChunkIndex into);
    }

    private Hdf5Dataset(Source source, String name, DataType type, Space space, Storage storage) {
        this.source = source;
        this.name = name;
        this.type = type;
        this.shape = space.shape;
        this.none = space.none;
        this.storage = storage;
    }

    /// Extents. A single number has none.
    ///
    /// @param none whether there is no element at all
    private record Space(long[] shape, boolean none) {
        static Space read(Cursor cursor, Source source) {
            int version = cursor.u8();
            int rank = cursor.u8();
            int flags = cursor.u8();
            if ((version != 1 && version != 2) || rank > MAX_RANK) {
                throw source.malformed(
                        "a dataset's shape has version " + version + " and " + Plural.of(rank, "dimension"));
            }
            boolean none = cursor.u8() == 2 && version == 2;
            cursor.skip(version == 1 ? 4 : 0);
            if (flags > 3) {
                throw source.malformed("a dataset's shape has unknown flags");
            }
            long[] shape = new long[rank];
            for (int d = 0; d < rank; d++) {
                shape[d] = cursor.length();
            }
            return new Space(shape, none);
        }
    }

    /// @param name its path, for messages
    static Hdf5Dataset of(ObjectHeader header, String name, Source source) {
        DataType type = DataType.read(
                Hdf5File.body(header.first(ObjectHeader.DATATYPE), ObjectHeader.DATATYPE, source), source);
        Space space =
                Space.read(Hdf5File.body(header.first(ObjectHeader.DATASPACE), ObjectHeader.DATASPACE, source), source);
        Storage storage = header.first(ObjectHeader.EXTERNAL_FILES) != null
                ? new Unread("lies in another file, which is never opened; store it in this one")
                : storage(header, type, source);
        return new Hdf5Dataset(source, name, type, space, storage);
    }

    private static Storage storage(ObjectHeader header, DataType type, Source source) {
        Cursor cursor = Hdf5File.body(header.first(ObjectHeader.LAYOUT), ObjectHeader.LAYOUT, source);
        int version = cursor.u8();
        if (version < 3 || version > 5) {
            return new Unread("has a storage layout of version " + version + ", where 3 to 5 are read");
        }
        int layout = cursor.u8();
        return switch (layout) {
            case 0 -> new Compact(cursor.take(cursor.u16()));
            case 1 -> new Contiguous(cursor.address(), cursor.length());
            case 2 -> {
                Message filterMessage = header.first(ObjectHeader.FILTERS);
                Filters filters = Filters.read(filterMessage, type.size(), source);
                yield version == 3 ? old(cursor, filters, source) : modern(cursor, filters, source);
            }
            case 3 -> new Unread("is a virtual dataset, made of parts elsewhere; copy it into a real one");
            default -> throw source.malformed("a dataset has the storage layout " + layout);
        };
    }

    private static Storage old(Cursor cursor, Filters filters, Source source) {
        int rank = cursor.u8() - 1;
        long address = cursor.address();
        long[] chunk = chunk(cursor, rank, 4, source);
        return new Chunked(chunk, filters, index -> {
            if (address != Cursor.UNDEFINED) {
                index.tree(address);
            }
        });
    }

    private static Storage modern(Cursor cursor, Filters filters, Source source) {
        int flags = cursor.u8();
        int rank = cursor.u8() - 1;
        int width = cursor.u8();
        long[] chunk = chunk(cursor, rank, width, source);
        int kind = cursor.u8();
        long bytes = -1;
        long skipped = 0;
        switch (kind) {
            case 1 -> {
                if ((flags & 2) != 0) {
                    bytes = cursor.length();
                    skipped = cursor.u32();
                }
            }
            case 2 -> {
                // No parameters.
            }
            case 3 -> cursor.skip(1);
            case 4 -> cursor.skip(5);
            case 5 -> cursor.skip(6);
            default -> throw source.malformed("a dataset has the chunk index " + kind);
        }
        long address = cursor.address();
        long stored = bytes;
        long mask = skipped;
        return new Chunked(chunk, filters, index -> {
            if (address != Cursor.UNDEFINED) {
                switch (kind) {
                    case 1 -> index.single(address, stored, mask);
                    case 2 -> index.implicit(address);
                    case 3 -> index.fixedArray(address);
                    case 4 -> index.extensibleArray(address);
                    default -> index.modernTree(address);
                }
            }
        });
    }

    private static long[] chunk(Cursor cursor, int rank, int width, Source source) {
        if (rank < 0 || rank > MAX_RANK || width < 1 || width > 8) {
            throw source.malformed("a dataset has chunks of " + Plural.of(rank, "dimension"));
        }
        long[] chunk = new long[rank];
        for (int d = 0; d < rank; d++) {
            chunk[d] = cursor.size(width);
            if (chunk[d] < 1) {
                throw source.malformed("a dataset has chunks without extent");
            }
        }
        // The size of an element stands last.
        cursor.skip(width);
        return chunk;
    }

    /// An attribute from its message.
    static Hdf5Dataset attribute(Cursor cursor, String owner, Source source) {
        int version = cursor.u8();
        int flags = cursor.u8();
        if (version < 1 || version > 3) {
            throw source.malformed("an attribute has version " + version);
        }
        int nameBytes = cursor.u16();
        int typeBytes = cursor.u16();
        int spaceBytes = cursor.u16();
        cursor.skip(version == 3 ? 1 : 0);
        int padding = version == 1 ? 8 : 1;
        String name =
                cursor.part(Math.ceilDiv(nameBytes, padding) * (long) padding).text();
        Cursor typePart = cursor.part(Math.ceilDiv(typeBytes, padding) * (long) padding);
        Cursor spacePart = cursor.part(Math.ceilDiv(spaceBytes, padding) * (long) padding);
        if ((flags & 3) != 0) {
            return new Hdf5Dataset(
                    source,
                    owner + "@" + name,
                    new DataType(Kind.OTHER, 1, false, false, null, false),
                    new Space(new long[] {0}, true),
                    new Unread("has a shared type, which is not read"));
        }
        DataType type = DataType.read(typePart, source);
        Space space = Space.read(spacePart, source);
        return new Hdf5Dataset(source, owner + "@" + name, type, space, new Compact(cursor.take(cursor.remaining())));
    }

    /// Where it is: `/group/data`, or `/group/data@attribute`.
    public String name() {
        return name;
    }

    /// Extents; empty for a single element.
    public long[] shape() {
        return shape.clone();
    }

    /// The product of the extents.
    ///
    /// @throws InputException if it exceeds 2⁶²
    public long size() {
        if (none) {
            return 0;
        }
        long size = 1;
        for (long extent : shape) {
            if (extent != 0 && size > (1L << 62) / extent) {
                throw source.refused(name + " has extents " + Arrays.toString(shape) + ", more than any file holds");
            }
            size *= extent;
        }
        return size;
    }

    /// What elements are: NumPy's name of a number type, or words.
    public String type() {
        return type.describe();
    }

    /// For people: `float64 [2, 35]`, with what was done to the chunks.
    public String describe() {
        String extents = type() + " " + (shape.length == 0 ? "(one)" : Arrays.toString(shape));
        return switch (storage) {
            case Chunked chunked ->
                chunked.filters.isEmpty() ? extents : extents + " (" + chunked.filters.describe() + ")";
            case Unread unread -> extents + " (" + unread.why + ")";
            case Compact compact -> extents;
            case Contiguous contiguous -> extents;
        };
    }

    public boolean isNumeric() {
        return type.numeric();
    }

    /// Whether elements are floats.
    public boolean isFloat() {
        return type.kind() == Kind.FLOAT;
    }

    public boolean isText() {
        return type.kind() == Kind.TEXT || type.kind() == Kind.LONG_TEXT;
    }

    /// Whether elements are references to other objects of the file, as MATLAB's cells are.
    public boolean isReference() {
        return type.kind() == Kind.REFERENCE;
    }

    /// Whether elements are sequences of numbers of any length.
    public boolean isRagged() {
        DataType base = type.base();
        return type.kind() == Kind.SEQUENCE && base != null && base.numeric();
    }

    /// All numbers, last index fastest.
    ///
    /// @throws InputException if the elements are not numbers, or are malformed, or exceed the
    ///     limits
    public double[] doubles() {
        if (!isNumeric()) {
            throw source.refused(name + " holds " + type() + "; numbers were expected");
        }
        byte[] bytes = raw();
        double[] values = new double[bytes.length / type.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = type.number(bytes, i * type.size());
        }
        return values;
    }

    /// All whole numbers.
    ///
    /// @throws InputException as [#doubles], and if a number is not whole or lies beyond 2⁶³
    public long[] longs() {
        if (!isNumeric()) {
            throw source.refused(name + " holds " + type() + "; whole numbers were expected");
        }
        byte[] bytes = raw();
        long[] values = new long[bytes.length / type.size()];
        for (int i = 0; i < values.length; i++) {
            double number = type.number(bytes, i * type.size());
            if (type.kind() == Kind.INTEGER) {
                values[i] = type.whole(bytes, i * type.size());
                if (!type.signed() && values[i] < 0) {
                    throw source.refused(name + ", element " + i + ": exceeds 2^63");
                }
            } else if (number == Math.rint(number) && Math.abs(number) < 0x1p62) {
                values[i] = (long) number;
            } else {
                throw source.refused(name + ", element " + i + ": " + number + " is not a whole number");
            }
        }
        return values;
    }

    /// All texts.
    ///
    /// @throws InputException if the elements are not texts, or are malformed, or exceed the limits
    public String[] texts() {
        if (!isText()) {
            throw source.refused(name + " holds " + type() + "; texts were expected");
        }
        byte[] bytes = raw();
        int width = type.size();
        String[] texts = new String[bytes.length / width];
        Cursor all = new Cursor(bytes, "a text", source);
        GlobalHeap heap = new GlobalHeap(source);
        for (int i = 0; i < texts.length; i++) {
            Cursor cursor = all.part(width);
            if (type.kind() == Kind.LONG_TEXT) {
                long length = cursor.u32();
                byte[] text = heap.object(cursor, length);
                texts[i] = new Cursor(text, "a text", source).text();
            } else {
                String text = cursor.text();
                texts[i] = type.spacePadded() ? text.stripTrailing() : text;
            }
        }
        return texts;
    }

    /// All numbers in the type of the file, in C order. Enumerations, as h5py's truth values are, give
    /// their numbers.
    ///
    /// @throws InputException as [#doubles], and if an extent exceeds that of a Java array
    public NpyArray array() {
        if (!isNumeric()) {
            throw source.refused(name + " holds " + type() + "; numbers were expected");
        }
        return array(type, raw(), extents());
    }

    /// The value of the dataset in memory: numbers, texts or sequences.
    ///
    /// @throws InputException if it holds anything else, or is malformed, or exceeds the limits
    public Hdf5Value value() {
        if (isNumeric()) {
            return new Hdf5Value.Numbers(array());
        }
        if (isText()) {
            List<String> texts = List.of(texts());
            int[] extents = none ? new int[] {0} : extents();
            return new Hdf5Value.Texts(Arrays.stream(extents).boxed().toList(), texts);
        }
        DataType base = type.base();
        if (isRagged() && base != null && shape.length == 1) {
            return new Hdf5Value.Sequences(dtype(base), rows());
        }
        throw source.refused(name + " holds " + type() + " of " + Plural.of(shape.length, "dimension")
                + "; numbers, texts or sequences of numbers were expected");
    }

    private int[] extents() {
        if (none) {
            return new int[] {0};
        }
        int[] extents = new int[shape.length];
        for (int d = 0; d < extents.length; d++) {
            if (shape[d] > Integer.MAX_VALUE) {
                throw source.refused(name + " has extents " + Arrays.toString(shape) + "; at most " + Integer.MAX_VALUE
                        + " are read in each dimension");
            }
            extents[d] = (int) shape[d];
        }
        return extents;
    }

    private static DType dtype(DataType type) {
        boolean signed = type.signed();
        return switch (type.size()) {
            case 1 -> signed ? DType.INT8 : DType.UINT8;
            case 2 -> type.kind() == Kind.FLOAT ? DType.FLOAT16 : signed ? DType.INT16 : DType.UINT16;
            case 4 -> type.kind() == Kind.FLOAT ? DType.FLOAT32 : signed ? DType.INT32 : DType.UINT32;
            default -> type.kind() == Kind.FLOAT ? DType.FLOAT64 : signed ? DType.INT64 : DType.UINT64;
        };
    }

    /// @param numbers of a numeric type
    private static NpyArray array(DataType numbers, byte[] bytes, int[] shape) {
        ByteBuffer buffer =
                ByteBuffer.wrap(bytes).order(numbers.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        DType dtype = dtype(numbers);
        int count = bytes.length / dtype.bytes();
        return switch (dtype) {
            case FLOAT64 -> {
                double[] values = new double[count];
                buffer.asDoubleBuffer().get(values);
                yield NpyArray.of(values, shape);
            }
            case FLOAT32 -> {
                float[] values = new float[count];
                buffer.asFloatBuffer().get(values);
                yield NpyArray.of(values, shape);
            }
            case INT64, UINT64 -> {
                long[] values = new long[count];
                buffer.asLongBuffer().get(values);
                yield dtype == DType.INT64 ? NpyArray.of(values, shape) : NpyArray.ofUnsigned(values, shape);
            }
            case INT32, UINT32 -> {
                int[] values = new int[count];
                buffer.asIntBuffer().get(values);
                yield dtype == DType.INT32 ? NpyArray.of(values, shape) : NpyArray.ofUnsigned(values, shape);
            }
            case INT16, UINT16, FLOAT16 -> {
                short[] values = new short[count];
                buffer.asShortBuffer().get(values);
                yield dtype == DType.INT16
                        ? NpyArray.of(values, shape)
                        : dtype == DType.UINT16 ? NpyArray.ofUnsigned(values, shape) : NpyArray.ofHalves(values, shape);
            }
            // A copy: the bytes of a compact dataset stay with it.
            case INT8 -> NpyArray.of(bytes.clone(), shape);
            case BOOL, UINT8 -> NpyArray.ofUnsigned(bytes.clone(), shape);
        };
    }

    /// The sequences of a ragged dataset, `[element][number]`.
    ///
    /// @throws InputException if the elements are not sequences of numbers, or are malformed,
    ///     or exceed the limits
    public double[][] sequences() {
        List<NpyArray> rows = rows();
        double[][] sequences = new double[rows.size()][];
        for (int i = 0; i < sequences.length; i++) {
            sequences[i] = rows.get(i).doubles();
        }
        return sequences;
    }

    /// The sequences of a ragged dataset in the type of the file, each an array of one dimension.
    ///
    /// @throws InputException as [#sequences]
    public List<NpyArray> rows() {
        DataType base = type.base();
        if (!isRagged() || base == null) {
            throw source.refused(name + " holds " + type() + "; sequences of numbers were expected");
        }
        byte[] bytes = raw();
        int width = type.size();
        NpyArray[] rows = new NpyArray[bytes.length / width];
        NpyArray empty = array(base, new byte[0], new int[] {0});
        Cursor all = new Cursor(bytes, "a sequence", source);
        GlobalHeap heap = new GlobalHeap(source);
        for (int i = 0; i < rows.length; i++) {
            Cursor cursor = all.part(width);
            long length = cursor.u32();
            byte[] elements = heap.object(cursor, length * base.size());
            // Many may be empty: a damaged file can declare a million.
            rows[i] = length == 0 ? empty : array(base, elements, new int[] {elements.length / base.size()});
        }
        return List.of(rows);
    }

    /// Addresses of the objects that the elements refer to, for [Hdf5File#at].
    ///
    /// @throws InputException if the elements are not references, or are malformed, or exceed
    ///     the limits
    public long[] references() {
        if (!isReference() || type.size() != source.offsetSize()) {
            throw source.refused(name + " holds " + type() + "; references were expected");
        }
        byte[] bytes = raw();
        Cursor cursor = new Cursor(bytes, "a reference", source);
        long[] addresses = new long[bytes.length / type.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = cursor.address();
        }
        return addresses;
    }

    /// The only text, or `otherwise`.
    ///
    /// @throws InputException if it is malformed
    public String text(String otherwise) {
        return isText() && size() == 1 ? texts()[0] : otherwise;
    }

    /// The bytes of all elements, last index fastest.
    private byte[] raw() {
        long count = size();
        Limits limits = source.limits();
        if (count > limits.maxElements() || count > (Integer.MAX_VALUE - 8L) / type.size()) {
            throw source.refused(name + " has " + count + " elements; at most "
                    + Math.min(limits.maxElements(), (Integer.MAX_VALUE - 8L) / type.size()) + " are read");
        }
        int bytes = (int) count * type.size();
        return switch (storage) {
            case Compact compact -> {
                if (compact.bytes.length < bytes) {
                    throw source.refused(name + " has shape " + Arrays.toString(shape) + " of " + type() + ", "
                            + Plural.of(bytes, "byte") + ", but stores " + compact.bytes.length
                            + "; the file is corrupt");
                }
                yield compact.bytes.length == bytes ? compact.bytes : Arrays.copyOf(compact.bytes, bytes);
            }
            case Contiguous contiguous -> contiguous(contiguous, bytes);
            case Chunked chunked -> chunked(chunked, bytes);
            case Unread unread -> throw source.refused(name + " " + unread.why);
        };
    }

    private byte[] contiguous(Contiguous layout, int bytes) {
        if (bytes == 0) {
            return new byte[0];
        }
        if (layout.address == Cursor.UNDEFINED) {
            throw source.refused(name + " was made but never written; it has no values");
        }
        if (layout.bytes < bytes) {
            throw source.refused(name + " has shape " + Arrays.toString(shape) + " of " + type() + ", "
                    + Plural.of(bytes, "byte") + ", but stores " + layout.bytes + "; the file is corrupt");
        }
        return source.bytes(layout.address, bytes, name);
    }

    private byte[] chunked(Chunked layout, int bytes) {
        long[] chunk = layout.chunk;
        if (chunk.length != shape.length || shape.length == 0) {
            throw source.refused(name + " has " + Plural.of(shape.length, "dimension") + " and chunks of "
                    + chunk.length + "; the file is corrupt");
        }
        if (bytes == 0) {
            return new byte[0];
        }
        layout.filters.check(name);
        long chunkBytes = type.size();
        for (long extent : chunk) {
            if (extent > (1L << 40) / chunkBytes) {
                throw source.refused(
                        name + " has chunks of " + Arrays.toString(chunk) + " elements; rewrite it with smaller ones");
            }
            chunkBytes *= extent;
        }
        ChunkIndex index = new ChunkIndex(source, shape, chunk, chunkBytes, !layout.filters.isEmpty());
        layout.index.fill(index);
        List<Chunk> chunks = index.chunks();
        checkAmount(chunks, chunkBytes, bytes, layout.filters);
        byte[] all = new byte[bytes];
        for (Chunk piece : chunks) {
            long storedBytes = piece.bytes() < 0 ? chunkBytes : piece.bytes();
            byte[] stored = source.bytes(piece.address(), storedBytes, "a chunk of " + name);
            byte[] unpacked = layout.filters.undo(stored, piece.skipped(), (int) chunkBytes, name);
            copy(unpacked, piece.offset(), chunk, all);
        }
        return all;
    }

    /// Refuses bombs: what comes out must stand in proportion to what is stored.
    private void checkAmount(List<Chunk> chunks, long chunkBytes, int bytes, Filters filters) {
        Limits limits = source.limits();
        long stored = 0;
        for (Chunk piece : chunks) {
            stored += Math.max(0, Math.min(piece.bytes() < 0 ? chunkBytes : piece.bytes(), source.length()));
        }
        long most = Limits.RATIO_FREE_BYTES
                + (filters.isEmpty() ? 1L : limits.maxRatio()) * Math.min(stored, source.length());
        if (bytes > most || chunkBytes > most || chunkBytes > Integer.MAX_VALUE - 1024) {
            throw source.refused(name + " stores " + Plural.of(stored, "byte") + " and unpacks to "
                    + Math.max(bytes, chunkBytes) + ", more than " + limits.maxRatio() + " to 1");
        }
        // Work, not only memory: many large chunks may lie over a small dataset.
        if ((double) chunks.size() * chunkBytes
                > 4.0 * Limits.RATIO_FREE_BYTES + (double) limits.maxRatio() * source.length()) {
            throw source.refused(name + " has " + Plural.of(chunks.size(), "chunk") + " of "
                    + Plural.of(chunkBytes, "byte") + ", more than its file can hold");
        }
    }

    /// Copies the part of a chunk that lies within the extents, one run of the last dimension at a
    /// time.
    private void copy(byte[] from, long[] offset, long[] chunk, byte[] to) {
        int rank = shape.length;
        int width = type.size();
        long[] extent = new long[rank];
        for (int d = 0; d < rank; d++) {
            extent[d] = Math.min(chunk[d], shape[d] - offset[d]);
        }
        long[] at = new long[rank];
        int run = (int) extent[rank - 1] * width;
        while (true) {
            long source = 0;
            long target = 0;
            for (int d = 0; d < rank; d++) {
                source = source * chunk[d] + at[d];
                target = target * shape[d] + offset[d] + at[d];
            }
            System.arraycopy(from, (int) (source * width), to, (int) (target * width), run);
            int d = rank - 2;
            while (d >= 0 && ++at[d] == extent[d]) {
                at[d--] = 0;
            }
            if (d < 0) {
                return;
            }
        }
    }

    /// For messages.
    @Override
    public String toString() {
        return FileKind.printable(name) + ": " + describe();
    }
}
