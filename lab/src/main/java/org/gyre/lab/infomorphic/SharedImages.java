package org.gyre.lab.infomorphic;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.random.RandomStream;
import org.jspecify.annotations.Nullable;

/// Images that were read once and are needed by many pieces of work of this process. They are kept as long as
/// somebody else holds them; they never change, so it does not matter who reads them.
final class SharedImages {
    private static final Map<Key, WeakReference<ImageParts>> READ = new HashMap<>();

    private SharedImages() {}

    private record Key(ImageKeys keys, RandomStream stream, List<Path> files) {}

    /// The parts of a set.
    ///
    /// @param stream of the split
    /// @param files  of the set
    /// @throws org.gyre.core.InputException as [ImageKeys#read]
    static synchronized ImageParts of(ImageKeys keys, RandomStream stream, List<Path> files) {
        Key key = new Key(keys, stream, List.copyOf(files));
        WeakReference<ImageParts> reference = READ.get(key);
        @Nullable ImageParts known = reference == null ? null : reference.get();
        if (known == null) {
            known = keys.read(stream, files);
            READ.values().removeIf(other -> other.get() == null);
            READ.put(key, new WeakReference<>(known));
        }
        return known;
    }
}
