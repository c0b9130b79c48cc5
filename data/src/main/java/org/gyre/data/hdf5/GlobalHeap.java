package org.gyre.data.hdf5;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.gyre.core.Plural;
import org.gyre.data.Limits;

/// Texts and sequences of variable length, kept in collections of numbered objects.
final class GlobalHeap {
    private static final byte[] NOTHING = {};

    private final Source source;
    private final Map<Long, Map<Integer, byte[]>> collections = new HashMap<>();
    private long given;

    GlobalHeap(Source source) {
        this.source = source;
    }

    /// The bytes of an object.
    ///
    /// @param id a cursor at the collection's address and the object's number
    /// @param length how many bytes of it are meant
    byte[] object(Cursor id, long length) {
        long address = id.address();
        int number = (int) id.u32();
        if (length == 0) {
            return NOTHING;
        }
        // Objects are not shared; many references to one large object would unpack to any amount.
        if (length > Math.max(Limits.RATIO_FREE_BYTES, source.length()) - given) {
            throw source.malformed("what lies in heaps is referred to so often that it exceeds the file");
        }
        given += length;
        Map<Integer, byte[]> collection = collections.get(address);
        if (collection == null) {
            collection = read(address);
            collections.put(address, collection);
        }
        byte[] bytes = collection.get(number);
        if (bytes == null || bytes.length < length) {
            throw source.malformed("a heap lacks its object " + number + " of " + Plural.of(length, "byte"));
        }
        return bytes.length == length ? bytes : Arrays.copyOf(bytes, (int) length);
    }

    private Map<Integer, byte[]> read(long address) {
        Cursor head = source.read(address, 8 + source.lengthSize(), "a heap");
        head.signature("GCOL");
        head.skip(4);
        long size = head.length();
        Cursor body = source.read(address, size, "a heap");
        body.skip(8L + source.lengthSize());
        Map<Integer, byte[]> objects = new HashMap<>();
        int prefix = 8 + source.lengthSize();
        while (body.remaining() >= prefix) {
            int number = body.u16();
            body.skip(6);
            long length = body.length();
            if (number == 0) {
                break;
            }
            objects.put(number, body.take(length));
            body.skip(Math.min(body.remaining(), (8 - length % 8) % 8));
        }
        return objects;
    }
}
