package org.gyre.lab.lif;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.TableSession;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.ColourMap;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.HeatMap;
import org.gyre.lab.report.TableFigure;
import org.gyre.nets.lif.LifFormula;
import org.gyre.nets.lif.LifSemantics;
import org.gyre.nets.lif.Surrogate;
import org.gyre.nets.lif.mode.PhaseDiagram;

/// The longest interval between regular input spikes with which a unit still fires, over weight and
/// leak (Gerum & Schilling 2021), each grid point held against a simulation of the unit. Kind
/// `lif-phase-diagram`. One step is one leak.
///
/// A point agrees if the simulated unit fires at that interval and not at one step more. Where the sum
/// of the inputs lies within 10⁻⁹ of the threshold at one of the two, rounding decides: such points are
/// counted apart and not asked.
public final class LifPhaseDiagram implements Experiment<LifPhaseDiagram.Configuration> {
    private static final int LEAST_POINTS = 5;
    private static final int MOST_POINTS = 500;
    private static final String AGREEMENT = "agreement";
    private static final String POINTS = "points";
    private static final String TIED = "tied_points";

    /// The keys of the TOML file. Weights and leaks are the middles of equal parts of (0, 1).
    ///
    /// @param weights how many
    /// @param leaks   how many
    /// @param spikes  numbers of input spikes, one diagram each; 0 for endlessly many
    public record Configuration(
            @Default("50") int weights,
            @Default("40") int leaks,
            @Default("[2, 3, 0]") List<Integer> spikes) {
        /// @throws InputException if a number is out of range
        public Configuration {
            spikes = List.copyOf(spikes);
            if (weights < LEAST_POINTS || weights > MOST_POINTS || leaks < LEAST_POINTS || leaks > MOST_POINTS) {
                throw new InputException("weights = " + weights + ", leaks = " + leaks + ": both from " + LEAST_POINTS
                        + " to " + MOST_POINTS);
            }
            for (int number : spikes) {
                if (number == 1 || number < 0 || number > MOST_POINTS) {
                    throw new InputException("spikes: " + number + " input spikes; an interval needs 2 to "
                            + MOST_POINTS + " of them, or 0 for endlessly many");
                }
            }
            if (spikes.isEmpty() || new HashSet<>(spikes).size() < spikes.size()) {
                throw new InputException("spikes = " + spikes + ": give at least one number, each once");
            }
        }

        private double weight(int column) {
            return (column + 0.5) / weights;
        }

        private double leak(int row) {
            return (row + 0.5) / leaks;
        }
    }

    @Override
    public String kind() {
        return "lif-phase-diagram";
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        ValueNames names = new ValueNames().give(AGREEMENT, POINTS, TIED);
        for (int number : configuration.spikes()) {
            for (Count count : Count.values()) {
                names.give(count.of(number));
            }
        }
        return names;
    }

    /// What is told of a diagram.
    private enum Count {
        AGREEMENT("agreement"),
        SILENT("silent_share"),
        LONGEST("longest_interval");

        private final String key;

        Count(String key) {
            this.key = key;
        }

        private String of(int spikes) {
            return key + (spikes == 0 ? "_endless" : "_" + spikes + "_spikes");
        }
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        return new Rows(configuration, context);
    }

    /// The table is `[leak][number of spikes][weight][interval, verdict]`.
    private static final class Rows extends TableSession {
        private static final double DISAGREES = 0;
        private static final double AGREES = 1;
        private static final double TIES = 2;
        private static final double NEAR = 1e-9;
        private static final int FIFTHS = 5;
        /// What is left of an input spike when further ones change nothing in double precision.
        private static final double NOTHING = 1e-17;

        private final Configuration configuration;
        private final RunContext context;
        private final LifFormula unit = new LifFormula(LifSemantics.GERUM_2021, new Surrogate.Flat(), 1);

        Rows(Configuration configuration, RunContext context) {
            super(configuration.leaks(), configuration.spikes().size() * configuration.weights() * 2);
            this.configuration = configuration;
            this.context = context;
        }

        @Override
        public List<String> scalarNames() {
            return List.of("leak", "agreeing", "tied", "silent");
        }

        @Override
        public List<Figure> live() {
            List<Figure> maps = new ArrayList<>();
            for (int n = 0; n < configuration.spikes().size(); n++) {
                maps.add(map(n, "live-map-", "Rows come from the least leak on; those to come are grey as well. "));
            }
            return maps;
        }

        @Override
        public void advance() {
            double leak = configuration.leak(done());
            int[] verdicts = new int[3];
            int silent = 0;
            for (int n = 0; n < configuration.spikes().size(); n++) {
                int spikes = configuration.spikes().get(n);
                for (int w = 0; w < configuration.weights(); w++) {
                    double weight = configuration.weight(w);
                    long interval =
                            PhaseDiagram.longestInterval(weight, leak, spikes == 0 ? PhaseDiagram.ENDLESS : spikes);
                    double verdict = verdict(weight, leak, spikes, interval);
                    int at = at(done(), n, w);
                    table[at] = (double) interval;
                    table[at + 1] = verdict;
                    verdicts[(int) verdict]++;
                    silent += interval == 0 ? 1 : 0;
                }
            }
            Map<String, Double> row = new LinkedHashMap<>();
            row.put("leak", leak);
            row.put("agreeing", (double) verdicts[(int) AGREES]);
            row.put("tied", (double) verdicts[(int) TIES]);
            row.put("silent", (double) silent);
            context.scalars(complete(), row);
        }

        private int at(int leak, int n, int weight) {
            return ((leak * configuration.spikes().size() + n) * configuration.weights() + weight) * 2;
        }

        private double verdict(double weight, double leak, int spikes, long interval) {
            boolean tied =
                    (interval > 0 && tied(weight, leak, spikes, interval)) || tied(weight, leak, spikes, interval + 1);
            if (tied) {
                return TIES;
            }
            boolean reaches = interval == 0 || fires(weight, leak, spikes, interval);
            return reaches && !fires(weight, leak, spikes, interval + 1) ? AGREES : DISAGREES;
        }

        /// Whether the potential at the last input spike is the threshold but for rounding.
        private static boolean tied(double weight, double leak, int spikes, long interval) {
            double kept = StrictMath.pow(1 - leak, (double) interval);
            double all = spikes == 0 ? 1 : 1 - StrictMath.pow(kept, spikes);
            return Math.abs(weight * all / (1 - kept) - 1) < NEAR;
        }

        private boolean fires(double weight, double leak, int spikes, long interval) {
            int many = spikes;
            if (spikes == 0) {
                many = 1 + (int) Math.ceil(StrictMath.log(NOTHING) / ((double) interval * StrictMath.log1p(-leak)));
            }
            double[] currents = new double[Math.toIntExact((many - 1) * interval + 1)];
            for (int i = 0; i < many; i++) {
                currents[(int) (i * interval)] = weight;
            }
            for (boolean spike : unit.run(currents, leak, LifFormula.State.REST).spikes()) {
                if (spike) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void finish(Outcome outcome) {
            int each = configuration.weights() * configuration.leaks();
            TableFigure summary = new TableFigure(
                    "counts",
                    "Formula and simulation",
                    "Share of the points that are not tied where the simulated unit fires at the longest interval and"
                            + " not at one step more; points where rounding decides; share of points that do not fire"
                            + " even at successive steps; longest interval of the diagram.",
                    "input spikes",
                    "points",
                    "tied",
                    "agreement",
                    "silent share",
                    "longest interval (steps)");
            int agreeing = 0;
            int allTied = 0;
            for (int n = 0; n < configuration.spikes().size(); n++) {
                int spikes = configuration.spikes().get(n);
                int agree = 0;
                int tied = 0;
                int silent = 0;
                double longest = 0;
                for (int l = 0; l < configuration.leaks(); l++) {
                    for (int w = 0; w < configuration.weights(); w++) {
                        int at = at(l, n, w);
                        agree += table[at + 1] == AGREES ? 1 : 0;
                        tied += table[at + 1] == TIES ? 1 : 0;
                        silent += table[at] == 0 ? 1 : 0;
                        longest = Math.max(longest, table[at]);
                    }
                }
                double share = (double) agree / (each - tied);
                outcome.valueOr(Count.AGREEMENT.of(spikes), share, "All points are tied.");
                outcome.value(Count.SILENT.of(spikes), (double) silent / each);
                outcome.value(Count.LONGEST.of(spikes), longest);
                summary = summary.row(
                        spikes == 0 ? "endless" : spikes + " spikes",
                        each,
                        tied,
                        share,
                        (double) silent / each,
                        longest);
                outcome.figure(map(n, "map-", ""));
                agreeing += agree;
                allTied += tied;
            }
            int all = each * configuration.spikes().size();
            outcome.valueOr(AGREEMENT, (double) agreeing / (all - allTied), "All points are tied.");
            outcome.value(POINTS, all);
            outcome.value(TIED, allTied);
            outcome.figure(summary);
            outcome.array(
                    "diagrams",
                    table.clone(),
                    configuration.leaks(),
                    configuration.spikes().size(),
                    configuration.weights(),
                    2);
            outcome.cite("Gerum2021");
        }

        private static String name(int spikes) {
            return spikes == 0 ? "endless" : String.valueOf(spikes);
        }

        private HeatMap map(int n, String prefix, String remark) {
            int rows = configuration.leaks();
            int columns = configuration.weights();
            double[] values = new double[rows * columns];
            for (int l = 0; l < rows; l++) {
                for (int w = 0; w < columns; w++) {
                    double interval = table[at(l, n, w)];
                    // The largest leak at the top, as on axes.
                    values[(rows - 1 - l) * columns + w] = interval == 0 ? Double.NaN : StrictMath.log10(interval);
                }
            }
            int spikes = configuration.spikes().get(n);
            String many = spikes == 0 ? "endlessly many" : String.valueOf(spikes);
            return new HeatMap(
                    prefix + name(spikes),
                    "Longest interval between " + many + " input spikes",
                    remark + "A unit at rest fires, at the latest at "
                            + (spikes == 0 ? "some input spike" : "input spike " + spikes)
                            + ", if regular input spikes are no further apart than this. Where it is grey it does not"
                            + " fire even if they come in successive steps.",
                    "weight over threshold",
                    "leak",
                    "log10 of interval (steps)",
                    rows,
                    columns,
                    values,
                    ColourMap.SEQUENTIAL,
                    null,
                    null,
                    groups(rows, true),
                    groups(columns, false));
        }

        /// Fifths of (0, 1).
        private static List<HeatMap.Group> groups(int points, boolean downwards) {
            List<HeatMap.Group> groups = new ArrayList<>();
            for (int g = 0; g < FIFTHS; g++) {
                int part = downwards ? FIFTHS - 1 - g : g;
                String range = String.format(
                        Locale.ROOT, "%.1f\u2013%.1f", (double) part / FIFTHS, (double) (part + 1) / FIFTHS);
                groups.add(
                        new HeatMap.Group(range, downwards ? points - first(part + 1, points) : first(part, points)));
            }
            return groups;
        }

        /// The first point of a fifth.
        private static int first(int part, int points) {
            return (int) Math.ceil((double) part * points / FIFTHS - 0.5);
        }
    }
}
