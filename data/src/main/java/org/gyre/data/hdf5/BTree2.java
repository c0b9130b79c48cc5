package org.gyre.data.hdf5;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The records of a version 2 B-tree, which indexes links, attributes and chunks of newer files.
final class BTree2 {
    private static final int MAX_DEPTH = 16;

    private final Source source;
    private final int type;
    private final int nodeSize;
    private final int recordSize;
    private final int[] countWidth;
    private final int[] totalWidth;
    private final List<Cursor> records = new ArrayList<>();
    private final Set<Long> visited = new HashSet<>();

    private BTree2(Source source, int type, int nodeSize, int recordSize, int depth) {
        this.source = source;
        this.type = type;
        this.nodeSize = nodeSize;
        this.recordSize = recordSize;
        // Counts take as many bytes as the largest possible count of the level needs.
        countWidth = new int[depth + 1];
        totalWidth = new int[depth + 1];
        double most = Math.floor((nodeSize - 10.0) / recordSize);
        double total = most;
        int width = width(most);
        for (int level = 1; level <= depth; level++) {
            countWidth[level] = width;
            totalWidth[level] = level == 1 ? 0 : width(total);
            double pointer = source.offsetSize() + width + totalWidth[level];
            double here = Math.floor((nodeSize - 10 - pointer) / (recordSize + pointer));
            total = (here + 1) * total + here;
        }
    }

    private static int width(double most) {
        return most < 1 ? 1 : Math.getExponent(most) / 8 + 1;
    }

    /// All records in order, as cursors of their own.
    ///
    /// @param type of the records, as the format numbers them
    static List<Cursor> records(Source source, long address, int type) {
        Cursor head = source.readUpTo(address, 64, "an index");
        head.signature("BTHD");
        int version = head.u8();
        int found = head.u8();
        long nodeSize = head.u32();
        int recordSize = head.u16();
        int depth = head.u16();
        head.skip(2);
        long root = head.address();
        int count = head.u16();
        if (version != 0
                || found != type
                || recordSize < 1
                || nodeSize < 16
                || nodeSize > 1 << 24
                || depth > MAX_DEPTH) {
            throw source.malformed("an index of type " + found + " has a wrong header");
        }
        BTree2 tree = new BTree2(source, type, (int) nodeSize, recordSize, depth);
        if (root != Cursor.UNDEFINED) {
            tree.node(root, count, depth);
        }
        return tree.records;
    }

    private void node(long address, long count, int level) {
        if (!visited.add(address)) {
            throw source.malformed("an index runs in a circle");
        }
        Cursor node = source.readUpTo(address, nodeSize, "an index");
        node.signature(level == 0 ? "BTLF" : "BTIN");
        if (node.u8() != 0 || node.u8() != type) {
            throw source.malformed("an index has a node of another type");
        }
        List<Cursor> here = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            here.add(node.part(recordSize));
        }
        for (long i = 0; i <= count; i++) {
            if (level > 0) {
                long child = node.address();
                long childCount = node.size(countWidth[level]);
                node.skip(totalWidth[level]);
                node(child, childCount, level - 1);
            }
            if (i < count) {
                records.add(here.get((int) i));
            }
        }
    }
}
