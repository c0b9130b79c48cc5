package org.gyre.data.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class LabelledImagesTest {
    /// Image i has the pixels i and 255 - i and the label i modulo 3.
    private static LabelledImages images(int count) {
        byte[] pixels = new byte[2 * count];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            pixels[2 * i] = (byte) i;
            pixels[2 * i + 1] = (byte) (255 - i);
            labels[i] = (byte) (i % 3);
        }
        return new LabelledImages(2, 1, 3, 255, pixels, labels);
    }

    @Test
    void pixelsAndLabelsAreWhereTheyWerePut() {
        LabelledImages images = images(200);
        assertThat(images.count()).isEqualTo(200);
        assertThat(images.pixelsPerImage()).isEqualTo(2);
        assertThat(images.level(199, 0)).isEqualTo(199);
        assertThat(images.level(3, 1)).isEqualTo(252);
        assertThat(images.label(4)).isEqualTo(1);
        assertThat(images.labelCounts()).containsExactly(67, 67, 66);
        LabelledImages chosen = images.select(7, 7, 0);
        assertThat(chosen.pixels()).containsExactly(7, (byte) 248, 7, (byte) 248, 0, (byte) 255);
        assertThat(chosen.labels()).containsExactly(1, 1, 0);
    }

    @Test
    void partsAreDisjointAndKeepTheLabelsOfTheirImages() {
        List<LabelledImages> parts = images(250).split(RandomStream.of(5), 150, 60, 40);
        List<Integer> seen = new ArrayList<>();
        for (LabelledImages part : parts) {
            for (int i = 0; i < part.count(); i++) {
                int original = part.level(i, 0);
                assertThat(part.level(i, 1)).isEqualTo(255 - original);
                assertThat(part.label(i)).isEqualTo(original % 3);
                seen.add(original);
            }
        }
        assertThat(parts).extracting(LabelledImages::count).containsExactly(150, 60, 40);
        assertThat(seen)
                .doesNotHaveDuplicates()
                .hasSize(250)
                .isNotEqualTo(seen.stream().sorted().toList());
    }

    @Test
    void theStreamDecidesThePartsAndTheirSizesOnlyCutThem() {
        LabelledImages images = images(100);
        byte[] first = images.split(RandomStream.of(5), 60, 40).getFirst().pixels();
        assertThat(images.split(RandomStream.of(5), 60).getFirst().pixels()).isEqualTo(first);
        assertThat(images.split(RandomStream.of(5), 20).getFirst().pixels())
                .isEqualTo(java.util.Arrays.copyOf(first, 40));
        assertThat(images.split(RandomStream.of(6), 60).getFirst().pixels()).isNotEqualTo(first);
    }

    /// Over many streams every image comes first equally often: a chi-square of 9 degrees of
    /// freedom.
    @Test
    void everyImageIsEquallyLikelyInAPart() {
        LabelledImages images = images(10);
        int draws = 20_000;
        int[] counts = new int[10];
        for (int seed = 0; seed < draws; seed++) {
            counts[images.split(RandomStream.of(seed), 1).getFirst().level(0, 0)]++;
        }
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += (count - draws / 10.0) * (count - draws / 10.0) / (draws / 10.0);
        }
        // The 0.9999 quantile is 33.7.
        assertThat(chiSquare).isLessThan(33.7);
    }

    @Test
    void partsThatDoNotFitAreRefused() {
        LabelledImages images = images(10);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> images.split(RandomStream.of(1), 8, 3))
                .withMessageContaining("parts of [8, 3] images")
                .withMessageContaining("at most the 10");
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> images.split(RandomStream.of(1), 8, 0));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> images.split(RandomStream.of(1), Integer.MAX_VALUE, Integer.MAX_VALUE));
    }

    @Test
    void sizesLevelsAndLabelsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LabelledImages(2, 2, 10, 255, new byte[7], new byte[2]))
                .withMessageContaining("7 pixels for 2 images of 2 x 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LabelledImages(1, 1, 10, 255, new byte[2], new byte[] {0, 10}))
                .withMessageContaining("label 10 of image 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LabelledImages(1, 1, 10, 255, new byte[1], new byte[] {-1}))
                .withMessageContaining("label 255");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LabelledImages(2, 1, 10, 16, new byte[] {0, 0, 16, 17}, new byte[2]))
                .withMessageContaining("pixel 2 of image 2 has level 17");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LabelledImages(1, 1, 129, 16, new byte[0], new byte[0]));
    }
}
