package org.gyre.app.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.gyre.app.web.http.Route;

/// The files of the page, from the program's own jar; every view of it is one page, which reads its address.
final class PageFiles {
    private static final String FOLDER = "page/";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
    /// The names of built files change with their content.
    private static final String FOREVER = "private, max-age=31536000, immutable";

    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript",
            "css", "text/css",
            "svg", "image/svg+xml",
            "woff2", "font/woff2",
            "png", "image/png",
            "txt", "text/plain");

    private static final String WITHOUT = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Gyre</title>"
            + "<h1>Gyre runs, and its page was not built</h1><p>The page is built with Node.js 20 or newer, which was"
            + " not there when this program was built. Install Node.js (the commands <code>node</code> and"
            + " <code>npm</code>), delete the folder <code>app/target</code> and start <code>gyre serve</code> again."
            + " All commands work without it.</p></html>";

    private PageFiles() {}

    static List<Route> routes() {
        return List.of(
                Route.get("/", PageFiles::page),
                Route.get("/play", PageFiles::page),
                Route.get("/play/{view}", PageFiles::page),
                Route.get("/reproduce", PageFiles::page),
                Route.get("/reproduce/{group}/{preset}", PageFiles::page),
                Route.get("/measure", PageFiles::page),
                Route.get("/runs", PageFiles::page),
                Route.get("/runs/{run}", PageFiles::page),
                Route.get("/sweeps/{sweep}", PageFiles::page),
                Route.get("/compare", PageFiles::page),
                Route.get("/assets/{file}", PageFiles::asset),
                Route.get("/favicon.svg", context -> answer(context, "favicon.svg", "svg")));
    }

    /// Answers to all other addresses: the page says that there is nothing, except to programs.
    static Route elsewhere() {
        return Route.get("/<path>", context -> {
            context.status(404);
            String path = context.path();
            if (path.startsWith("/api/") || path.startsWith("/assets/")) {
                throw new NotFoundResponse("There is nothing at this address.");
            }
            page(context);
        });
    }

    /// Whether the page was built into the program.
    static boolean built() {
        return PageFiles.class.getResource(FOLDER + "index.html") != null;
    }

    private static void page(Context context) {
        byte[] page = read("index.html");
        context.contentType("text/html;charset=utf-8");
        if (page == null) {
            context.result(WITHOUT);
        } else {
            context.result(page);
        }
    }

    private static void asset(Context context) {
        String file = context.pathParam("file");
        if (!NAME.matcher(file).matches()) {
            throw new NotFoundResponse("There is no such file.");
        }
        context.header("Cache-Control", FOREVER);
        answer(context, "assets/" + file, file.substring(file.lastIndexOf('.') + 1));
    }

    private static void answer(Context context, String file, String extension) {
        byte[] bytes = read(file);
        String type = TYPES.get(extension);
        if (bytes == null || type == null) {
            context.header("Cache-Control", "no-store");
            throw new NotFoundResponse("There is no such file.");
        }
        context.contentType(type + (type.startsWith("text/") ? ";charset=utf-8" : ""));
        context.result(bytes);
    }

    private static byte @org.jspecify.annotations.Nullable [] read(String file) {
        try (InputStream in = PageFiles.class.getResourceAsStream(FOLDER + file)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
