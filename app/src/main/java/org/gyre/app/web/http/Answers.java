package org.gyre.app.web.http;

import static java.util.Objects.requireNonNull;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Map;
import java.util.function.Function;
import org.gyre.app.json.Json;
import org.gyre.core.InputException;
import org.gyre.lab.storage.Failures;

/// How the server answers: an object of JSON, or an object with the one sentence `error`.
public final class Answers {
    private Answers() {}

    /// Answers with an object.
    public static void json(Context context, Map<String, ?> object) {
        context.contentType("application/json").result(Json.write(object));
    }

    private static void error(Context context, int status, String sentence) {
        context.status(status);
        json(context, Map.of("error", sentence));
    }

    private static String sentence(Context context, IOException failure) {
        String place =
                failure instanceof FileSystemException file && file.getFile() != null ? file.getFile() : context.path();
        return place + ": cannot be read or written (" + Failures.reason(failure) + ")";
    }

    /// How exceptions of routes are answered.
    ///
    /// @param bugs keeps what should not have happened and says where
    public static void errors(JavalinConfig config, Function<Throwable, String> bugs) {
        config.routes.exception(
                InputException.class, (mistake, context) -> error(context, 400, String.valueOf(mistake.getMessage())));
        config.routes.exception(
                HttpResponseException.class,
                (refusal, context) -> error(context, refusal.getStatus(), String.valueOf(refusal.getMessage())));
        config.routes.exception(
                IOException.class, (failure, context) -> error(context, 500, sentence(context, failure)));
        config.routes.exception(
                UncheckedIOException.class,
                (failure, context) -> error(context, 500, sentence(context, requireNonNull(failure.getCause()))));
        config.routes.exception(Exception.class, (bug, context) -> error(context, 500, bugs.apply(bug)));
        config.router.javaLangErrorHandler((response, error) -> {
            String sentence = bugs.apply(error);
            // Where an answer has begun, it is lost; the server goes on.
            if (!response.isCommitted()) {
                response.setStatus(500);
                response.setHeader("X-Gyre-Error", sentence.replaceAll("\\p{Cntrl}", " "));
            }
        });
    }
}
