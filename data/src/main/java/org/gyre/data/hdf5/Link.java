package org.gyre.data.hdf5;

/// A name in a group and where it leads.
///
/// @param address of an object header; [Cursor#UNDEFINED] of links that are not hard
/// @param target path of a soft link, or empty
/// @param external whether the link leads into another file, which is never followed
record Link(String name, long address, String target, boolean external) {
    static Link hard(String name, long address) {
        return new Link(name, address, "", false);
    }

    static Link soft(String name, String target) {
        return new Link(name, Cursor.UNDEFINED, target, false);
    }

    /// Reads a link message.
    static Link read(Cursor cursor, Source source) {
        int version = cursor.u8();
        if (version != 1) {
            throw source.malformed("a link message has version " + version);
        }
        int flags = cursor.u8();
        int type = (flags & 8) != 0 ? cursor.u8() : 0;
        cursor.skip((flags & 4) != 0 ? 8 : 0).skip((flags & 16) != 0 ? 1 : 0);
        long length = cursor.size(1 << (flags & 3));
        String name = cursor.part(length).text();
        return switch (type) {
            case 0 -> hard(name, cursor.address());
            case 1 -> soft(name, cursor.part(cursor.u16()).text());
            default -> new Link(name, Cursor.UNDEFINED, "", true);
        };
    }
}
