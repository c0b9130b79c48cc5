package org.gyre.core.linalg;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/// Finds the OpenBLAS of `org.bytedeco:openblas:<version>:<platform>` on the class path, unpacks it with
/// the run-time libraries beside it and opens it for the life of the process.
final class OpenBlasLibrary {
    private OpenBlasLibrary() {}

    /// @throws IOException if the class path has no library for this platform, or it cannot be unpacked
    /// @throws IllegalArgumentException if the system refuses to load it
    @SuppressWarnings("restricted") // loading native code is this class's job
    static SymbolLookup open() throws IOException {
        List<Path> files = locate(NativeLibraries.platform());
        Path main = files.removeLast();
        openDependencies(files);
        return SymbolLookup.libraryLookup(main, Arena.global());
    }

    /// Opens the libraries that OpenBLAS needs. They need one another in an order that differs by
    /// platform, so those that fail are tried again as long as others succeed; what still fails may come
    /// from the system.
    @SuppressWarnings("restricted")
    private static void openDependencies(List<Path> files) {
        List<Path> waiting = new ArrayList<>(files);
        int before;
        do {
            before = waiting.size();
            waiting.removeIf(NativeLibraries::open);
        } while (!waiting.isEmpty() && waiting.size() < before);
    }

    /// The unpacked libraries, OpenBLAS itself last.
    private static List<Path> locate(String platform) throws IOException {
        String folder = "org/bytedeco/openblas/" + platform + "/";
        String name = platform.startsWith("windows")
                ? "libopenblas.dll"
                : platform.startsWith("macosx") ? "libopenblas.0.dylib" : "libopenblas.so.0";
        URL url = OpenBlasLibrary.class.getClassLoader().getResource(folder + name);
        if (url == null) {
            throw new IOException("the class path has no " + folder + name);
        }
        if (!(url.openConnection() instanceof JarURLConnection connection)) {
            return siblings(new File(url.getPath()), name);
        }
        connection.setUseCaches(false);
        LibraryCache cache = LibraryCache.shared();
        List<Path> files = new ArrayList<>();
        try (JarFile jar = connection.getJarFile()) {
            List<String> entries = new ArrayList<>(jar.stream()
                    .map(JarEntry::getName)
                    .filter(entry -> entry.startsWith(folder) && isDependency(entry.substring(folder.length()), name))
                    .toList());
            Collections.sort(entries);
            entries.add(folder + name);
            for (String entry : entries) {
                files.add(cache.unpack(jar, jar.getJarEntry(entry)));
            }
            // The name under which JavaCPP's loader unpacks the same library once more.
            LibraryCache.alias(files.getLast(), name.replace("openblas", "openblas_nolapack"));
        }
        return files;
    }

    /// The libraries of an unpacked class path, used where they are.
    private static List<Path> siblings(File main, String name) {
        List<Path> files = new ArrayList<>();
        String[] names = main.getParentFile().list((dir, file) -> isDependency(file, name));
        if (names != null) {
            for (String file : names) {
                files.add(main.toPath().resolveSibling(file));
            }
        }
        Collections.sort(files);
        files.add(main.toPath());
        return files;
    }

    /// Whether a file beside OpenBLAS is a run-time library that it may need, and not JavaCPP's own glue or a header.
    private static boolean isDependency(String file, String main) {
        return NativeLibraries.isLibrary(file)
                && !file.startsWith("libjni")
                && !file.startsWith("jni")
                && !file.equals(main);
    }
}
