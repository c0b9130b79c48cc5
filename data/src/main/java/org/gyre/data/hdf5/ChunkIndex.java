package org.gyre.data.hdf5;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gyre.core.Plural;

/// Finds the chunks of a dataset by each of the indexes that the format knows.
final class ChunkIndex {
    private static final int MAX_LEVEL = 32;

    private final Source source;
    private final long[] shape;
    private final long[] chunk;
    private final long chunkBytes;
    private final boolean filtered;
    private final List<Chunk> chunks = new ArrayList<>();
    private final Set<Long> visited = new HashSet<>();

    /// @param shape extents of the dataset
    /// @param chunk extents of a chunk
    /// @param chunkBytes of a chunk before the filters
    /// @param filtered whether there are filters
    ChunkIndex(Source source, long[] shape, long[] chunk, long chunkBytes, boolean filtered) {
        this.source = source;
        this.shape = shape;
        this.chunk = chunk;
        this.chunkBytes = chunkBytes;
        this.filtered = filtered;
    }

    List<Chunk> chunks() {
        return chunks;
    }

    private void add(Chunk found) {
        if (found.address() == Cursor.UNDEFINED) {
            return;
        }
        // A chunk outside the extents is left from a dataset that shrank.
        for (int d = 0; d < shape.length; d++) {
            if (found.offset()[d] < 0 || found.offset()[d] >= shape[d]) {
                return;
            }
        }
        chunks.add(found);
    }

    /// The number of chunks that the extents need, which must be one that the file could hold.
    private long count() {
        long count = 1;
        for (int d = 0; d < shape.length; d++) {
            long here = Math.ceilDiv(shape[d], chunk[d]);
            if (here > 0 && count > (1L << 40) / here) {
                throw source.malformed("a dataset has more chunks than any file");
            }
            count *= here;
        }
        return count;
    }

    /// The offset of the chunk of a number, counted row by row.
    private long[] offset(long number) {
        long[] offset = new long[shape.length];
        long rest = number;
        for (int d = shape.length - 1; d >= 0; d--) {
            long here = Math.ceilDiv(shape[d], chunk[d]);
            offset[d] = rest % here * chunk[d];
            rest /= here;
        }
        return offset;
    }

    /// One chunk that is the whole dataset.
    void single(long address, long bytes, long skipped) {
        add(new Chunk(address, bytes, skipped, new long[shape.length]));
    }

    /// All chunks one after another.
    void implicit(long address) {
        long count = count();
        if (count > source.length() / chunkBytes) {
            throw source.malformed("a dataset has " + Plural.of(count, "chunk") + ", more than the file holds");
        }
        for (long i = 0; i < count; i++) {
            add(new Chunk(address + i * chunkBytes, chunkBytes, 0, offset(i)));
        }
    }

    /// The B-tree of older files, with the offset of each chunk in its key.
    void tree(long address) {
        tree(address, -1);
    }

    private void tree(long address, int above) {
        if (!visited.add(address)) {
            throw source.malformed("a dataset's index runs in a circle");
        }
        Cursor head = source.read(address, 8 + 2L * source.offsetSize(), "a dataset's index");
        head.signature("TREE");
        int type = head.u8();
        int level = head.u8();
        int entries = head.u16();
        if (type != 1 || level > MAX_LEVEL || (above >= 0 && level != above - 1)) {
            throw source.malformed("a dataset's index has a node of type " + type + " and level " + level);
        }
        long width = 8 + 8L * (shape.length + 1) + source.offsetSize();
        Cursor body = source.read(address + 8 + 2L * source.offsetSize(), entries * width, "a dataset's index");
        for (int i = 0; i < entries; i++) {
            long bytes = body.u32();
            long skipped = body.u32();
            long[] offset = new long[shape.length];
            for (int d = 0; d < offset.length; d++) {
                offset[d] = body.number(8);
            }
            long child = body.skip(8).address();
            if (level == 0) {
                add(new Chunk(child, bytes, skipped, offset));
            } else {
                tree(child, level);
            }
        }
    }

    /// The B-tree of newer files for several dimensions that may grow.
    void modernTree(long address) {
        for (Cursor entry : BTree2.records(source, address, filtered ? 11 : 10)) {
            int fixed = source.offsetSize() + 8 * shape.length + (filtered ? 4 : 0);
            long child = entry.address();
            long bytes =
                    filtered ? entry.size(Math.max(0, entry.remaining() + source.offsetSize() - fixed)) : chunkBytes;
            long skipped = filtered ? entry.u32() : 0;
            long[] offset = new long[shape.length];
            for (int d = 0; d < offset.length; d++) {
                long scaled = entry.number(8);
                // Beyond the extents, whatever the product would be.
                offset[d] = scaled < 0 || scaled > shape[d] / chunk[d] ? -1 : scaled * chunk[d];
            }
            add(new Chunk(child, bytes, skipped, offset));
        }
    }

    /// The array of addresses of a dataset that cannot grow.
    void fixedArray(long address) {
        Cursor head = source.readUpTo(address, 64, "a chunk array");
        head.signature("FAHD");
        head.skip(2);
        int width = head.u8();
        int pageBits = head.u8();
        long entries = head.length();
        long block = head.address();
        if (block == Cursor.UNDEFINED) {
            return;
        }
        long wanted = Math.min(entries, count());
        checkWidth(width, pageBits);
        long page = 1L << pageBits;
        long start = block + 6 + source.offsetSize();
        if (entries <= page) {
            elements(source.read(start, checkedBytes(wanted, width), "a chunk array"), 0, wanted, width);
            return;
        }
        long pages = Math.ceilDiv(entries, page);
        byte[] written = source.bytes(start, (pages + 7) / 8, "a chunk array");
        long at = start + written.length + 4;
        for (long p = 0; p * page < wanted; p++) {
            long here = Math.min(page, entries - p * page);
            if (bit(written, p)) {
                Cursor cursor = source.read(at, checkedBytes(here, width), "a chunk array");
                elements(cursor, p * page, Math.min(here, wanted - p * page), width);
            }
            at += page * width + 4;
        }
    }

    /// The array of addresses of a dataset that can grow in one dimension: a few addresses at once,
    /// then blocks that grow, then blocks of blocks.
    void extensibleArray(long address) {
        Cursor head = source.readUpTo(address, 128, "a chunk array");
        head.signature("EAHD");
        head.skip(2);
        int width = head.u8();
        int maxBits = head.u8();
        int direct = head.u8();
        int blockMin = head.u8();
        int superMin = head.u8();
        int pageBits = head.u8();
        head.skip(6L * source.lengthSize());
        long index = head.address();
        if (index == Cursor.UNDEFINED) {
            return;
        }
        checkWidth(width, pageBits);
        if (maxBits > 64 || Integer.bitCount(blockMin) != 1 || Integer.bitCount(superMin) != 1) {
            throw source.malformed("a chunk array has a wrong header");
        }
        long wanted = count();
        int superBlocks = 1 + Math.max(0, maxBits - Integer.numberOfTrailingZeros(blockMin));
        int inIndex = 2 * Integer.numberOfTrailingZeros(superMin);
        int dataBlocks = 2 * (superMin - 1);
        int offsetBytes = (maxBits + 7) / 8;
        long bodyBytes =
                (long) direct * width + (long) (dataBlocks + Math.max(0, superBlocks - inIndex)) * source.offsetSize();
        Cursor body = source.read(index, 6 + source.offsetSize() + bodyBytes, "a chunk array");
        body.signature("EAIB");
        body.skip(2L + source.offsetSize());
        elements(body, 0, Math.min(direct, wanted), width);
        body.skip((direct - Math.min(direct, wanted)) * width);
        long first = direct;
        for (int u = 0; u < superBlocks && first < wanted; u++) {
            long blocks = 1L << (u / 2);
            long size = (1L << ((u + 1) / 2)) * blockMin;
            long pages = size > 1L << pageBits ? size >> pageBits : 0;
            Cursor addresses = body;
            byte[] written = new byte[0];
            if (u >= inIndex) {
                long superAddress = body.address();
                if (superAddress == Cursor.UNDEFINED) {
                    first += blocks * size;
                    continue;
                }
                long bitmap = (pages + 7) / 8 * blocks;
                Cursor block = source.read(
                        superAddress,
                        6L + source.offsetSize() + offsetBytes + bitmap + blocks * source.offsetSize(),
                        "a chunk array");
                block.signature("EASB");
                written = block.skip(2L + source.offsetSize() + offsetBytes).take(bitmap);
                addresses = block;
            }
            for (long b = 0; b < blocks; b++) {
                long block = addresses.address();
                if (block != Cursor.UNDEFINED && first < wanted) {
                    dataBlock(
                            block,
                            first,
                            Math.min(size, wanted - first),
                            width,
                            pageBits,
                            pages,
                            offsetBytes,
                            written,
                            b);
                }
                first += size;
            }
        }
    }

    private void dataBlock(
            long address,
            long first,
            long wanted,
            int width,
            int pageBits,
            long pages,
            int offsetBytes,
            byte[] written,
            long number) {
        int prefix = 6 + source.offsetSize() + offsetBytes;
        Cursor head = source.read(address, prefix, "a chunk array");
        head.signature("EADB");
        long start = address + prefix;
        if (pages == 0) {
            elements(source.read(start, checkedBytes(wanted, width), "a chunk array"), first, wanted, width);
            return;
        }
        long page = 1L << pageBits;
        long rowBytes = (pages + 7) / 8;
        long at = start + 4;
        for (long p = 0; p * page < wanted; p++) {
            boolean there = number * rowBytes + p / 8 < written.length
                    && (written[(int) (number * rowBytes + p / 8)] & 0x80 >>> (int) (p % 8)) != 0;
            if (there) {
                long here = Math.min(page, wanted - p * page);
                elements(source.read(at, checkedBytes(here, width), "a chunk array"), first + p * page, here, width);
            }
            at += page * width + 4;
        }
    }

    private void checkWidth(int width, int pageBits) {
        int least = source.offsetSize() + (filtered ? 5 : 0);
        if (width < least || width > least + 8 || pageBits > 30) {
            throw source.malformed("a chunk array has elements of " + Plural.of(width, "byte"));
        }
    }

    /// Bytes of some elements, which a file must be able to hold.
    private long checkedBytes(long count, int width) {
        if (count > source.length() / width) {
            throw source.malformed("a chunk array has " + Plural.of(count, "element") + ", more than the file holds");
        }
        return count * width;
    }

    private void elements(Cursor cursor, long first, long count, int width) {
        for (long i = 0; i < count; i++) {
            Cursor element = cursor.part(width);
            long address = element.address();
            long bytes = filtered ? element.size(width - source.offsetSize() - 4) : chunkBytes;
            add(new Chunk(address, bytes, filtered ? element.u32() : 0, offset(first + i)));
        }
    }

    /// Bits are counted from the highest of each byte.
    private static boolean bit(byte[] bits, long at) {
        return (bits[(int) (at / 8)] & 0x80 >>> (int) (at % 8)) != 0;
    }
}
