package org.gyre.app.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gyre.app.cli.Main;
import org.gyre.app.web.guard.Address;
import org.gyre.app.web.guard.Credentials;
import org.gyre.app.web.guard.Guard;
import org.gyre.app.web.work.Program;
import org.gyre.lab.storage.DiskStorage;

/// A server of a folder on a free port of loopback.
final class TestServer implements AutoCloseable {
    private static final Pattern PARAMETER = Pattern.compile("[{<][a-z]+[}>]");

    final WebServer server;
    final Address address;
    final Credentials credentials = new Credentials();
    /// What should not have happened.
    final ConcurrentLinkedQueue<Throwable> bugs = new ConcurrentLinkedQueue<>();

    private final Services services;

    TestServer(Path folder) throws IOException {
        this(folder, freePort());
    }

    TestServer(Path folder, int port) throws IOException {
        this(folder, port, 1);
    }

    TestServer(Path folder, int port, int parallel) throws IOException {
        Path scratch = Files.createDirectories(folder.resolve("scratch-of-server"));
        Files.createDirectories(scratch.resolve("dropped"));
        services = new Services(folder, new DiskStorage(), Program.itself(Main.class, folder), scratch, parallel);
        address = new Address("127.0.0.1", port);
        server = new WebServer(address, credentials, services.routes(), bug -> {
                    bugs.add(bug);
                    return "a bug: " + bug;
                })
                .start();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String host() {
        return "Host: " + address.authority();
    }

    String cookie() {
        return "Cookie: " + Guard.cookie(address) + "=" + credentials.session();
    }

    String page() {
        return Guard.PAGE_HEADER + ": " + credentials.page();
    }

    /// A path that a pattern takes.
    static String example(String pattern) {
        Matcher matcher = PARAMETER.matcher(pattern);
        return matcher.replaceAll("x");
    }

    /// A good request of the page, but for what is replaced.
    RawHttp.Answer get(String path, String... more) throws IOException {
        List<String> lines =
                new ArrayList<>(List.of("GET " + path + " HTTP/1.1", host(), cookie(), "Connection: close"));
        lines.addAll(List.of(more));
        return RawHttp.send(address.port(), "", lines.toArray(String[]::new));
    }

    /// A good request of the page that changes something.
    RawHttp.Answer post(String path, String body) throws IOException {
        return RawHttp.send(
                address.port(),
                body,
                "POST " + path + " HTTP/1.1",
                host(),
                cookie(),
                page(),
                "Content-Type: application/json",
                "Connection: close");
    }

    @Override
    public void close() {
        server.close();
        services.close();
    }
}
