package org.gyre.nets.infomorphic;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Goals of the literature, which [Goal#parse] knows by name.
public enum PublishedGoal {
    /// Read-out neurons that are shown whether the label is theirs (P1, P2).
    MAKKEH_SUPERVISED("-0.2, 0.1, 1, 0.1, 0"),

    /// Hidden neurons that hear label and laterals, weights found by CMA-ES with a hundred neurons
    /// on MNIST (P2, rounded to four places).
    SCHNEIDER_EVOLVED("0.2102, 0.9860, -0.4487, 0.4683, -0.6238, 0.4327, 0.8413, 0.0097, -0.4121, "
            + "-0.4813, -0.1412, -0.7058, -0.5329, 0.1494, 0.7099, 0.3392, 0.7866, 0.0572, 0"),

    /// The same after all but four atoms were taken away by hand (P2).
    SCHNEIDER_TRIMMED("0.33, 1, -1, 0, 0, 0, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0, 0, 0"),

    /// As the evolved one, but found on CIFAR-10 (P2, rounded to four places).
    SCHNEIDER_CIFAR("0.9838, 0.6048, -0.2133, 0.2427, 0.3396, -0.5790, 0.0500, 0.0336, 0.5974, "
            + "-0.0782, 0.4762, -0.8475, -0.3992, 0.5563, 0.2715, -0.4623, -0.0628, -0.2629, 0");

    /// In the order of [Goal#inOrder].
    private final String weights;

    PublishedGoal(String weights) {
        this.weights = weights;
    }

    /// Its name in text, such as `schneider-evolved`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The goal itself.
    public Goal goal() {
        return Goal.inOrder(Pattern.compile(", ")
                .splitAsStream(weights)
                .mapToDouble(Double::parseDouble)
                .toArray());
    }

    static Optional<Goal> named(String text) {
        return Arrays.stream(values())
                .filter(goal -> goal.text().equals(text))
                .findFirst()
                .map(PublishedGoal::goal);
    }

    /// The names of all goals of neurons with so many sources.
    public static List<String> names(int sources) {
        return Arrays.stream(values())
                .filter(goal -> goal.goal().sources() == sources)
                .map(PublishedGoal::text)
                .toList();
    }
}
