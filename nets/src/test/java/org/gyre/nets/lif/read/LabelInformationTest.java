package org.gyre.nets.lif.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntUnaryOperator;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.spikes.StimulusInformation;
import org.gyre.measure.spikes.StimulusInformation.Correction;
import org.gyre.nets.lif.layer.SpikeRows;
import org.junit.jupiter.api.Test;

/// Codes whose information is known.
class LabelInformationTest {
    private static final int STEPS = 24;
    private static final double BIT = Math.log(2);
    private static final RandomStream STREAM = RandomStream.of(21);

    /// Which units fire when: `[unit][step]` of a sample.
    private interface Response {
        void to(int label, boolean[][] spikes, CounterRandom random);
    }

    private static LabelledSpikes spikes(int units, int samples, IntUnaryOperator label, Response response) {
        LabelledSpikes all = new LabelledSpikes(units, STEPS);
        CounterRandom random = STREAM.split("spikes").generator();
        // Batches of 1, 2, 3, … samples.
        int batch = 1;
        for (int s = 0; s < samples; ) {
            int size = Math.min(batch++, samples - s);
            SpikeRows rows = new SpikeRows(units);
            int[] labels = new int[size];
            for (int k = 0; k < size; k++, s++) {
                labels[k] = label.applyAsInt(s);
                boolean[][] fires = new boolean[units][STEPS];
                response.to(labels[k], fires, random);
                for (int t = 0; t < STEPS; t++) {
                    for (int u = 0; u < units; u++) {
                        if (fires[u][t]) {
                            rows.add(u);
                        }
                    }
                    rows.endRow();
                }
            }
            all.add(rows, labels);
        }
        return all;
    }

    private static LabelInformation steps(Correction correction, int permutations) {
        return new LabelInformation(1, STEPS, correction, permutations, STREAM, Team.alone());
    }

    private static final Correction PLAIN = Correction.of(DiscreteEntropy.PLUG_IN);

    private static void assertNats(StimulusInformation information, double nats) {
        assertThat(information.estimate().nats()).isCloseTo(nats, within(1e-12));
    }

    /// One spike or two, at random steps: the count is the label, one bit, and times add nothing.
    @Test
    void aCountCodeIsInTheCount() {
        LabelledSpikes spikes = spikes(1, 400, s -> s % 2, (label, fires, random) -> {
            int first = random.nextInt(STEPS);
            fires[0][first] = true;
            fires[0][label == 0 ? first : (first + 1 + random.nextInt(STEPS - 1)) % STEPS] = true;
        });
        LabelInformation.OfTrain unit = steps(PLAIN, 50).unit(spikes, 0);
        assertNats(unit.count(), BIT);
        assertNats(unit.word(), BIT);
        assertThat(unit.count().stimulusEntropy()).isCloseTo(BIT, within(1e-12));
        assertThat(unit.count().test().orElseThrow().pValue()).isEqualTo(1 / 51.0);
        assertThat(unit.wordGain().estimate().nats()).isCloseTo(0, within(1e-12));
        assertThat(unit.wordGain().test().orElseThrow().pValue()).isEqualTo(1);
        // Samples of one count have one label, so that permutations among them change nothing either.
        assertThat(steps(Correction.subtracted(), 20)
                        .unit(spikes, 0)
                        .wordGain()
                        .estimate()
                        .nats())
                .isCloseTo(0, within(1e-12));
        assertThat(unit.spikesPerSample()).isEqualTo(1.5);
        assertThat(unit.countPerSpike().orElseThrow()).isCloseTo(BIT / 1.5, within(1e-12));
    }

    /// One spike always, at a step that tells which of four labels: log₂ 4 bits in the time of the spike,
    /// none in the count.
    @Test
    void aTimeCodeIsInTheFirstSpike() {
        LabelledSpikes spikes = spikes(
                1, 400, s -> s % 4, (label, fires, random) -> fires[0][5 * label + 2 + random.nextInt(2)] = true);
        LabelInformation.OfTrain unit = steps(PLAIN, 50).unit(spikes, 0);
        assertNats(unit.count(), 0);
        assertNats(unit.firstSpike(), 2 * BIT);
        assertNats(unit.word(), 2 * BIT);
        assertThat(unit.firstSpikeGain().estimate().nats()).isCloseTo(2 * BIT, within(1e-12));
        assertThat(unit.firstSpikeGain().test().orElseThrow().pValue()).isEqualTo(1 / 51.0);
        assertThat(unit.wordPerSpike().orElseThrow()).isCloseTo(2 * BIT, within(1e-12));
        // Bins of twelve steps tell labels 0 and 1 from 2 and 3.
        LabelInformation.OfTrain coarse = new LabelInformation(12, 2, PLAIN, 0, STREAM, Team.alone()).unit(spikes, 0);
        assertNats(coarse.word(), BIT);
        assertNats(coarse.firstSpike(), BIT);
        assertThat(coarse.count().test()).isEmpty();
        // The first five steps see label 0 alone: H(¼) = ¾ log₂ (4/3) + ¼ · 2 bits.
        double seen = 0.75 * Math.log(4 / 3.0) + 0.25 * Math.log(4);
        LabelInformation.OfTrain early = new LabelInformation(1, 5, PLAIN, 0, STREAM, Team.alone()).unit(spikes, 0);
        assertNats(early.word(), seen);
        assertNats(early.count(), seen);
    }

    /// One bit in the count, one more in when the first spike comes.
    @Test
    void mixedCodesAreSplit() {
        LabelledSpikes spikes = spikes(1, 400, s -> s % 4, (label, fires, random) -> {
            int first = 3 + 6 * (label / 2);
            fires[0][first] = true;
            fires[0][label % 2 == 0 ? first : 20 + random.nextInt(4)] = true;
        });
        LabelInformation.OfTrain unit = steps(PLAIN, 30).unit(spikes, 0);
        assertNats(unit.count(), BIT);
        assertNats(unit.firstSpike(), BIT);
        assertNats(unit.word(), 2 * BIT);
        assertThat(unit.wordGain().estimate().nats()).isCloseTo(BIT, within(1e-12));
        assertThat(unit.firstSpikeGain().estimate().nats()).isCloseTo(BIT, within(1e-12));
        assertThat(unit.wordGain().test().orElseThrow().pValue()).isEqualTo(1 / 31.0);
    }

    /// Sixty units that know nothing: corrected values scatter about zero, within four standard errors of
    /// their mean, where the plug-in values are far above; p-values at or below 0.1 are those of about a
    /// tenth of the units (more than 17 of 60 has a probability of 2·10⁻⁵).
    @Test
    void nothingIsNothing() {
        int units = 60;
        LabelledSpikes spikes = spikes(units, 300, s -> s % 3, (label, fires, random) -> {
            for (boolean[] unit : fires) {
                for (int k = 0; k < 3; k++) {
                    unit[random.nextInt(4)] = true;
                }
            }
        });
        LabelInformation measure = new LabelInformation(1, 4, Correction.subtracted(), 99, STREAM, Team.alone());
        double[] mean = new double[4];
        double[] square = new double[4];
        double plugIn = 0;
        int[] low = new int[4];
        for (int u = 0; u < units; u++) {
            LabelInformation.OfTrain unit = measure.unit(spikes, u);
            double[] nats = {
                unit.count().estimate().nats(),
                unit.word().estimate().nats(),
                unit.firstSpike().estimate().nats(),
                unit.wordGain().estimate().nats()
            };
            double[] p = {
                unit.count().test().orElseThrow().pValue(),
                unit.word().test().orElseThrow().pValue(),
                unit.firstSpike().test().orElseThrow().pValue(),
                unit.wordGain().test().orElseThrow().pValue()
            };
            for (int k = 0; k < 4; k++) {
                mean[k] += nats[k] / units;
                square[k] += nats[k] * nats[k] / units;
                low[k] += p[k] <= 0.1 ? 1 : 0;
            }
            plugIn += unit.wordGain().test().orElseThrow().value() / units;
        }
        for (int k = 0; k < 4; k++) {
            assertThat(Math.abs(mean[k])).isLessThan(4 * Math.sqrt(square[k] / units));
            assertThat(low[k]).isLessThan(18);
        }
        assertThat(plugIn).isGreaterThan(0.01);
        assertThat(Math.abs(mean[3])).isLessThan(0.2 * plugIn);
    }

    /// Two units that fire at steps 3 and 7, and the label is which of them is first: one bit that the
    /// pooled train does not have.
    @Test
    void whoFiresFirstIsACodeOfTheLayer() {
        LabelledSpikes spikes = spikes(2, 200, s -> s % 2, (label, fires, random) -> {
            fires[label][3] = true;
            fires[1 - label][7] = true;
        });
        LabelInformation.OfLayer layer = steps(PLAIN, 20).layer(spikes, 4);
        assertNats(layer.firstUnit(), BIT);
        assertNats(layer.count(), 0);
        assertNats(layer.pooled().word(), 0);
        assertNats(layer.pooled().firstSpike(), 0);
        assertThat(layer.pooled().spikesPerSample()).isEqualTo(2);
        assertThat(steps(PLAIN, 0).units(spikes)).hasSize(2).allSatisfy(unit -> assertNats(unit.firstSpike(), BIT));
        // In the first three steps nobody fires.
        assertNats(
                new LabelInformation(1, 3, PLAIN, 0, STREAM, Team.alone())
                        .layer(spikes, 2)
                        .firstUnit(),
                0);
    }

    /// Labels 0 to 3 have 1, 3, 5 or 7 spikes of 7 units, a quarter of the samples each: two classes tell
    /// one bit, four two.
    @Test
    void countsOfTheLayerAreClassed() {
        LabelledSpikes spikes = spikes(7, 400, s -> s % 4, (label, fires, random) -> {
            for (int u = 0; u <= 2 * label; u++) {
                fires[u][random.nextInt(STEPS)] = true;
            }
        });
        assertNats(steps(PLAIN, 0).layer(spikes, 2).count(), BIT);
        assertNats(steps(PLAIN, 0).layer(spikes, 4).count(), 2 * BIT);
        assertNats(steps(PLAIN, 0).layer(spikes, 4).pooled().count(), 2 * BIT);
    }

    @Test
    void silentUnitsTellNothing() {
        LabelledSpikes spikes = spikes(1, 40, s -> s % 2, (label, fires, random) -> {});
        LabelInformation.OfTrain unit =
                steps(Correction.of(DiscreteEntropy.PANZERI_TREVES), 10).unit(spikes, 0);
        assertNats(unit.count(), 0);
        assertNats(unit.word(), 0);
        assertThat(unit.wordGain().estimate().nats()).isZero();
        assertThat(unit.countPerSpike()).isEmpty();
        assertNats(steps(PLAIN, 10).layer(spikes, 2).firstUnit(), 0);
    }

    @Test
    void resultsDoNotDependOnThreads() {
        LabelledSpikes spikes =
                spikes(1, 90, s -> s % 3, (label, fires, random) -> fires[0][label + random.nextInt(4)] = true);
        LabelInformation.OfTrain alone = steps(Correction.subtracted(), 40).unit(spikes, 0);
        try (Team team = Team.of(3)) {
            LabelInformation.OfTrain helped =
                    new LabelInformation(1, STEPS, Correction.subtracted(), 40, STREAM, team).unit(spikes, 0);
            assertThat(helped.wordGain().estimate()).isEqualTo(alone.wordGain().estimate());
            assertThat(helped.word().estimate()).isEqualTo(alone.word().estimate());
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        LabelledSpikes spikes = spikes(1, 40, s -> 0, (label, fires, random) -> fires[0][3] = true);
        assertThatThrownBy(() -> steps(PLAIN, 0).unit(spikes, 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("same label");
        assertThatThrownBy(() -> new LabelInformation(5, 5, PLAIN, 0, STREAM, Team.alone()).unit(spikes, 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("do not fit into samples of 24 steps");
        assertThatThrownBy(() -> steps(PLAIN, 0).unit(new LabelledSpikes(1, STEPS), 0))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> steps(PLAIN, -1)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new LabelInformation(0, 5, PLAIN, 0, STREAM, Team.alone()))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> steps(PLAIN, 0).layer(spikes, 1)).isInstanceOf(InputException.class);
        SpikeRows rows = new SpikeRows(1);
        for (int t = 0; t < STEPS; t++) {
            rows.endRow();
        }
        assertThatThrownBy(() -> spikes.add(rows, -2))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("sample 1 has the label -2");
        assertThatIllegalArgumentException().isThrownBy(() -> spikes.add(rows, 1, 1));
    }
}
