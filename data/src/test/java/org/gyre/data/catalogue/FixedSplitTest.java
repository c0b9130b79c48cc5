package org.gyre.data.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedSplitTest {
    @Test
    void theSplitOfDigitsHoldsEachImageOnce() {
        FixedSplit split = FixedSplit.digits();
        assertThat(split.training()).hasSize(1297).isSorted();
        assertThat(split.test()).hasSize(500).isSorted();
        assertThat(IntStream.concat(Arrays.stream(split.training()), Arrays.stream(split.test()))
                        .sorted())
                .containsExactlyElementsOf(IntStream.range(0, 1797).boxed().toList());
    }

    /// What the comment of the list says.
    @Test
    void theSplitOfDigitsIsTheOneOfItsSeed() {
        int[] order = RandomStream.of(1797).split("digits 1297/500").permutation(1797);
        assertThat(FixedSplit.digits().test())
                .containsExactly(Arrays.stream(order).limit(500).sorted().toArray());
    }

    @Test
    void theTestPartOfDigitsHasTheStatedClasses() {
        CatalogueEntry entry = Catalogue.entry("digits");
        DataFolder folder = DataFolder.ofUser();
        assumeTrue(folder.has(entry), "digits is absent: 'gyre data get digits' brings it");
        LabelledImages all = folder.read(entry).training();
        List<LabelledImages> parts = FixedSplit.digits().apply(all);
        assertThat(parts.getLast().labelCounts()).containsExactly(46, 55, 63, 41, 47, 54, 42, 54, 48, 50);
        assertThat(parts.getFirst().count()).isEqualTo(1297);
    }

    @Test
    void partsHaveTheImagesOfTheirIndices() {
        FixedSplit split = FixedSplit.parse("list", "# a comment 9\ntraining 3\n4 0\n 2\ntest 2 1 3\n");
        byte[] pixels = {10, 20, 30, 40, 50};
        List<LabelledImages> parts = split.apply(new LabelledImages(1, 1, 5, 255, pixels, new byte[] {0, 1, 2, 3, 4}));
        assertThat(parts.getFirst().pixels()).containsExactly(50, 10, 30);
        assertThat(parts.getFirst().labels()).containsExactly(4, 0, 2);
        assertThat(parts.getLast().pixels()).containsExactly(20, 40);
        List<float[]> rows = split.apply(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 2);
        assertThat(rows.getFirst()).containsExactly(8, 9, 0, 1, 4, 5);
        assertThat(rows.getLast()).containsExactly(2, 3, 6, 7);
    }

    @Test
    void aSetOfAnotherSizeIsRefused() {
        FixedSplit split = FixedSplit.parse("list", "training 1 0 test 1 1");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> split.apply(new LabelledImages(1, 1, 5, 255, new byte[3], new byte[3])))
                .withMessage("list splits 2 images: must not be applied to a set of 3");
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> split.apply(new float[5], 2));
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> split.apply(new float[6], 2));
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> split.apply(new float[4], 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | list: '' where 'training' and the number of its images must stand",
                "training | list: training of 0 images with 0 words behind it: must be at least 1 image, and an index"
                        + " for each",
                "training 0 test 1 0 | list: training of 0 images with 3 words behind it: must be at least 1 image,"
                        + " and an index for each",
                "training 9 0 test 1 1 | list: training of 9 images with 4 words behind it: must be at least 1 image,"
                        + " and an index for each",
                "training 1 0 rest 1 1 | list: 'rest' where 'test' and the number of its images must stand",
                "training 1 0 test 1 0 | list: index 0 again: must be each number from 0 to 1 once",
                "training 1 0 test 1 2 | list: index 2: must be each number from 0 to 1 once",
                "training 1 -1 test 1 0 | list: '-1' must be a whole number of at most 7 digits",
                "training 1 99999999999 test 1 0 | list: '99999999999' must be a whole number of at most 7 digits",
                "training 1 0 test 1 1 2 | list: '2' follows the test part: must be the end of the list"
            })
    void listsThatAreNoneAreRefused(String text, String message) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> FixedSplit.parse("list", text))
                .withMessage(message);
    }
}
