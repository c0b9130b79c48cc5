package org.gyre.measure.pid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Plural;

/// The redundancy lattice of Williams and Beer (2010, arXiv 1004.2515) over S = 2, 3 or 4 sources: its
/// nodes are the antichains of non-empty sets of sources, 4, 18 or 166 of them.
///
/// β ≤ α if every set of α contains a set of β. The redundancy of a node is the sum of the atoms at and
/// below it,
///
///     I∩(α) = Σ_{β ≤ α} Π(β),   Π = M I∩
///
/// with the integer Möbius inverse M. A set of sources is a mask in which bit i−1 stands for source i.
/// Nodes are numbered upwards: whatever lies below a node comes before it; the first is {1}{2}…{S}, the
/// last {12…S}. Immutable.
public final class RedundancyLattice {
    /// Fewest sources that can be told apart.
    public static final int FEWEST_SOURCES = 2;

    /// Most sources: the lattice of five has 7579 nodes.
    public static final int MOST_SOURCES = 4;

    private static final RedundancyLattice[] LATTICES = {
        new RedundancyLattice(2), new RedundancyLattice(3), new RedundancyLattice(4)
    };

    private final int sources;
    private final List<String> names;
    private final Map<String, Integer> indices;
    /// `[node]`, the masks of its sets in the order of its name.
    private final int[][] sets;
    private final IntegerRows moebius;
    private final IntegerRows unions;

    /// The lattice over so many sources.
    ///
    /// @throws IllegalArgumentException if there are fewer than 2 or more than 4
    public static RedundancyLattice of(int sources) {
        if (sources < FEWEST_SOURCES || sources > MOST_SOURCES) {
            throw new IllegalArgumentException(
                    sources + " sources: there must be from " + FEWEST_SOURCES + " to " + MOST_SOURCES);
        }
        return LATTICES[sources - FEWEST_SOURCES];
    }

    /// Refuses a number of sources that a user named.
    ///
    /// @throws InputException if there are fewer than 2 or more than 4
    static void requireSources(int sources) {
        if (sources < FEWEST_SOURCES || sources > MOST_SOURCES) {
            throw new InputException(Plural.of(sources, "source")
                    + ": information is decomposed among 2, 3 or 4; join some or name more");
        }
    }

    private RedundancyLattice(int sources) {
        this.sources = sources;
        List<Node> nodes = antichains(sources);
        this.names = nodes.stream().map(Node::name).toList();
        this.sets = nodes.stream().map(Node::sets).toArray(int[][]::new);
        this.indices = HashMap.newHashMap(names.size());
        for (int i = 0; i < names.size(); i++) {
            indices.put(names.get(i), i);
        }
        this.moebius = IntegerRows.of(moebiusInverse(sets));
        this.unions = IntegerRows.of(inclusionExclusion(sets, 1 << sources));
    }

    private record Node(int[] sets, String name, int below) {}

    /// All antichains, those with fewer below them first. A family of sets is a number here, in which
    /// bit A − 1 stands for the set with mask A.
    private static List<Node> antichains(int sources) {
        int everySet = (1 << sources) - 1;
        List<int[]> families = new ArrayList<>();
        for (int family = 1; family < 1 << everySet; family++) {
            int[] sets = members(family);
            if (isAntichain(sets)) {
                families.add(sets);
            }
        }
        List<Node> nodes = new ArrayList<>();
        for (int[] family : families) {
            int below = 0;
            for (int[] other : families) {
                below += precedes(other, family) ? 1 : 0;
            }
            nodes.add(new Node(family, name(family), below));
        }
        nodes.sort(Comparator.comparingInt(Node::below).thenComparing(Node::name));
        return nodes;
    }

    /// The masks of a family, sets of few sources first, then by their sources.
    private static int[] members(int family) {
        List<Integer> masks = new ArrayList<>();
        for (int rest = family; rest != 0; rest &= rest - 1) {
            masks.add(Integer.numberOfTrailingZeros(rest) + 1);
        }
        masks.sort(Comparator.<Integer>comparingInt(Integer::bitCount).thenComparing(RedundancyLattice::digits));
        return masks.stream().mapToInt(Integer::intValue).toArray();
    }

    private static boolean isAntichain(int[] sets) {
        for (int a : sets) {
            for (int b : sets) {
                if (a != b && contains(a, b)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean contains(int set, int subset) {
        return (set & subset) == subset;
    }

    /// Whether β ≤ α.
    private static boolean precedes(int[] beta, int[] alpha) {
        for (int a : alpha) {
            boolean found = false;
            for (int b : beta) {
                found |= contains(a, b);
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    private static String digits(int set) {
        StringBuilder text = new StringBuilder();
        for (int rest = set; rest != 0; rest &= rest - 1) {
            text.append(Integer.numberOfTrailingZeros(rest) + 1);
        }
        return text.toString();
    }

    private static String name(int[] sets) {
        StringBuilder text = new StringBuilder();
        for (int set : sets) {
            text.append('{').append(digits(set)).append('}');
        }
        return text.toString();
    }

    /// Π(α) = I∩(α) − Σ_{β < α} Π(β), row by row from below.
    private static int[][] moebiusInverse(int[][] sets) {
        int n = sets.length;
        int[][] inverse = new int[n][n];
        for (int alpha = 0; alpha < n; alpha++) {
            inverse[alpha][alpha] = 1;
            for (int beta = 0; beta < alpha; beta++) {
                if (precedes(sets[beta], sets[alpha])) {
                    for (int k = 0; k <= beta; k++) {
                        inverse[alpha][k] -= inverse[beta][k];
                    }
                }
            }
        }
        return inverse;
    }

    /// P(∪_{a ∈ α} a) = Σ_{∅ ≠ β ⊆ α} (−1)^{|β|+1} P(∩ β): the coefficient of each joint set of
    /// sources, by its mask.
    private static int[][] inclusionExclusion(int[][] sets, int masks) {
        int[][] coefficients = new int[sets.length][masks];
        for (int alpha = 0; alpha < sets.length; alpha++) {
            for (int beta = 1; beta < 1 << sets[alpha].length; beta++) {
                int joint = 0;
                for (int i = 0; i < sets[alpha].length; i++) {
                    joint |= (beta >> i & 1) == 0 ? 0 : sets[alpha][i];
                }
                coefficients[alpha][joint] += (Integer.bitCount(beta) & 1) == 0 ? -1 : 1;
            }
        }
        return coefficients;
    }

    /// S.
    public int sources() {
        return sources;
    }

    /// Number of nodes.
    public int nodes() {
        return sets.length;
    }

    /// The name of a node, such as `{1}{23}`: sets by size, then by their sources.
    public String name(int node) {
        return names.get(node);
    }

    /// The names of all nodes, upwards.
    public List<String> names() {
        return names;
    }

    /// The node of a name.
    ///
    /// @throws IllegalArgumentException if there is none
    public int index(String name) {
        Integer index = indices.get(name);
        if (index == null) {
            throw new IllegalArgumentException("no node " + name + " in the lattice of " + sources + " sources");
        }
        return index;
    }

    /// The sets of a node, as masks; a copy.
    public int[] sets(int node) {
        return sets[node].clone();
    }

    /// Whether β ≤ α.
    public boolean precedes(int beta, int alpha) {
        return precedes(sets[beta], sets[alpha]);
    }

    /// The node whose one set is this mask.
    int single(int mask) {
        return index(name(new int[] {mask}));
    }

    /// K of a node, `[mask]`: P(∪_{a ∈ α} a) is the sum of K times the probabilities of the joint sets of sources.
    public int[] unionCoefficients(int node) {
        return inclusionExclusion(new int[][] {sets[node]}, 1 << sources)[0];
    }

    /// M, `[atom][node]`.
    IntegerRows moebius() {
        return moebius;
    }

    /// The coefficients of inclusion and exclusion, `[node][mask]`.
    IntegerRows unions() {
        return unions;
    }

    /// The atoms that belong to redundancies.
    ///
    /// @param redundancies of each node
    public double[] atoms(double[] redundancies) {
        if (redundancies.length != nodes()) {
            throw new IllegalArgumentException(redundancies.length + " redundancies of " + nodes() + " nodes");
        }
        double[] atoms = new double[nodes()];
        Arrays.setAll(atoms, i -> moebius.times(i, redundancies));
        return atoms;
    }
}
