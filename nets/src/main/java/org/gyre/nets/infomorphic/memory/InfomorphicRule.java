package org.gyre.nets.infomorphic.memory;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.nets.infomorphic.Activation;
import org.gyre.nets.infomorphic.Binning;
import org.gyre.nets.infomorphic.Goal;
import org.gyre.nets.infomorphic.NeuronModel;
import org.gyre.nets.infomorphic.layer.Arrival;
import org.gyre.nets.infomorphic.layer.DenseAfferents;
import org.gyre.nets.infomorphic.layer.Layer;
import org.gyre.nets.infomorphic.layer.LayerSettings;
import org.gyre.nets.infomorphic.layer.SingleAfferents;
import org.gyre.nets.memory.Patterns;
import org.gyre.nets.memory.StorageRule;
import org.gyre.nets.memory.ThresholdMemory;

/// Neurons that hear one bit of a pattern each, w ξ_n, and all the others, c_n = Σ_m W_nm ξ_m + b_n
/// without m = n, and learn W and b by a goal over both (P3). While they learn, the others are held
/// at the pattern. Recall is without the pattern: s ← sign(W s + b).
///
/// With A = w ξ + c the external weight sets how far c may point the wrong way before θ = σ(A)
/// follows it rather than the pattern; from where θ follows the pattern, each goal that rewards
/// agreement pulls c to the right side. A strong w finds weights for every neuron whose patterns can
/// be told apart by weights at all, and a weak one gives up few patterns of those neurons for which
/// there are none: hence w may fall while they learn.
///
/// @param goal           over the external (1) and the recurrent (2) source
/// @param external       bins of w ξ
/// @param recurrent      bins of c
/// @param externalWeight w in the first epoch, the same for all neurons
/// @param lastExternalWeight w in the last epoch; in between it changes by the same factor each epoch
/// @param externalLearns whether each neuron's w learns, too
/// @param share          of c in the drive, A = w ξ + share · c
/// @param rate           η of Adam in the first epoch
/// @param lastRate       η in the last epoch; in between it changes by the same factor each epoch
/// @param decay          λ of Adam
/// @param batchShare     patterns of a step, as a share of all; a smaller last batch is left out
/// @param epochs         how often each pattern is shown
public record InfomorphicRule(
        Goal goal,
        Binning external,
        Binning recurrent,
        double externalWeight,
        double lastExternalWeight,
        boolean externalLearns,
        double share,
        double rate,
        double lastRate,
        double decay,
        double batchShare,
        int epochs)
        implements StorageRule {
    /// @throws InputException if a number is out of range or the goal is not one of two sources
    public InfomorphicRule {
        if (goal.sources() != 2) {
            throw new InputException("a memory's goal of " + goal.sources()
                    + " sources: its neurons have two, the pattern and the other neurons");
        }
        if (!(batchShare > 0 && batchShare <= 1)) {
            throw new InputException("batch share = " + batchShare + ": must be above 0, at most 1");
        }
        if (epochs < 1) {
            throw new InputException("epochs = " + epochs + ": must be at least 1");
        }
        if (!(positive(rate) && positive(lastRate))) {
            throw new InputException("rate = " + rate + ", last rate = " + lastRate + ": must be positive and finite");
        }
        if (!(decay >= 0 && decay < Double.POSITIVE_INFINITY)) {
            throw new InputException("decay = " + decay + ": must be finite and not negative");
        }
        if (lastExternalWeight != externalWeight) {
            if (!(positive(externalWeight) && positive(lastExternalWeight))) {
                throw new InputException("external weight = " + externalWeight + ", last external weight = "
                        + lastExternalWeight + ": must be positive and finite where they differ");
            }
            if (externalLearns) {
                throw new InputException("external weight = " + externalWeight + ", last external weight = "
                        + lastExternalWeight + ": must be the same where the weight learns");
            }
        }
        if (!Double.isFinite(externalWeight) || !Double.isFinite(share)) {
            throw new InputException(
                    "external weight = " + externalWeight + ", share = " + share + ": must be finite numbers");
        }
        model(share, external, recurrent);
    }

    private static NeuronModel model(double share, Binning external, Binning recurrent) {
        return new NeuronModel(
                new Activation.Sum(share, 0, false),
                List.of(external, recurrent),
                NeuronModel.USUAL_CLAMP,
                NeuronModel.Firing.DRAWN);
    }

    private static boolean positive(double value) {
        return value > 0 && value < Double.POSITIVE_INFINITY;
    }

    /// The same for another number of epochs.
    public InfomorphicRule withEpochs(int number) {
        return new InfomorphicRule(
                goal,
                external,
                recurrent,
                externalWeight,
                lastExternalWeight,
                externalLearns,
                share,
                rate,
                lastRate,
                decay,
                batchShare,
                number);
    }

    /// A memory that has learned, and what its neurons' goals have come to.
    ///
    /// @param memory  for recall
    /// @param reading the atoms of the neurons over all patterns
    public record Learned(ThresholdMemory memory, Layer.Reading reading) {}

    @Override
    public ThresholdMemory store(Patterns patterns, RandomStream stream) {
        return learn(patterns, stream, Team.alone()).memory();
    }

    /// Learns the patterns.
    ///
    /// @param stream of initial weights and of the order of patterns
    public Learned learn(Patterns patterns, RandomStream stream, Team team) {
        int units = patterns.units();
        int count = patterns.count();
        LayerSettings settings = new LayerSettings(units, model(share, external, recurrent), goal, rate, decay);
        DenseAfferents others = DenseAfferents.amongOthers(units, stream.split("recurrent"));
        SingleAfferents pattern = new SingleAfferents(units, externalWeight, externalLearns);
        Layer layer = new Layer(settings, List.of(pattern, others), count);
        float[] rows = patterns.floats();
        int batch = Math.clamp(Math.round(batchShare * count), 1, count);
        for (int epoch = 0; epoch < epochs; epoch++) {
            RandomStream own = stream.split("epoch").split(epoch);
            double now = between(rate, lastRate, epoch);
            if (lastExternalWeight != externalWeight) {
                pattern.set(between(externalWeight, lastExternalWeight, epoch));
            }
            int[] order = batch == count ? inOrder(count) : shuffled(count, own.split("order"));
            for (int from = 0; from + batch <= count; from += batch) {
                Arrival shown = new Arrival.Dense(byUnit(rows, units, order, from, batch), true);
                layer.learn(List.of(shown, shown), batch, now, own.split(from), team);
            }
        }
        Arrival all = new Arrival.Dense(byUnit(rows, units, inOrder(count), 0, count), true);
        layer.pass(List.of(all, all), count, stream.split("reading"), team);
        float[] weights = others.weights().clone();
        float[] biases = others.parameters().getLast().parameters().clone();
        return new Learned(ThresholdMemory.of(units, weights, biases), layer.read(count, team));
    }

    /// From the first to the last value by the same factor each epoch.
    private double between(double first, double last, int epoch) {
        return epochs == 1 ? first : first * Math.pow(last / first, (double) epoch / (epochs - 1));
    }

    private static int[] inOrder(int count) {
        int[] order = new int[count];
        Arrays.setAll(order, i -> i);
        return order;
    }

    private static int[] shuffled(int count, RandomStream stream) {
        CounterRandom random = stream.generator();
        int[] order = inOrder(count);
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }

    private static float[] byUnit(float[] rows, int units, int[] order, int from, int count) {
        float[] columns = new float[units * count];
        for (int k = 0; k < count; k++) {
            for (int unit = 0; unit < units; unit++) {
                columns[unit * count + k] = rows[order[from + k] * units + unit];
            }
        }
        return columns;
    }
}
