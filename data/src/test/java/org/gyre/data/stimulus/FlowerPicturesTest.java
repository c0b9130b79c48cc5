package org.gyre.data.stimulus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.data.image.ColourImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowerPicturesTest {
    private static final int SIDE = 160;
    private static final int DRAWN = 40;

    /// Petals are counted along circles about the middle of the flower; the count that most pictures give is the
    /// number that the name of the class tells. Notched petals, that a circle meets twice, white ones and the
    /// narrowest are not counted.
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 9})
    void aClassHasThePetalsOfItsName(int label) {
        int told = Integer.parseInt(FlowerPictures.classes().get(label).split(" ", -1)[0]);
        Map<Integer, Integer> counts = new HashMap<>();
        for (int k = 0; k < DRAWN; k++) {
            ColourImage picture = new FlowerPictures(SIDE, SIDE)
                    .draw(label, RandomStream.of(11).split(label).split(k));
            counts.merge(petals(picture.planes()), 1, Integer::sum);
        }
        int commonest = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        assertThat(commonest).as("counts %s", counts).isEqualTo(told);
    }

    /// Runs of petal along the circle of nearly the area of all petals, about their mean.
    private static int petals(float[] planes) {
        double x = 0;
        double y = 0;
        int count = 0;
        for (int p = 0; p < SIDE * SIDE; p++) {
            if (petal(planes, p)) {
                int row = p / SIDE;
                x += p % SIDE;
                y += row;
                count++;
            }
        }
        x /= count;
        y /= count;
        double area = count / Math.PI;
        double radius = 0.95 * Math.sqrt(area);
        int steps = 720;
        boolean[] on = new boolean[steps];
        for (int a = 0; a < steps; a++) {
            int column = (int) Math.round(x + radius * Math.cos(2 * Math.PI * a / steps));
            int row = (int) Math.round(y + radius * Math.sin(2 * Math.PI * a / steps));
            on[a] = column >= 0 && column < SIDE && row >= 0 && row < SIDE && petal(planes, row * SIDE + column);
        }
        int runs = 0;
        for (int a = 0; a < steps; a++) {
            // Noise makes holes of a point or two.
            boolean begins = on[a];
            for (int back = 1; back <= 8; back++) {
                begins &= !on[(a - back + steps) % steps];
            }
            runs += begins ? 1 : 0;
        }
        return runs;
    }

    /// Leaves and ground are more green than red; petals of the classes that are counted are not.
    private static boolean petal(float[] planes, int p) {
        int area = SIDE * SIDE;
        double red = planes[p];
        double green = planes[area + p];
        double blue = planes[2 * area + p];
        return (red > green && Math.max(red, blue) > 0.3) || (blue > green && blue > 0.3);
    }

    @Test
    void theSameStreamGivesTheSamePictureAndOthersOthers() {
        FlowerPictures pictures = new FlowerPictures(20, 30);
        Set<Integer> seen = new HashSet<>();
        for (int label = 0; label < FlowerPictures.classes().size(); label++) {
            for (int k = 0; k < 5; k++) {
                RandomStream stream = RandomStream.of(3).split(label).split(k);
                float[] planes = pictures.draw(label, stream).planes();
                assertThat(planes).hasSize(3 * 20 * 30);
                assertThat(pictures.draw(label, stream).planes()).isEqualTo(planes);
                for (float value : planes) {
                    assertThat(value).isBetween(0f, 1f);
                }
                seen.add(Arrays.hashCode(planes));
            }
        }
        assertThat(seen).hasSize(5 * FlowerPictures.classes().size());
        assertThat(new HashSet<>(FlowerPictures.classes())).hasSize(10);
    }

    @ParameterizedTest
    @CsvSource({"7, 32", "32, 1025"})
    void aSideOutOfRangeIsRefused(int width, int height) {
        assertThatThrownBy(() -> new FlowerPictures(width, height))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("a side is from 8 to 1024");
    }
}
