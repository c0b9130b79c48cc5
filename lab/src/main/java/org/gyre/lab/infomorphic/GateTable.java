package org.gyre.lab.infomorphic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Unit;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.TableSession;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.TableFigure;
import org.gyre.measure.pid.Decomposition;
import org.gyre.measure.pid.JointTable;
import org.gyre.measure.pid.Redundancy;

/// Decomposes the information of small laws of two or three sources and a target by every measure of
/// redundancy that is defined for them: the gates of the literature. Kind `pid-gates`. One step is
/// one gate.
public final class GateTable implements Experiment<GateTable.Configuration> {
    /// The keys of the TOML file.
    ///
    /// @param gates what is decomposed
    public record Configuration(List<Gate> gates) {
        /// @throws InputException if there is no gate, or two have one name
        public Configuration {
            gates = List.copyOf(gates);
            Set<String> names = new HashSet<>();
            for (Gate gate : gates) {
                if (!names.add(gate.name())) {
                    throw new InputException("gates: two have the name '" + gate.name() + "'");
                }
            }
            if (gates.isEmpty()) {
                throw new InputException("gates: give at least one");
            }
        }

        private List<Gate> with(GateAtoms atoms) {
            return gates.stream().filter(gate -> gate.atoms() == atoms).toList();
        }
    }

    /// One law.
    ///
    /// @param name  lower-case letters, digits and `_`
    /// @param words the values of two or three sources and of the target, parted by commas, and how
    ///     often each row of them is to be counted: `"0,0,0"`, `"0,1,0 : 2.5"`, `"0,0,1,1"`
    public record Gate(String name, List<String> words) {
        /// @throws InputException if the name or a row cannot be read
        public Gate {
            words = List.copyOf(words);
            if (!name.matches("[a-z][a-z0-9_]*")) {
                throw new InputException("gate '" + name + "': a name has lower-case letters, digits and _ only");
            }
            table(name, words);
        }

        JointTable table() {
            return table(name, words);
        }

        /// What is told of it.
        GateAtoms atoms() {
            return GateAtoms.of(values(words.getFirst()).size() - 1);
        }

        private static List<String> values(String word) {
            int colon = word.indexOf(':');
            String row = colon < 0 ? word : word.substring(0, colon);
            return List.of(row.trim().split("\\s*,\\s*", -1));
        }

        private static JointTable table(String name, List<String> words) {
            if (words.isEmpty()) {
                throw new InputException("gate '" + name + "' has no words: give at least one");
            }
            int columns = values(words.getFirst()).size();
            if (columns != 3 && columns != 4) {
                throw new InputException("gate '" + name + "': '" + words.getFirst()
                        + "' has not three or four values parted by commas, of two or three sources and of the target");
            }
            JointTable.Builder builder = JointTable.builder(columns - 1);
            for (String word : words) {
                List<String> values = values(word);
                if (values.size() != columns) {
                    throw new InputException("gate '" + name + "': '" + word + "' has "
                            + Plural.of(values.size(), "value") + ", and '" + words.getFirst() + "' " + columns
                            + ": give all rows as many");
                }
                int colon = word.indexOf(':');
                try {
                    builder.add(values, colon < 0 ? 1 : Double.parseDouble(word.substring(colon + 1)));
                } catch (NumberFormatException e) {
                    throw new InputException("gate '" + name + "': '" + word + "' has no number after the colon", e);
                }
            }
            return builder.normalised();
        }
    }

    @Override
    public String kind() {
        return "pid-gates";
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        ValueNames names = new ValueNames();
        for (Gate gate : configuration.gates()) {
            for (Redundancy measure : gate.atoms().measures()) {
                for (String atom : gate.atoms().keys()) {
                    names.give(value(gate, measure, atom));
                }
            }
        }
        return names;
    }

    private static String key(Redundancy measure) {
        return measure.name().toLowerCase(Locale.ROOT);
    }

    private static String value(Gate gate, Redundancy measure, String atom) {
        return gate.name() + "_" + key(measure) + "_" + atom + "_bits";
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        return new Gates(configuration, context);
    }

    /// The table is `[gate][measure and atom]`, in bits; rows of few atoms end in zeros.
    private static final class Gates extends TableSession {
        private final Configuration configuration;
        private final RunContext context;
        private final int width;

        Gates(Configuration configuration, RunContext context) {
            super(configuration.gates().size(), width(configuration));
            this.configuration = configuration;
            this.context = context;
            width = width(configuration);
        }

        private static int width(Configuration configuration) {
            return configuration.gates().stream()
                    .mapToInt(gate -> gate.atoms().width())
                    .max()
                    .orElseThrow();
        }

        @Override
        public List<String> scalarNames() {
            return Arrays.stream(Redundancy.values()).map(Gates::redundant).toList();
        }

        private static String redundant(Redundancy measure) {
            return key(measure) + "_redundant_bits";
        }

        @Override
        public void advance() {
            Gate gate = configuration.gates().get(done());
            JointTable law = gate.table();
            List<String> atoms = gate.atoms().atoms();
            int at = done() * width;
            Map<String, Double> row = new LinkedHashMap<>();
            for (Redundancy measure : gate.atoms().measures()) {
                Decomposition decomposition = measure.decompose(law);
                row.put(redundant(measure), Unit.BITS.fromNats(decomposition.atom(atoms.getFirst())));
                for (String atom : atoms) {
                    table[at++] = Unit.BITS.fromNats(decomposition.atom(atom));
                }
            }
            context.scalars(complete(), row);
        }

        @Override
        public void finish(Outcome outcome) {
            for (GateAtoms atoms : GateAtoms.values()) {
                List<Gate> gates = configuration.with(atoms);
                if (!gates.isEmpty()) {
                    tell(outcome, atoms, gates);
                }
            }
            outcome.cite("Makkeh2021");
        }

        private void tell(Outcome outcome, GateAtoms atoms, List<Gate> gates) {
            double[] found = new double[gates.size() * atoms.width()];
            for (int g = 0; g < gates.size(); g++) {
                int row = configuration.gates().indexOf(gates.get(g));
                System.arraycopy(table, row * width, found, g * atoms.width(), atoms.width());
            }
            int column = 0;
            for (Redundancy measure : atoms.measures()) {
                List<String> headings = new ArrayList<>(List.of("gate"));
                headings.addAll(atoms.headings());
                TableFigure figure = new TableFigure(
                        key(measure) + "-" + atoms.word(),
                        "Atoms of " + atoms.word() + " sources by " + measure.label(),
                        measure.source() + "; in bits.",
                        headings,
                        List.of());
                for (int g = 0; g < gates.size(); g++) {
                    List<Object> cells = new ArrayList<>(List.of(gates.get(g).name()));
                    for (int atom = 0; atom < atoms.keys().size(); atom++) {
                        double bits = found[g * atoms.width() + column + atom];
                        outcome.value(value(gates.get(g), measure, atoms.keys().get(atom)), bits);
                        cells.add(bits);
                    }
                    figure = figure.row(cells.toArray());
                }
                outcome.figure(figure);
                column += atoms.keys().size();
            }
            outcome.array("atoms_of_" + atoms.word(), found, gates.size(), atoms.width());
        }
    }
}
