package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.gyre.data.catalogue.Catalogue;
import org.gyre.data.catalogue.CatalogueEntry;
import org.gyre.data.catalogue.DataFolder;
import org.gyre.lab.run.Citations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {
    private static final String PROPERTY = "gyre.data";

    @TempDir
    Path folder;

    private final DataFolder users = DataFolder.ofUser();
    private final String before = System.getProperty(PROPERTY, "");

    @BeforeEach
    void ownFolder() {
        System.setProperty(PROPERTY, folder.resolve("data").toString());
    }

    @AfterEach
    void foldersOfTheUser() {
        System.setProperty(PROPERTY, before);
    }

    @Test
    void theListShowsPhotographsAndTheCatalogueWithLicenceSizeAndWhetherItIsHere() throws IOException {
        Invocation list = Invocation.of("data", "list");
        assertThat(list.exitCode()).isZero();
        assertThat(list.out())
                .contains("gravel         photograph, 512 x 512 pixels\n")
                .contains("mnist          handwritten digits, 28 x 28; 55.0 MB, CC-BY-SA-3.0, not here:"
                        + " 'gyre data get mnist'\n")
                .contains("fashion-mnist  pictures of clothes, 28 x 28; 55.0 MB, MIT, not here");
        Path digits = Files.createDirectories(folder.resolve("data/digits"));
        Files.write(digits.resolve("digits.csv.gz"), new byte[3]);
        assertThat(Invocation.of("data", "list").out()).contains("0.3 MB, CC-BY-4.0, here\n");

        String json = Invocation.of("data", "list", "--json").out();
        assertThat(JsonText.parse(json)).containsOnlyKeys("data", "folder", "warnings");
        assertThat(json)
                .contains("{\"name\":\"mnist\",\"kind\":\"labelled images\",", "\"bytes\":264712,")
                .contains("\"citation\":\"Xiao2017\",\"here\":false},{\"name\":\"digits\"")
                .contains("\"citation\":\"Alpaydin1998\",\"here\":true}]");
    }

    @Test
    void everyEntryCitesAWorkThatIsKnown() {
        assertThat(Citations.keys())
                .containsAll(Catalogue.entries().stream()
                        .map(CatalogueEntry::citation)
                        .toList());
    }

    @Test
    void anIdxFileIsDescribedPlainAndCompressed() throws IOException {
        byte[] bytes = HexFormat.of().parseHex("00000803000000020000000100000002" + "00ff0a14");
        Path plain = Files.write(folder.resolve("images-idx3-ubyte"), bytes);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        Path compressed = Files.write(folder.resolve("images-idx3-ubyte.gz"), packed.toByteArray());
        // The mean of 0, 255, 10 and 20 by hand.
        String array = "  uint8 of shape [2, 1, 2], from 0 to 255, mean 71.25\n";
        assertThat(Invocation.of("data", "info", plain.toString()).out())
                .isEqualTo(plain + ": an IDX file, as MNIST uses, 20 bytes\n" + array);
        assertThat(Invocation.of("data", "info", compressed.toString()).out())
                .startsWith(compressed + ": a gzip-compressed file, ")
                .endsWith(array);
        Path other = Files.write(folder.resolve("other.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});
        assertThat(Invocation.of("data", "info", other.toString()).exitCode()).isZero();
    }

    @Test
    void digitsAreCopiedFromAFolderAndThenHere() {
        CatalogueEntry digits = Catalogue.entry("digits");
        assumeTrue(users.has(digits), "digits are absent: 'gyre data get digits' brings them");
        String from = users.of(digits).toString();
        Map<String, Object> object = JsonText.parse(
                Invocation.of("data", "get", "digits", "--from", from, "--json").out());
        assertThat(object)
                .containsEntry("images", 1797)
                .containsEntry("classes", 10)
                .containsEntry("origin", from)
                .doesNotContainKey("test_images");
        Invocation again = Invocation.of("data", "get", "digits");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out())
                .startsWith("digits: 1797 images, 8 x 8 pixels, 10 classes\n  was here already: "
                        + folder.resolve("data/digits"));
        assertThat(again.err()).isEmpty();
    }
}
