package org.gyre.data.hdf5;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gyre.data.hdf5.ObjectHeader.Message;

/// The links of a group, in each of the three ways in which a file keeps them: in a B-tree with a
/// heap of names (old files), as messages (few links), in a fractal heap (many).
final class Links {
    /// B-trees with 2¹⁶ children a node would reach any file's size in four levels.
    private static final int MAX_LEVEL = 32;

    private final Source source;
    private final List<Link> links = new ArrayList<>();
    private final Set<Long> visited = new HashSet<>();

    private Links(Source source) {
        this.source = source;
    }

    static List<Link> of(ObjectHeader header, Source source) {
        Links links = new Links(source);
        Message table = header.first(ObjectHeader.SYMBOL_TABLE);
        if (table != null) {
            Cursor cursor = new Cursor(table.body(), "a group's symbol table", source);
            links.old(cursor.address(), cursor.address());
        }
        for (Message message : header.messages()) {
            if (message.type() == ObjectHeader.LINK) {
                links.add(Link.read(new Cursor(message.body(), "a link", source), source));
            }
        }
        Message dense = header.first(ObjectHeader.LINK_INFO);
        if (dense != null) {
            links.dense(new Cursor(dense.body(), "a group's link information", source));
        }
        return links.links;
    }

    /// Whether an object is a group.
    static boolean isGroup(ObjectHeader header) {
        return header.first(ObjectHeader.SYMBOL_TABLE) != null
                || header.first(ObjectHeader.LINK_INFO) != null
                || header.first(ObjectHeader.LINK) != null;
    }

    private void add(Link link) {
        if (links.size() >= source.limits().maxMembers()) {
            throw source.refused(
                    "a group has more than " + source.limits().maxMembers() + " members, the most that is read");
        }
        links.add(link);
    }

    private void old(long tree, long heap) {
        Cursor head = source.readUpTo(heap, 64, "a local heap");
        head.signature("HEAP");
        head.skip(4);
        long size = head.length();
        head.skip(source.lengthSize());
        Cursor names = source.read(head.address(), size, "a local heap");
        node(tree, names, -1);
    }

    /// @param level the level of the node above, or -1
    private void node(long address, Cursor names, int level) {
        if (!visited.add(address)) {
            throw source.malformed("a group's index runs in a circle");
        }
        Cursor head = source.read(address, 8 + 2L * source.offsetSize(), "a group's index");
        head.signature("TREE");
        int type = head.u8();
        int here = head.u8();
        int entries = head.u16();
        if (type != 0 || here > MAX_LEVEL || (level >= 0 && here != level - 1)) {
            throw source.malformed("a group's index has a node of type " + type + " and level " + here);
        }
        int width = source.lengthSize() + source.offsetSize();
        Cursor body = source.read(
                address + head.position() + 2L * source.offsetSize(), (long) entries * width, "a group's index");
        for (int i = 0; i < entries; i++) {
            long child = body.skip(source.lengthSize()).address();
            if (here == 0) {
                symbols(child, names);
            } else {
                node(child, names, here);
            }
        }
    }

    private void symbols(long address, Cursor names) {
        if (!visited.add(address)) {
            throw source.malformed("a group's index runs in a circle");
        }
        Cursor head = source.read(address, 8, "a group's symbols");
        head.signature("SNOD");
        head.skip(2);
        int count = head.u16();
        int width = 2 * source.offsetSize() + 24;
        Cursor body = source.read(address + 8, (long) count * width, "a group's symbols");
        for (int i = 0; i < count; i++) {
            Cursor entry = body.part(width);
            String name = names.textAt(entry.address());
            long object = entry.address();
            long cached = entry.u32();
            if (cached == 2) {
                add(Link.soft(name, names.textAt(entry.skip(4).u32())));
            } else {
                add(Link.hard(name, object));
            }
        }
    }

    private void dense(Cursor info) {
        info.skip(1);
        int flags = info.u8();
        info.skip((flags & 1) != 0 ? 8 : 0);
        long heapAddress = info.address();
        long treeAddress = info.address();
        if (heapAddress == Cursor.UNDEFINED || treeAddress == Cursor.UNDEFINED) {
            return;
        }
        FractalHeap heap = FractalHeap.read(source, heapAddress);
        // Records of type 5: a hash, then the place in the heap.
        for (Cursor entry : BTree2.records(source, treeAddress, 5)) {
            add(Link.read(heap.object(entry.skip(4)), source));
        }
    }
}
