package org.gyre.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gyre.app.json.Body;
import org.gyre.app.json.Json;
import org.gyre.app.web.guard.Address;
import org.gyre.app.web.guard.Credentials;
import org.gyre.app.web.guard.Guard;
import org.gyre.core.InputException;
import org.gyre.lab.run.Machine;
import org.gyre.lab.run.Sha256;
import org.gyre.lab.storage.Failures;
import org.gyre.lab.storage.HeldLock;
import org.gyre.lab.storage.LockedException;
import org.gyre.lab.storage.SecretFile;
import org.gyre.lab.storage.Storage;
import tools.jackson.databind.JsonNode;

/// Where the server of a folder says how it is reached: files in the user's cache that nobody else can read. A second
/// start in the same folder finds the first there, and asks it for another address instead of becoming a second server.
public final class ServerPlace implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String ADDRESS = "server.json";
    private static final String OPEN = "open.html";
    private static final String SCRATCH = "scratch";

    private final Storage storage;
    private final Path folder;
    private final HeldLock lock;

    private ServerPlace(Storage storage, Path folder, HeldLock lock) {
        this.storage = storage;
        this.folder = folder;
        this.lock = lock;
    }

    /// Takes the place of the server of a folder.
    ///
    /// @param caches the user's folder of caches
    /// @param served the folder
    /// @return empty if there is a server already
    /// @throws InputException if the place cannot be written
    public static Optional<ServerPlace> take(Storage storage, Path caches, Path served) {
        Path folder = folder(caches, served);
        try {
            SecretFile.createFolder(folder);
            return Optional.of(
                    new ServerPlace(storage, folder, storage.lock(folder.resolve("LOCK"), Machine.process())));
        } catch (LockedException there) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new InputException(
                    folder + ": cannot be written (" + Failures.reason(failure) + "); make it writable", failure);
        }
    }

    private static Path folder(Path caches, Path served) {
        String name = Sha256.of(served.toAbsolutePath().normalize().toString().getBytes(UTF_8));
        return caches.resolve("serve").resolve(name.substring(0, 16));
    }

    /// Says how the server is reached.
    ///
    /// @param entry opens the page once
    /// @return a file that opens the page when it is opened
    public Path announce(Address address, Credentials credentials, String entry) {
        try {
            Map<String, Object> reached = new LinkedHashMap<>();
            reached.put("url", address.url());
            reached.put("key", credentials.key());
            SecretFile.write(folder.resolve(ADDRESS), Json.write(reached).getBytes(UTF_8));
            Path open = folder.resolve(OPEN);
            SecretFile.write(
                    open,
                    ("<!doctype html><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\">"
                                    + "<meta http-equiv=\"refresh\" content=\"0;url=" + entry + "\"><title>Gyre</title>"
                                    + "<a href=\"" + entry + "\">Gyre</a>\n")
                            .getBytes(UTF_8));
            return open;
        } catch (IOException failure) {
            throw new InputException(folder + ": cannot be written (" + Failures.reason(failure) + ")", failure);
        }
    }

    /// A folder for what the server keeps while it runs.
    public Path scratch() {
        Path scratch = folder.resolve(SCRATCH);
        try {
            storage.deleteTree(scratch);
            SecretFile.createFolder(scratch.resolve("dropped"));
            return scratch;
        } catch (IOException failure) {
            throw new InputException(scratch + ": cannot be written (" + Failures.reason(failure) + ")", failure);
        }
    }

    /// Asks the server of a folder for an address that opens its page once.
    ///
    /// @return empty if it does not answer
    public static Optional<String> entryOfOther(Path caches, Path served) {
        try {
            JsonNode reached =
                    Body.parse(Files.readString(folder(caches, served).resolve(ADDRESS)));
            String url = reached.path("url").asString("");
            HttpRequest request = HttpRequest.newBuilder(URI.create(url).resolve(Guard.TOKEN))
                    .header(Guard.KEY_HEADER, reached.path("key").asString(""))
                    .timeout(PATIENCE)
                    .build();
            try (HttpClient client =
                    HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                return answer.statusCode() == 200
                        ? Optional.of(url + Guard.ENTRY.substring(1) + "?token="
                                + Body.parse(answer.body()).path("token").asString(""))
                        : Optional.empty();
            }
        } catch (IOException | IllegalArgumentException none) {
            return Optional.empty();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try (lock) {
            storage.delete(folder.resolve(OPEN));
            storage.delete(folder.resolve(ADDRESS));
            storage.deleteTree(folder.resolve(SCRATCH));
        } catch (IOException left) {
            // What is left tells the way to nobody: its secrets end with the server.
            return;
        }
    }
}
