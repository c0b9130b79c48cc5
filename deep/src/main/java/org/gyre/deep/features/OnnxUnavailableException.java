package org.gyre.deep.features;

/// ONNX Runtime is absent or does not load on this machine. The message is one sentence that names the
/// reason and the remedy.
public final class OnnxUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OnnxUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
