package org.gyre.deep.features;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Loads ONNX Runtime, once per process.
public final class OnnxRuntime {
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
            return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "gyre");
        } catch (LinkageError | RuntimeException e) {
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

    static String firstLine(@Nullable String message) {
        String text = String.valueOf(message);
        return text.lines().findFirst().orElse(text).strip();
    }
}
