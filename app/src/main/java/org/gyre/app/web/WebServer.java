package org.gyre.app.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import io.javalin.util.JavalinBindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gyre.app.web.guard.Address;
import org.gyre.app.web.guard.Credentials;
import org.gyre.app.web.guard.Guard;
import org.gyre.app.web.guard.ParserErrors;
import org.gyre.app.web.guard.Sentences;
import org.gyre.app.web.http.Answers;
import org.gyre.app.web.http.Route;

/// The server of one folder.
public final class WebServer implements AutoCloseable {
    /// More than any route takes; each has a limit of its own.
    private static final long MOST_BYTES = 4L << 30;

    private static final String ENTERED =
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><link rel=\"icon\" href=\"/favicon.svg\"><meta http-equiv=\"refresh\" content=\"0;url=/\">"
                    + "<title>Gyre</title><p><a href=\"/\">Gyre</a></p></html>";

    /// What others send is answered, and not told to whoever started the server.
    private static final List<Logger> TALK =
            List.of(Logger.getLogger("io.javalin"), Logger.getLogger("org.eclipse.jetty"));

    static {
        TALK.forEach(logger -> logger.setLevel(Level.SEVERE));
    }

    private final Address address;
    private final Credentials credentials;
    private final List<Route> routes = new ArrayList<>();
    private final Javalin javalin;

    /// A server that does not answer yet.
    ///
    /// @param routes beside those of the page itself
    /// @param bugs keeps what should not have happened and says where
    public WebServer(Address address, Credentials credentials, List<Route> routes, Function<Throwable, String> bugs) {
        this.address = address;
        this.credentials = credentials;
        this.routes.addAll(PageFiles.routes());
        this.routes.add(Route.get(Guard.ENTRY, this::enter));
        this.routes.add(Route.get(Guard.TOKEN, context -> Answers.json(context, Map.of("token", credentials.token()))));
        this.routes.add(Route.get("/api/page", context -> Answers.json(context, Map.of("secret", credentials.page()))));
        this.routes.addAll(routes);
        this.routes.add(PageFiles.elsewhere());
        this.javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            // The page is a step away: what compression saves it costs again, and it holds back events.
            config.http.compressionStrategy = CompressionStrategy.NONE;
            config.http.maxRequestSize = MOST_BYTES;
            config.http.prefer405over404 = true;
            config.concurrency.useVirtualThreads = true;
            config.jetty.host = address.host();
            config.jetty.port = address.port();
            config.jetty.modifyHttpConfiguration(http -> {
                http.setSendServerVersion(false);
                http.setSendXPoweredBy(false);
            });
            config.jetty.modifyServer(server -> {
                server.setHandler(new Guard(address, credentials));
                server.setErrorHandler(new ParserErrors());
            });
            this.routes.forEach(route -> config.routes.addHttpHandler(route.method(), route.path(), route.handler()));
            Answers.errors(config, bugs);
        });
    }

    /// All routes, for whoever wants to walk them.
    public List<Route> routes() {
        return List.copyOf(routes);
    }

    /// Begins to answer.
    ///
    /// @throws PortBusyException if somebody listens there already
    public WebServer start() {
        try {
            javalin.start();
        } catch (JavalinBindException busy) {
            close();
            throw new PortBusyException(busy);
        }
        return this;
    }

    public Address address() {
        return address;
    }

    public Credentials credentials() {
        return credentials;
    }

    /// An address that opens the page once.
    public String entry() {
        return address.url() + Guard.ENTRY.substring(1) + "?token=" + credentials.token();
    }

    /// The cookie takes the token's place; the answer leads on by itself, because a browser that came from
    /// elsewhere sends a strict cookie only from a page of this site.
    private void enter(Context context) {
        if (!credentials.spend(context.queryParam("token"))) {
            Sentences sentences = new Sentences(context.header("Accept"));
            context.status(401)
                    .contentType(sentences.type())
                    .result(sentences.of(
                            "This address opens nothing any more",
                            "This address was used already, or is of an earlier start: start 'gyre serve' again in"
                                    + " its folder for a new one."));
            return;
        }
        Cookie cookie = new Cookie(Guard.cookie(address), credentials.session());
        cookie.setHttpOnly(true);
        cookie.setSameSite(SameSite.STRICT);
        context.cookie(cookie);
        context.contentType("text/html;charset=utf-8").result(ENTERED);
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
