package org.gyre.app.web.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gyre.app.web.http.Answers;
import org.gyre.core.InputException;
import org.gyre.data.FileKind;
import org.gyre.lab.storage.OutputFile;
import org.gyre.lab.storage.Storage;

/// The files that the page may name: those in the working folder, and those that were dropped onto the
/// page.
final class WorkingFiles {
    private static final Pattern DROPPED = Pattern.compile("dropped/(\\d{1,9})/([^/]{1,200})");
    private static final int MOST_LISTED = 2000;
    /// The largest file that can be dropped onto the page.
    static final long MOST_BYTES = 2L << 30;
    /// What file systems take.
    private static final int LONGEST_NAME = 255;

    private static final int SHOWN_NAME = 40;

    /// Disk that is left free when a file is dropped.
    private static final long KEPT_FREE = 64 << 20;

    private final Path folder;
    private final Path dropped;
    private final Storage storage;
    private final AtomicInteger count = new AtomicInteger();

    /// @param folder  the working folder
    /// @param dropped where dropped files go
    WorkingFiles(Path folder, Path dropped, Storage storage) {
        this.folder = folder;
        this.dropped = dropped;
        this.storage = storage;
    }

    /// A file by the name that the page knows.
    ///
    /// @throws InputException if there is none, or it is outside of the working folder
    Path find(String name) {
        if (name.isBlank()) {
            throw new InputException("file: is missing; choose one of the working folder, or drop one");
        }
        var match = DROPPED.matcher(name);
        if (match.matches()) {
            Path file = dropped.resolve(match.group(1)).resolve(safe(match.group(2)));
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        try {
            Path file = folder.resolve(name).toRealPath();
            if (file.startsWith(folder.toRealPath())) {
                return folder.relativize(folder.resolve(name)).normalize();
            }
        } catch (IOException | InvalidPathException none) {
            throw new InputException(
                    FileKind.printable(name) + ": there is no such file in the working folder; choose another", none);
        }
        throw new InputException(
                FileKind.printable(name) + ": is outside of the working folder; start 'gyre serve' where it is");
    }

    private static String safe(String name) {
        if (name.startsWith(".") || name.indexOf('/') >= 0 || name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0) {
            throw new InputException(FileKind.printable(name) + ": cannot be the name of a file here; rename it");
        }
        if (name.getBytes(UTF_8).length > LONGEST_NAME) {
            throw new InputException(FileKind.printable(name.substring(0, SHOWN_NAME)) + "…: the name has more than "
                    + LONGEST_NAME + " bytes; shorten it");
        }
        return name;
    }

    /// `folder`: what is in a folder of the working folder.
    void list(Context context) throws IOException {
        String name = context.queryParam("folder");
        Path listed = name == null || name.isEmpty() ? folder : folder.resolve(find(name));
        if (!Files.isDirectory(listed)) {
            throw new InputException(FileKind.printable(String.valueOf(name)) + ": is no folder");
        }
        List<Map<String, Object>> entries = new ArrayList<>();
        try (Stream<Path> paths = Files.list(listed)) {
            List<Path> sorted = paths.filter(
                            path -> !path.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing((Path path) -> !Files.isDirectory(path))
                            .thenComparing(path -> path.getFileName().toString()))
                    .limit(MOST_LISTED)
                    .toList();
            for (Path path : sorted) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("name", path.getFileName().toString());
                entry.put("folder", Files.isDirectory(path));
                entry.put("bytes", Files.isRegularFile(path) ? Files.size(path) : 0);
                entries.add(entry);
            }
        }
        Answers.json(
                context,
                Map.of(
                        "root",
                        folder.toAbsolutePath().normalize().toString(),
                        "folder",
                        name == null ? "" : name,
                        "entries",
                        entries));
    }

    private static String tooLong(String name) {
        return FileKind.printable(name) + ": is longer than " + (MOST_BYTES >> 30)
                + " GiB; copy it into the working folder and choose it there";
    }

    /// `name`: takes the body as a file.
    void take(Context context) throws IOException {
        String name = context.queryParam("name");
        if (name == null || name.isBlank()) {
            throw new InputException("name: is missing; give the dropped file's");
        }
        String safe = safe(name);
        String length = context.header("Content-Length");
        long announced = length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
        if (announced > MOST_BYTES) {
            throw new ContentTooLargeResponse(tooLong(safe));
        }
        long free = storage.freeBytes(dropped) - KEPT_FREE;
        if (announced > free) {
            throw new InputException(FileKind.printable(name) + ": has " + announced + " bytes and the disk takes "
                    + Math.max(0, free) + "; free some space");
        }
        int number = count.incrementAndGet();
        Path place = dropped.resolve(Integer.toString(number));
        storage.createDirectories(place);
        Path file = place.resolve(safe);
        boolean whole = false;
        try (InputStream in = context.bodyInputStream();
                OutputFile out = storage.create(file)) {
            byte[] piece = new byte[1 << 16];
            long taken = 0;
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                taken += n;
                if (taken > MOST_BYTES) {
                    throw new ContentTooLargeResponse(tooLong(safe));
                }
                if (taken > free) {
                    throw new InputException(
                            FileKind.printable(name) + ": is longer than the disk takes; free some space");
                }
                out.writeFully(ByteBuffer.wrap(piece, 0, n));
            }
            whole = true;
        } finally {
            if (!whole) {
                storage.deleteTree(place);
            }
        }
        Answers.json(context.status(201), Map.of("file", "dropped/" + number + "/" + safe));
    }
}
