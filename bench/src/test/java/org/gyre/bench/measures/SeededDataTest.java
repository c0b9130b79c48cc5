package org.gyre.bench.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// SHA-256 sums of `.npy` files that the Python program `make_data.py` wrote with NumPy 2.4.6, from which the data of
/// all peers come. Its tables for decompositions are text; their sums here are of the same rows saved by `numpy.save`
/// as float64.
class SeededDataTest {
    @Test
    void gaussianPairsAreThoseOfThePeers() {
        assertThat(sum(NpyArray.of(SeededData.gauss(100_000), 100_000, 6)))
                .isEqualTo("9c8ab67525ca9670349c32bd9363f58fdfe3a938e3c3f81e6eeace65584454a2");
    }

    @Test
    void autoregressiveSeriesAreThoseOfThePeers() {
        assertThat(sum(NpyArray.of(SeededData.autoregressive(10_000), 10_000, 2)))
                .isEqualTo("22691f23951984506ffcdc59b7dd1c8c50bf813e00bd181b9418880aafac8f11");
    }

    @Test
    void conditionalVariablesAreThoseOfThePeers() {
        assertThat(sum(NpyArray.of(SeededData.conditional(10_000), 10_000, 3)))
                .isEqualTo("c01c1667a3bd72ea3cb6bc5c57f57dc790b265a746219659192ef97bfcdc6464");
    }

    @Test
    void binaryUnitsAreThoseOfThePeers() {
        assertThat(sum(NpyArray.ofUnsigned(SeededData.binary(100_000, 20), 100_000, 20)))
                .isEqualTo("a75fd30755450e56385ec852559e573d18abd2c912be3b5fceb98d0b20eb4ba4");
    }

    @Test
    void sizesAreThoseOfThePeers() {
        long[] sizes = Arrays.stream(SeededData.sizes(1_000_000, 10_000))
                .asLongStream()
                .toArray();
        assertThat(sum(NpyArray.of(sizes, 1_000_000)))
                .isEqualTo("df7dbd8d67890c5841eada273e49d48cd58fbab1af720bb2535ea85581ff6c4f");
    }

    @Test
    void shufflesAreThoseOfThePeers() {
        int[] orders = Arrays.stream(SeededData.shuffles(100, 9_999))
                .flatMapToInt(Arrays::stream)
                .toArray();
        assertThat(sum(NpyArray.of(orders, 100, 9_999)))
                .isEqualTo("aff575982a30856d9e7884ea175404d9bb0c4ba516ca74eb0a334ade1d8dc370");
    }

    @ParameterizedTest
    @CsvSource({
        "2, 50, 5211c765bf82d5442b0fe95de1bed99f468f667946dfb8603247031d3e7c4471",
        "2, 500, e630221c2eb3d0cf04bc68fefae5d469689db806040ca12e936b681b34c04394",
        "2, 5000, e1308aaf36ece5477ad38b41a094d550a6e09d073085028890ad18d5578a0a2e",
        "3, 50, 2f70b991f6bf2c74eb29f153a361e56b1786a94cdb82f2ee94976e6adb8cd9f7",
        "3, 500, bb97abb38188cab8619c3c49a572c2cb2f820891b548904d79a84ca41da49b8c",
        "3, 5000, 784ba6a14325ba7dfb5a7b8274b6f47b8f72cdc4f8c8f8623d64568c58eb7904"
    })
    void sparseLawsAreThoseOfThePeers(int sources, int realisations, String expected) {
        SeededData.SparseLaw law = SeededData.sparseLaw(sources, realisations);
        int columns = sources + 2;
        double[] table = new double[realisations * columns];
        for (int r = 0; r < realisations; r++) {
            for (int i = 0; i <= sources; i++) {
                table[r * columns + i] = law.rows()[r][i];
            }
            table[r * columns + columns - 1] = law.weights()[r];
        }
        assertThat(sum(NpyArray.of(table, realisations, columns))).isEqualTo(expected);
    }

    @Test
    void fullLawsAreThoseOfThePeers() {
        double[] laws = Arrays.stream(SeededData.fullLaws(100))
                .flatMapToDouble(Arrays::stream)
                .toArray();
        assertThat(sum(NpyArray.of(laws, 100, 27)))
                .isEqualTo("45b696a8bf4e32a978953dad404fd01050a4ff5f1a018aeffa5b3fec8c63bc02");
    }

    @Test
    void theBranchingProcessHasItsMeanAndItsFirstCoefficient() {
        // 0.9 A + 1 has the fixed point 10; the slope of A(t+1) on A(t) is 0.9. Standard errors by the recipe's
        // variance (0.09 · 10 + 0.75) / (1 − 0.81): 0.065 for the mean of 200,000 bins, 0.001 for the slope.
        double[] activity = SeededData.branching(200_000);
        double mean = Arrays.stream(activity).average().orElseThrow();
        double squares =
                Arrays.stream(activity).map(a -> (a - mean) * (a - mean)).sum();
        double products = IntStream.range(1, activity.length)
                .mapToDouble(t -> (activity[t] - mean) * (activity[t - 1] - mean))
                .sum();
        assertThat(mean).isBetween(9.8, 10.2);
        assertThat(products / squares).isBetween(0.896, 0.904);
    }

    private static String sum(NpyArray array) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(NpyWriter.toBytes(array));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
