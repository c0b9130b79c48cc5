package org.gyre.data.hdf5;

/// The heap in which newer files keep many links or attributes: blocks that double in size row by
/// row.
final class FractalHeap {
    private final Source source;
    private final int offsetWidth;
    private final int lengthWidth;
    private final int tableWidth;
    private final long startSize;
    private final long directLimit;
    private final long root;
    private final int rootRows;

    private FractalHeap(
            Source source,
            int offsetWidth,
            int lengthWidth,
            int tableWidth,
            long startSize,
            long directLimit,
            long root,
            int rootRows) {
        this.source = source;
        this.offsetWidth = offsetWidth;
        this.lengthWidth = lengthWidth;
        this.tableWidth = tableWidth;
        this.startSize = startSize;
        this.directLimit = directLimit;
        this.root = root;
        this.rootRows = rootRows;
    }

    static FractalHeap read(Source source, long address) {
        Cursor head = source.readUpTo(address, 256, "a heap");
        head.signature("FRHP");
        int version = head.u8();
        head.skip(2);
        int filters = head.u16();
        head.skip(1);
        long objectLimit = head.u32();
        int lengths = source.lengthSize();
        // The next huge object, the tree of huge objects, free space, its manager, then eight
        // statistics.
        head.skip(lengths)
                .skip(source.offsetSize())
                .skip(lengths)
                .skip(source.offsetSize())
                .skip(8L * lengths);
        int tableWidth = head.u16();
        long startSize = head.length();
        long directLimit = head.length();
        int heapBits = head.u16();
        head.skip(2);
        long root = head.address();
        int rootRows = head.u16();
        boolean powers = Long.bitCount(startSize) == 1 && Long.bitCount(directLimit) == 1 && startSize <= directLimit;
        if (version != 0 || tableWidth < 1 || !powers || heapBits < 1 || heapBits > 64 || rootRows > 64) {
            throw source.malformed("a heap has a wrong header");
        }
        if (filters != 0) {
            throw source.refused("a heap of links is compressed, which is not read");
        }
        int lengthWidth = Math.min(width(directLimit), width(Math.max(1, objectLimit)));
        return new FractalHeap(
                source, (heapBits + 7) / 8, lengthWidth, tableWidth, startSize, directLimit, root, rootRows);
    }

    private static int width(long most) {
        return (63 - Long.numberOfLeadingZeros(most)) / 8 + 1;
    }

    /// The bytes of an object.
    ///
    /// @param id a cursor at the object's place in the heap
    Cursor object(Cursor id) {
        int kind = id.u8();
        if ((kind & 0x30) != 0) {
            throw source.refused("a link or an attribute of unusual length is not read");
        }
        long offset = id.size(offsetWidth);
        long length = id.size(lengthWidth);
        long block = root;
        long blockStart = 0;
        int rows = rootRows;
        while (rows > 0) {
            // Walks down one indirect block: finds the row and column of the offset.
            long at = blockStart;
            int row = 0;
            while (row < rows && offset - at >= rowSize(row) * tableWidth) {
                at += rowSize(row) * tableWidth;
                row++;
            }
            if (row == rows) {
                throw source.malformed("a heap has no block for its byte " + offset);
            }
            long column = (offset - at) / rowSize(row);
            long entry = (long) row * tableWidth + column;
            long header = 5L + source.offsetSize() + offsetWidth;
            Cursor pointer =
                    source.read(block + header + entry * source.offsetSize(), source.offsetSize(), "a block of a heap");
            block = pointer.address();
            blockStart = at + column * rowSize(row);
            // A row beyond the direct blocks leads to an indirect block with as many rows as its
            // size has.
            int below = rowSize(row) <= directLimit ? 0 : rowsOf(rowSize(row));
            if (below >= rows) {
                throw source.malformed("a heap has a block as large as the one around it");
            }
            rows = below;
        }
        return source.read(block + (offset - blockStart), length, "an object in a heap");
    }

    private long rowSize(int row) {
        int shift = Math.max(0, row - 1);
        if (shift >= Long.numberOfLeadingZeros(startSize) - 16) {
            throw source.malformed("a heap has rows of blocks beyond any file");
        }
        return startSize << shift;
    }

    /// How many rows make up a block of the given size: each row doubles what is there.
    private int rowsOf(long size) {
        return Math.max(1, 63 - Long.numberOfLeadingZeros(size / startSize / tableWidth) + 1);
    }
}
