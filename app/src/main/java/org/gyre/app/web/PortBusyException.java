package org.gyre.app.web;

/// Somebody else listens there.
public final class PortBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortBusyException(Throwable cause) {
        super("the port is in use", cause);
    }
}
