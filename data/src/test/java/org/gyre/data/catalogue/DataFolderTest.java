package org.gyre.data.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.gyre.core.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path root;

    private DataFolder folder(CatalogueEntry entry, List<byte[]> contents, String suffix) throws IOException {
        DataFolder folder = new DataFolder(root);
        Files.createDirectories(folder.of(entry));
        for (int i = 0; i < contents.size(); i++) {
            Files.write(folder.of(entry).resolve(entry.files().get(i).name() + suffix), contents.get(i));
        }
        return folder;
    }

    @Test
    void trainingAndTestImagesAreReadFromPlainFiles() throws IOException {
        CatalogueEntry entry = SmallSet.idx(SmallSet.PARTS, 3);
        ImageSet set = folder(entry, SmallSet.PARTS, "").read(entry);
        assertThat(set.training().width()).isEqualTo(2);
        assertThat(set.training().height()).isEqualTo(1);
        assertThat(set.training().pixels()).containsExactly(0, (byte) 255, 10, 20);
        assertThat(set.training().labels()).containsExactly(1, 2);
        assertThat(set.publishedTest().pixels()).containsExactly(30, 40);
        assertThat(set.publishedTest().labels()).containsExactly(0);
    }

    @Test
    void compressedFilesAreTakenToo() throws IOException {
        CatalogueEntry entry = SmallSet.idx(SmallSet.PARTS, 3);
        List<byte[]> packed = SmallSet.PARTS.stream().map(SmallSet::gzip).toList();
        assertThat(folder(entry, packed, ".gz").read(entry).training().labels()).containsExactly(1, 2);
    }

    @Test
    void aTableHasOnePart() throws IOException {
        CatalogueEntry entry = SmallSet.table(SmallSet.TABLE);
        ImageSet set = folder(entry, List.of(SmallSet.TABLE), "").read(entry);
        assertThat(set.training().pixels()).containsExactly(0, 1, 2, 16, 3, 4, 5, 6);
        assertThat(set.training().labels()).containsExactly(1, 0);
        assertThat(set.test()).isEmpty();
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(set::publishedTest)
                .withMessageContaining("table has no test images of its own; split its 2 images");
    }

    @Test
    void whatIsMissingIsNamedWithTheWaysToGetIt() throws IOException {
        CatalogueEntry entry = SmallSet.idx(SmallSet.PARTS, 3);
        DataFolder folder = folder(entry, SmallSet.PARTS.subList(0, 2), "");
        assertThat(folder.has(entry)).isFalse();
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> folder.read(entry))
                .withMessage("small is not here: run 'gyre data get small', or put test-images, test-labels"
                        + " (as they are or with .gz) into " + root.resolve("small"));
    }

    @Test
    void aFileThatIsNotThePublishedOneIsRefused() throws IOException {
        CatalogueEntry entry = SmallSet.idx(SmallSet.PARTS, 3);
        byte[] right = SmallSet.PARTS.getFirst();
        byte[] changed = right.clone();
        changed[changed.length - 1] ^= 1;
        refused(entry, changed, "", "is not the published file (its SHA-256 is ");
        refused(entry, java.util.Arrays.copyOf(right, right.length - 1), "", "has 19 bytes instead of 20");
        refused(entry, java.util.Arrays.copyOf(right, right.length + 1), "", "has more than 20 bytes instead of 20");
        Files.delete(root.resolve("small/train-images"));
        byte[] packed = SmallSet.gzip(right);
        refused(entry, java.util.Arrays.copyOf(packed, packed.length - 4), ".gz", "compressed bytes are corrupt");
        // A bomb is unpacked no further than one byte behind the right length.
        refused(entry, SmallSet.gzip(new byte[1 << 24]), ".gz", "has more than 20 bytes instead of 20");
    }

    private void refused(CatalogueEntry entry, byte[] first, String suffix, String sentence) throws IOException {
        DataFolder folder = folder(entry, SmallSet.PARTS, "");
        if (!suffix.isEmpty()) {
            Files.delete(folder.of(entry).resolve("train-images"));
        }
        Files.write(folder.of(entry).resolve("train-images" + suffix), first);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> folder.read(entry))
                .withMessageContaining("train-images")
                .withMessageContaining(sentence)
                .withMessageContaining("delete it and get it again");
    }

    @Test
    void filesThatDoNotFitOneAnotherAreNamed() {
        List<byte[]> parts = new ArrayList<>(SmallSet.PARTS);
        parts.set(1, HexFormat.of().parseHex("0000080100000003" + "010201"));
        malformed(parts, "train-images: has 2 images, but there are 3 labels");
        parts.set(1, HexFormat.of().parseHex("0000080100000002" + "0103"));
        malformed(parts, "train-images: label 3 of image 2");
        parts.set(1, HexFormat.of().parseHex("0000090100000002" + "0102"));
        malformed(parts, "train-labels: is int8 (2,); unsigned bytes of 1 dimension(s) were expected");
        parts.set(1, SmallSet.PARTS.get(1));
        parts.set(2, HexFormat.of().parseHex("00000803000000010000000200000001" + "1e28"));
        malformed(parts, "test images are of another size");
    }

    private static void malformed(List<byte[]> parts, String sentence) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> SmallSet.idx(parts, 3).read(parts))
                .withMessageContaining(sentence);
    }

    @Test
    void aTableThatHoldsNoImagesIsNamedWithItsPlace() {
        table("0,1,2,1\n", "has 4 columns; those of a square image and its label");
        table("0,1,2,17,1\n", "row 1, column 4: 17.0 is not a whole number from 0 to 16");
        table("0,1,2,3,1\n0,1,2.5,3,1\n", "row 2, column 3: 2.5 is not a whole number");
        table("0,1,2,3,2\n", "row 1, column 5: 2.0 is not a whole number from 0 to 1");
        table("0,1,2,3,a\n", "'a' is not a number");
    }

    private static void table(String text, String sentence) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> SmallSet.table(content).read(List.of(content)))
                .withMessageContaining("images.csv")
                .withMessageContaining(sentence);
    }
}
