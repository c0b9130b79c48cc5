package org.gyre.app.web.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.gyre.core.InputException;

/// Where a server listens, and the names by which a request may call it.
///
/// @param host name or number as the user gave it
/// @param port ≥ 1
public record Address(String host, int port) {
    /// The host that other machines cannot reach.
    public static final String LOOPBACK = "127.0.0.1";

    /// @throws InputException if there is no such host, or it is no single address
    public Address {
        if (port < 1 || port > 65535) {
            throw new InputException("--port " + port + ": must be from 1 to 65535");
        }
        if (resolved(host).isAnyLocalAddress()) {
            throw new InputException("--host " + host + ": means every address of this machine, and the page answers"
                    + " to one; name the one that others use, or leave it out for " + LOOPBACK);
        }
    }

    private static InetAddress resolved(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw new InputException(
                    "--host " + host + ": there is no such host; leave it out for " + LOOPBACK, unknown);
        }
    }

    /// Whether only this machine can reach it.
    public boolean isLoopback() {
        return resolved(host).isLoopbackAddress();
    }

    /// `host:port` as it stands in an address and in the header `Host`.
    public String authority() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /// Every value of the header `Host` that means this server, in lower case. Any other is a request that
    /// a foreign name led here (DNS rebinding).
    public Set<String> authorities() {
        Set<String> names = new LinkedHashSet<>();
        names.add(authority().toLowerCase(Locale.ROOT));
        if (isLoopback()) {
            names.add("localhost:" + port);
        }
        return names;
    }

    /// The address of the page.
    public String url() {
        return "http://" + authority() + "/";
    }
}
