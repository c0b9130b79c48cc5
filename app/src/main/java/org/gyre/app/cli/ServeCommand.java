package org.gyre.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gyre.app.web.PortBusyException;
import org.gyre.app.web.ServerPlace;
import org.gyre.app.web.Services;
import org.gyre.app.web.WebServer;
import org.gyre.app.web.guard.Address;
import org.gyre.app.web.guard.Credentials;
import org.gyre.app.web.http.Route;
import org.gyre.app.web.work.Program;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.StopSignal;
import org.gyre.lab.storage.DiskStorage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `gyre serve`: the page.
@Command(
        name = "serve",
        description = "Open one page on this machine: play with small networks, reproduce the papers and watch, measure"
                + " a recording.",
        footer = {
            "",
            "The printed address opens the page once, in one browser; start 'gyre serve'",
            "again in the same folder for another. Runs started on the page go on when the",
            "server ends; those that wait for their turn begin when it is started again.",
            "",
            "Examples:",
            "  gyre serve",
            "  gyre serve --port 9000"
        })
final class ServeCommand implements GyreSubcommand {
    private static final int USUAL_PORT = 8765;
    /// Ports that are tried after the usual one.
    private static final int TRIED = 20;

    private static final Path HERE = Path.of("");

    private final Console console;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port (default: " + USUAL_PORT + ", or the next that is free).")
    @Nullable
    Integer port;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "Listen to other machines too, by this name of this one (default: this machine alone).")
    String host = Address.LOOPBACK;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many runs may be at work at once; what is started beyond waits for its turn. Two heavy"
                    + " runs at once disturb each other's timing (default: ${DEFAULT-VALUE}).")
    int parallel;

    @Mixin
    OutputOptions output = new OutputOptions();

    ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        if (parallel < 1) {
            throw new InputException("--parallel " + parallel + ": must be at least 1");
        }
        Address first = new Address(host, port == null ? USUAL_PORT : port);
        Path caches = Path.of(System.getProperty("user.home"), ".cache", "gyre");
        Path served = HERE.toAbsolutePath();
        Optional<ServerPlace> taken = ServerPlace.take(new DiskStorage(), caches, served);
        if (taken.isEmpty()) {
            return tellOfOther(caches, served);
        }
        StopSignal stop = console.stopSignal("\nthe server ends; runs go on");
        try (ServerPlace place = taken.get()) {
            serve(first, place, stop);
        }
        return ExitCode.DONE;
    }

    private void serve(Address first, ServerPlace place, StopSignal stop) {
        try (Services services = new Services(
                        HERE, new DiskStorage(), Program.itself(Main.class, HERE), place.scratch(), parallel);
                WebServer server = start(first, services.routes())) {
            String entry = server.entry();
            Path open = place.announce(server.address(), server.credentials(), entry);
            tell(entry, open);
            if (!server.address().isLoopback()) {
                console.complain("other machines can reach this server at "
                        + server.address().url()
                        + ", and what passes between is not encrypted: whoever reads it can steer it");
            }
            stop.await();
        }
    }

    private WebServer start(Address first, List<Route> routes) {
        for (int attempt = 0; ; attempt++) {
            Address address = new Address(host, first.port() + attempt);
            try {
                return new WebServer(address, new Credentials(), routes, BugReport::write).start();
            } catch (PortBusyException busy) {
                if (port != null) {
                    throw new InputException("--port " + port + ": is in use; choose another one", busy);
                }
                if (attempt == TRIED) {
                    throw new InputException(
                            "the ports " + USUAL_PORT + " to " + address.port()
                                    + " are in use; name a free one with --port",
                            busy);
                }
            }
        }
    }

    private int tellOfOther(Path caches, Path served) {
        String entry = ServerPlace.entryOfOther(caches, served)
                .orElseThrow(() -> new InputException("a server of this folder is starting or does not answer; try"
                        + " again in a moment, or end it first"));
        console.say("a server of this folder is at work already");
        tell(entry, null);
        return ExitCode.DONE;
    }

    private void tell(String entry, @Nullable Path open) {
        if (output.json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("url", entry);
            if (open != null) {
                object.put("file", open.toString());
            }
            console.printJson(object);
        } else {
            console.print("Open " + entry);
        }
        console.flush();
    }
}
