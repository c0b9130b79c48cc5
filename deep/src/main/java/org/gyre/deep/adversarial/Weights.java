package org.gyre.deep.adversarial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.torch.Draws;
import org.gyre.deep.torch.Precision;

/// The numbers that a pathway or a set of discriminators learns.
///
/// All lie behind each other in one tensor, and their gradients in another, so that following the gradient
/// and averaging take a handful of operations however many layers there are. Layers first declare what they
/// need, then all is drawn at once. What is drawn depends on the name of a declaration alone: two networks
/// of which one has more weights start alike in those that both have.
public final class Weights implements AutoCloseable {
    private static final int MOST_NUMBERS = 1 << 27;

    private record Entry(String name, Initial initial, long[] sizes, long from, long count) {}

    private final List<Entry> entries = new ArrayList<>();
    private final List<Tensor> leaves = new ArrayList<>();
    private final List<Tensor> gradients = new ArrayList<>();
    private final Precision precision;
    private long count;
    private Tensor values;
    private Tensor gradient;
    private Tensor mean;
    private Tensor square;
    private Tensor average;
    private long updates;

    Weights(Precision precision) {
        this.precision = precision;
        try (PointerScope scope = new PointerScope()) {
            assert scope != null;
            Tensor none = keep(precision.empty(0));
            values = none;
            gradient = none;
            mean = none;
            square = none;
            average = none;
        }
    }

    /// Asks for an array of weights.
    ///
    /// @param name of this array in this set, for messages and for what it starts with
    /// @return its number, for [#get]
    int declare(String name, Initial initial, long... sizes) {
        double product = Arrays.stream(sizes).asDoubleStream().reduce(1, (a, b) -> a * b);
        if (count + product > MOST_NUMBERS) {
            throw new InputException(String.format(
                    Locale.ROOT,
                    "%s: %.3g numbers, with those before it more than %d; take fewer units",
                    name,
                    product,
                    MOST_NUMBERS));
        }
        entries.add(new Entry(name, initial, sizes.clone(), count, (long) product));
        count += (long) product;
        return entries.size() - 1;
    }

    /// Draws all that was declared.
    void draw(RandomStream stream) {
        try (PointerScope scope = new PointerScope();
                Draws draws = new Draws(precision);
                NoGradGuard guard = new NoGradGuard()) {
            assert scope != null && guard != null;
            values.releaseReference(); // the empty one
            values = keep(precision.zeros(count));
            gradient = keep(precision.zeros(count));
            mean = keep(precision.zeros(count));
            square = keep(precision.zeros(count));
            for (Entry entry : entries) {
                Tensor part = values.narrow(0, entry.from, entry.count);
                entry.initial.into(part, draws.at(stream.split(entry.name)));
                Tensor leaf = keep(part.view(entry.sizes).detach());
                Tensor slope = keep(gradient.narrow(0, entry.from, entry.count).view(entry.sizes));
                leaf.set_requires_grad(true);
                leaf.mutable_grad().put(slope);
                leaves.add(leaf);
                gradients.add(slope);
            }
            average = keep(values.clone());
        }
    }

    private static Tensor keep(Tensor tensor) {
        tensor.retainReference();
        return tensor;
    }

    /// An array of weights, to compute with. Its gradient is added to [#gradient] where automatic
    /// differentiation passes backward.
    Tensor get(int number) {
        return leaves.get(number);
    }

    /// The gradient of an array of weights, to be added to.
    Tensor gradient(int number) {
        return gradients.get(number);
    }

    /// All gradients, in the order of declaration.
    Tensor gradient() {
        return gradient;
    }

    /// How many numbers there are.
    public long count() {
        return count;
    }

    /// The weights that were declared under a name.
    ///
    /// @return row-major
    public double[] array(String name) {
        return precision.array(leaves.get(number(name)));
    }

    /// Weights that were declared together.
    ///
    /// @param values row-major
    /// @param sizes  of the dimensions
    public record Array(double[] values, int[] sizes) {}

    /// All weights by the names under which they were declared, in that order.
    Map<String, Array> arrays() {
        Map<String, Array> arrays = new LinkedHashMap<>();
        for (Entry entry : entries) {
            int[] sizes = Arrays.stream(entry.sizes).mapToInt(Math::toIntExact).toArray();
            arrays.put(entry.name, new Array(array(entry.name), sizes));
        }
        return arrays;
    }

    /// The gradient of the weights that were declared under a name.
    public double[] gradient(String name) {
        return precision.array(gradients.get(number(name)));
    }

    /// Overwrites weights; what is remembered of gradients stays.
    public void set(String name, double[] array) {
        try (PointerScope scope = new PointerScope()) {
            assert scope != null;
            precision.set(leaves.get(number(name)).detach(), array);
        }
    }

    /// The value of a tensor of one number.
    double value(Tensor tensor) {
        return precision.value(tensor);
    }

    /// The names of what was declared, in order.
    public List<String> names() {
        return entries.stream().map(Entry::name).toList();
    }

    private int number(String name) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).name.equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no weights " + name + ", only " + names());
    }

    /// Times that the weights followed their gradient.
    public long updates() {
        return updates;
    }

    /// Follows the gradient by adaptive moments (Kingma & Ba, arXiv:1412.6980) and forgets it.
    ///
    /// @param rate    η ≥ 0
    /// @param average share that the running average of the weights keeps; with 0 it equals the weights
    void follow(Moments moments, double rate, double average) {
        updates++;
        double beta1 = moments.beta1();
        double beta2 = moments.beta2();
        Tensor direction = gradient;
        if (beta1 > 0) {
            direction = mean.mul_(new Scalar(beta1)).add_(gradient, new Scalar(1 - beta1));
        }
        square.mul_(new Scalar(beta2)).addcmul_(gradient, gradient, new Scalar(1 - beta2));
        double correction1 = beta1 > 0 ? -Math.expm1(updates * Math.log(beta1)) : 1;
        double correction2 = Math.sqrt(-Math.expm1(updates * Math.log(beta2)));
        Tensor root = square.sqrt().div_(new Scalar(correction2)).add_(new Scalar(moments.epsilon()));
        values.addcdiv_(direction, root, new Scalar(-rate / correction1));
        gradient.zero_();
        this.average.lerp_(values, new Scalar(1 - average));
    }

    /// Forgets the gradient.
    void zeroGradient() {
        gradient.zero_();
    }

    /// Puts the running average in the place of the weights and the weights in its place. Called twice, all
    /// is as before.
    void swapAverage() {
        try (PointerScope scope = new PointerScope()) {
            assert scope != null;
            Tensor now = values.clone();
            values.copy_(average);
            average.copy_(now);
        }
    }

    /// Whether every number is finite.
    boolean finite() {
        try (PointerScope scope = new PointerScope()) {
            assert scope != null;
            return Double.isFinite(precision.value(values.abs().sum()))
                    && Double.isFinite(precision.value(square.sum()));
        }
    }

    /// All that training changes: `[4][count]`, the weights, their average, the mean and the square of
    /// their gradients.
    public double[] state() {
        double[] state = new double[Math.toIntExact(4 * count)];
        int at = 0;
        for (Tensor part : List.of(values, average, mean, square)) {
            System.arraycopy(precision.array(part), 0, state, at, (int) count);
            at += (int) count;
        }
        return state;
    }

    /// Puts back what [#state] gave.
    ///
    /// @param updates times that these weights had followed their gradient
    public void restore(double[] state, long updates) {
        requireState(state);
        int at = 0;
        for (Tensor part : List.of(values, average, mean, square)) {
            precision.set(part, Arrays.copyOfRange(state, at, at + (int) count));
            at += (int) count;
        }
        gradient.zero_();
        this.updates = updates;
    }

    /// @throws InputException if a state is of other weights
    void requireState(double[] state) {
        if (state.length != 4 * count) {
            throw new InputException("the state has " + state.length + " numbers where " + 4 * count
                    + " are needed: it belongs to another network");
        }
    }

    /// Frees the tensors.
    @Override
    public void close() {
        leaves.forEach(Tensor::releaseReference);
        gradients.forEach(Tensor::releaseReference);
        for (Tensor tensor : List.of(values, gradient, mean, square, average)) {
            tensor.releaseReference();
        }
    }
}
