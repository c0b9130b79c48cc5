package org.gyre.app.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.gyre.app.json.Json;

/// Server-sent events to one client, written by the thread of its request at the client's own pace: who
/// does not read holds up nobody else and takes no memory, and is dropped when its connection takes nothing
/// for half a minute.
public final class EventStream {
    /// Something is sent at least so often, by which a client that went away is noticed.
    private static final long QUIET_NANOS = 10_000_000_000L;

    private final OutputStream out;
    private long last = System.nanoTime();

    private EventStream(OutputStream out) {
        this.out = out;
    }

    /// What follows something.
    public interface Source {
        /// Sends what is new.
        ///
        /// @return whether more is to come
        /// @throws IOException if the client went away, or what is followed cannot be read
        boolean send(EventStream stream) throws IOException;

        /// Milliseconds until it is worth looking again.
        long pause();
    }

    /// Answers a request with what a source sends, until it ends, the client goes or the server stops.
    public static void serve(Context context, Source source) {
        context.contentType("text/event-stream;charset=utf-8");
        try {
            OutputStream out = context.res().getOutputStream();
            EventStream stream = new EventStream(out);
            stream.write("retry: 1000\n\n");
            while (source.send(stream)) {
                if (System.nanoTime() - stream.last > QUIET_NANOS) {
                    stream.write(": still here\n\n");
                }
                Thread.sleep(source.pause());
            }
            stream.write("event: end\ndata: {}\n\n");
        } catch (IOException gone) {
            // The client went away: there is nobody to tell.
            return;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /// Sends an event.
    ///
    /// @param id what the client says when it comes back after a loss; empty for none
    public void send(String type, String id, Map<String, ?> object) throws IOException {
        write((id.isEmpty() ? "" : "id: " + id + "\n") + "event: " + type + "\ndata: " + Json.write(object) + "\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
        last = System.nanoTime();
    }
}
