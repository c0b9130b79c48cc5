package org.gyre.deep.twosample;

import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.adversarial.Classifier;
import org.gyre.deep.adversarial.Moments;
import org.gyre.deep.torch.Precision;

/// The classifier two-sample test (Lopez-Paz & Oquab, arXiv:1610.06545): a network of leaky rectifiers
/// learns to tell two sets of samples apart from half of each, and its accuracy is read on the other half.
/// One half means that it cannot.
///
/// All columns are standardised by the mean and the standard deviation of both sets together; a constant
/// column says nothing. Both sets count alike: of the larger one, as many samples are drawn as the smaller
/// one has. The accuracy is a lower bound, but for the noise of the held-out samples, of what the best
/// classifier reaches, (1 + total variation) / 2; a network that learned too little makes it too low, never
/// too high. The learning is that of Kingma & Ba with β = (.9, .999).
///
/// @param epochs passes over the training half ≥ 1
/// @param units  of each hidden layer ≥ 1
/// @param layers hidden ones ≥ 1
/// @param batch  samples in an update ≥ 1
/// @param rate   of learning > 0
public record ClassifierTwoSampleTest(int epochs, int units, int layers, int batch, double rate) {
    /// Two layers of 64 units, 12 passes, batches of 200, rate .002.
    public static final ClassifierTwoSampleTest DEFAULT = new ClassifierTwoSampleTest(12, 64, 2, 200, 2e-3);

    /// Fewer samples of a set leave too little to learn and to judge.
    public static final int FEWEST_SAMPLES = 20;

    private static final Moments MOMENTS = new Moments(0.9, 0.999, 1e-8);
    private static final int TOGETHER = 4096;

    /// How well the sets are told apart.
    ///
    /// @param accuracy share of held-out samples whose set is told rightly; an output of exactly 0 counts half
    /// @param heldOut  n: samples that the accuracy is read on, of both sets together
    public record Result(double accuracy, int heldOut) {
        /// Standard error of the accuracy, √(a (1 − a) / n).
        public double standardError() {
            return Math.sqrt(accuracy * (1 - accuracy) / heldOut);
        }

        /// Standard error of the accuracy around one half where the distributions are the same, √(.25 / n).
        public double nullStandardError() {
            return Math.sqrt(0.25 / heldOut);
        }
    }

    /// @throws InputException if a number is out of its range
    public ClassifierTwoSampleTest {
        if (epochs < 1 || epochs > 1_000_000) {
            throw new InputException("epochs = " + epochs + ": must be from 1 to 1000000");
        }
        if (units < 1 || units > 1 << 16 || layers < 1 || layers > 16) {
            throw new InputException("a classifier of " + layers + " hidden layers of " + units
                    + " units: take 1 to 16 layers of 1 to " + (1 << 16));
        }
        if (batch < 1) {
            throw new InputException("batch = " + batch + ": must be at least 1");
        }
        if (!(rate > 0 && rate <= Float.MAX_VALUE)) {
            throw new InputException("rate = " + rate + ": must be positive and finite");
        }
    }

    /// The same test with another number of passes.
    public ClassifierTwoSampleTest withEpochs(int number) {
        return new ClassifierTwoSampleTest(number, units, layers, batch, rate);
    }

    /// Compares two sets of samples.
    ///
    /// @param dimension components of a sample ≥ 1
    /// @param a         rows `[m][dimension]`, m ≥ 20
    /// @param b         rows `[n][dimension]`, n ≥ 20
    /// @param stream    of the halves, the first weights and the order of learning; the same stream gives
    ///     the same result
    /// @throws InputException if a set has too few samples or another width, or a number is not finite
    /// @throws ArithmeticException if the weights do not stay finite
    /// @throws org.gyre.deep.torch.TorchUnavailableException if LibTorch does not load here
    public Result compare(int dimension, double[] a, double[] b, RandomStream stream) {
        if (dimension < 1) {
            throw new InputException("dimension = " + dimension + ": must be at least 1");
        }
        int each = Math.min(rows("first", dimension, a), rows("second", dimension, b));
        double[][] sets = {
            taken(dimension, a, each, stream.split("first half")),
            taken(dimension, b, each, stream.split("second half"))
        };
        standardise(dimension, sets);
        int training = each / 2;
        try (Classifier classifier =
                new Classifier(dimension, units, layers, Precision.SINGLE, stream.split("weights"))) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                learn(
                        classifier,
                        dimension,
                        sets,
                        training,
                        stream.split("epoch").split(epoch));
            }
            double right = 0;
            for (int set = 0; set < 2; set++) {
                right += right(classifier, dimension, sets[set], training, set == 0);
            }
            int heldOut = 2 * (each - training);
            return new Result(right / heldOut, heldOut);
        }
    }

    private void learn(Classifier classifier, int dimension, double[][] sets, int training, RandomStream stream) {
        int[] order = stream.permutation(2 * training);
        for (int from = 0; from < order.length; from += batch) {
            int count = Math.min(batch, order.length - from);
            double[] rows = new double[count * dimension];
            boolean[] first = new boolean[count];
            for (int i = 0; i < count; i++) {
                int sample = order[from + i];
                first[i] = sample < training;
                int row = first[i] ? sample : sample - training;
                System.arraycopy(sets[first[i] ? 0 : 1], row * dimension, rows, i * dimension, dimension);
            }
            classifier.learn(rows, first, MOMENTS, rate);
        }
    }

    /// Held-out samples of a set that are told rightly.
    private static double right(Classifier classifier, int dimension, double[] set, int training, boolean first) {
        int rows = set.length / dimension;
        double right = 0;
        for (int from = training; from < rows; from += TOGETHER) {
            int to = Math.min(rows, from + TOGETHER);
            double[] part = java.util.Arrays.copyOfRange(set, from * dimension, to * dimension);
            for (double logOdds : classifier.logOdds(part, to - from)) {
                if (!Double.isFinite(logOdds)) {
                    throw new ArithmeticException(
                            "the classifier of a two-sample test is no longer finite; take a smaller rate");
                }
                right += logOdds == 0 ? 0.5 : (logOdds > 0) == first ? 1 : 0;
            }
        }
        return right;
    }

    /// Samples in a random order.
    private static double[] taken(int dimension, double[] samples, int count, RandomStream stream) {
        int[] order = stream.permutation(samples.length / dimension);
        double[] taken = new double[count * dimension];
        for (int i = 0; i < count; i++) {
            System.arraycopy(samples, order[i] * dimension, taken, i * dimension, dimension);
        }
        return taken;
    }

    /// Mean 0 and variance 1 of each column over both sets.
    private static void standardise(int dimension, double[][] sets) {
        for (int column = 0; column < dimension; column++) {
            // In units of the largest number, so that no square overflows.
            double largest = 0;
            for (double[] set : sets) {
                for (int i = column; i < set.length; i += dimension) {
                    largest = Math.max(largest, Math.abs(set[i]));
                }
            }
            double unit = largest > 0 ? largest : 1;
            double count = 0;
            double mean = 0;
            double squares = 0;
            for (double[] set : sets) {
                for (int i = column; i < set.length; i += dimension) {
                    double value = set[i] / unit;
                    count++;
                    double difference = value - mean;
                    mean += difference / count;
                    squares += difference * (value - mean);
                }
            }
            double deviation = Math.sqrt(squares / (count - 1));
            for (double[] set : sets) {
                for (int i = column; i < set.length; i += dimension) {
                    set[i] = deviation > 0 ? (set[i] / unit - mean) / deviation : 0;
                }
            }
        }
    }

    private static int rows(String which, int dimension, double[] samples) {
        if (samples.length % dimension != 0) {
            throw new InputException(which + " samples: " + samples.length + " numbers are not rows of " + dimension
                    + "; both sets must have the same number of components");
        }
        int rows = samples.length / dimension;
        if (rows < FEWEST_SAMPLES) {
            throw new InputException(which + " samples: has " + rows + " rows, must have at least " + FEWEST_SAMPLES
                    + "; half of them are held out");
        }
        for (int i = 0; i < samples.length; i++) {
            if (!Double.isFinite(samples[i])) {
                throw new InputException(which + " samples, row " + i / dimension + ", component " + i % dimension
                        + " (from 0) = " + samples[i] + ": must be finite");
            }
        }
        return rows;
    }
}
