package org.gyre.data.hdf5.write;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.gyre.data.hdf5.write.Layout.Content;

/// The global heap: texts and sequences in collections of numbered objects (section III.E of the
/// specification).
final class Heap {
    /// The least size of a collection, and the size that the HDF5 library gives it.
    private static final int COLLECTION = 4096;

    /// Bytes before a collection's objects, and before an object's bytes.
    private static final int HEADER = 16;

    private final List<Collection> collections = new ArrayList<>();

    /// An object, which has its place once the heap was placed.
    record Reference(Collection collection, int number) {
        long address() {
            return collection.address;
        }
    }

    private record Item(long length, Content content) {}

    /// Objects that lie together.
    static final class Collection {
        private final List<Item> items = new ArrayList<>();
        private long used = HEADER;
        private long address = Fields.UNDEFINED;

        private boolean takes(long length) {
            return items.isEmpty() || used + HEADER + Layout.align(length) + HEADER <= COLLECTION;
        }

        /// With room for the object 0, which is what is left.
        private long size() {
            return Math.max(COLLECTION, used + HEADER);
        }

        private void write(OutputStream out) throws IOException {
            out.write(
                    new Fields().u8('G', 'C', 'O', 'L', 1, 0, 0, 0).u64(size()).toBytes());
            for (int i = 0; i < items.size(); i++) {
                Item item = items.get(i);
                out.write(object(i + 1, 1, item.length));
                item.content.write(out);
                out.write(new byte[(int) (Layout.align(item.length) - item.length)]);
            }
            long left = size() - used;
            out.write(object(0, 0, left));
            out.write(new byte[(int) (left - HEADER)]);
        }

        private static byte[] object(int number, int references, long length) {
            return new Fields().u16(number).u16(references).u32(0).u64(length).toBytes();
        }
    }

    /// Adds an object of at least one byte.
    Reference add(long length, Content content) {
        if (collections.isEmpty() || !collections.getLast().takes(length)) {
            collections.add(new Collection());
        }
        Collection collection = collections.getLast();
        collection.items.add(new Item(length, content));
        collection.used += HEADER + Layout.align(length);
        return new Reference(collection, collection.items.size());
    }

    /// Gives all collections their addresses.
    void place(Layout layout) {
        for (Collection collection : collections) {
            collection.address = layout.place(collection.size(), collection::write);
        }
    }
}
