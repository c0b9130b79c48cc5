package org.gyre.lab.infomorphic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// What words tell of pictures, in cases that can be worked out by hand.
class WordInformationTest {
    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }

    private static double binary(double p) {
        return -p * log2(p) - (1 - p) * log2(1 - p);
    }

    /// Each of 32 pictures has a word of its own: five bits.
    @Test
    void wordsOfTheirOwnTellPicturesApart() {
        WordInformation information = new WordInformation(32, 6);
        for (int picture = 0; picture < 32; picture++) {
            float[] theta = new float[6];
            for (int n = 0; n < 6; n++) {
                theta[n] = picture >> n & 1;
            }
            information.add(picture, theta, 0, 1);
        }
        assertThat(information.bits()).isCloseTo(5, within(1e-12));
    }

    /// Thirty-two pictures that move θ hardly from ½ have 32 different likeliest words all the same;
    /// what is drawn tells of them at most Σ (2/ln 2) (θ - ½)² bits in the second order.
    @Test
    void likeliestWordsOfUndecidedNeuronsTellNothing() {
        WordInformation information = new WordInformation(32, 5);
        for (int picture = 0; picture < 32; picture++) {
            float[] theta = new float[5];
            for (int n = 0; n < 5; n++) {
                theta[n] = (picture >> n & 1) == 1 ? 0.51f : 0.49f;
            }
            information.add(picture, theta, 0, 1);
        }
        assertThat(information.bits()).isCloseTo(5 * (1 - binary(0.49)), within(1e-7));
        assertThat(information.bits()).isLessThan(0.002);
    }

    /// One neuron that errs with probability .1 about two pictures: a binary symmetric channel, beside
    /// a neuron that fires regardless. Rows are as long as a batch of three samples.
    @Test
    void aNeuronThatErrsIsANoisyChannel() {
        WordInformation information = new WordInformation(2, 2);
        float[] theta = {0, 0.1f, 0.9f, 0, 0.3f, 0.3f};
        information.add(0, theta, 1, 3);
        information.add(1, theta, 2, 3);
        assertThat(information.bits()).isCloseTo(1 - binary(0.1), within(1e-6));
    }

    /// Two neurons that are alike at one picture and unlike at the other, each firing in every second
    /// showing: one bit, though the mean of each neuron is ½ at both.
    @Test
    void showingsAreAveragedAsWords() {
        WordInformation information = new WordInformation(2, 2);
        information.add(0, new float[] {0, 0}, 0, 1);
        information.add(0, new float[] {1, 1}, 0, 1);
        information.add(1, new float[] {0, 1}, 0, 1);
        information.add(1, new float[] {1, 0}, 0, 1);
        assertThat(information.bits()).isCloseTo(1, within(1e-12));
    }
}
