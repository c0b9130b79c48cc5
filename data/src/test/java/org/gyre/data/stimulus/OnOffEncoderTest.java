package org.gyre.data.stimulus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.data.image.GreyImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnOffEncoderTest {
    private static final RandomStream STREAM = RandomStream.of(2026);

    @Test
    void gainSolvesTheRateExactly() {
        // Half of the pixels have |d| = 1, half 3. At rate .15: ⟨min(1, α|d|)⟩ = 2α = .3. At rate .45,
        // with the latter saturated, ½ α + ½ = .9.
        PatchSource source = source(1, new GreyImage(2, 2, new float[] {1, -1, 3, -3}));
        assertThat(new OnOffEncoder(source, 0.15, STREAM).gain()).isCloseTo(0.15, within(1e-15));
        assertThat(new OnOffEncoder(source, 0.45, STREAM).gain()).isCloseTo(0.8, within(1e-15));
    }

    @Test
    void gainCountsAPixelAsOftenAsPatchesContainIt() {
        // Patches of 2 x 2 in a picture of 3 x 2: the middle column is in both, the outer ones in one each.
        PatchSource source = source(2, new GreyImage(3, 2, new float[] {1, 4, 1, 1, 4, 1}));
        // ⟨α|d|⟩ = α (2 · 1 · 2 + 2 · 2 · 4) / 8 = 2.5 α.
        assertThat(new OnOffEncoder(source, 0.05, STREAM).gain()).isCloseTo(0.04, within(1e-15));
    }

    @Test
    void ratesOutOfReachAreRefused() {
        PatchSource source = source(1, new GreyImage(2, 2, new float[] {0, 0, 0, 5}));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new OnOffEncoder(source, 0.2, STREAM))
                .withMessageContaining("below 0.125");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new OnOffEncoder(source, 0.5, STREAM))
                .withMessageContaining("0.5");
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> new OnOffEncoder(source, Double.NaN, STREAM));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> source(3, new GreyImage(2, 2, new float[4])))
                .withMessageContaining("3");
    }

    @Test
    void meanRateIsTheWantedOne() {
        OnOffEncoder encoder = new OnOffEncoder(laplacian(12), 0.15, STREAM.split("spikes"));
        int steps = 20_000;
        BinaryRaster raster = raster(encoder, 0, steps);
        double sum = 0;
        double squares = 0;
        for (int t = 0; t < steps; t++) {
            double rate = raster.spikesAt(t) / 288.0;
            sum += rate;
            squares += rate * rate;
        }
        double mean = sum / steps;
        double error = Math.sqrt((squares / steps - mean * mean) / steps);
        // Steps are independent: a deviation of 4.9 standard errors has probability 1e-6.
        assertThat((mean - 0.15) / error).isBetween(-4.9, 4.9);
        assertThat(error).isLessThan(0.001);
    }

    @Test
    void everyPixelOfAPatchFiresAtItsOwnProbability() {
        // One patch only: the firing probabilities of all units are known, and counts are binomial.
        CounterRandom random = STREAM.split("patch").generator();
        float[] d = new float[144];
        for (int i = 0; i < d.length; i++) {
            d[i] = (float) random.nextGaussian();
        }
        OnOffEncoder encoder = new OnOffEncoder(source(12, new GreyImage(12, 12, d)), 0.15, STREAM.split("spikes"));
        int steps = 40_000;
        long[] counts = raster(encoder, 0, steps).spikeCounts();
        double chiSquare = 0;
        for (int i = 0; i < 144; i++) {
            double p = Math.min(1, encoder.gain() * Math.abs(d[i]));
            long driven = d[i] > 0 ? counts[i] : counts[144 + i];
            long other = d[i] > 0 ? counts[144 + i] : counts[i];
            assertThat(other).isZero();
            // A pixel at saturation fires always, up to the rounding of 2⁻¹⁵.
            chiSquare += Math.pow(driven - p * steps, 2) / Math.max(steps * p * (1 - p), 1);
        }
        // χ² of 144 degrees: mean 144, standard deviation 17; 240 lies beyond the 1e-6 quantile (239).
        assertThat(chiSquare).isLessThan(240);
        assertThat(chiSquare).isGreaterThan(72);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 12, 16, 17, 24})
    void bitsAreThoseOfTheDefinition(int size) {
        PatchSource source = laplacian(size);
        RandomStream spikes = STREAM.split("spikes");
        OnOffEncoder encoder = new OnOffEncoder(source, 0.2, spikes);
        BinaryRaster raster = raster(encoder, 1000, 130);
        float[] frame = new float[size * size];
        int stepWords = (size * size + 1) / 2;
        for (int t = 0; t < raster.steps(); t++) {
            source.frame(1000 + t, frame);
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    int k = y * size + x;
                    int word = spikes.word((1000L + t) * stepWords + k / 2);
                    int u = (word >>> (16 * (k & 1))) & 0x7fff;
                    float d = frame[y * size + x];
                    boolean fires = u < Math.min(32_767, Math.rint(encoder.gain() * Math.abs(d) * 32_768));
                    assertThat(raster.get(t, y * size + x)).isEqualTo(fires && d > 0);
                    assertThat(raster.get(t, size * size + y * size + x)).isEqualTo(fires && d < 0);
                }
            }
        }
    }

    @Test
    void bitsDoNotDependOnTheChunks() {
        OnOffEncoder encoder = new OnOffEncoder(laplacian(12), 0.15, STREAM.split("spikes"));
        long[] whole = new long[500 * 5];
        encoder.fill(777, 500, whole);
        for (int chunk : new int[] {1, 7, 64, 199}) {
            long[] part = new long[chunk * 5];
            for (int t = 0; t < 500; t += chunk) {
                int steps = Math.min(chunk, 500 - t);
                Arrays.fill(part, -1L);
                encoder.fill(777 + t, steps, part);
                assertThat(Arrays.copyOf(part, steps * 5))
                        .containsExactly(Arrays.copyOfRange(whole, t * 5, (t + steps) * 5));
            }
        }
    }

    @Test
    void positionsAreUniformOverAllPictures() {
        GreyImage small = new GreyImage(4, 3, new float[12]);
        GreyImage large = new GreyImage(6, 5, new float[30]);
        PatchSource source = source(3, small, large);
        // 2 · 1 + 4 · 3 positions.
        assertThat(source.positions()).isEqualTo(14);
        int draws = 28_000;
        int[] counts = new int[14];
        for (int t = 0; t < draws; t++) {
            counts[(int) source.position(t)]++;
        }
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += Math.pow(count - draws / 14.0, 2) / (draws / 14.0);
        }
        // χ² of 13 degrees exceeds 51 with probability 1e-6 × 2.
        assertThat(chiSquare).isLessThan(51);
    }

    @Test
    void framesAreCutFromThePictures() {
        float[] first = new float[4 * 3];
        float[] second = new float[5 * 5];
        for (int i = 0; i < first.length; i++) {
            first[i] = 100 + i;
        }
        for (int i = 0; i < second.length; i++) {
            second[i] = 200 + i;
        }
        PatchSource source = source(2, new GreyImage(4, 3, first), new GreyImage(5, 5, second));
        float[] frame = new float[4];
        boolean[] seen = new boolean[2];
        for (int t = 0; t < 200; t++) {
            source.frame(t, frame);
            int picture = frame[0] >= 200 ? 1 : 0;
            int width = picture == 1 ? 5 : 4;
            int rows = picture == 1 ? 5 : 3;
            seen[picture] = true;
            int at = (int) frame[0] - 100 - 100 * picture;
            assertThat(at % width).isLessThan(width - 1);
            assertThat(at / width).isLessThan(rows - 1);
            assertThat(frame).containsExactly(frame[0], frame[0] + 1, frame[0] + width, frame[0] + width + 1);
        }
        assertThat(seen).containsExactly(true, true);
    }

    private static PatchSource source(int size, GreyImage... images) {
        return new PatchSource(List.of(images), size, STREAM.split("positions"));
    }

    /// Two pictures of independent Laplace-distributed pixels.
    private static PatchSource laplacian(int size) {
        CounterRandom random = STREAM.split("pixels").generator();
        GreyImage[] images = new GreyImage[2];
        for (int i = 0; i < 2; i++) {
            float[] pixels = new float[(40 + i) * 50];
            for (int k = 0; k < pixels.length; k++) {
                double magnitude = -Math.log(1 - random.nextDouble());
                pixels[k] = (float) (random.nextBoolean() ? magnitude : -magnitude);
            }
            images[i] = new GreyImage(40 + i, 50, pixels);
        }
        return source(size, images);
    }

    private static BinaryRaster raster(OnOffEncoder encoder, long first, int steps) {
        BinaryRaster raster = new BinaryRaster(steps, encoder.units());
        encoder.fill(first, steps, raster.words());
        return raster;
    }
}
