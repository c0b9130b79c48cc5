package org.gyre.core.linalg;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/// Unpacks native libraries from a jar to the place where JavaCPP's loader would put them, with the size and
/// modification time by which that loader recognises its own work. A later load through JavaCPP then uses the same
/// file, and the process holds one copy.
///
/// The layout is `<cache>/<jar name>/<folder of the entry>/<file>`; the cache is the first of the system property
/// `org.bytedeco.javacpp.cachedir`, `~/.javacpp/cache` and a folder under the temporary directory that exists or
/// can be made. Writers hold the lock file `.lock` of the cache, write aside and move atomically, so several
/// processes may start at once.
final class LibraryCache {
    private final Path root;

    LibraryCache(Path root) {
        this.root = root;
    }

    /// The cache that JavaCPP would choose in this process.
    ///
    /// @throws IOException if none of the candidate folders exists or can be made
    static LibraryCache shared() throws IOException {
        String configured = System.getProperty("org.bytedeco.javacpp.cachedir");
        String[] candidates = {
            configured,
            System.getProperty("user.home") + "/.javacpp/cache/",
            System.getProperty("java.io.tmpdir") + "/.javacpp-" + System.getProperty("user.name") + "/cache/"
        };
        for (String candidate : candidates) {
            if (candidate != null) {
                File folder = new File(candidate);
                if (folder.exists() || folder.mkdirs()) {
                    return new LibraryCache(folder.getCanonicalFile().toPath());
                }
            }
        }
        throw new IOException("no folder for native libraries can be made; set -Dorg.bytedeco.javacpp.cachedir");
    }

    /// The unpacked file of a jar entry, unpacked now if it is not there yet.
    Path unpack(JarFile jar, JarEntry entry) throws IOException {
        Path folder = folder(jar, entry);
        Path target = folder.resolve(fileName(entry));
        if (!isCurrent(folder, target, entry)) {
            // Two threads of one process may not hold the same file lock, hence the monitor.
            synchronized (LibraryCache.class) {
                Files.createDirectories(root);
                try (FileChannel channel = FileChannel.open(
                                root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    // Another process may have been first; its file must not be replaced, it may be loaded already.
                    if (lock.isValid() && !isCurrent(folder, target, entry)) {
                        write(jar, entry, folder, target);
                    }
                }
            }
        }
        return target;
    }

    /// Gives an unpacked library a second name in its folder, by a link, where the system can make
    /// one. JavaCPP renames some libraries when it unpacks them; it takes such a link for its own
    /// renamed copy, so that both names stand for one library in memory. A copy that JavaCPP has left
    /// under that name, in an earlier process that did not come here first, gives way to the link;
    /// who has loaded it keeps it.
    static void alias(Path library, String name) {
        Path alias = library.resolveSibling(name);
        try {
            if (Files.exists(alias) && Files.isSameFile(alias, library)) {
                return;
            }
            Path aside =
                    library.resolveSibling(name + "." + ProcessHandle.current().pid() + ".part");
            try {
                Files.createSymbolicLink(aside, library.getFileName());
                Files.move(aside, alias, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException | UnsupportedOperationException e) {
            // The system makes no links, or lets nobody replace a file in use: nothing is lost for us.
        }
    }

    private Path folder(JarFile jar, JarEntry entry) {
        if (isTrue(System.getProperty("org.bytedeco.javacpp.cachedir.nosubdir", "false"))) {
            return root;
        }
        Path folder = root.resolve(new File(jar.getName()).getName());
        int slash = entry.getName().lastIndexOf('/');
        return slash < 0 ? folder : folder.resolve(entry.getName().substring(0, slash));
    }

    private static boolean isTrue(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return lower.isEmpty() || lower.equals("t") || lower.equals("true");
    }

    private static String fileName(JarEntry entry) {
        return entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
    }

    private static boolean isCurrent(Path folder, Path target, JarEntry entry) throws IOException {
        return Files.isRegularFile(target)
                && Files.size(target) == entry.getSize()
                && target.toFile().lastModified() == entry.getTime()
                && folder.equals(target.toRealPath().getParent());
    }

    private static void write(JarFile jar, JarEntry entry, Path folder, Path target) throws IOException {
        Files.createDirectories(folder);
        Path aside = Files.createTempFile(folder, "library", ".part");
        try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, aside, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(aside, FileTime.fromMillis(entry.getTime()));
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
