package org.gyre.lab.infomorphic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gyre.core.InputException;
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

/// Decomposes the information of small laws of two sources and a target by every measure of
/// redundancy: the gates of the literature. Kind `pid-gates`. One step is one gate.
public final class GateTable implements Experiment<GateTable.Configuration> {
    private static final List<String> ATOMS = List.of("{1}{2}", "{1}", "{2}", "{12}");
    private static final List<String> NAMES = List.of("redundant", "unique_1", "unique_2", "synergistic");

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
    }

    /// One law.
    ///
    /// @param name  lower-case letters, digits and `_`
    /// @param words the values of source 1, source 2 and the target, parted by commas, and how often
    ///     each row of them is to be counted: `"0,0,0"`, `"0,1,0 : 2.5"`
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

        private static JointTable table(String name, List<String> words) {
            JointTable.Builder builder = JointTable.builder(2);
            for (String word : words) {
                int colon = word.indexOf(':');
                String row = colon < 0 ? word : word.substring(0, colon);
                List<String> values = List.of(row.trim().split("\\s*,\\s*", -1));
                if (values.size() != 3) {
                    throw new InputException("gate '" + name + "': '" + word
                            + "' has not three values parted by commas, of source 1, source 2 and target");
                }
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
            for (Redundancy measure : Redundancy.values()) {
                for (String atom : NAMES) {
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

    /// The table is `[gate][measure and atom]`, in bits.
    private static final class Gates extends TableSession {
        private static final int WIDTH = Redundancy.values().length * 4;

        private final Configuration configuration;
        private final RunContext context;

        Gates(Configuration configuration, RunContext context) {
            super(configuration.gates().size(), WIDTH);
            this.configuration = configuration;
            this.context = context;
        }

        @Override
        public List<String> scalarNames() {
            List<String> names = new ArrayList<>();
            for (Redundancy measure : Redundancy.values()) {
                names.add(key(measure) + "_redundant_bits");
            }
            return names;
        }

        @Override
        public void advance() {
            JointTable table = configuration.gates().get(done()).table();
            int at = done() * WIDTH;
            Map<String, Double> row = new LinkedHashMap<>();
            for (Redundancy measure : Redundancy.values()) {
                Decomposition decomposition = measure.decompose(table);
                row.put(key(measure) + "_redundant_bits", Unit.BITS.fromNats(decomposition.atom(ATOMS.getFirst())));
                for (String atom : ATOMS) {
                    super.table[at++] = Unit.BITS.fromNats(decomposition.atom(atom));
                }
            }
            context.scalars(complete(), row);
        }

        @Override
        public void finish(Outcome outcome) {
            int column = 0;
            for (Redundancy measure : Redundancy.values()) {
                TableFigure figure = new TableFigure(
                        key(measure),
                        "Atoms by " + measure.label(),
                        measure.source() + "; in bits.",
                        "gate",
                        "redundant",
                        "unique of source 1",
                        "unique of source 2",
                        "synergistic");
                for (int g = 0; g < configuration.gates().size(); g++) {
                    Gate gate = configuration.gates().get(g);
                    Object[] cells = new Object[NAMES.size() + 1];
                    cells[0] = gate.name();
                    for (int atom = 0; atom < NAMES.size(); atom++) {
                        double value = table[g * WIDTH + column + atom];
                        outcome.value(value(gate, measure, NAMES.get(atom)), value);
                        cells[atom + 1] = value;
                    }
                    figure = figure.row(cells);
                }
                outcome.figure(figure);
                column += NAMES.size();
            }
            outcome.array("atoms", table.clone(), configuration.gates().size(), WIDTH);
            outcome.cite("Makkeh2021");
        }
    }
}
