package org.gyre.nets.infomorphic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.measure.pid.RedundancyLattice;

/// What a neuron learns to make large: a weighted sum of the information atoms of its sources and
/// of the residual entropy of its output,
///
///     G = Σ_a γ_a Π_a + γ_res H(Y | S)      (P1, P2)
///
/// Source 1 is the receptive (feed-forward) class of input, 2 the contextual, 3 the lateral one.
/// Immutable.
public final class Goal {
    /// The name of the residual entropy H(Y | S) in a goal.
    public static final String RESIDUAL = "residual";

    /// The order in which the literature lists the weights of two sources; the residual entropy
    /// follows.
    private static final List<String> TWO = List.of("{1}", "{2}", "{1}{2}", "{12}");

    /// The same for three sources.
    private static final List<String> THREE = List.of(
            "{1}{2}{3}",
            "{1}{2}",
            "{1}{3}",
            "{2}{3}",
            "{1}{23}",
            "{2}{13}",
            "{3}{12}",
            "{1}",
            "{2}",
            "{3}",
            "{12}{13}{23}",
            "{12}{13}",
            "{12}{23}",
            "{13}{23}",
            "{12}",
            "{13}",
            "{23}",
            "{123}");

    private static final String NUMBER = "(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?";
    private static final Pattern NUMBERS = Pattern.compile("[+-]?" + NUMBER + "(?:[,\\s]+[+-]?" + NUMBER + ")+");
    private static final Pattern DIGIT = Pattern.compile("\\d");
    private static final Pattern TERM =
            Pattern.compile("\\s*([+-]?)\\s*(" + NUMBER + ")?\\s*((?:\\{[^{}]*\\})+|" + RESIDUAL + ")\\s*");

    private final RedundancyLattice lattice;
    private final double[] atoms;
    private final double residual;

    private Goal(RedundancyLattice lattice, double[] atoms, double residual) {
        this.lattice = lattice;
        this.atoms = atoms;
        this.residual = residual;
        for (double weight : atoms) {
            requireFinite(weight);
        }
        requireFinite(residual);
    }

    private static void requireFinite(double weight) {
        if (!Double.isFinite(weight)) {
            throw new InputException("a weight of the goal is " + weight + ": must be a finite number");
        }
    }

    /// A goal by the names of atoms; those that are not named weigh nothing.
    ///
    /// @param sources 2 or 3
    /// @param weights by the atom's name, such as `{1}{23}`, in which the letters F, C and L may
    ///     stand for 1, 2 and 3; and [#RESIDUAL]
    /// @throws InputException if a name is unknown or given twice, or a weight not finite
    public static Goal of(int sources, Map<String, Double> weights) {
        RedundancyLattice lattice = lattice(sources);
        double[] atoms = new double[lattice.nodes()];
        boolean[] named = new boolean[atoms.length];
        double residual = 0;
        for (Map.Entry<String, Double> entry : weights.entrySet()) {
            if (entry.getKey().equals(RESIDUAL)) {
                residual = entry.getValue();
                continue;
            }
            int node = lattice.names().indexOf(digits(entry.getKey()));
            if (node < 0) {
                String known = String.join(", ", order(sources));
                throw new InputException("the goal has no atom '" + entry.getKey() + "': with "
                        + Plural.of(sources, "source") + " there are "
                        + (DIGIT.matcher(entry.getKey()).find() ? known : letters(known)) + " and " + RESIDUAL);
            }
            if (named[node]) {
                throw new InputException("the goal names the atom " + entry.getKey() + " twice: name it once");
            }
            named[node] = true;
            atoms[node] = entry.getValue();
        }
        return new Goal(lattice, atoms, residual);
    }

    /// A goal from its weights in the order of the literature: for two sources {1}, {2}, {1}{2},
    /// {12}, for three {1}{2}{3}, {1}{2}, {1}{3}, {2}{3}, {1}{23}, {2}{13}, {3}{12}, {1}, {2}, {3},
    /// {12}{13}{23}, {12}{13}, {12}{23}, {13}{23}, {12}, {13}, {23}, {123}; the residual entropy
    /// comes last.
    ///
    /// @throws InputException if there are not 5 or 19 of them, or one is not finite
    public static Goal inOrder(double... weights) {
        int sources = weights.length == TWO.size() + 1 ? 2 : 3;
        List<String> order = order(sources);
        if (weights.length != order.size() + 1) {
            throw new InputException("a goal of " + Plural.of(weights.length, "weight") + ": give " + (TWO.size() + 1)
                    + " for two sources or " + (THREE.size() + 1) + " for three");
        }
        RedundancyLattice lattice = lattice(sources);
        double[] atoms = new double[lattice.nodes()];
        for (int i = 0; i < order.size(); i++) {
            atoms[lattice.index(order.get(i))] = weights[i];
        }
        return new Goal(lattice, atoms, weights[order.size()]);
    }

    /// A goal as text: the weights of [#inOrder], separated by commas or blanks; terms such as
    /// `+1 {F}{C} -0.2 {F} + 0.1 residual`, in which a weight of one may be left out; the name of a
    /// [PublishedGoal]; or `nothing`.
    ///
    /// @param sources 2 or 3
    /// @throws InputException if it is none of them, or names an atom that there is not
    public static Goal parse(int sources, String text) {
        String plain = text.trim().replace('−', '-');
        if (NUMBERS.matcher(plain).matches()) {
            double[] weights = Arrays.stream(plain.split("[,\\s]+"))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (weights.length != weights(sources)) {
                throw new InputException("the goal '" + text + "' has " + Plural.of(weights.length, "weight")
                        + ": neurons of " + Plural.of(sources, "source") + " have " + weights(sources));
            }
            return inOrder(weights);
        }
        Optional<Goal> published = PublishedGoal.named(plain);
        if (published.isPresent()) {
            return requireSources(published.get(), sources, text);
        }
        if (plain.equals("nothing")) {
            return of(sources, Map.of());
        }
        Map<String, Double> weights = new LinkedHashMap<>();
        Matcher term = TERM.matcher(plain);
        int read = 0;
        while (term.lookingAt()) {
            double magnitude = term.group(2) == null ? 1 : Double.parseDouble(term.group(2));
            if (weights.put(term.group(3), "-".equals(term.group(1)) ? -magnitude : magnitude) != null) {
                throw new InputException("the goal '" + text + "' names " + term.group(3) + " twice: name it once");
            }
            read = term.end();
            term.region(read, plain.length());
        }
        if (read < plain.length() || weights.isEmpty()) {
            throw new InputException("the goal '" + text + "' cannot be read from '" + plain.substring(read)
                    + "' on: write it as '+1 {F}{C} -0.2 {F}', as " + weights(sources) + " weights, as "
                    + String.join(", ", PublishedGoal.names(sources)) + " or as 'nothing'");
        }
        return of(sources, weights);
    }

    private static Goal requireSources(Goal goal, int sources, String text) {
        if (goal.sources() != sources) {
            throw new InputException("the goal '" + text + "' is one of " + Plural.of(goal.sources(), "source")
                    + ", for neurons of " + Plural.of(sources, "source") + ": give one of "
                    + weights(sources) + " weights");
        }
        return goal;
    }

    private static RedundancyLattice lattice(int sources) {
        if (sources != 2 && sources != 3) {
            throw new InputException(
                    "a neuron of " + Plural.of(sources, "source") + ": it has 2 or 3 classes of input");
        }
        return RedundancyLattice.of(sources);
    }

    /// How many weights a goal has, that of the residual entropy included.
    private static int weights(int sources) {
        return order(sources).size() + 1;
    }

    private static String letters(String names) {
        return names.replace('1', 'F').replace('2', 'C').replace('3', 'L');
    }

    private static String digits(String name) {
        return name.toUpperCase(Locale.ROOT).replace('F', '1').replace('C', '2').replace('L', '3');
    }

    /// The names of the atoms in the order of [#inOrder], without the residual entropy.
    ///
    /// @param sources 2 or 3
    public static List<String> order(int sources) {
        return sources == 2 ? TWO : THREE;
    }

    /// S, 2 or 3.
    public int sources() {
        return lattice.sources();
    }

    /// The lattice whose nodes the atoms are.
    public RedundancyLattice lattice() {
        return lattice;
    }

    /// γ of an atom.
    public double weight(int node) {
        return atoms[node];
    }

    /// γ_res.
    public double residual() {
        return residual;
    }

    /// The weights in the order of [#inOrder].
    public double[] inOrder() {
        List<String> order = order(sources());
        double[] weights = new double[order.size() + 1];
        for (int i = 0; i < order.size(); i++) {
            weights[i] = atoms[lattice.index(order.get(i))];
        }
        weights[order.size()] = residual;
        return weights;
    }

    /// The same goal with one weight changed: what a knock-out does.
    ///
    /// @param name an atom, or [#RESIDUAL]
    public Goal with(String name, double weight) {
        if (name.equals(RESIDUAL)) {
            return new Goal(lattice, atoms, weight);
        }
        double[] changed = atoms.clone();
        changed[lattice.index(digits(name))] = weight;
        return new Goal(lattice, changed, residual);
    }

    /// c = Mᵀγ, the weights of the redundancies: Σ_a γ_a Π_a = Σ_α c_α I_α.
    ///
    /// @return `[node]`
    public double[] redundancyWeights() {
        double[] weights = new double[atoms.length];
        double[] unit = new double[atoms.length];
        for (int node = 0; node < weights.length; node++) {
            Arrays.fill(unit, 0);
            unit[node] = 1;
            double[] column = lattice.atoms(unit);
            for (int atom = 0; atom < column.length; atom++) {
                weights[node] += atoms[atom] * column[atom];
            }
        }
        return weights;
    }

    /// The weights as text that [#parse] reads back to the same goal, to the last bit.
    public String exact() {
        return Arrays.stream(inOrder()).mapToObj(Double::toString).collect(Collectors.joining(", "));
    }

    /// Such as `+1 {1}{2} −0.2 {1}`, for people: weights have four digits, and atoms that weigh
    /// nothing are left out.
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        for (String name : order(sources())) {
            add(parts, atoms[lattice.index(name)], name);
        }
        add(parts, residual, RESIDUAL);
        return parts.isEmpty() ? "nothing" : String.join(" ", parts);
    }

    private static void add(List<String> parts, double weight, String name) {
        if (weight != 0) {
            parts.add(String.format(Locale.ROOT, "%s%s %s", weight < 0 ? "−" : "+", number(Math.abs(weight)), name));
        }
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.4g", value);
    }
}
