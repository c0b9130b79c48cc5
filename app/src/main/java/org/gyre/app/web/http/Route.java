package org.gyre.app.web.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/// What the server answers to.
///
/// @param method  of the request
/// @param path    as Javalin writes patterns: `/api/runs/{run}`
/// @param changes whether anything is different afterwards: then the request must prove that the page sent
///     it
/// @param handler that answers
public record Route(HandlerType method, String path, boolean changes, Handler handler) {
    /// @throws IllegalArgumentException if a request that only reads would change something
    public Route {
        if (changes == method.equals(HandlerType.GET)) {
            throw new IllegalArgumentException(method + " " + path + ": GET reads, other methods change");
        }
    }

    /// Reads.
    public static Route get(String path, Handler handler) {
        return new Route(HandlerType.GET, path, false, handler);
    }

    /// Changes something.
    public static Route post(String path, Handler handler) {
        return new Route(HandlerType.POST, path, true, handler);
    }
}
