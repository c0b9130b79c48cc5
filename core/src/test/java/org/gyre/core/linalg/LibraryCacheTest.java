package org.gyre.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LibraryCacheTest {
    private static final String ENTRY = "org/example/linux-x86_64/libexample.so.0";
    private static final byte[] CONTENT = "not really a library".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder = Path.of("");

    private Path jar = Path.of("");
    private Path cache = Path.of("");

    @BeforeEach
    void makeJar() throws IOException {
        folder = folder.toRealPath();
        jar = folder.resolve("example-1.2-linux-x86_64.jar");
        cache = folder.resolve("cache");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            JarEntry entry = new JarEntry(ENTRY);
            entry.setTime(Instant.parse("2026-02-19T15:35:10Z").toEpochMilli());
            out.putNextEntry(entry);
            out.write(CONTENT);
        }
    }

    private Path unpack() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return new LibraryCache(cache).unpack(file, file.getJarEntry(ENTRY));
        }
    }

    private static Object identity(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return List.of(String.valueOf(attributes.fileKey()), attributes.creationTime(), attributes.lastModifiedTime());
    }

    @Test
    void javaCppTakesTheFileThatWeUnpackedForItsOwn() throws Exception {
        // The loader reads this property once per process; only this test uses it.
        System.setProperty("org.bytedeco.javacpp.cachedir", cache.toString());
        try {
            Path ours;
            try (JarFile file = new JarFile(jar.toFile())) {
                ours = LibraryCache.shared().unpack(file, file.getJarEntry(ENTRY));
            }
            Object before = identity(ours);
            File theirs = Loader.cacheResource(
                    URI.create("jar:" + jar.toUri() + "!/" + ENTRY).toURL());
            assertThat(theirs.toPath()).isEqualTo(ours);
            assertThat(identity(ours)).as("the file was not written again").isEqualTo(before);
            assertThat(ours).hasBinaryContent(CONTENT);

            LibraryCache.alias(ours, "libexample_renamed.so.0");
            File renamed =
                    Loader.cacheResource(URI.create("jar:" + jar.toUri() + "!/" + ENTRY + "#libexample_renamed.so.0")
                            .toURL());
            assertThat(renamed.toPath()).isEqualTo(ours.resolveSibling("libexample_renamed.so.0"));
            assertThat(renamed.toPath().toRealPath())
                    .as("one file under both names")
                    .isEqualTo(ours);
        } finally {
            System.clearProperty("org.bytedeco.javacpp.cachedir");
        }
    }

    @Test
    void aCopyUnderTheSecondNameGivesWayToALink() throws IOException {
        Path library = unpack();
        Path copy = Files.copy(library, library.resolveSibling("libexample_renamed.so.0"));
        assertThat(Files.isSameFile(library, copy)).isFalse();
        LibraryCache.alias(library, "libexample_renamed.so.0");
        assertThat(Files.isSameFile(library, copy)).isTrue();
        LibraryCache.alias(library, "libexample_renamed.so.0");
        assertThat(copy).hasBinaryContent(CONTENT);
        try (var files = Files.list(library.resolveSibling(""))) {
            assertThat(files).containsExactlyInAnyOrder(library, copy);
        }
    }

    @Test
    void anUnpackedFileIsNotWrittenTwiceBecauseItMayBeLoaded() throws IOException {
        Object first = identity(unpack());
        assertThat(identity(unpack())).isEqualTo(first);
    }

    @Test
    void aTruncatedOrStaleFileIsReplaced() throws IOException {
        Path file = unpack();
        FileTime time = Files.getLastModifiedTime(file);
        Files.write(file, new byte[3]);
        Files.setLastModifiedTime(file, time);
        assertThat(unpack()).hasBinaryContent(CONTENT);
        Files.write(file, new byte[CONTENT.length]);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        assertThat(unpack()).hasBinaryContent(CONTENT);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(time);
    }

    @Test
    void twoProcessesThatStartAtOnceEndWithOneWholeFileAndNoRemains() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Unpack.class.getName(),
                            jar.toString(),
                            cache.toString())
                    .redirectErrorStream(true)
                    .start());
        }
        for (Process process : processes) {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        }
        Path file = cache.resolve(jar.getFileName()).resolve(ENTRY);
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(file.getParent()).isDirectoryContaining(file::equals);
        try (var files = Files.list(file.resolveSibling(""))) {
            assertThat(files).containsExactly(file);
        }
    }

    /// The child process of the test above.
    static final class Unpack {
        private Unpack() {}

        public static void main(String[] arguments) throws IOException {
            try (JarFile file = new JarFile(arguments[0])) {
                new LibraryCache(Path.of(arguments[1])).unpack(file, file.getJarEntry(ENTRY));
            }
        }
    }
}
