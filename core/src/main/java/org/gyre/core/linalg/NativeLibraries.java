package org.gyre.core.linalg;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/// Unpacks the native libraries of other jars of the JavaCPP family beside OpenBLAS, all of a jar
/// before any of them is loaded.
///
/// JavaCPP's own loader unpacks one library, loads it, and goes on to the next. On a machine that
/// has other versions of these libraries installed, the first one then finds those it needs in the
/// system instead of in the jar, and the process ends with two versions in memory.
public final class NativeLibraries {
    private static final Set<Path> JARS = ConcurrentHashMap.newKeySet();

    private NativeLibraries() {}

    /// The jars whose libraries were unpacked for this process: what another process needs for the same work.
    public static Set<Path> jars() {
        return Set.copyOf(JARS);
    }

    /// JavaCPP's name of this platform, such as `linux-x86_64`.
    public static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String osName = os.startsWith("mac") ? "macosx" : os.startsWith("windows") ? "windows" : os;
        String archName = switch (arch) {
            case "amd64", "x86-64", "x64" -> "x86_64";
            case "aarch64" -> "arm64";
            default -> arch;
        };
        return System.getProperty("org.bytedeco.javacpp.platform", osName + "-" + archName);
    }

    /// Unpacks every library of a folder of the class path to the place where JavaCPP's loader
    /// looks for it. What is there already stays; a class path of unpacked jars is left as it is.
    ///
    /// @param folder such as `org/bytedeco/pytorch/linux-x86_64/`
    /// @param name of one library in it, which tells the jar
    /// @return where the libraries of the jar are, in the order of their names; none for unpacked jars
    /// @throws IOException if the class path has no such library, or the jar cannot be unpacked
    public static List<Path> unpack(String folder, String name) throws IOException {
        URL url = NativeLibraries.class.getClassLoader().getResource(folder + name);
        if (url == null) {
            throw new IOException("the class path has no " + folder + name);
        }
        if (!(url.openConnection() instanceof JarURLConnection connection)) {
            return List.of();
        }
        connection.setUseCaches(false);
        JARS.add(Path.of(URI.create(connection.getJarFileURL().toString())));
        LibraryCache cache = LibraryCache.shared();
        try (JarFile jar = connection.getJarFile()) {
            List<String> entries = new ArrayList<>(jar.stream()
                    .map(JarEntry::getName)
                    .filter(entry -> entry.startsWith(folder) && isLibrary(entry.substring(folder.length())))
                    .toList());
            Collections.sort(entries);
            List<Path> libraries = new ArrayList<>();
            for (String entry : entries) {
                libraries.add(cache.unpack(jar, jar.getJarEntry(entry)));
            }
            return libraries;
        }
    }

    /// Opens a library for the life of the process, if it loads.
    @SuppressWarnings("restricted") // loading native code is this class's job
    public static boolean open(Path library) {
        try {
            SymbolLookup.libraryLookup(library, Arena.global());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// Whether a file in the folder itself is a library, and not a header or a source.
    static boolean isLibrary(String file) {
        boolean library = file.contains(".so") || file.endsWith(".dylib") || file.endsWith(".dll");
        return library && file.indexOf('/') < 0;
    }
}
