package org.gyre.data.hdf5.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.data.AtomicFile;
import org.gyre.data.FileKind;
import org.gyre.data.hdf5.Hdf5Value;
import org.gyre.data.hdf5.write.Layout.Content;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyWriter;
import org.jspecify.annotations.Nullable;

/// Writes an HDF5 file. Equal values give equal bytes.
///
/// Numbers keep their type and bits; truth values become whole numbers of one byte. Texts are UTF-8 of
/// any length, as h5py's `string_dtype()`.
public final class Hdf5Writer {
    /// A message of an object header has at most 2¹⁶ - 1 bytes, of which a link needs 14 besides its name.
    private static final int MAX_NAME_BYTES = (1 << 16) - 1 - 14;

    /// Groups within groups, as the reader of this project lists them.
    private static final int MAX_DEPTH = 64;

    private static final int DATASPACE = 0x01;
    private static final int LINK_INFO = 0x02;
    private static final int DATATYPE = 0x03;
    private static final int FILL_VALUE = 0x05;
    private static final int LINK = 0x06;
    private static final int LAYOUT = 0x08;
    private static final int GROUP_INFO = 0x0a;

    private static final int SUPERBLOCK_BYTES = 48;

    /// A length, an address and a number.
    private static final int REFERENCE_BYTES = 16;

    private final Layout layout = new Layout();
    private final Heap heap = new Heap();
    private long root = Fields.UNDEFINED;

    private Hdf5Writer(Hdf5Value.Group group) {
        layout.place(SUPERBLOCK_BYTES, out -> out.write(superblock()));
        root = group(group, "", 0);
        heap.place(layout);
    }

    /// Writes a file, or replaces it as a whole.
    ///
    /// @throws InputException if it cannot be written, or a name or text cannot stand in an HDF5 file
    public static void write(Path file, Hdf5Value.Group root) {
        Hdf5Writer writer;
        try {
            writer = new Hdf5Writer(root);
        } catch (InputException e) {
            throw new InputException(file + ": " + e.getMessage(), e);
        }
        AtomicFile.write(file, writer.layout::write);
    }

    /// Writes the bytes of a file to a stream, which stays open.
    ///
    /// @throws InputException if a name or text cannot stand in an HDF5 file
    public static void write(Hdf5Value.Group root, OutputStream out) throws IOException {
        new Hdf5Writer(root).layout.write(out);
    }

    /// The bytes of a file.
    ///
    /// @throws InputException if a name or text cannot stand in an HDF5 file
    public static byte[] toBytes(Hdf5Value.Group root) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            write(root, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// Version 2, addresses and lengths of 8 bytes.
    private byte[] superblock() {
        return new Fields()
                .u8(0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n')
                .u8(2, 8, 8, 0)
                .u64(0)
                .u64(Fields.UNDEFINED)
                .u64(layout.end())
                .u64(root)
                .checksum()
                .toBytes();
    }

    /// Places a value and returns the address of its object header.
    private long value(Hdf5Value value, String path, int depth) {
        return switch (value) {
            case Hdf5Value.Group group -> group(group, path, depth);
            case Hdf5Value.Numbers numbers -> numbers(numbers.array());
            case Hdf5Value.Texts texts -> texts(texts, path);
            case Hdf5Value.Sequences sequences -> sequences(sequences);
        };
    }

    private long group(Hdf5Value.Group group, String path, int depth) {
        if (depth > MAX_DEPTH) {
            throw new InputException(
                    "'" + FileKind.printable(path) + "' lies more than " + MAX_DEPTH + " groups deep; nest them less");
        }
        Fields messages = new Fields();
        // No heap of links: they follow as messages.
        message(messages, LINK_INFO, new Fields().u8(0, 0).u64(Fields.UNDEFINED).u64(Fields.UNDEFINED));
        message(messages, GROUP_INFO, new Fields().u8(0, 0));
        for (Map.Entry<String, Hdf5Value> member : group.members().entrySet()) {
            byte[] name = name(member.getKey(), path);
            long address = value(member.getValue(), path + "/" + member.getKey(), depth + 1);
            // Flags: the name's length in 2 bytes, its character set (1, UTF-8) given.
            message(
                    messages,
                    LINK,
                    new Fields().u8(1, 0x11, 1).u16(name.length).put(name).u64(address));
        }
        return header(messages);
    }

    private static byte[] name(String name, String path) {
        byte[] bytes = utf8(name, "a name in '" + FileKind.printable(path.isEmpty() ? "/" : path) + "'");
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
            throw new InputException("'" + FileKind.printable(name) + "' in '"
                    + FileKind.printable(path.isEmpty() ? "/" : path)
                    + "' cannot be a name in an HDF5 file, which is neither empty nor '.' and has no slash; rename it");
        }
        if (bytes.length > MAX_NAME_BYTES) {
            throw new InputException("the name '" + FileKind.printable(name) + "' has " + bytes.length
                    + " bytes; at most " + MAX_NAME_BYTES + " can be written, so shorten it");
        }
        return bytes;
    }

    /// The bytes of a text that HDF5 can hold, whose readers take a zero byte for the end.
    private static byte[] utf8(String text, String what) {
        if (text.indexOf('\0') >= 0) {
            throw new InputException(what + " has a NUL character, which HDF5 cannot hold; remove it");
        }
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        } catch (CharacterCodingException e) {
            throw new InputException(what + " has half of a surrogate pair, which is no character; correct it", e);
        }
    }

    private long numbers(NpyArray array) {
        long bytes = (long) array.size() * array.dtype().bytes();
        return dataset(Types.number(array.dtype()), array.shape(), bytes, out -> NpyWriter.writeElements(array, out));
    }

    private long texts(Hdf5Value.Texts texts, String path) {
        List<Heap.@Nullable Reference> references = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        for (String text : texts.texts()) {
            byte[] bytes = utf8(text, "a text of '" + FileKind.printable(path) + "'");
            references.add(bytes.length == 0 ? null : heap.add(bytes.length, out -> out.write(bytes)));
            lengths.add(bytes.length);
        }
        int[] shape = texts.shape().stream().mapToInt(Integer::intValue).toArray();
        return ragged(Types.text(), shape, references, lengths);
    }

    private long sequences(Hdf5Value.Sequences sequences) {
        List<Heap.@Nullable Reference> references = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        for (NpyArray row : sequences.rows()) {
            long bytes = (long) row.size() * row.dtype().bytes();
            references.add(bytes == 0 ? null : heap.add(bytes, out -> NpyWriter.writeElements(row, out)));
            lengths.add(row.size());
        }
        return ragged(Types.sequence(sequences.type()), new int[] {references.size()}, references, lengths);
    }

    /// A dataset of references into the heap; those of length 0 lead nowhere.
    private long ragged(byte[] type, int[] shape, List<Heap.@Nullable Reference> references, List<Integer> lengths) {
        return dataset(type, shape, (long) REFERENCE_BYTES * references.size(), out -> {
            for (int i = 0; i < references.size(); i++) {
                Heap.Reference reference = references.get(i);
                Fields fields = new Fields();
                if (reference == null) {
                    fields.zeros(REFERENCE_BYTES);
                } else {
                    fields.u32(lengths.get(i)).u64(reference.address()).u32(reference.number());
                }
                out.write(fields.toBytes());
            }
        });
    }

    private long dataset(byte[] type, int[] shape, long bytes, Content elements) {
        long address = bytes == 0 ? Fields.UNDEFINED : layout.place(bytes, elements);
        Fields space = new Fields().u8(2, shape.length, 0, shape.length == 0 ? 0 : 1);
        for (int extent : shape) {
            space.u64(extent);
        }
        Fields messages = new Fields();
        message(messages, DATASPACE, space);
        message(messages, DATATYPE, new Fields().put(type));
        // Version 3: allocated late, written if set, and not set.
        message(messages, FILL_VALUE, new Fields().u8(3, 0x0a));
        // Version 3, contiguous.
        message(messages, LAYOUT, new Fields().u8(3, 1).u64(address).u64(bytes));
        return header(messages);
    }

    private static void message(Fields messages, int type, Fields body) {
        messages.u8(type).u16(body.length()).u8(0).put(body.toBytes());
    }

    /// An object header of version 2, whose size field has 4 bytes.
    private long header(Fields messages) {
        byte[] header = new Fields()
                .u8('O', 'H', 'D', 'R', 2, 2)
                .u32(messages.length())
                .put(messages.toBytes())
                .checksum()
                .toBytes();
        return layout.place(header.length, out -> out.write(header));
    }
}
