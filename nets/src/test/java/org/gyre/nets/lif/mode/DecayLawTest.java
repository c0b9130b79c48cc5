package org.gyre.nets.lif.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.junit.jupiter.api.Test;

class DecayLawTest {
    /// Decay times in ms and slopes of the networks for MNIST that Stoll et al. (2023) made public.
    private static final double[] TIMES = {15, 30, 45, 60, 75, 90, 180, 285, 390, 480};

    private static final double[] SLOPES = {
        0.25691491876397315, 0.18525164592984925, 0.15780191856996326, 0.14347544633135798, 0.1353427380085017,
        0.13016250011127523, 0.11762101015770868, 0.11397657685382045, 0.11205858176736654, 0.11076293284651167
    };

    @Test
    void exactLawsAreFound() {
        double[] plain = Arrays.stream(TIMES).map(t -> 3 * Math.pow(t, -0.7)).toArray();
        DecayLaw law = DecayLaw.fit(TIMES, plain);
        assertThat(law.factor()).isCloseTo(3, within(1e-12));
        assertThat(law.exponent()).isCloseTo(-0.7, within(1e-12));
        assertThat(law.offset()).isZero();
        assertThat(law.at(100)).isCloseTo(3 * Math.pow(100, -0.7), within(1e-12));
        for (double exponent : new double[] {-0.3, -1, -2.5}) {
            double[] raised = Arrays.stream(TIMES)
                    .map(t -> 3 * Math.pow(t, exponent) + 0.2)
                    .toArray();
            DecayLaw found = DecayLaw.fitWithOffset(TIMES, raised);
            assertThat(found.exponent()).isCloseTo(exponent, within(1e-6));
            assertThat(found.factor()).isCloseTo(3, within(1e-4));
            assertThat(found.offset()).isCloseTo(0.2, within(1e-6));
        }
    }

    /// Against `curve_fit` of SciPy and `polyfit` of NumPy on the published slopes.
    @Test
    void publishedSlopesHaveTheLawThatSciPyFinds() {
        DecayLaw law = DecayLaw.fitWithOffset(TIMES, SLOPES);
        assertThat(law.exponent()).isCloseTo(-0.9731361168, within(1e-6));
        assertThat(law.factor()).isCloseTo(2.1323914173, within(1e-5));
        assertThat(law.offset()).isCloseTo(0.1047783431, within(1e-7));
        DecayLaw plain = DecayLaw.fit(TIMES, SLOPES);
        assertThat(plain.exponent()).isCloseTo(-0.21760964533933, within(1e-12));
        assertThat(plain.factor()).isCloseTo(Math.exp(-0.96037838204745), within(1e-12));
    }

    @Test
    void pointsThatNoPowerLawHasAreRefused() {
        assertThatThrownBy(() -> DecayLaw.fit(new double[] {1, 2}, new double[] {1, 0}))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> DecayLaw.fit(new double[] {1, Double.NaN}, new double[] {1, 1}))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> DecayLaw.fit(new double[] {2, 2}, new double[] {1, 3}))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> DecayLaw.fitWithOffset(new double[] {1, 2, 1}, new double[] {3, 2, 1}))
                .isInstanceOf(InputException.class);
    }
}
