package org.gyre.data.hdf5;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.FileKind;
import org.gyre.data.InputFile;
import org.gyre.data.Limits;
import org.gyre.data.hdf5.ObjectHeader.Message;
import org.jspecify.annotations.Nullable;

/// An HDF5 file that is open for reading.
///
/// Paths are those of the HDF5 tools: `/group/data`. Links within the file are followed, links into
/// other files never. Every fault of the file is an [InputException] that names it.
public final class Hdf5File {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

    /// Soft links that lead to soft links.
    private static final int MAX_LINKS = 16;

    /// Headers up to this size are looked for at 0, 512, 1024, …
    private static final long MAX_USER_BLOCK = 1L << 26;

    private final Source source;
    private final String name;
    private final long root;
    private final Map<Long, ObjectHeader> headers = new HashMap<>();
    private final Map<Long, Map<String, Link>> groups = new HashMap<>();

    private Hdf5File(Source source, String name, long root) {
        this.source = source;
        this.name = name;
        this.root = root;
    }

    /// What is done with an open file.
    @FunctionalInterface
    public interface Reading<T> {
        T read(Hdf5File file);
    }

    /// Opens a file, runs `reading` and closes it.
    ///
    /// @throws InputException if the file cannot be read or is not an HDF5 file, and what
    ///     `reading` throws
    public static <T> T read(Path file, Limits limits, Reading<T> reading) {
        return InputFile.read(file, limits, channel -> read(channel, file.toString(), limits, reading));
    }

    /// As [#read(Path, Limits, Reading)], of bytes that are already open.
    ///
    /// @param name for messages
    public static <T> T read(SeekableByteChannel channel, String name, Limits limits, Reading<T> reading)
            throws IOException {
        try {
            return reading.read(open(new Source(channel, name, limits), name));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Hdf5File open(Source source, String name) {
        long place = 0;
        while (!signature(source, place)) {
            place = place == 0 ? 512 : 2 * place;
            if (place > MAX_USER_BLOCK || place >= source.length()) {
                throw new InputException(
                        name + ": has no HDF5 signature; it is not an HDF5 file, or damaged at its start");
            }
        }
        Cursor head = source.readUpTo(place + SIGNATURE.length, 120, "the superblock");
        int version = head.u8();
        if (version > 3) {
            throw new InputException(name + ": has an HDF5 superblock of version " + version + "; 0 to 3 are read");
        }
        head.skip(version < 2 ? 4 : 0);
        int offsets = head.u8();
        int lengths = head.u8();
        if (!(offsets == 4 || offsets == 8) || !(lengths == 4 || lengths == 8)) {
            throw source.malformed("addresses of " + offsets + " and lengths of " + Plural.of(lengths, "byte"));
        }
        // Older: reserved, two sizes of B-tree nodes, flags, and in version 1 one more size. Newer:
        // flags.
        head.skip(version == 0 ? 9 : version == 1 ? 13 : 1);
        source.layout(0, offsets, lengths);
        long base = head.address();
        if (base != 0 && base != place) {
            throw source.malformed("its base address is " + base + " where its signature is at " + place);
        }
        head.skip(offsets);
        long end = head.address();
        long root = version < 2 ? head.skip(2L * offsets).address() : head.address();
        source.layout(base, offsets, lengths);
        if (end > source.length() + base) {
            throw new InputException(name + ": has " + (source.length() + base) + " bytes, but should have " + end
                    + "; it is truncated: copy it again");
        }
        return new Hdf5File(source, name, root);
    }

    private static boolean signature(Source source, long place) {
        return source.length() >= place + SIGNATURE.length
                && java.util.Arrays.equals(source.bytes(place, SIGNATURE.length, "the signature"), SIGNATURE);
    }

    /// The body of a message that must be there, where it really lies.
    static Cursor body(@Nullable Message message, int type, Source source) {
        if (message == null) {
            throw source.malformed("a dataset lacks its message of type " + type);
        }
        if (!message.shared()) {
            return new Cursor(message.body(), "a dataset's description", source);
        }
        Cursor where = new Cursor(message.body(), "a shared description", source);
        int version = where.u8();
        int kind = where.u8();
        where.skip(version == 1 ? 6 : 0);
        if (version < 1 || version > 3 || (version == 3 && kind != 2)) {
            throw source.refused("a dataset shares its description through a heap, which is not read");
        }
        Message real = ObjectHeader.read(source, where.address()).first(type);
        if (real == null || real.shared()) {
            throw source.malformed("a shared description is not where it should be");
        }
        return new Cursor(real.body(), "a dataset's description", source);
    }

    /// For messages.
    public String name() {
        return name;
    }

    /// Bytes of the file, without a user's block before it.
    public long length() {
        return source.length();
    }

    private ObjectHeader header(long address) {
        ObjectHeader header = headers.get(address);
        if (header == null) {
            if (headers.size() > source.limits().maxMembers() * 16L) {
                throw source.refused(
                        "has more than " + source.limits().maxMembers() * 16L + " objects, the most that is read");
            }
            header = ObjectHeader.read(source, address);
            headers.put(address, header);
        }
        return header;
    }

    private Map<String, Link> links(long address) {
        Map<String, Link> links = groups.get(address);
        if (links == null) {
            links = new TreeMap<>();
            for (Link link : Links.of(header(address), source)) {
                links.put(link.name(), link);
            }
            groups.put(address, links);
        }
        return links;
    }

    /// The address of an object, or [Cursor#UNDEFINED] if there is none of that path.
    private long resolve(long from, String path, int followed) {
        if (followed > MAX_LINKS) {
            throw source.refused("its link '" + FileKind.printable(path) + "' leads through more than " + MAX_LINKS
                    + " links; they run in a circle");
        }
        long at = path.startsWith("/") ? root : from;
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            Link link = links(at).get(part);
            if (link == null) {
                return Cursor.UNDEFINED;
            }
            if (link.external()) {
                throw source.refused("'" + FileKind.printable(path)
                        + "' is a link into another file, which is never opened; name that file itself");
            }
            at = link.target().isEmpty() ? link.address() : resolve(at, link.target(), followed + 1);
            if (at == Cursor.UNDEFINED) {
                return at;
            }
        }
        return at;
    }

    /// Whether there is a group or dataset of this path.
    public boolean has(String path) {
        return resolve(root, path, 0) != Cursor.UNDEFINED;
    }

    /// Whether there is a group of this path.
    public boolean hasGroup(String path) {
        long address = resolve(root, path, 0);
        return address != Cursor.UNDEFINED && Links.isGroup(header(address));
    }

    /// The dataset of a path, if there is one.
    ///
    /// @throws InputException if the file is malformed there
    public Optional<Hdf5Dataset> find(String path) {
        long address = resolve(root, path, 0);
        if (address == Cursor.UNDEFINED || header(address).first(ObjectHeader.LAYOUT) == null) {
            return Optional.empty();
        }
        return Optional.of(Hdf5Dataset.of(header(address), path, source));
    }

    /// The dataset of a path.
    ///
    /// @throws InputException if there is none, with the datasets that there are
    public Hdf5Dataset dataset(String path) {
        return find(path)
                .orElseThrow(() -> new InputException(
                        name + ": has no dataset '" + FileKind.printable(path) + "'" + listed(datasets())));
    }

    private static String listed(List<String> paths) {
        if (paths.isEmpty()) {
            return "; it holds no dataset";
        }
        List<String> shown = paths.subList(0, Math.min(8, paths.size()));
        return "; it holds " + FileKind.printable(String.join(", ", shown)) + (paths.size() > 8 ? ", …" : "");
    }

    /// The dataset that a reference leads to.
    ///
    /// @param from for messages
    /// @throws InputException if it leads elsewhere
    public Hdf5Dataset at(long address, String from) {
        if (address <= 0 || header(address).first(ObjectHeader.LAYOUT) == null) {
            throw source.refused(from + " refers to something that is not a dataset");
        }
        return Hdf5Dataset.of(header(address), from, source);
    }

    /// Names in a group, sorted; empty if there is no such group.
    public List<String> members(String path) {
        long address = resolve(root, path, 0);
        return address == Cursor.UNDEFINED
                ? List.of()
                : List.copyOf(links(address).keySet());
    }

    /// An attribute of a group or dataset, if it has it.
    public Optional<Hdf5Dataset> attribute(String path, String attribute) {
        long address = resolve(root, path, 0);
        return address == Cursor.UNDEFINED
                ? Optional.empty()
                : Optional.ofNullable(attributes(address, path).get(attribute));
    }

    /// An attribute of the object at an address that a reference gave.
    public Optional<Hdf5Dataset> attribute(long address, String attribute) {
        return Optional.ofNullable(attributes(address, "object").get(attribute));
    }

    private Map<String, Hdf5Dataset> attributes(long address, String path) {
        Map<String, Hdf5Dataset> attributes = new TreeMap<>();
        ObjectHeader header = header(address);
        for (Message message : header.messages()) {
            if (message.type() == ObjectHeader.ATTRIBUTE && !message.shared()) {
                put(attributes, new Cursor(message.body(), "an attribute", source), path);
            }
        }
        Message dense = header.first(ObjectHeader.ATTRIBUTE_INFO);
        if (dense != null) {
            Cursor info = new Cursor(dense.body(), "an attribute list", source);
            info.skip(1);
            int flags = info.u8();
            info.skip((flags & 1) != 0 ? 2 : 0);
            long heapAddress = info.address();
            long treeAddress = info.address();
            if (heapAddress != Cursor.UNDEFINED && treeAddress != Cursor.UNDEFINED) {
                FractalHeap heap = FractalHeap.read(source, heapAddress);
                for (Cursor entry : BTree2.records(source, treeAddress, 8)) {
                    put(attributes, heap.object(entry), path);
                }
            }
        }
        return attributes;
    }

    private void put(Map<String, Hdf5Dataset> attributes, Cursor cursor, String path) {
        Hdf5Dataset attribute = Hdf5Dataset.attribute(cursor, path, source);
        attributes.put(attribute.name().substring(path.length() + 1), attribute);
    }

    /// Paths of all datasets, in order; each is listed once, under the first path that leads to it.
    /// Links into other files end in ` -> another file`.
    public List<String> datasets() {
        List<String> paths = new ArrayList<>();
        walk(root, "", new HashSet<>(), paths, 0);
        return paths;
    }

    private void walk(long group, String path, Set<Long> seen, List<String> paths, int depth) {
        if (!seen.add(group) || depth > 64) {
            return;
        }
        for (Link link : links(group).values()) {
            String child = path + "/" + link.name();
            if (paths.size() >= source.limits().maxMembers()) {
                return;
            }
            if (link.external()) {
                paths.add(child + " -> another file");
            } else if (link.address() != Cursor.UNDEFINED && !seen.contains(link.address())) {
                ObjectHeader header = header(link.address());
                if (header.first(ObjectHeader.LAYOUT) != null) {
                    seen.add(link.address());
                    paths.add(child);
                } else if (Links.isGroup(header)) {
                    walk(link.address(), child, seen, paths, depth + 1);
                }
            }
        }
    }
}
