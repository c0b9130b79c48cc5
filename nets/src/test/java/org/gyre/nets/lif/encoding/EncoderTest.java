package org.gyre.nets.lif.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.nets.lif.layer.LifInput;
import org.gyre.nets.lif.layer.SpikeRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Latencies, currents and changes by hand, and what is refused.
class EncoderTest {
    private static final RandomStream STREAM = RandomStream.of(5);

    private static SpikeRows rows(Encoding encoding, int inputs, int steps, float... values) {
        Encoder encoder = new Encoder(encoding, inputs, steps, Team.alone());
        int[] samples = new int[values.length / inputs];
        for (int s = 0; s < samples.length; s++) {
            samples[s] = s;
        }
        return ((LifInput.Spikes) encoder.encode(values, samples, STREAM)).rows();
    }

    /// The row of the only spike of each input, or −1.
    private static int[] times(SpikeRows rows) {
        int[] times = new int[rows.inputs()];
        Arrays.fill(times, -1);
        for (int r = 0; r < rows.rows(); r++) {
            for (int i = rows.starts()[r]; i < rows.starts()[r + 1]; i++) {
                assertThat(times[rows.indices()[i]]).isEqualTo(-1);
                times[rows.indices()[i]] = r;
            }
        }
        return times;
    }

    /// 5 ln(1 / 0.8) = 1.12, 5 ln(0.5 / 0.3) = 2.55, 5 ln 21 = 15.2; 0.2 itself and less stay silent.
    @Test
    void latenciesAreThoseOfAChargedMembrane() {
        SpikeRows rows = rows(Encoding.Latency.PUBLISHED, 6, 100, 1, 0.5f, 0.21f, 0.2f, 0.1f, 0);
        assertThat(rows.rows()).isEqualTo(100);
        assertThat(times(rows)).containsExactly(1, 2, 15, -1, -1, -1);
    }

    /// With t_eff = 1 and ten steps: 10 ln 2 = 6.9; 10 ln 3 = 11 is too late.
    @Test
    void spikesThatWouldComeTooLateDoNotCome() {
        assertThat(times(rows(new Encoding.Latency(1, 0.2), 2, 10, 0.4f, 0.3f))).containsExactly(6, -1);
    }

    @Test
    void linearLatenciesShareTheValuesEqually() {
        assertThat(times(rows(new Encoding.LinearLatency(0), 7, 10, 1, 0.95f, 0.85f, 0.5f, 0.05f, 1e-30f, 0)))
                .containsExactly(0, 0, 1, 5, 9, 9, -1);
        assertThat(times(rows(new Encoding.LinearLatency(0.3), 3, 10, 0.3f, 0.31f, 0.29f)))
                .containsExactly(-1, 6, -1);
    }

    @Test
    void everySampleHasItsSteps() {
        SpikeRows rows = rows(new Encoding.LinearLatency(0), 2, 4, 1, 0, 0, 0.5f);
        assertThat(rows.rows()).isEqualTo(8);
        assertThat(times(rows)).containsExactly(0, 4 + 2);
    }

    @Test
    void currentsAreTheValuesTimesTheFactor() {
        Encoder encoder = new Encoder(new Encoding.Constant(0.5), 2, 9, Team.alone());
        LifInput input = encoder.encode(new float[] {1, -2, 3, 4, 5, 6}, new int[] {2, 0}, STREAM);
        assertThat(input).isInstanceOf(LifInput.Constant.class);
        assertThat(((LifInput.Constant) input).values()).containsExactly(2.5f, 3, 0.5f, -1);
        assertThat(input.inputs()).isEqualTo(2);
    }

    /// From 0, a threshold of 0.5: 0.5 does not exceed it, 0.6 does, then 0.2 is only 0.4 away, 0.05 is
    /// 0.55 below. A slow rise adds up.
    @Test
    void changesSinceTheLastEventFire() {
        float[] series = {0, 0.5f, 0.6f, 0.2f, 0.05f, 0.3f, 0.5f, 0.7f};
        assertThat(firing(new DeltaModulation(0.5, false), series, 8)).isEqualTo("..0.0..0");
        assertThat(firing(new DeltaModulation(0.5, true), series, 8)).isEqualTo("..0.1..0");
        // Two samples do not hear of each other.
        assertThat(firing(new DeltaModulation(0.5, true), new float[] {0, 0, 9, 9, 0, 9}, 2))
                .isEqualTo(".....0");
    }

    private static String firing(DeltaModulation modulation, float[] series, int steps) {
        SpikeRows rows = new SpikeRows(modulation.inputs(1));
        modulation.encode(series, steps, 1, rows);
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < rows.rows(); r++) {
            assertThat(rows.starts()[r + 1] - rows.starts()[r]).isLessThanOrEqualTo(1);
            text.append(rows.starts()[r + 1] > rows.starts()[r] ? "" + rows.indices()[rows.starts()[r]] : ".");
        }
        return text.toString();
    }

    @Test
    void risesComeBeforeFallsOfAllChannels() {
        SpikeRows rows = new SpikeRows(4);
        new DeltaModulation(0, true).encode(new float[] {0, 0, -1, 1, -1, 2}, 3, 2, rows);
        assertThat(Arrays.copyOf(rows.starts(), 4)).containsExactly(0, 0, 2, 3);
        assertThat(Arrays.copyOf(rows.indices(), 3)).containsExactly(1, 2, 1);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, -0.01f, 1.01f, Float.POSITIVE_INFINITY})
    void valuesThatAreNoSharesAreRefused(float bad) {
        for (Encoding encoding :
                new Encoding[] {Encoding.Poisson.PLAIN, Encoding.Latency.PUBLISHED, new Encoding.LinearLatency(0)}) {
            assertThatThrownBy(() -> rows(encoding, 2, 5, 0.5f, 0.5f, 1, bad))
                    .isInstanceOf(InputException.class)
                    .hasMessage("value 2 of sample 2 is " + bad
                            + ": spikes encode values from 0 to 1, so scale the values or leave the sample out");
        }
    }

    @Test
    void badParametersAreRefused() {
        assertThatThrownBy(() -> new Encoding.Poisson(Double.NaN)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new Encoding.Poisson(0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new Encoding.Constant(Double.NaN)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new Encoding.Latency(0, 0.2)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new Encoding.Latency(0.05, 1)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new Encoding.LinearLatency(Double.NaN)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new DeltaModulation(-1, false)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new Encoder(Encoding.Poisson.PLAIN, 1, 0, Team.alone()))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() ->
                        new DeltaModulation(1, false).encode(new float[] {0, 1, Float.NaN}, 3, 1, new SpikeRows(1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("channel 1 of sample 1 is NaN in step 2");
        Encoder currents = new Encoder(new Encoding.Constant(1), 1, 5, Team.alone());
        assertThatThrownBy(() -> currents.encode(new float[] {Float.NaN}, new int[] {0}, STREAM))
                .isInstanceOf(InputException.class);
    }
}
