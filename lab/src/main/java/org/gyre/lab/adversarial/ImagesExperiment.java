package org.gyre.lab.adversarial;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.torch.Torch;
import org.gyre.lab.adversarial.LearnerSeries.Variant;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.ValueNames;

/// Networks learn to generate images and to infer their causes, by discriminators in wake and sleep
/// (Benjamin & Kording 2023). No posterior is known here: they are judged by what a linear probe reads from
/// their layers, by reconstruction, and by how alike evoked and dreamed activity are. Kind
/// `adversarial-images`. One step is one round of updates of every network.
public final class ImagesExperiment implements Experiment<ImagesExperiment.Configuration> {
    static final String KIND = "adversarial-images";

    /// The keys of the TOML file.
    ///
    /// @param images     to infer the causes of
    /// @param generation the generative pathway
    /// @param layers     of the inference pathway, from the input up
    /// @param learning   how networks learn
    /// @param judges     how they are judged
    /// @param variants   what is different in some; if there are none, all are as `learning` says
    /// @param networks   of each variant; the k-th of each share their streams: first weights, data, dreams
    public record Configuration(
            ImagesKeys images,
            GenerationKeys generation,
            List<UnitsKeys> layers,
            LearningKeys learning,
            ImageJudgesKeys judges,
            @Default("[]") List<VariantKeys> variants,
            @Default("5") int networks) {
        /// @throws InputException if parts do not fit each other
        public Configuration {
            layers = List.copyOf(layers);
            variants = List.copyOf(variants);
            if (layers.isEmpty()) {
                throw new InputException("layers: there is none; give at least one [[layers]] with its units");
            }
            for (UnitsKeys layer : layers) {
                if (layer.units() == 0) {
                    throw new InputException("layers.units: is missing; give the number of causes of each layer");
                }
            }
            if (learning.window() > 0) {
                throw new InputException("learning.window = " + learning.window() + ": is of sequences only");
            }
            if (networks < 1 || networks > InferenceExperiment.MOST) {
                throw new InputException("networks = " + networks + ": must be from 1 to " + InferenceExperiment.MOST);
            }
            generation.steps(layers);
            series(layers, learning, variants);
        }

        private static List<Variant> series(List<UnitsKeys> layers, LearningKeys learning, List<VariantKeys> variants) {
            return InferenceExperiment.series(new Layers(layers), layers, learning, variants);
        }

        /// The variants with their units and rules.
        List<Variant> series() {
            return series(layers, learning, variants);
        }
    }

    /// The layers of a network whose input is not known yet.
    private record Layers(List<UnitsKeys> units) implements Sized {
        @Override
        public List<Integer> layers() {
            List<Integer> sizes = new ArrayList<>(List.of(1));
            units.forEach(layer -> sizes.add(layer.units()));
            return sizes;
        }

        @Override
        public int frames() {
            return 1;
        }

        @Override
        public boolean generatorLearns() {
            return true;
        }
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
        return LearnerSeries.values(
                new ImageMeasures(configuration.layers().size()),
                configuration.series().stream().map(Variant::name).toList());
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        Torch.unavailable().ifPresent(sentence -> {
            throw new InputException(sentence);
        });
        RandomStream stream = context.random().split("images");
        ImagesProblem problem =
                new ImagesProblem(configuration, configuration.images().read(context, stream), stream);
        boolean opened = false;
        try {
            Session session = new LearnerSeries(
                    new ImageMeasures(configuration.layers().size()),
                    problem,
                    configuration.series(),
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
