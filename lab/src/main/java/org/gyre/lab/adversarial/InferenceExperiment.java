package org.gyre.lab.adversarial;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gyre.core.InputException;
import org.gyre.deep.adversarial.LearningRule;
import org.gyre.deep.adversarial.LearningRule.GeneratorRule;
import org.gyre.deep.adversarial.Units;
import org.gyre.deep.torch.Torch;
import org.gyre.lab.adversarial.LearnerSeries.Variant;
import org.gyre.lab.adversarial.WorldKeys.World;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.ValueNames;
import org.jspecify.annotations.Nullable;

/// Networks learn to infer the causes of what a known world shows them, by discriminators in wake and
/// sleep, and are judged by the exact posterior (Benjamin & Kording 2023). Kind `adversarial-inference`.
/// One step is one round of updates of every network.
public final class InferenceExperiment implements Experiment<InferenceExperiment.Configuration> {
    static final String KIND = "adversarial-inference";
    /// Networks that learn side by side.
    static final int MOST = 1000;

    /// The keys of the TOML file.
    ///
    /// @param world    what is to be inferred
    /// @param layers   of the inference pathway, from the input up
    /// @param learning how networks learn
    /// @param variants what is different in some; if there are none, all are as `learning` says
    /// @param networks of each variant; the k-th of each share their streams: first weights, data, dreams
    public record Configuration(
            WorldKeys world,
            @Default("[]") List<UnitsKeys> layers,
            LearningKeys learning,
            @Default("[]") List<VariantKeys> variants,
            @Default("5") int networks) {
        /// @throws InputException if parts do not fit each other
        public Configuration {
            layers = List.copyOf(layers);
            variants = List.copyOf(variants);
            int causes = world.world().layers().size() - 1;
            if (layers.size() != causes) {
                throw new InputException("layers: the inference pathway has " + layers.size() + ", the world has "
                        + causes + " layers of causes; give as many");
            }
            if (networks < 1 || networks > MOST) {
                throw new InputException("networks = " + networks + ": must be from 1 to " + MOST);
            }
            series(world.world(), layers, learning, variants);
        }

        /// The names of the variants.
        List<String> names() {
            return series(world.world(), layers, learning, variants).stream()
                    .map(Variant::name)
                    .toList();
        }
    }

    /// The variants with their units and rules.
    static List<Variant> series(
            Sized world, List<UnitsKeys> layers, LearningKeys learning, List<VariantKeys> variants) {
        List<Variant> all = new ArrayList<>();
        if (variants.isEmpty()) {
            all.add(new Variant("network", units(world, layers, null), learning, rule(world, learning), false, false));
        }
        Set<String> names = new HashSet<>();
        for (VariantKeys variant : variants) {
            if (!names.add(variant.name())) {
                throw new InputException("variants: two have the name '" + variant.name() + "'");
            }
            all.add(variant(world, layers, learning, variant));
        }
        return all;
    }

    /// A kind of network in a world.
    static Variant variant(Sized world, List<UnitsKeys> layers, LearningKeys learning, VariantKeys variant) {
        LearningKeys own = variant.of(learning);
        return new Variant(
                variant.name(),
                units(world, layers, variant),
                own,
                rule(world, own),
                variant.control(),
                variant.untrained());
    }

    private static LearningRule rule(Sized world, LearningKeys keys) {
        if (keys.window() > world.frames()) {
            throw new InputException("learning.window = " + keys.window() + ": the world shows " + world.frames()
                    + (world.frames() == 1 ? " frame" : " frames") + "; take no more, or 0 for all");
        }
        if (keys.generator() != GeneratorRule.FIXED && !world.generatorLearns()) {
            throw new InputException(
                    "learning.generator: the generative pathway of this world is known and stays; leave"
                            + " the key out");
        }
        return keys.rule(world.layers().getFirst() / world.frames());
    }

    private static List<Units> units(Sized world, List<UnitsKeys> layers, @Nullable VariantKeys variant) {
        List<Units> units = new ArrayList<>();
        for (int l = 0; l < layers.size(); l++) {
            int causes = world.layers().get(l + 1);
            int frames = l == 0 ? world.frames() : 1;
            Units layer = layers.get(l).of(causes, frames);
            if (variant != null && variant.factorised()) {
                layer = layer.factorised();
            }
            if (variant != null && variant.recognition() >= 0) {
                Units recognition = new Units.Recognition(
                        causes, variant.recognition(), layers.get(l).noise(), false);
                layer = layer instanceof Units.Sequence sequence && sequence.memory() > 0
                        ? new Units.Sequence(sequence.frames(), sequence.memory(), recognition)
                        : recognition;
            }
            if (variant != null && variant.memoryless() && l == 0) {
                layer = layer.memoryless(world.frames());
            }
            if (variant != null && variant.lastTwo()) {
                if (!(layer instanceof Units.Sequence sequence)) {
                    throw new InputException("variant " + variant.name()
                            + ": last_two = true needs units that read frame by frame, without another control");
                }
                layer = new Units.LastTwo(sequence);
            }
            units.add(layer);
        }
        return units;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        return LearnerSeries.values(configuration.world().world(), configuration.names());
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        Torch.unavailable().ifPresent(sentence -> {
            throw new InputException(sentence);
        });
        World world = configuration.world().world();
        Problem problem = world.open(context, context.random().split("world"));
        boolean opened = false;
        try {
            Session session = new LearnerSeries(
                    world,
                    problem,
                    series(world, configuration.layers(), configuration.learning(), configuration.variants()),
                    configuration.networks(),
                    context);
            opened = true;
            return session;
        } finally {
            if (!opened) {
                problem.close();
            }
        }
    }
}
