package org.gyre.deep.torch;

/// LibTorch is absent or does not load on this machine. The message is one sentence that names the
/// reason and the remedy.
public final class TorchUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TorchUnavailableException(String message) {
        super(message);
    }
}
