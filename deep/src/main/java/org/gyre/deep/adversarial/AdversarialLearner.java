package org.gyre.deep.adversarial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.adversarial.LearningRule.Contrast;
import org.gyre.deep.adversarial.LearningRule.CriticRule;
import org.gyre.deep.adversarial.LearningRule.InferenceRule;
import org.gyre.deep.torch.Draws;
import org.gyre.deep.torch.Precision;
import org.jspecify.annotations.Nullable;

/// An inference pathway, a generative pathway and discriminators that learn in wake and sleep (Benjamin &
/// Kording, PLoS Computational Biology 19(9): e1011484).
///
/// In wake, data drive the inference pathway and the discriminators change in the Hebbian direction; in
/// sleep the generative pathway drives all layers and they change in the anti-Hebbian direction. What they
/// tell the cells ([Critic]) gates the plasticity of the inference pathway, which thereby makes evoked
/// activity look dreamed: where it succeeds, the joint distribution of input and causes is the same in both
/// phases, and samples of the pathway are samples of the posterior.
///
/// Every draw is a function of the stream, the number of the update and the purpose; nothing depends on
/// threads or on what was judged between. Not for use by two threads at once.
public final class AdversarialLearner implements AutoCloseable {
    /// Where data come from.
    @FunctionalInterface
    public interface Data {
        /// Draws inputs.
        ///
        /// @return `[sample][number]`
        Tensor draw(int samples, Draws draws);
    }

    /// Some of the cells of a layer, from one to before another.
    private record Part(int layer, int from, int to) {}

    /// A discriminator with what it sees; the last part belongs to its own layer.
    private record Sight(Critic critic, List<Part> parts) {}

    private final Data data;
    private final Generation generation;
    private final LearningRule rule;
    private final Precision precision;
    private final RandomStream stream;
    private final Draws draws;
    private final Inference inference;
    private final List<Units> units;
    private final int latentLayers;
    private final boolean generatorLearns;
    private final Weights inferenceWeights;
    private final Weights criticWeights;
    private final List<Sight> sights = new ArrayList<>();
    /// ±1/n for each sample of a batch of both phases.
    private final Tensor signs;
    private long updates;

    /// Draws the first weights.
    ///
    /// @param data       what drives the network in wake
    /// @param inference  the layers z₁ … z_L of the inference pathway; none if only a generative pathway
    ///     learns
    /// @param generation dreams; a [LearnedGeneration] learns as the rule says
    /// @param stream     of everything random; learners of the same stream have the same data and dreams,
    ///     and start alike in what both have
    /// @throws InputException if the parts do not fit each other
    /// @throws org.gyre.deep.torch.TorchUnavailableException if LibTorch does not load here
    public AdversarialLearner(
            Data data,
            List<Units> inference,
            Generation generation,
            LearningRule rule,
            Precision precision,
            RandomStream stream) {
        this.draws = new Draws(precision);
        this.data = data;
        this.generation = generation;
        this.rule = rule;
        this.precision = precision;
        this.stream = stream;
        this.units = List.copyOf(inference);
        this.latentLayers = inference.size();
        this.generatorLearns =
                generation instanceof Generation.Learning && rule.generator() != LearningRule.GeneratorRule.FIXED;
        List<Integer> sizes = generation.sizes();
        requireFit(inference, sizes);
        inferenceWeights = new Weights(precision);
        this.inference = new Inference(inference, inferenceWeights, sizes.getFirst());
        inferenceWeights.draw(stream.split("inference"));
        criticWeights = new Weights(precision);
        for (List<Part> parts : parts(sizes, rule.critic())) {
            int inputs = parts.stream().mapToInt(part -> part.to - part.from).sum();
            Critic critic = new Critic(
                    criticWeights,
                    "critic-" + (sights.size() + 1),
                    inputs,
                    rule.critic().units(),
                    rule.critic().layers());
            sights.add(new Sight(critic, parts));
        }
        criticWeights.draw(stream.split("critics"));
        try (PointerScope scope = new PointerScope()) {
            assert scope != null;
            double sleep = rule.critic().signSwitch() ? -1.0 : 1.0;
            double[] both = new double[2 * rule.batch()];
            for (int i = 0; i < both.length; i++) {
                both[i] = (i < rule.batch() ? 1 : sleep) / rule.batch();
            }
            signs = precision.tensor(both, both.length, 1);
            signs.retainReference();
        }
    }

    private void requireFit(List<Units> inference, List<Integer> sizes) {
        if (sizes.size() != inference.size() + 1) {
            throw new InputException("the generative pathway has " + (sizes.size() - 1)
                    + " layers of causes, the inference pathway " + inference.size() + ": they must be as many");
        }
        for (int l = 0; l < inference.size(); l++) {
            if (inference.get(l).count() != sizes.get(l + 1)) {
                throw new InputException("layer " + (l + 1) + " has " + sizes.get(l + 1)
                        + " causes in the generative pathway and "
                        + inference.get(l).count()
                        + " in the inference pathway: give both the same number");
            }
        }
        if (rule.inference() == InferenceRule.DREAMS && !inference.stream().allMatch(Units::predicts)) {
            throw new InputException(
                    "learning from dreams needs recognition units in every inference layer, or as readers");
        }
        boolean layered = generation instanceof Generation.Layered;
        if (generatorLearns && rule.generator().delta() && !inference.isEmpty() && !layered) {
            throw new InputException("the delta rule needs a generative pathway that goes down layer by layer");
        }
        if (rule.critic().contrast() == Contrast.BOUNCE && !layered) {
            throw new InputException("a bounce needs a generative pathway that goes down layer by layer; take sleep");
        }
        if (rule.critic().window() > sizes.getFirst()) {
            throw new InputException(
                    "window = " + rule.critic().window() + ": the input has only " + sizes.getFirst() + " numbers");
        }
        if (rule.critic().view() == LearningRule.View.PAIRS && sizes.size() == 1) {
            throw new InputException("pairs of layers: there is one layer only; take one discriminator for all");
        }
    }

    /// What each discriminator sees, from the input up.
    private static List<List<Part>> parts(List<Integer> sizes, CriticRule rule) {
        List<Part> layers = new ArrayList<>();
        for (int l = 0; l < sizes.size(); l++) {
            int from = l == 0 && rule.window() > 0 ? sizes.get(l) - rule.window() : 0;
            layers.add(new Part(l, from, sizes.get(l)));
        }
        List<List<Part>> parts = new ArrayList<>();
        switch (rule.view()) {
            case JOINT -> parts.add(layers);
            case LAYERS -> layers.forEach(layer -> parts.add(List.of(layer)));
            case PAIRS -> {
                for (int l = 1; l < layers.size(); l++) {
                    parts.add(List.of(layers.get(l - 1), layers.get(l)));
                }
            }
        }
        if (rule.contrast() == Contrast.BOUNCE && rule.view() != LearningRule.View.LAYERS) {
            // Nothing else holds the top to its prior.
            parts.add(List.of(layers.getLast()));
        }
        return parts;
    }

    /// Updates so far.
    public long updates() {
        return updates;
    }

    /// The layers of the inference pathway, from the input up.
    public List<Units> units() {
        return units;
    }

    /// What the inference pathway has learned.
    public Weights inferenceWeights() {
        return inferenceWeights;
    }

    /// What the discriminators have learned.
    public Weights criticWeights() {
        return criticWeights;
    }

    /// The generative pathway.
    public Generation generation() {
        return generation;
    }

    /// One update of all.
    ///
    /// @throws ArithmeticException never here: [#requireFinite] looks for numbers that are not finite
    public void update() {
        CriticRule critics = rule.critic();
        RandomStream now = stream.split("update").split(updates);
        double pace = rule.pace(Math.min(updates, rule.updates()));
        boolean opposed = rule.inference() == InferenceRule.ADVERSARIAL
                || rule.generator().opposing();
        for (int c = 0; opposed && c < critics.updates(); c++) {
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                assert scope != null && guard != null;
                draws.at(now.split(c));
                learnToTell(wake(false), pace * critics.rate());
            }
        }
        try (PointerScope scope = new PointerScope()) {
            assert scope != null;
            draws.at(now.split("pathways"));
            learnPathways(pace);
        }
        updates++;
    }

    private Activity wake(boolean truncated) {
        return wake(rule.batch(), truncated);
    }

    private Activity wake(int samples, boolean truncated) {
        return inference.wake(input(samples), truncated, draws);
    }

    private Tensor input(int samples) {
        Tensor input = data.draw(samples, draws);
        int width = generation.sizes().getFirst();
        if (input.dim() != 2 || input.size(0) != samples || input.size(1) != width) {
            throw new InputException("the data are of shape "
                    + Arrays.toString(input.sizes().vec().get()) + " where " + samples + " x " + width
                    + " numbers are needed, as the generative pathway makes them");
        }
        return input;
    }

    private Activity dream() {
        return dream(rule.batch());
    }

    private Activity dream(int samples) {
        return new Activity(generation.dream(samples, draws));
    }

    private void learnToTell(Activity wake, double rate) {
        List<Activity> contrasts = contrasts(wake, rule.critic().contrast() == Contrast.SLEEP ? dream() : wake);
        for (int s = 0; s < sights.size(); s++) {
            Sight sight = sights.get(s);
            Tensor both = torch.cat(new TensorVector(see(sight, wake), see(sight, contrasts.get(s))), 0);
            sight.critic.addGradient(
                    both,
                    signs,
                    rule.batch(),
                    rule.critic().loss(),
                    rule.critic().penalty());
        }
        criticWeights.follow(rule.moments(), rate, 0);
    }

    /// What each discriminator compares evoked activity with.
    private List<Activity> contrasts(Activity wake, Activity other) {
        if (rule.critic().contrast() == Contrast.SLEEP) {
            return sights.stream().map(sight -> other).toList();
        }
        Generation.Layered layered = (Generation.Layered) generation;
        List<Activity> bounces = new ArrayList<>();
        for (Sight sight : sights) {
            // The lowest layer that it sees comes down from the one above it, the others stay.
            int lowest = sight.parts.getFirst().layer;
            List<Tensor> layers = new ArrayList<>(wake.layers());
            layers.set(
                    lowest,
                    lowest == latentLayers
                            ? layered.top((int) wake.samples(), draws)
                            : layered.down(lowest, wake.layers().get(lowest + 1), draws));
            bounces.add(new Activity(layers));
        }
        return bounces;
    }

    private static Tensor see(Sight sight, Activity activity) {
        if (sight.parts.size() == 1) {
            return see(sight.parts.getFirst(), activity);
        }
        TensorVector parts = new TensorVector();
        for (Part part : sight.parts) {
            parts.push_back(see(part, activity));
        }
        return torch.cat(parts, 1);
    }

    private static Tensor see(Part part, Activity activity) {
        Tensor layer = activity.layers().get(part.layer).detach();
        return part.to - part.from == layer.size(1) ? layer : layer.narrow(1, part.from, (long) part.to - part.from);
    }

    private void learnPathways(double pace) {
        Activity wake = null;
        if (latentLayers > 0) {
            wake = wake(rule.truncated());
            switch (rule.inference()) {
                case ADVERSARIAL -> opposeInWake(wake);
                case DREAMS -> inference.surprise(dreamWithoutGradient()).backward();
            }
        }
        if (generatorLearns) {
            learnGeneration(wake, pace);
        }
        if (latentLayers > 0) {
            try (NoGradGuard guard = new NoGradGuard()) {
                assert guard != null;
                inferenceWeights.follow(rule.moments(), pace * rule.inferenceRate(), rule.average());
            }
        }
    }

    private List<Tensor> dreamWithoutGradient() {
        try (NoGradGuard guard = new NoGradGuard()) {
            assert guard != null;
            return dream().layers();
        }
    }

    /// Evoked activity comes to look dreamed.
    private void opposeInWake(Activity wake) {
        Roots roots = new Roots();
        List<Activity> bounces = rule.critic().contrast() == Contrast.BOUNCE ? contrasts(wake, wake) : List.of();
        try (NoGradGuard guard = new NoGradGuard()) {
            assert guard != null;
            for (int s = 0; s < sights.size(); s++) {
                Sight sight = sights.get(s);
                oppose(sight, wake, Phase.WAKE, roots);
                if (!bounces.isEmpty()) {
                    // A bounce comes from evoked activity, so that it can come to look evoked.
                    oppose(sight, bounces.get(s), Phase.SLEEP, roots);
                }
            }
        }
        roots.backward();
        if (generation instanceof Generation.Learning learning
                && !rule.generator().opposing()) {
            // A bounce passes through its weights, which are not taught by this.
            learning.weights().zeroGradient();
        }
    }

    /// Collects what a discriminator tells the cells.
    private void oppose(Sight sight, Activity activity, Phase phase, Roots roots) {
        Tensor signal =
                sight.critic.signal(see(sight, activity), phase, rule.critic().loss(), 1);
        int at = 0;
        for (int p = 0; p < sight.parts.size(); p++) {
            Part part = sight.parts.get(p);
            int width = part.to - part.from;
            // One that sees all layers is the own one of each.
            boolean own = p == sight.parts.size() - 1 || rule.critic().view() == LearningRule.View.JOINT;
            Tensor layer = activity.layers().get(part.layer);
            if (layer.requires_grad() && (own || !rule.truncated() || phase == Phase.SLEEP)) {
                Tensor slope = signal.narrow(1, at, width);
                // What is not seen hears nothing.
                roots.add(
                        layer,
                        width == layer.size(1)
                                ? slope
                                : torch.constant_pad_nd(slope, part.from, layer.size(1) - part.to));
            }
            at += width;
        }
    }

    private void learnGeneration(@Nullable Activity wake, double pace) {
        Generation.Learning learning = (Generation.Learning) generation;
        if (rule.generator().delta() && wake != null) {
            predictFromAbove((Generation.Layered) generation, wake.detached());
        }
        if (rule.generator().opposing()) {
            Activity dream = dream();
            Roots roots = new Roots();
            try (NoGradGuard guard = new NoGradGuard()) {
                assert guard != null;
                for (Sight sight : sights) {
                    oppose(sight, dream, Phase.SLEEP, roots);
                }
            }
            roots.backward();
        }
        try (NoGradGuard guard = new NoGradGuard()) {
            assert guard != null;
            learning.weights().follow(rule.generatorMoments(), pace * rule.generatorRate(), rule.average());
        }
    }

    /// The delta rule: each layer learns to predict the one below it, for each cell the mean square error
    /// over twice the variance of its noise.
    private void predictFromAbove(Generation.Layered layered, Activity given) {
        for (int k = 0; k < latentLayers; k++) {
            Tensor error = layered.mean(k, given.layers().get(k + 1))
                    .sub(given.layers().get(k))
                    .square()
                    .sum();
            double variance = layered.noise(k) * layered.noise(k);
            double cells = (double) rule.batch() * generation.sizes().get(k);
            error.mul(new Scalar(0.5 / (variance * cells))).backward();
        }
    }

    /// While it is open, the running averages stand in the place of the weights of the pathways.
    ///
    /// @return to be closed before the next update
    public Averaged averaged() {
        return new Averaged();
    }

    /// See [#averaged].
    public final class Averaged implements AutoCloseable {
        private Averaged() {
            swap();
        }

        private void swap() {
            inferenceWeights.swapAverage();
            if (generatorLearns && generation instanceof Generation.Learning learning) {
                learning.weights().swapAverage();
            }
        }

        /// Puts the weights back.
        @Override
        public void close() {
            swap();
        }
    }

    /// Samples of all layers.
    ///
    /// @param samples how many
    /// @param layers  from the input up, each row-major `[sample][cell]`
    public record Samples(int samples, List<double[]> layers) {
        public Samples {
            layers = List.copyOf(layers);
        }

        /// The input.
        public double[] input() {
            return layers.getFirst();
        }

        /// The highest layer.
        public double[] top() {
            return layers.getLast();
        }
    }

    /// Samples that given inputs evoke.
    ///
    /// @param inputs `[sample][number]`
    public Samples evoked(double[] inputs, RandomStream stream) {
        int width = generation.sizes().getFirst();
        if (inputs.length == 0 || inputs.length % width != 0) {
            throw new IllegalArgumentException(inputs.length + " numbers for inputs of " + width);
        }
        return drawn(inputs.length / width, stream, (from, count) -> {
            double[] part = Arrays.copyOfRange(inputs, from * width, (from + count) * width);
            return inference
                    .wake(precision.tensor(part, count, width), false, draws)
                    .layers();
        });
    }

    /// Samples of wake: data, and what they evoke.
    public Samples wake(int samples, RandomStream stream) {
        return drawn(
                samples,
                stream,
                (_, count) -> inference.wake(input(count), false, draws).layers());
    }

    /// Samples of sleep: dreams.
    public Samples sleep(int samples, RandomStream stream) {
        return drawn(samples, stream, (_, count) -> generation.dream(count, draws));
    }

    /// Each layer below the top as another generative pathway makes it from the layer above: one bounce.
    ///
    /// @return the layers below the top
    public static List<double[]> bounce(
            Samples evoked, Generation.Layered through, Precision precision, RandomStream stream) {
        List<double[]> bounced = new ArrayList<>();
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard();
                Draws draws = new Draws(precision).at(stream)) {
            assert scope != null && guard != null;
            for (int k = 0; k < evoked.layers().size() - 1; k++) {
                Tensor above = precision.tensor(
                        evoked.layers().get(k + 1),
                        evoked.samples(),
                        through.sizes().get(k + 1));
                bounced.add(precision.array(through.down(k, above, draws)));
            }
        }
        return bounced;
    }

    /// The means of each layer below the top given the layer above, and of the input given the top alone,
    /// all the way down.
    ///
    /// @param evoked   samples of all layers
    /// @param from     layer from which to go down, from 1 on
    /// @return the mean of the input
    public double[] reconstruct(Samples evoked, int from) {
        if (!(generation instanceof Generation.Layered layered)) {
            throw new IllegalStateException("the generative pathway has no means");
        }
        double[] rebuilt = new double[evoked.samples() * generation.sizes().getFirst()];
        int width = generation.sizes().get(from);
        int input = generation.sizes().getFirst();
        for (int at = 0; at < evoked.samples(); at += TOGETHER) {
            int count = Math.min(TOGETHER, evoked.samples() - at);
            double[] above = Arrays.copyOfRange(evoked.layers().get(from), at * width, (at + count) * width);
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                assert scope != null && guard != null;
                Tensor layer = precision.tensor(above, count, width);
                for (int k = from - 1; k >= 0; k--) {
                    layer = layered.mean(k, layer);
                }
                System.arraycopy(precision.array(layer), 0, rebuilt, at * input, count * input);
            }
        }
        return rebuilt;
    }

    /// Makes some samples of all layers.
    @FunctionalInterface
    private interface Drawing {
        List<Tensor> layers(int from, int count);
    }

    /// @throws ArithmeticException if a number is not finite
    private Samples drawn(int samples, RandomStream stream, Drawing part) {
        List<double[]> layers = new ArrayList<>();
        for (int size : generation.sizes()) {
            layers.add(new double[Math.multiplyExact(samples, size)]);
        }
        for (int from = 0; from < samples; from += TOGETHER) {
            int count = Math.min(TOGETHER, samples - from);
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                assert scope != null && guard != null;
                draws.at(stream.split(from));
                List<Tensor> drawn = part.layers(from, count);
                for (int l = 0; l < layers.size(); l++) {
                    double[] values = precision.array(drawn.get(l));
                    if (!Double.isFinite(Arrays.stream(values).sum())) {
                        throw new ArithmeticException("samples of layer " + l
                                + " (0 is the input) are not finite after " + updates + " updates");
                    }
                    System.arraycopy(
                            values, 0, layers.get(l), from * generation.sizes().get(l), values.length);
                }
            }
        }
        return new Samples(samples, layers);
    }

    /// Samples that are held as tensors at once.
    private static final int TOGETHER = 4096;

    /// What a discriminator says of both phases.
    ///
    /// @param wake     mean of D in wake
    /// @param sleep    mean of D in sleep, or in bounces
    /// @param accuracy share of samples of both phases whose phase the sign of D tells rightly; .5 where it
    ///     cannot
    /// @param signal   root mean square, over samples, of the length of what it tells the cells in wake
    public record CriticReading(double wake, double sleep, double accuracy, double signal) {}

    /// What the discriminators say of fresh activity.
    ///
    /// @param samples of each phase
    /// @return from the input up
    public List<CriticReading> readCritics(int samples, RandomStream stream) {
        List<CriticReading> readings = new ArrayList<>();
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            assert scope != null && guard != null;
            draws.at(stream);
            Activity wake = wake(samples, false);
            List<Activity> contrasts =
                    contrasts(wake, rule.critic().contrast() == Contrast.SLEEP ? dream(samples) : wake);
            for (int s = 0; s < sights.size(); s++) {
                Sight sight = sights.get(s);
                double[] awake = precision.array(sight.critic.output(see(sight, wake)));
                double[] asleep = precision.array(sight.critic.output(see(sight, contrasts.get(s))));
                double[] signal = precision.array(sight.critic.signal(
                        see(sight, wake), Phase.WAKE, rule.critic().loss(), awake.length));
                double right = 0;
                for (int i = 0; i < awake.length; i++) {
                    right += (awake[i] > 0 ? 1 : awake[i] == 0 ? 0.5 : 0)
                            + (asleep[i] < 0 ? 1 : asleep[i] == 0 ? 0.5 : 0);
                }
                double square = 0;
                for (double value : signal) {
                    square += value * value / awake.length;
                }
                readings.add(new CriticReading(
                        Arrays.stream(awake).average().orElseThrow(),
                        Arrays.stream(asleep).average().orElseThrow(),
                        right / (2.0 * awake.length),
                        Math.sqrt(square)));
            }
        }
        return readings;
    }

    /// Looks at everything that was learned.
    ///
    /// @throws ArithmeticException if a number is not finite; the message says of what
    public void requireFinite() {
        require(criticWeights, "a discriminator");
        require(inferenceWeights, "the inference pathway");
        if (generation instanceof Generation.Learning learning) {
            require(learning.weights(), "the generative pathway");
        }
    }

    private void require(Weights weights, String what) {
        if (!weights.finite()) {
            throw new ArithmeticException("a number of " + what + " is no longer finite after " + updates + " updates");
        }
    }

    /// All that learning changes.
    ///
    /// @param updates    so far
    /// @param steps      times that inference, discriminators and generation followed their gradients
    /// @param inference  of [Weights#state]
    /// @param critics    of [Weights#state]
    /// @param generation of [Weights#state]; empty if nothing is learned there
    public record State(long updates, List<Long> steps, double[] inference, double[] critics, double[] generation) {}

    /// The weights of the pathways as they are, by name: for example `inference-1.lateral`. A generative
    /// pathway that learns nothing has none.
    public Map<String, Weights.Array> weights() {
        Map<String, Weights.Array> all = new LinkedHashMap<>(inferenceWeights.arrays());
        if (generation instanceof Generation.Learning learning) {
            all.putAll(learning.weights().arrays());
        }
        return all;
    }

    /// What [#restore] needs to go on as if nothing had been interrupted.
    public State state() {
        @Nullable Weights generative = generation instanceof Generation.Learning learning ? learning.weights() : null;
        return new State(
                updates,
                List.of(
                        inferenceWeights.updates(),
                        criticWeights.updates(),
                        generative == null ? 0 : generative.updates()),
                inferenceWeights.state(),
                criticWeights.state(),
                generative == null ? new double[0] : generative.state());
    }

    /// Puts back a state of a learner of the same kind.
    ///
    /// @throws InputException if it is of another kind; then nothing is changed
    public void restore(State state) {
        inferenceWeights.requireState(state.inference);
        criticWeights.requireState(state.critics);
        if (generation instanceof Generation.Learning learning) {
            learning.weights().requireState(state.generation);
        } else if (state.generation.length > 0) {
            throw new InputException("the state has " + state.generation.length
                    + " numbers of a generative pathway that learns: it belongs to another network");
        }
        inferenceWeights.restore(state.inference, state.steps.get(0));
        criticWeights.restore(state.critics, state.steps.get(1));
        if (generation instanceof Generation.Learning learning) {
            learning.weights().restore(state.generation, state.steps.get(2));
        }
        updates = state.updates;
    }

    /// Frees what it holds. A generative pathway belongs to who made it.
    @Override
    public void close() {
        sights.forEach(sight -> sight.critic.close());
        signs.releaseReference();
        inferenceWeights.close();
        criticWeights.close();
        draws.close();
    }

    /// Activity from which automatic differentiation starts, with the derivatives there.
    private static final class Roots {
        private final TensorVector tensors = new TensorVector();
        private final TensorVector slopes = new TensorVector();

        void add(Tensor tensor, Tensor slope) {
            tensors.push_back(tensor);
            slopes.push_back(slope);
        }

        void backward() {
            if (tensors.size() > 0) {
                torch.backward(tensors, slopes, new BoolOptional(), false, new TensorVector());
            }
        }
    }
}
