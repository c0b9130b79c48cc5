package org.gyre.data.hdf5;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The messages that make up a group or a dataset.
///
/// @param messages in the order of the file
record ObjectHeader(List<Message> messages) {
    static final int DATASPACE = 0x01;
    static final int LINK_INFO = 0x02;
    static final int DATATYPE = 0x03;
    static final int FILL_VALUE = 0x05;
    static final int LINK = 0x06;
    static final int EXTERNAL_FILES = 0x07;
    static final int LAYOUT = 0x08;
    static final int FILTERS = 0x0b;
    static final int ATTRIBUTE = 0x0c;
    static final int ATTRIBUTE_INFO = 0x15;
    static final int SYMBOL_TABLE = 0x11;
    private static final int CONTINUATION = 0x10;

    private static final int MAX_MESSAGES = 1 << 16;
    private static final int MAX_BLOCKS = 1 << 12;

    /// @param body a copy; a cursor is made for each reading
    /// @param shared whether the body only says where the message lies
    record Message(int type, byte[] body, boolean shared) {}

    /// A stretch of the file with messages in it.
    private record Block(long address, long length) {}

    /// The body of the first message of a type, or `null`.
    @org.jspecify.annotations.Nullable
    Message first(int type) {
        for (Message message : messages) {
            if (message.type == type) {
                return message;
            }
        }
        return null;
    }

    static ObjectHeader read(Source source, long address) {
        Cursor head = source.readUpTo(address, 64, "an object header");
        List<Message> messages = new ArrayList<>();
        Deque<Block> blocks = new ArrayDeque<>();
        boolean modern = head.remaining() > 0 && head.u8() == 'O';
        boolean ordered = false;
        if (modern) {
            head = source.readUpTo(address, 64, "an object header");
            head.signature("OHDR");
            require(source, head.u8() == 2, "version 2");
            int flags = head.u8();
            head.skip((flags & 0x20) != 0 ? 16 : 0).skip((flags & 0x10) != 0 ? 4 : 0);
            long length = head.size(1 << (flags & 3));
            ordered = (flags & 4) != 0;
            blocks.add(new Block(address + head.position(), length));
        } else {
            head = source.readUpTo(address, 64, "an object header");
            require(source, head.u8() == 1, "version 1");
            long length = head.skip(7).u32();
            blocks.add(new Block(address + 16, length));
        }
        for (int done = 0; !blocks.isEmpty(); done++) {
            if (done > MAX_BLOCKS) {
                throw source.malformed("an object header continues without end");
            }
            Block block = blocks.remove();
            Cursor cursor = source.read(block.address, block.length, "an object header");
            if (modern) {
                if (done > 0) {
                    cursor.signature("OCHK");
                    // The four bytes of the checksum end the block.
                    cursor = cursor.part(Math.max(0, cursor.remaining() - 4L));
                }
                modern(cursor, ordered, messages, blocks, source);
            } else {
                old(cursor, messages, blocks, source);
            }
        }
        return new ObjectHeader(messages);
    }

    private static void old(Cursor cursor, List<Message> messages, Deque<Block> blocks, Source source) {
        while (cursor.remaining() >= 8) {
            int type = cursor.u16();
            int size = cursor.u16();
            int flags = cursor.u8();
            cursor.skip(3);
            add(type, cursor, size, flags, messages, blocks, source);
        }
    }

    private static void modern(
            Cursor cursor, boolean ordered, List<Message> messages, Deque<Block> blocks, Source source) {
        int prefix = ordered ? 6 : 4;
        while (cursor.remaining() >= prefix) {
            int type = cursor.u8();
            int size = cursor.u16();
            int flags = cursor.u8();
            cursor.skip(prefix - 4L);
            add(type, cursor, size, flags, messages, blocks, source);
        }
    }

    private static void add(
            int type, Cursor cursor, int size, int flags, List<Message> messages, Deque<Block> blocks, Source source) {
        if (type == CONTINUATION) {
            Cursor body = cursor.part(size);
            blocks.add(new Block(body.address(), body.length()));
            return;
        }
        if (messages.size() >= MAX_MESSAGES) {
            throw source.malformed("an object header has more than " + MAX_MESSAGES + " messages");
        }
        messages.add(new Message(type, cursor.take(size), (flags & 2) != 0));
    }

    private static void require(Source source, boolean right, String version) {
        if (!right) {
            throw source.malformed("an object header is not of " + version);
        }
    }
}
