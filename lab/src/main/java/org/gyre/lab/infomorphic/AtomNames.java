package org.gyre.lab.infomorphic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.gyre.nets.infomorphic.Goal;

/// How atoms are called in values, in figures and in words. Sources are F (feed-forward), C
/// (context) and L (lateral).
final class AtomNames {
    private static final String LETTERS = "FCL";
    private static final Pattern SET = Pattern.compile("\\{[123]+\\}");

    private AtomNames() {}

    /// `{1}{23}` as `{F}{CL}`, also inside a longer text.
    static String shown(String text) {
        return SET.matcher(text).replaceAll(set -> {
            String name = set.group();
            for (int source = 0; source < LETTERS.length(); source++) {
                name = name.replace((char) ('1' + source), LETTERS.charAt(source));
            }
            return name;
        });
    }

    /// `{1}{23}` as `F.CL`, for narrow places.
    static String shortName(String atom) {
        return shown(atom).replace("}{", ".").replace("{", "").replace("}", "");
    }

    /// `{1}{23}` as `f_cl`, for names of values.
    static String key(String atom) {
        return shortName(atom).replace('.', '_').toLowerCase(Locale.ROOT);
    }

    /// What an atom tells, such as `what F and C each tell`.
    static String meaning(String atom) {
        List<String> sets = SET.matcher(atom)
                .results()
                .map(set -> shown(set.group()))
                .map(set -> set.substring(1, set.length() - 1))
                .map(set -> set.length() == 1
                        ? set
                        : "("
                                + String.join(
                                        " with ",
                                        set.chars()
                                                .mapToObj(Character::toString)
                                                .toList()) + ")")
                .toList();
        return switch (sets.size()) {
            case 1 ->
                sets.getFirst().startsWith("(")
                        ? "what only " + sets.getFirst().replace("(", "").replace(")", "") + " together tell"
                        : "what " + sets.getFirst() + " alone tells";
            case 2 -> "what " + sets.get(0) + " and " + sets.get(1) + " each tell";
            default -> "what each of " + String.join(", ", sets) + " tells";
        };
    }

    /// A goal in words: what it raises and what it lowers, the largest weights first.
    static String words(Goal goal) {
        List<String> raised = new ArrayList<>();
        List<String> lowered = new ArrayList<>();
        List<String> byWeight = new ArrayList<>(Goal.order(goal.sources()));
        byWeight.sort((a, b) -> Double.compare(Math.abs(weight(goal, b)), Math.abs(weight(goal, a))));
        for (String atom : byWeight) {
            double weight = weight(goal, atom);
            if (weight != 0) {
                (weight > 0 ? raised : lowered)
                        .add(meaning(atom) + " (" + String.format(Locale.ROOT, "%.3g", Math.abs(weight)) + ")");
            }
        }
        if (goal.residual() != 0) {
            (goal.residual() > 0 ? raised : lowered)
                    .add("what no input tells of the output ("
                            + String.format(Locale.ROOT, "%.3g", Math.abs(goal.residual())) + ")");
        }
        if (raised.isEmpty() && lowered.isEmpty()) {
            return "A neuron wants nothing.";
        }
        return (raised.isEmpty() ? "" : "A neuron tells more of " + String.join("; ", raised) + ".")
                + (lowered.isEmpty()
                        ? ""
                        : (raised.isEmpty() ? "A neuron tells" : " It tells") + " less of " + String.join("; ", lowered)
                                + ".");
    }

    private static double weight(Goal goal, String atom) {
        return goal.weight(goal.lattice().index(atom));
    }
}
