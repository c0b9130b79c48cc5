package org.gyre.app.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Speaks to a server on loopback byte by byte: no client library tidies up what is sent.
final class RawHttp {
    private static final int PATIENCE_MILLIS = 60_000;

    /// @param headers by name in lower case; of several of one name the last
    record Answer(int status, Map<String, String> headers, String body) {}

    private RawHttp() {}

    /// Sends a request with exactly these lines, and reads the answer until the server closes or its length
    /// is there.
    static Answer send(int port, String body, String... lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            List<String> all = new ArrayList<>(List.of(lines));
            if (!body.isEmpty()) {
                all.add("Content-Length: " + body.getBytes(UTF_8).length);
            }
            socket.getOutputStream().write((String.join("\r\n", all) + "\r\n\r\n" + body).getBytes(UTF_8));
            socket.getOutputStream().flush();
            return read(socket.getInputStream());
        }
    }

    private static Answer read(InputStream in) throws IOException {
        String status = line(in);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int code = status.isEmpty() ? 0 : Integer.parseInt(status.split(" ", 3)[1]);
        boolean endless = headers.getOrDefault("content-type", "").startsWith("text/event-stream");
        return new Answer(code, headers, endless ? "" : body(in, headers));
    }

    private static String body(InputStream in, Map<String, String> headers) throws IOException {
        String length = headers.get("content-length");
        if (length != null) {
            return new String(in.readNBytes(Integer.parseInt(length)), UTF_8);
        }
        if (!"chunked".equals(headers.get("transfer-encoding"))) {
            return "close".equals(headers.get("connection")) ? new String(in.readAllBytes(), UTF_8) : "";
        }
        StringBuilder text = new StringBuilder();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            text.append(new String(in.readNBytes(size), UTF_8));
            line(in);
        }
        return text.toString();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            text.append(new String(new byte[] {(byte) b}, ISO_8859_1));
        }
        return text.toString().stripTrailing();
    }
}
