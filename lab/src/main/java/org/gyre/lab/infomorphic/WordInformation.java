package org.gyre.lab.infomorphic;

import java.util.Arrays;

/// What the drawn outputs of a few neurons together tell of which of some equally likely pictures is
/// seen: I(word; picture), where a word is the outputs of all neurons at once.
///
/// No outputs are counted: given the firing probabilities of a showing, neurons fire independently,
/// so that each word's probability is a product, and its probability given the picture is the mean
/// over the showings of that picture. Neurons that fire alike whatever is seen thus tell exactly 0.
/// Only where the probabilities differ from showing to showing (by what the others fired before) is
/// the value too large, on average by less than 2ᴺ / (2 R ln 2) bits for N neurons and R showings.
final class WordInformation {
    /// Neurons, at most: all their words are gone through.
    static final int MOST_NEURONS = 12;

    private final int neurons;
    /// Sums over showings, `[picture][word]`; bit n of a word is the output of neuron n.
    private final double[][] sums;
    private final int[] showings;
    /// The law of one showing.
    private final double[] law;

    /// @param pictures that are equally likely
    /// @param neurons  at most [#MOST_NEURONS]
    WordInformation(int pictures, int neurons) {
        this.neurons = neurons;
        sums = new double[pictures][1 << neurons];
        showings = new int[pictures];
        law = new double[1 << neurons];
    }

    /// Takes in one showing.
    ///
    /// @param theta  firing probabilities, of which that of neuron n lies at `from + n * stride`
    /// @param stride from one neuron to the next
    void add(int picture, float[] theta, int from, int stride) {
        law[0] = 1;
        for (int n = 0; n < neurons; n++) {
            double fires = theta[from + n * stride];
            int words = 1 << n;
            for (int word = 0; word < words; word++) {
                law[word + words] = law[word] * fires;
                law[word] *= 1 - fires;
            }
        }
        double[] sum = sums[picture];
        for (int word = 0; word < law.length; word++) {
            sum[word] += law[word];
        }
        showings[picture]++;
    }

    /// I(word; picture) in bits: H(word) less the mean of H(word | picture). Every picture must have
    /// been shown.
    double bits() {
        double[] all = new double[law.length];
        double given = 0;
        for (int picture = 0; picture < sums.length; picture++) {
            double[] each = sums[picture].clone();
            for (int word = 0; word < each.length; word++) {
                each[word] /= showings[picture];
                all[word] += each[word] / sums.length;
            }
            given += entropy(each) / sums.length;
        }
        return Math.max(0, entropy(all) - given);
    }

    private static double entropy(double[] law) {
        return -Arrays.stream(law).filter(p -> p > 0).map(p -> p * Math.log(p)).sum() / Math.log(2);
    }
}
