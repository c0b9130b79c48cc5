package org.gyre.measure.avalanche;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.gyre.core.BinaryRaster;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

/// Small activity series counted by hand, and a list-based twin.
class AvalanchesTest {
    private static final int[] ACTIVITY = {2, 1, 0, 0, 5, 0, 1, 1, 1, 0, 3, 4};

    @Test
    void runsOfNonSilentStepsAreAvalanches() {
        Avalanches avalanches = Avalanches.of(ACTIVITY);
        // sizes 3, 5, 3, 7; durations 2, 1, 3, 2
        assertThat(avalanches.count()).isEqualTo(4);
        assertThat(avalanches.sizes().distinct()).isEqualTo(3);
        assertThat(avalanches.sizes().count(0)).isEqualTo(2);
        assertThat(avalanches.largestSize()).isEqualTo(7);
        assertThat(avalanches.longestDuration()).isEqualTo(3);
        assertThat(avalanches.durations().value(1)).isEqualTo(2);
        assertThat(avalanches.meanSizes().toArray()).containsExactly(5, 5, 3);
    }

    @Test
    void runsCutByAnEdgeCanBeDropped() {
        Avalanches avalanches = Avalanches.of(ACTIVITY, EdgeRule.DROP);
        // without the first (3) and the last (7)
        assertThat(avalanches.count()).isEqualTo(2);
        assertThat(avalanches.largestSize()).isEqualTo(5);
    }

    @Test
    void aRunMayCrossFromOnePieceIntoTheNext() {
        for (EdgeRule edges : EdgeRule.values()) {
            AvalancheCounter counter = new AvalancheCounter(edges);
            counter.add(new int[] {2, 1, 0, 0, 5, 0, 1});
            counter.add(new int[0]);
            counter.add(new int[] {1, 1, 0, 3, 4});
            Avalanches whole = Avalanches.of(ACTIVITY, edges);
            Avalanches pieces = counter.finish();
            assertThat(pieces.count()).isEqualTo(whole.count());
            assertThat(pieces.longestDuration()).isEqualTo(whole.longestDuration());
            assertThat(pieces.meanSizes().toArray())
                    .containsExactly(whole.meanSizes().toArray());
        }
    }

    @Test
    void aBreakSeparatesRecordings() {
        AvalancheCounter counter = new AvalancheCounter(EdgeRule.KEEP);
        counter.add(new int[] {0, 1});
        counter.breakHere();
        counter.add(new int[] {1, 0});
        assertThat(counter.finish().count()).isEqualTo(2);
    }

    @Test
    void aSilentRasterHasNoAvalanches() {
        Avalanches avalanches = Avalanches.of(new BinaryRaster(50, 3), EdgeRule.KEEP);
        assertThat(avalanches.count()).isZero();
        assertThat(avalanches.largestSize()).isZero();
        assertThat(avalanches.longestDuration()).isZero();
    }

    @Test
    void aRasterGivesTheAvalanchesOfItsActivity() {
        BinaryRaster raster = new BinaryRaster(4, 3);
        raster.set(0, 0);
        raster.set(0, 2);
        raster.set(2, 1);
        raster.set(3, 1);
        AvalancheCounter counter = new AvalancheCounter(EdgeRule.KEEP);
        counter.add(raster);
        assertThat(counter.finish().sizes().count(0))
                .isEqualTo(Avalanches.of(raster, EdgeRule.KEEP).sizes().count(0))
                .isEqualTo(2);
    }

    @Test
    void hugeAvalanchesAreCountedToo() {
        int[] activity = new int[200_002];
        java.util.Arrays.fill(activity, 0, 200_000, 3);
        activity[200_001] = 1;
        Avalanches avalanches = Avalanches.of(activity);
        assertThat(avalanches.largestSize()).isEqualTo(600_000);
        assertThat(avalanches.longestDuration()).isEqualTo(200_000);
        assertThat(avalanches.meanSizes().get(1)).isEqualTo(600_000);
    }

    @Test
    void countsAgreeWithAListOfAvalanches() {
        var random = RandomStream.of(1).generator();
        int[] activity = new int[20_000];
        for (int t = 0; t < activity.length; t++) {
            activity[t] = random.nextDouble() < 0.7 ? random.nextInt(4) : 0;
        }
        long[] bySize = new long[100_000];
        int size = 0;
        for (int spikes : activity) {
            if (spikes == 0 && size > 0) {
                bySize[size]++;
            }
            size = spikes == 0 ? 0 : size + spikes;
        }
        bySize[size] += size > 0 ? 1 : 0;
        Tally sizes = Avalanches.of(activity).sizes();
        long counted = 0;
        for (int i = 0; i < sizes.distinct(); i++) {
            assertThat(sizes.count(i)).isEqualTo(bySize[(int) sizes.value(i)]);
            counted += sizes.count(i);
        }
        assertThat(counted).isEqualTo(java.util.Arrays.stream(bySize).sum());
    }

    @Test
    void negativeActivityIsRefusedWithItsPlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Avalanches.of(new int[] {1, -2}))
                .withMessageContaining("activity[1] = -2");
    }
}
