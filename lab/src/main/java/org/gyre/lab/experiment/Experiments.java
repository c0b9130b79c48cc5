package org.gyre.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.gyre.core.InputException;

/// The kinds of experiment that can be run.
public final class Experiments {
    private final Map<String, Experiment<?>> byKind = new TreeMap<>();

    private Experiments(List<Experiment<?>> experiments) {
        for (Experiment<?> experiment : experiments) {
            if (byKind.put(experiment.kind(), experiment) != null) {
                throw new IllegalArgumentException("two experiments of the kind " + experiment.kind());
            }
        }
    }

    public static Experiments of(Experiment<?>... experiments) {
        return new Experiments(List.of(experiments));
    }

    /// Those that are registered as services of the type [Experiment]; found once.
    public static Experiments installed() {
        return Installed.EXPERIMENTS;
    }

    private static final class Installed {
        private static final Experiments EXPERIMENTS = found();
    }

    @SuppressWarnings("rawtypes")
    private static Experiments found() {
        List<Experiment<?>> found = new ArrayList<>();
        for (Experiment experiment : ServiceLoader.load(Experiment.class, Experiments.class.getClassLoader())) {
            found.add((Experiment<?>) experiment);
        }
        return new Experiments(found);
    }

    public List<String> kinds() {
        return List.copyOf(byKind.keySet());
    }

    /// The kinds that evaluate populations.
    List<String> searches() {
        return byKind.values().stream()
                .filter(Experiment::evaluatesPopulations)
                .map(Experiment::kind)
                .toList();
    }

    /// The experiment of a kind.
    ///
    /// @param place where the kind was named, for the message
    /// @throws InputException if there is none, with the most similar kind
    public Experiment<?> find(String kind, String place) {
        Experiment<?> experiment = byKind.get(kind);
        if (experiment == null) {
            String near = Suggestions.closest(kind, byKind.keySet());
            throw new InputException(place + ": unknown kind \"" + kind + "\"; "
                    + (near == null
                            ? "the kinds are " + String.join(", ", byKind.keySet())
                            : "did you mean \"" + near + "\"?"));
        }
        return experiment;
    }
}
