package org.gyre.data.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.gyre.core.InputException;
import org.gyre.data.Allocation;
import org.gyre.data.Limits;
import org.gyre.data.MutationFuzz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarReaderTest {
    private static final byte[] SMALL = "some words\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Map<String, byte[]> read(byte[] archive, String... wanted) {
        return read(archive, Limits.DEFAULT, wanted);
    }

    private Map<String, byte[]> read(byte[] archive, Limits limits, String... wanted) {
        try {
            return TarReader.read(Files.write(folder.resolve("x.tar"), archive), Set.of(wanted), limits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] large() {
        byte[] content = new byte[1500];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31);
        }
        return content;
    }

    @Test
    void wantedFilesAreTakenByTheLastPartOfTheirNames() throws IOException {
        byte[] archive = new Tar()
                .add("package/", '5', new byte[0])
                .add("package/data/b", '0', large())
                .add("package/other", '0', new byte[512])
                .add("../../a", '\0', SMALL)
                .add("again/b", '0', SMALL)
                .add("c", '2', new byte[0])
                .bytes();
        for (byte[] form : new byte[][] {archive, gzip(archive)}) {
            Map<String, byte[]> files = read(form, "a", "b", "c", "d");
            assertThat(files).containsOnlyKeys("b", "a");
            assertThat(files.get("a")).isEqualTo(SMALL);
            assertThat(files.get("b")).isEqualTo(large());
        }
    }

    /// What GNU tar writes here, in its own form and in those of POSIX.
    @Test
    void archivesOfTarItselfAreRead() throws IOException, InterruptedException {
        Path content = folder.resolve("in");
        Files.createDirectories(content.resolve("a/deep/folder"));
        Files.write(content.resolve("a/deep/folder/wanted"), large());
        // A name of more than 100 characters is held in another way by each form.
        Files.write(content.resolve("a/deep/folder/" + "x".repeat(90)), SMALL);
        for (String format : new String[] {"gnu", "ustar", "pax"}) {
            Path archive = folder.resolve(format + ".tar");
            Process tar;
            try {
                tar = new ProcessBuilder("tar", "--format=" + format, "-cf", archive.toString(), "a/deep/folder")
                        .directory(content.toFile())
                        .inheritIO()
                        .start();
            } catch (IOException e) {
                assumeTrue(false, "there is no tar on this machine");
                return;
            }
            assumeTrue(tar.waitFor() == 0, "this tar does not write the format " + format);
            assertThat(TarReader.read(archive, Set.of("wanted"), Limits.DEFAULT).get("wanted"))
                    .isEqualTo(large());
        }
    }

    @Test
    void damageIsToldInOneSentence() throws IOException {
        byte[] whole = new Tar().add("a", '0', large()).bytes();
        refused(Arrays.copyOf(whole, 700), "ends within a member");
        refused(new Tar().add("b", '0', large()).open(), "ends within a member");
        refused(Arrays.copyOf(new Tar().add("b", '0', large()).open(), 700), "ends within a member");
        byte[] changed = whole.clone();
        changed[3] ^= 1;
        refused(changed, "the checksum of a header is wrong");
        refused(new Tar().add("a", '0', "12345678901\0", SMALL).bytes(), "'12345678901' stands where an octal");
        refused(
                new Tar()
                        .add("a", '0', "\u0080\0\0\0\0\0\0\0\0\0\0\u0001", SMALL)
                        .bytes(),
                "of 8 GiB or more");
        refused(new byte[0], "ends within a member");
        refused(SMALL, "ends within a member");
        byte[] packed = gzip(whole);
        refused(Arrays.copyOf(packed, packed.length / 2), "its compressed bytes are corrupt");
    }

    private void refused(byte[] archive, String sentence) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> read(archive, "a"))
                .withMessageStartingWith(folder.resolve("x.tar") + ": ")
                .withMessageContaining(sentence);
    }

    @Test
    void limitsHold() throws IOException {
        Tar many = new Tar();
        for (int i = 0; i < 11; i++) {
            many.add("f" + i, '0', new byte[0]);
        }
        byte[] archive = many.bytes();
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> read(archive, new Limits(1 << 20, 1, 10, 1), "a"))
                .withMessageContaining("holds more than 10 members");
        byte[] bomb = gzip(new Tar().add("b", '0', new byte[1 << 22]).bytes());
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> read(bomb, new Limits(1 << 20, 1, 10, 1), "a"))
                .withMessageContaining("unpacks to more than 1048576 bytes");
    }

    @Test
    void aSizeThatIsNotThereAllocatesLittle() {
        byte[] archive = new Tar().add("a", '0', "17777777777\0", SMALL).bytes();
        long allocated = Allocation.of(
                () -> assertThatExceptionOfType(InputException.class).isThrownBy(() -> read(archive, "a")));
        assertThat(allocated).isLessThan(1 << 20);
    }

    @Test
    void damagedArchivesAreReadOrRefused() throws IOException {
        byte[] archive = new Tar()
                .add("p/a", '0', SMALL)
                .add("p/b", '0', large())
                .add("p/", '5', new byte[0])
                .bytes();
        MutationFuzz.run(bytes -> read(bytes, "a", "b"), 4 << 20, archive, gzip(archive));
    }
}
