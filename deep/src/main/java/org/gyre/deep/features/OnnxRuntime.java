package org.gyre.deep.features;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.io.IOException;
import java.util.Optional;
import org.gyre.core.linalg.NativeLibraries;
import org.jspecify.annotations.Nullable;

/// Loads ONNX Runtime, once per process, from the folder where all native libraries are unpacked: its
/// own loader unpacks them into a new temporary folder at each start, which stays behind.
public final class OnnxRuntime {
    private static final String FOLDER_PROPERTY = "onnxruntime.native.path";

    private OnnxRuntime() {}

    /// Loads ONNX Runtime if that has not been done yet.
    ///
    /// @throws OnnxUnavailableException if it does not load here
    public static void load() {
        environment();
    }

    /// Why ONNX Runtime does not serve in this process, one sentence; empty if it does. Loads it to
    /// find out.
    public static Optional<String> unavailable() {
        try {
            load();
            return Optional.empty();
        } catch (OnnxUnavailableException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    /// The version of ONNX Runtime that serves, such as `1.22.0`, by its own account. Loads it to find
    /// out.
    ///
    /// @throws OnnxUnavailableException if it does not load here
    public static String version() {
        return environment().getVersion();
    }

    /// What all sessions share.
    ///
    /// @throws OnnxUnavailableException if it does not load here
    static OrtEnvironment environment() {
        try {
            Loading.once();
            OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "gyre");
            environment.setTelemetry(false); // on Windows it would tell the system of its use
            return environment;
        } catch (LinkageError | Exception e) { // to name its own exception here would need its jar
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new OnnxUnavailableException(
                    "ONNX Runtime does not load (" + firstLine(cause.getMessage())
                            + "): put the jar of com.microsoft.onnxruntime:onnxruntime on the class path",
                    e);
        }
    }

    /// Initialised on first use.
    private static final class Loading {
        static {
            if (System.getProperty(FOLDER_PROPERTY) == null) {
                try {
                    NativeLibraries.unpack(
                                    "ai/onnxruntime/native/" + platform() + "/", System.mapLibraryName("onnxruntime"))
                            .stream()
                            .findFirst()
                            .ifPresent(library ->
                                    System.setProperty(FOLDER_PROPERTY, String.valueOf(library.getParent())));
                } catch (IOException e) {
                    // Its own loader goes on to look for them, and says what is missing.
                }
            }
        }

        private Loading() {}

        static void once() {}

        /// ONNX Runtime's name of this platform, such as `linux-x64`.
        private static String platform() {
            return NativeLibraries.platform()
                    .replace("macosx-", "osx-")
                    .replace("windows-", "win-")
                    .replace("-x86_64", "-x64")
                    .replace("-arm64", "-aarch64");
        }
    }

    static String firstLine(@Nullable String message) {
        String text = String.valueOf(message);
        return text.lines().findFirst().orElse(text).strip();
    }
}
