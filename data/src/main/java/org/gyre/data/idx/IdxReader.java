package org.gyre.data.idx;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.FileKind;
import org.gyre.data.InputFile;
import org.gyre.data.Limits;
import org.gyre.data.npy.NpyArray;

/// Reads IDX files: two zero bytes, a type, a rank, that many extents and the elements, last index
/// fastest; all numbers with their highest byte first.
///
/// All six types are read (`unsigned byte`, `signed byte`, `short`, `int`, `float`, `double`), of
/// rank 1 to 4. The elements are allocated only after their declared number was found to fit the
/// limits and the bytes that are there, or that the compressed bytes could unpack to.
public final class IdxReader {
    private static final int MAX_RANK = 4;

    /// The longest array that every virtual machine grants.
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    /// No deflated stream unpacks to more than this many times its bytes.
    private static final long DEFLATE_RATIO = 1032;

    private IdxReader() {}

    /// As [#read(Path, Limits)] with [Limits#DEFAULT].
    public static NpyArray read(Path file) {
        return read(file, Limits.DEFAULT);
    }

    /// Reads an IDX file, plain or gzip-compressed, whatever its name.
    ///
    /// @throws InputException if the file cannot be read, is no IDX file, is malformed, truncated,
    ///     followed by other bytes, of a rank above 4, or exceeds the limits
    public static NpyArray read(Path file, Limits limits) {
        return InputFile.read(file, limits, channel -> read(channel, file.toString(), limits));
    }

    /// Reads the bytes of an IDX file, plain or gzip-compressed.
    ///
    /// @param name for messages
    /// @throws InputException as [#read(Path, Limits)]
    public static NpyArray read(byte[] bytes, String name, Limits limits) {
        try {
            return FileKind.of(Arrays.copyOf(bytes, Math.min(bytes.length, FileKind.HEAD))) == FileKind.GZIP
                    ? unpack(new ByteArrayInputStream(bytes), bytes.length, name, limits)
                    : read(new ByteArrayInputStream(bytes), bytes.length, name, limits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether a file is an IDX file, plain or gzip-compressed, by its first bytes.
    ///
    /// @throws InputException if the file cannot be read
    public static boolean isIdx(Path file) {
        return InputFile.read(file, new Limits(Long.MAX_VALUE, 1, 1, 1), channel -> {
            InputStream in = Channels.newInputStream(channel);
            byte[] head = in.readNBytes(FileKind.HEAD);
            if (FileKind.of(head) != FileKind.GZIP) {
                return FileKind.of(head) == FileKind.IDX;
            }
            channel.position(0);
            try (InputStream unpacked = new GZIPInputStream(in)) {
                return FileKind.of(unpacked.readNBytes(4)) == FileKind.IDX;
            } catch (ZipException | EOFException e) {
                return false;
            }
        });
    }

    private static NpyArray read(SeekableByteChannel channel, String name, Limits limits) throws IOException {
        // The channel is closed by who opened it, and the streams hold nothing else.
        InputStream in = Channels.newInputStream(channel);
        FileKind kind = FileKind.of(in.readNBytes(FileKind.HEAD));
        channel.position(0);
        return kind == FileKind.GZIP
                ? unpack(in, channel.size(), name, limits)
                : read(in, channel.size(), name, limits);
    }

    private static NpyArray unpack(InputStream packed, long length, String name, Limits limits) throws IOException {
        long most = Math.max(Limits.RATIO_FREE_BYTES, length * limits.maxRatio());
        try (InputStream in = new GZIPInputStream(packed)) {
            return read(in, Math.min(limits.maxBytes(), Math.min(most, length * DEFLATE_RATIO)), name, limits);
        } catch (ZipException | EOFException e) {
            throw new InputException(name + ": its compressed bytes are corrupt; get the file again", e);
        }
    }

    /// @param length of the stream, or what it may have at most: no more is allocated
    private static NpyArray read(InputStream in, long length, String name, Limits limits) throws IOException {
        byte[] head = in.readNBytes((int) Math.min(length, FileKind.HEAD));
        FileKind kind = FileKind.of(head);
        if (kind != FileKind.IDX) {
            throw new InputException(name + ": is " + kind.description() + ", not an IDX file as MNIST uses");
        }
        int rank = head[3];
        if (rank > MAX_RANK) {
            throw new InputException(name + ": declares " + rank + " dimensions; at most " + MAX_RANK + " are read");
        }
        int start = 4 + 4 * rank;
        if (head.length < start) {
            throw new InputException(name + ": ended within its header; the file is truncated");
        }
        IdxType type = IdxType.of(head[2], name);
        int[] shape = new int[rank];
        ByteBuffer.wrap(head, 4, 4 * rank).asIntBuffer().get(shape);
        long size = elements(shape, name, limits);
        long bytes = size * type.bytes();
        if (bytes > Math.min(length - start, MAX_ARRAY)) {
            throw new InputException(name + ": declares " + Arrays.toString(shape) + " elements, which is "
                    + Plural.of(bytes, "byte") + ", but only " + (length - start) + " can follow; it is truncated");
        }
        return type.array(payload(in, head, start, (int) bytes, name), shape);
    }

    /// The number of elements, within the limits.
    private static long elements(int[] shape, String name, Limits limits) {
        long size = 1;
        for (int extent : shape) {
            if (extent < 0) {
                throw new InputException(name + ": declares an extent of " + (extent & 0xffffffffL) + "; extents up to "
                        + Integer.MAX_VALUE + " are read");
            }
            // Both factors are below 2³¹, as the limits are checked at each step.
            size *= extent;
            if (size > Math.min(limits.maxElements(), MAX_ARRAY)) {
                throw new InputException(name + ": declares " + Arrays.toString(shape) + " elements; at most "
                        + limits.maxElements() + " are read");
            }
        }
        return size;
    }

    /// The bytes of the elements, of which the head holds the first; they must end the stream.
    private static byte[] payload(InputStream in, byte[] head, int start, int bytes, String name) throws IOException {
        InputStream rest = new SequenceInputStream(new ByteArrayInputStream(head, start, head.length - start), in);
        // A compressed stream may be shorter than its length allowed: readNBytes grows with what
        // really comes.
        byte[] elements = rest.readNBytes(bytes);
        if (elements.length < bytes) {
            throw new InputException(name + ": ends after " + elements.length + " of " + bytes
                    + " bytes of elements; the file is truncated");
        }
        if (rest.read() >= 0) {
            throw new InputException(
                    name + ": goes on behind its " + Plural.of(bytes, "byte") + " of elements; the file is damaged");
        }
        return elements;
    }
}
