package org.gyre.deep.hybrid;

import org.gyre.core.InputException;

/// Cross-entropy between classes and the softmax of outputs: −log softmax(y)\[label\], averaged
/// over samples.
///
/// @param value    the mean loss, in nats
/// @param gradient with respect to the outputs, `[sample][class]`: (softmax(y) − one-hot(label)) /
///     samples
/// @param correct  samples whose largest output is that of their class; a tie of several is not
///     correct
public record SoftmaxLoss(double value, float[] gradient, int correct) {
    /// Computes the loss of a batch.
    ///
    /// @param outputs `[sample][class]`, finite
    /// @param labels  a class from 0 on for each sample
    /// @throws InputException if a label is not a class
    public static SoftmaxLoss of(float[] outputs, int[] labels) {
        int samples = labels.length;
        if (samples == 0 || outputs.length % samples != 0 || outputs.length == 0) {
            throw new IllegalArgumentException(outputs.length + " outputs for " + samples + " labels");
        }
        int classes = outputs.length / samples;
        float[] gradient = new float[outputs.length];
        double loss = 0;
        int correct = 0;
        for (int s = 0; s < samples; s++) {
            int label = labels[s];
            if (label < 0 || label >= classes) {
                throw new InputException("label " + label + " of sample " + (s + 1) + ": the network tells only "
                        + classes + " classes, from 0 to " + (classes - 1));
            }
            int row = s * classes;
            float largest = Float.NEGATIVE_INFINITY;
            float largestOther = Float.NEGATIVE_INFINITY;
            for (int c = 0; c < classes; c++) {
                largest = Math.max(largest, outputs[row + c]);
                if (c != label) {
                    largestOther = Math.max(largestOther, outputs[row + c]);
                }
            }
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                sum += StrictMath.exp(outputs[row + c] - (double) largest);
            }
            for (int c = 0; c < classes; c++) {
                double p = StrictMath.exp(outputs[row + c] - (double) largest) / sum;
                gradient[row + c] = (float) ((c == label ? p - 1 : p) / samples);
            }
            loss += StrictMath.log(sum) + largest - outputs[row + label];
            if (outputs[row + label] > largestOther) {
                correct++;
            }
        }
        return new SoftmaxLoss(loss / samples, gradient, correct);
    }
}
