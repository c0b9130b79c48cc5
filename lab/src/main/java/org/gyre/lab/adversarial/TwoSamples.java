package org.gyre.lab.adversarial;

import java.util.Arrays;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.twosample.ClassifierTwoSampleTest;
import org.gyre.measure.twosample.MaximumMeanDiscrepancy;

/// How far wake is from sleep by samples of both: numbers that the judges of several worlds share.
final class TwoSamples {
    /// Of each phase, for the discrepancy: its time goes with their square.
    private static final int FOR_KERNELS = 1000;

    private TwoSamples() {}

    /// The unbiased squared maximum mean discrepancy of the first samples.
    ///
    /// @param width of a sample
    static double discrepancy(int width, double[] wake, double[] sleep) {
        return MaximumMeanDiscrepancy.between(width, first(width, wake), first(width, sleep))
                .value();
    }

    private static double[] first(int width, double[] samples) {
        return Arrays.copyOf(samples, Math.min(samples.length, FOR_KERNELS * width));
    }

    /// The share of held-out samples whose phase a classifier names rightly.
    static double classifier(int width, double[] wake, double[] sleep, RandomStream stream) {
        return ClassifierTwoSampleTest.DEFAULT
                .compare(width, wake, sleep, stream)
                .accuracy();
    }

    /// Rows of two arrays side by side.
    static double[] joined(int widthA, double[] a, int widthB, double[] b) {
        int rows = a.length / widthA;
        double[] joined = new double[a.length + b.length];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(a, i * widthA, joined, i * (widthA + widthB), widthA);
            System.arraycopy(b, i * widthB, joined, i * (widthA + widthB) + widthA, widthB);
        }
        return joined;
    }
}
