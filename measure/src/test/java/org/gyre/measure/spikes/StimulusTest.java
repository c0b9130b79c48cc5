package org.gyre.measure.spikes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.SpikeTrains;
import org.gyre.core.Team;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.series.SymbolSeries;
import org.gyre.measure.spikes.StimulusInformation.Correction;
import org.junit.jupiter.api.Test;

/// Information about a stimulus, and per spike.
final class StimulusTest {
    private static final Correction PLUG_IN = Correction.of(DiscreteEntropy.PLUG_IN);

    private static StimulusInformation information(
            Trials trials, long[] train, ResponseCode code, Correction correction, int permutations) {
        return StimulusInformation.of(
                trials.stimulus(),
                code.responses(train, trials),
                correction,
                permutations,
                RandomStream.of(1),
                Team.alone());
    }

    /// Trials every 100 ticks with labels 0, 1, …, `stimuli` − 1, 0, …; the window is 0 … 50.
    private static Trials trials(int count, int stimuli) {
        long[] onsets = new long[count];
        int[] labels = new int[count];
        for (int r = 0; r < count; r++) {
            onsets[r] = 100L * r;
            labels[r] = r % stimuli;
        }
        return new Trials(onsets, labels, 0, 50);
    }

    /// Window 10 … 20 after onsets at 0 and 100: the spikes at 10 and 19 count, those at 9 and 20 do not.
    @Test
    void windowsHoldTheirFirstTickAndNotTheirLast() {
        long[] train = {9, 10, 19, 20, 109, 114, 120};
        Trials trials = new Trials(new long[] {100, 0}, new int[] {7, 8}, 10, 20);
        assertThat(symbolsOf(new ResponseCode.Count(), train, trials)).containsExactly(0, 1);
        assertThat(ResponseProfile.of(train, 1000, trials, 5).counts()).containsExactly(2, 1);
        assertThat(ResponseProfile.of(train, 1000, trials, 5).rates())
                .containsExactly(new double[] {200, 100}, within(1e-9));
        assertThat(trials.beyond(new SpikeTrains(new long[][] {{9}}, 1000, 119)))
                .isEqualTo(1);
        assertThat(trials.beyond(new SpikeTrains(new long[][] {{9}}, 1000, 120)))
                .isZero();
    }

    /// A window from 110 on is looked at in part where the recording ends at 111, and not at all where it ends at 110.
    @Test
    void aWindowOfWhichNothingWasRecordedIsRefused() {
        Trials trials = new Trials(new long[] {0, 100}, new int[] {7, 8}, 10, 20);
        trials.requireWithin(new SpikeTrains(new long[][] {{9}}, 1000, 111));
        assertThatThrownBy(() -> trials.requireWithin(new SpikeTrains(new long[][] {{9}}, 1000, 110)))
                .isInstanceOf(InputException.class)
                .hasMessage("trial 2: its window begins at 0.110000 s, and the recording ends at 0.110000 s; leave the"
                        + " trial out, or say with --duration that the recording lasted longer");
    }

    private static int[] symbolsOf(ResponseCode code, long[] train, Trials trials) {
        return code.responses(train, trials).codes();
    }

    /// Symbols are numbered as they appear. Trials with spikes at (2, 7), (2), none, (7), (2, 7), (3, 3, 8).
    @Test
    void codesTellResponsesApartAsTheySay() {
        long[] train = {2, 7, 102, 307, 402, 407, 503, 503, 508};
        Trials trials = new Trials(new long[] {0, 100, 200, 300, 400, 500}, new int[6], 0, 10);
        assertThat(symbolsOf(new ResponseCode.Count(), train, trials)).containsExactly(0, 1, 2, 1, 0, 3);
        assertThat(symbolsOf(new ResponseCode.Word(5), train, trials)).containsExactly(0, 1, 2, 3, 0, 0);
        assertThat(new ResponseCode.Word(5).responses(train, trials).log2Possible())
                .isEqualTo(2);
        assertThat(symbolsOf(new ResponseCode.FirstSpike(5), train, trials)).containsExactly(0, 0, 1, 2, 0, 0);
        assertThat(symbolsOf(new ResponseCode.FirstSpike(1), train, trials)).containsExactly(0, 0, 1, 2, 0, 3);
        // Latencies 2, 2, none, 7, 2, 3: ranks 0, 0, 5, 4, 0, 3 of six in two classes
        assertThat(symbolsOf(new ResponseCode.FirstSpikeRank(2), train, trials)).containsExactly(0, 0, 1, 1, 0, 1);
    }

    /// The latency is 5 ticks for the first stimulus, 10 more for each next: I = H(S) = ln 4, and counts tell nothing.
    @Test
    void aLatencyCodeTellsAllAndACountNothing() {
        Trials trials = trials(80, 4);
        long[] train = new long[80];
        Arrays.setAll(train, r -> 100L * r + 5 + 10L * (r % 4));
        StimulusInformation latency = information(trials, train, new ResponseCode.FirstSpike(10), PLUG_IN, 99);
        assertThat(latency.estimate().nats()).isCloseTo(Math.log(4), within(1e-12));
        assertThat(latency.stimulusEntropy()).isCloseTo(Math.log(4), within(1e-12));
        assertThat(latency.estimate().pValue()).hasValue(0.01);
        assertThat(information(trials, train, new ResponseCode.FirstSpikeRank(4), PLUG_IN, 0)
                        .estimate()
                        .nats())
                .isCloseTo(Math.log(4), within(1e-12));
        assertThat(information(trials, train, new ResponseCode.Word(10), PLUG_IN, 0)
                        .estimate()
                        .nats())
                .isCloseTo(Math.log(4), within(1e-12));
        StimulusInformation count = information(trials, train, new ResponseCode.Count(), PLUG_IN, 99);
        assertThat(count.estimate().nats()).isCloseTo(0, within(1e-12));
        assertThat(count.estimate().pValue()).hasValue(1);
    }

    /// Poisson counts of mean 2 or 6 with equal probability. I = Σ p(s) Σ_n p(n|s) ln p(n|s)/p(n), summed here.
    @Test
    void countsOfTwoRatesTellWhatEnumerationSays() {
        double exact = 0;
        double low = Math.exp(-2);
        double high = Math.exp(-6);
        for (int n = 0; n < 60; n++) {
            double mixed = (low + high) / 2;
            exact += 0.5 * low * Math.log(low / mixed) + 0.5 * high * Math.log(high / mixed);
            low *= 2.0 / (n + 1);
            high *= 6.0 / (n + 1);
        }
        int count = 20_000;
        long[] train = poissonResponses(count, 2, 6);
        for (DiscreteEntropy entropy : new DiscreteEntropy[] {DiscreteEntropy.PLUG_IN, DiscreteEntropy.MILLER_MADOW}) {
            var estimate = information(trials(count, 2), train, new ResponseCode.Count(), Correction.of(entropy), 0)
                    .estimate();
            double error = estimate.standardError().orElseThrow();
            assertThat(error).isLessThan(0.006);
            assertThat(estimate.nats()).isCloseTo(exact, within(4 * error));
        }
    }

    /// With 100 trials the plug-in value is too large; the mean over 200 experiments shows by how much.
    @Test
    void subtractedPermutationsTakeTheBiasAwayWhereThereIsNothingToKnow() {
        double plugIn = 0;
        double subtracted = 0;
        double miller = 0;
        int experiments = 200;
        for (int k = 0; k < experiments; k++) {
            long[] train = poissonResponses(100, 4, 4, RandomStream.of(100 + k));
            plugIn += information(trials(100, 2), train, new ResponseCode.Count(), PLUG_IN, 0)
                    .estimate()
                    .nats();
            subtracted += information(trials(100, 2), train, new ResponseCode.Count(), Correction.subtracted(), 20)
                    .estimate()
                    .nats();
            miller += information(
                            trials(100, 2),
                            train,
                            new ResponseCode.Count(),
                            Correction.of(DiscreteEntropy.MILLER_MADOW),
                            0)
                    .estimate()
                    .nats();
        }
        // (|R| − 1)(|S| − 1)/2T with about ten counts that occur: 0.045
        assertThat(plugIn / experiments).isBetween(0.035, 0.06);
        assertThat(subtracted / experiments).isCloseTo(0, within(0.006));
        assertThat(Math.abs(miller / experiments)).isLessThan(plugIn / experiments / 2);
    }

    private static long[] poissonResponses(int trials, double even, double odd) {
        return poissonResponses(trials, even, odd, RandomStream.of(77));
    }

    /// A count of Poisson law in each window: arrivals of unit rate up to the mean.
    private static long[] poissonResponses(int trials, double even, double odd, RandomStream stream) {
        CounterRandom random = stream.generator();
        long[] train = new long[40 * trials];
        int n = 0;
        for (int r = 0; r < trials; r++) {
            double mean = r % 2 == 0 ? even : odd;
            int start = n;
            for (double time = random.nextExponential(); time < mean; time += random.nextExponential()) {
                train[n++] = 100L * r + random.nextInt(50);
            }
            Arrays.sort(train, start, n);
        }
        return Arrays.copyOf(train, n);
    }

    @Test
    void threadsDoNotChangeABit() {
        long[] train = poissonResponses(200, 2, 3);
        SymbolSeries response = new ResponseCode.Count().responses(train, trials(200, 2));
        StimulusInformation alone = StimulusInformation.of(
                trials(200, 2).stimulus(), response, PLUG_IN, 50, RandomStream.of(3), Team.alone());
        try (Team team = Team.of(3)) {
            StimulusInformation shared =
                    StimulusInformation.of(trials(200, 2).stimulus(), response, PLUG_IN, 50, RandomStream.of(3), team);
            assertThat(shared.test().orElseThrow().surrogates())
                    .isEqualTo(alone.test().orElseThrow().surrogates());
        }
    }

    @Test
    void silentUnitsTellNothingAndSenselessTrialsAreRefused() {
        for (ResponseCode code : new ResponseCode[] {
            new ResponseCode.Count(),
            new ResponseCode.Word(10),
            new ResponseCode.FirstSpike(10),
            new ResponseCode.FirstSpikeRank(4)
        }) {
            StimulusInformation silent = information(trials(20, 2), new long[0], code, PLUG_IN, 19);
            assertThat(silent.estimate().nats()).as(code.label()).isZero();
            assertThat(silent.estimate().pValue()).hasValue(1);
        }
        assertThatThrownBy(() -> information(trials(20, 1), new long[] {3}, new ResponseCode.Count(), PLUG_IN, 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("same label");
        assertThatThrownBy(() -> new Trials(new long[0], new int[0], 0, 10))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no trials");
        assertThatThrownBy(() -> new Trials(new long[] {5}, new int[] {0}, -6, 10))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("trial 1", "before the recording");
        assertThatThrownBy(() -> new Trials(new long[] {5}, new int[] {0}, 3, 3))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is empty");
        assertThatThrownBy(() -> new ResponseCode.Word(7).responses(new long[] {3}, trials(4, 2)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("divides it");
        assertThatThrownBy(() ->
                        information(trials(4, 2), new long[] {3}, new ResponseCode.Count(), Correction.subtracted(), 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("subtracted");
    }

    /// Firing only in a quarter of the time: ln 4. A rate of 1 + cos θ over the circle: 1 − ln 2.
    @Test
    void informationPerSpikeOfKnownProfilesIsTheirClosedForm() {
        assertThat(InformationPerSpike.of(new long[] {0, 7, 0, 0}, new double[] {1, 1, 1, 1})
                        .nats())
                .isCloseTo(Math.log(4), within(1e-15));
        assertThat(InformationPerSpike.of(new long[] {3, 3, 6}, new double[] {1, 1, 2})
                        .nats())
                .isCloseTo(0, within(1e-15));
        int bins = 200_000;
        double[] rates = new double[bins];
        double[] time = new double[bins];
        Arrays.setAll(rates, i -> 20 * (1 + Math.cos(2 * Math.PI * (i + 0.5) / bins)));
        Arrays.fill(time, 0.001);
        assertThat(InformationPerSpike.ofRates(rates, time)).isCloseTo(1 - Math.log(2), within(1e-9));
    }

    /// Spikes that fall anywhere carry (bins − 1) / 2n by chance, here 0.0245, to first order; the corrected value is
    /// zero within its error.
    @Test
    void theChanceInformationOfAFlatProfileIsSubtracted() {
        double[] time = new double[50];
        Arrays.fill(time, 2);
        long[] counts = InformationPerSpike.scattered(1000, time).counts(RandomStream.of(31));
        InformationPerSpike information = InformationPerSpike.of(counts, time)
                .tested(time, InformationPerSpike.scattered(1000, time), "scattered", 400, RandomStream.of(5));
        assertThat(information.test().orElseThrow().mean()).isCloseTo(49 / 2000.0, within(0.001));
        assertThat(information.correctedNats())
                .isCloseTo(0, within(4 * information.test().orElseThrow().standardDeviation()));
        assertThat(information.natsPerSecond()).isCloseTo(information.nats() * 10, within(1e-15));
    }

    /// One spike in each trial, 5 … 9 ticks after its onset, in a window of 50: ln 10 with bins of 5.
    @Test
    void lockedSpikesAreFoundAndFlatOnesAreNot() {
        CounterRandom random = RandomStream.of(17).generator();
        long[] locked = new long[200];
        long[] flat = new long[200];
        for (int r = 0; r < 200; r++) {
            locked[r] = 100L * r + 5 + random.nextInt(5);
            flat[r] = 100L * r + random.nextInt(50);
        }
        InformationPerSpike tells =
                ResponseProfile.information(locked, 1000, trials(200, 2), 5, 99, RandomStream.of(1));
        assertThat(tells.nats()).isCloseTo(Math.log(10), within(1e-12));
        assertThat(tells.spikes()).isEqualTo(200);
        assertThat(tells.seconds()).isCloseTo(10, within(1e-9));
        assertThat(tells.test().orElseThrow().pValue()).isEqualTo(0.01);
        InformationPerSpike silent = ResponseProfile.information(flat, 1000, trials(200, 2), 5, 99, RandomStream.of(1));
        assertThat(silent.test().orElseThrow().pValue()).isGreaterThan(0.05);
    }

    @Test
    void profilesWithoutSpikesOrTimeAreRefused() {
        assertThatThrownBy(() -> InformationPerSpike.of(new long[2], new double[] {1, 1}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("without spikes");
        assertThatThrownBy(() -> InformationPerSpike.of(new long[] {1, 1}, new double[] {1, 0}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("bin 1", "no time");
        assertThatThrownBy(() -> InformationPerSpike.ofRates(new double[] {0, 0}, new double[] {1, 1}))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> InformationPerSpike.ofRates(new double[] {1, Double.NaN}, new double[] {1, 1}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("rate 1");
        // A single spike: all of it is chance.
        assertThat(InformationPerSpike.of(new long[] {0, 1}, new double[] {1, 1})
                        .nats())
                .isCloseTo(Math.log(2), within(1e-15));
    }
}
