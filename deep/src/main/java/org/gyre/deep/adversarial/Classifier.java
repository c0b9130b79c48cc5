package org.gyre.deep.adversarial;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.torch.Precision;

/// A discriminator by itself, outside any network: it learns to tell rows of two kinds apart by logistic
/// loss, without a penalty. Not for use by two threads at once.
public final class Classifier implements AutoCloseable {
    private static final Penalty NONE = new Penalty(Penalty.Kind.ZERO_CENTRED, 0);

    private final Precision precision;
    private final int inputs;
    private final Weights weights;
    private final Critic critic;

    /// Draws the first weights.
    ///
    /// @param inputs numbers of a row ≥ 1
    /// @param units  leaky rectifiers in each hidden layer ≥ 1
    /// @param layers hidden ones ≥ 1
    /// @throws InputException if a size is out of its range
    /// @throws org.gyre.deep.torch.TorchUnavailableException if LibTorch does not load here
    public Classifier(int inputs, int units, int layers, Precision precision, RandomStream stream) {
        if (inputs < 1 || units < 1 || layers < 1) {
            throw new InputException("a classifier of " + inputs + " inputs and " + layers + " hidden layers of "
                    + units + " units: must have at least one of each");
        }
        this.precision = precision;
        this.inputs = inputs;
        weights = new Weights(precision);
        critic = new Critic(weights, "classifier", inputs, units, layers);
        weights.draw(stream);
    }

    /// Follows the gradient of the mean logistic loss of a batch.
    ///
    /// @param rows  `[row][number]`
    /// @param first for each row, whether it is of the first kind, whose output rises
    /// @param rate  ≥ 0
    public void learn(double[] rows, boolean[] first, Moments moments, double rate) {
        int count = first.length;
        requireRows(rows, count);
        double[] signs = new double[count];
        for (int i = 0; i < count; i++) {
            signs[i] = (first[i] ? 1.0 : -1.0) / count;
        }
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            assert scope != null && guard != null;
            Tensor activity = precision.tensor(rows, count, inputs);
            critic.addGradient(activity, precision.tensor(signs, count, 1), count, CriticLoss.LOGISTIC, NONE);
            weights.follow(moments, rate, 0);
        }
    }

    /// The logarithm of the odds that rows are of the first kind.
    ///
    /// @param rows  `[count][number]`
    /// @param count of rows
    public double[] logOdds(double[] rows, int count) {
        requireRows(rows, count);
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            assert scope != null && guard != null;
            return precision.array(critic.output(precision.tensor(rows, count, inputs)));
        }
    }

    private void requireRows(double[] rows, int count) {
        if (rows.length != (long) count * inputs) {
            throw new IllegalArgumentException(rows.length + " numbers for " + count + " rows of " + inputs);
        }
    }

    /// Frees the tensors.
    @Override
    public void close() {
        critic.close();
        weights.close();
    }
}
