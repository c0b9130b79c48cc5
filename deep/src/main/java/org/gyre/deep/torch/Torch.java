package org.gyre.deep.torch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;
import org.gyre.core.linalg.BlasUnavailableException;
import org.gyre.core.linalg.NativeLibraries;
import org.gyre.core.linalg.OpenBlas;

/// Loads LibTorch, once per process, and sets how many threads it uses.
///
/// LibTorch takes its matrix products from OpenBLAS. Two copies of OpenBLAS in one process crash
/// it, so the copy of [OpenBlas] is loaded first, whatever `gyre.blas` says, and LibTorch's loader
/// finds it under the names that it asks for. Then all libraries of LibTorch are unpacked before
/// the first of them is loaded, and opened in the order in which they need each other: loaded one by
/// one as they are unpacked, they would find each other's namesakes where another LibTorch is
/// installed.
public final class Torch {
    /// Those for which `org.bytedeco:pytorch` has libraries.
    private static final List<String> PLATFORMS =
            List.of("linux-x86_64", "macosx-arm64", "macosx-x86_64", "windows-x86_64");

    private static final Pattern VERSION = Pattern.compile("\\bTORCH_VERSION=([^,\\s]+)");

    private Torch() {}

    /// Loads LibTorch if that has not been done yet.
    ///
    /// @param threads that LibTorch may use inside one operation, from 1 on, for the whole process;
    ///     its matrix products always use one. It cuts its sums by the number of threads, so that
    ///     results differ in the last bits: whoever promises the same bits for any number of threads
    ///     gives it one. Before the first call it is one
    /// @throws TorchUnavailableException if it does not load here
    public static void load(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads = " + threads + ": must be at least 1");
        }
        requireLoaded();
        if (torch.get_num_threads() != threads) {
            torch.set_num_threads(threads);
        }
    }

    /// Why LibTorch does not serve in this process, one sentence; empty if it does. Loads it to
    /// find out.
    public static Optional<String> unavailable() {
        return Loading.PROBLEM;
    }

    /// The version of the LibTorch that serves, such as `2.10.0`, by its own account. Loads it to find
    /// out.
    ///
    /// @throws TorchUnavailableException if it does not load here
    public static String version() {
        requireLoaded();
        try (BytePointer account = torch.show_config()) {
            Matcher matcher = VERSION.matcher(account.getString());
            return matcher.find() ? matcher.group(1) : "unknown";
        }
    }

    private static void requireLoaded() {
        Optional<String> reason = unavailable();
        if (reason.isPresent()) {
            throw new TorchUnavailableException(reason.get());
        }
    }

    /// Initialised on first use; a failure is remembered and not tried again.
    private static final class Loading {
        static final Optional<String> PROBLEM = load();

        private Loading() {}

        private static Optional<String> load() {
            String platform = NativeLibraries.platform();
            try {
                OpenBlas.load();
                unpack("javacpp", platform, library(platform, "jnijavacpp"));
                unpack("openblas", platform, library(platform, "jniopenblas"));
                openInOrder(unpack("pytorch", platform, library(platform, "jnitorch")));
                // Counts of memory that JavaCPP keeps, and its limit at twice the Java heap, have no meaning for
                // tensors; without this a small heap would refuse them.
                setUnlessSet("org.bytedeco.javacpp.maxBytes", "0");
                setUnlessSet("org.bytedeco.javacpp.maxPhysicalBytes", "0");
                Loader.load(torch.class);
                // Once only, before any work; work between operations is not spread.
                torch.set_num_interop_threads(1);
                torch.set_num_threads(1);
                return Optional.empty();
            } catch (BlasUnavailableException e) {
                return problem(String.valueOf(e.getMessage()), platform);
            } catch (IOException | LinkageError | RuntimeException e) {
                Throwable cause = e;
                while (cause.getCause() != null) {
                    cause = cause.getCause();
                }
                return problem(String.valueOf(cause.getMessage()), platform);
            }
        }

        private static Optional<String> problem(String cause, String platform) {
            String plain = cause.lines().findFirst().orElse(cause).strip();
            String remedy;
            if (!PLATFORMS.contains(platform)) {
                remedy =
                        "there is none for " + platform + "; use a machine with one of " + String.join(", ", PLATFORMS);
            } else if (hasJars("javacpp", platform, "Loader", "jnijavacpp")
                    && hasJars("openblas", platform, "global/openblas", "jniopenblas")
                    && hasJars("pytorch", platform, "global/torch", "jnitorch")) {
                remedy =
                        "its jars are there, so see that ~/.javacpp has room for 0.5 GB, can be written to and may hold"
                                + " programs, or name another folder by -Dorg.bytedeco.javacpp.cachedir";
            } else {
                remedy = "put the jars of org.bytedeco:pytorch, javacpp and openblas for " + platform
                        + " on the class path";
            }
            return Optional.of("LibTorch does not load (" + plain + "): " + remedy);
        }

        /// Whether the class path has both the Java side and the native side.
        private static boolean hasJars(String artifact, String platform, String type, String library) {
            ClassLoader jars = Torch.class.getClassLoader();
            return jars.getResource("org/bytedeco/" + artifact + "/" + type + ".class") != null
                    && jars.getResource(folder(artifact, platform) + library(platform, library)) != null;
        }

        private static List<Path> unpack(String artifact, String platform, String library) throws IOException {
            return NativeLibraries.unpack(folder(artifact, platform), library);
        }

        private static String folder(String artifact, String platform) {
            return "org/bytedeco/" + artifact + "/" + platform + "/";
        }

        /// Opens each library after those that it needs, so that none is looked for in the system.
        private static void openInOrder(List<Path> libraries) {
            for (String wanted : List.of("c10", "gomp", "torch_cpu", "torch")) {
                for (Path library : libraries) {
                    String file = String.valueOf(library.getFileName());
                    String stem = file.substring(0, Math.max(0, file.indexOf('.')));
                    if (stem.equals(wanted) || stem.equals("lib" + wanted)) {
                        NativeLibraries.open(library);
                    }
                }
            }
        }

        private static String library(String platform, String name) {
            if (platform.startsWith("windows")) {
                return name + ".dll";
            }
            return "lib" + name + (platform.startsWith("macosx") ? ".dylib" : ".so");
        }

        private static void setUnlessSet(String property, String value) {
            if (System.getProperty(property) == null) {
                System.setProperty(property, value);
            }
        }
    }
}
