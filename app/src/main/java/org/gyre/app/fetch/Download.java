package org.gyre.app.fetch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Gets files by HTTP.
///
/// @param patience for each file, from the first attempt to connect to the last byte
record Download(Duration patience) {
    private static final int OK = 200;

    /// The body of an answer.
    ///
    /// @param most bytes that are taken
    /// @throws IOException if the file is not there, is longer, or does not come in time; the
    ///     message is for users
    byte[] get(URI address, long most) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(patience)
                .build();
        try {
            CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                    HttpRequest.newBuilder(address).build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), most));
            HttpResponse<byte[]> response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != OK) {
                throw new IOException("answered with status " + response.statusCode());
            }
            return response.body();
        } catch (ExecutionException e) {
            throw new IOException(reason(e.getCause() == null ? e : e.getCause()), e);
        } catch (TimeoutException e) {
            throw new IOException("did not answer within " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            // Not close(), which would wait for an answer that was given up.
            client.shutdownNow();
        }
    }

    private static String reason(Throwable failure) {
        return failure instanceof java.net.ConnectException
                ? "cannot be reached"
                : String.valueOf(failure.getMessage());
    }
}
