package org.gyre.lab.infomax;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.Unit;
import org.gyre.core.stats.Descriptive;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.gyre.nets.infomax.ExactInfomax;
import org.gyre.nets.infomax.InfomaxParameters;

/// The Gaussian information against the Shannon information of the same small networks, both exact by
/// enumeration (T09, Fig. 10); kind `infomax-proxy`. One step is one random network.
public final class ProxyCheck implements Experiment<ProxyCheck.Configuration> {
    private static final String LARGEST_ERROR = "largest_relative_error_width_#";
    private static final String MEDIAN_ERROR = "median_relative_error_width_#";
    private static final String MEDIAN = "information_exact_median_width_#_bits";

    /// The keys of the TOML file.
    ///
    /// @param networks number of random networks
    /// @param units N, at most 12
    /// @param pMax ceiling of the firing probability
    /// @param rate target rate, spikes per step
    /// @param widths half-widths of the uniform weights, one series each
    public record Configuration(
            @Default("10") int networks,
            @Default("4") int units,
            @Default("1.0") double pMax,
            @Default("0.4") double rate,
            @Default("[0.5]") List<Double> widths) {
        public Configuration {
            SmallNetworks.check(networks, units, widths);
            InfomaxParameters.uniform(units, pMax, rate);
            widths = List.copyOf(widths);
        }
    }

    @Override
    public String kind() {
        return "infomax-proxy";
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        ValueNames names = new ValueNames();
        for (String family : List.of(LARGEST_ERROR, MEDIAN_ERROR, MEDIAN)) {
            names.each(family, configuration.widths());
        }
        return names;
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        return new Check(configuration, context);
    }

    private static final class Check implements Session {
        private final Configuration configuration;
        private final RunContext context;
        private final InfomaxParameters parameters;
        private final double[] gaussian;
        private final double[] shannon;
        private int done;

        Check(Configuration configuration, RunContext context) {
            this.configuration = configuration;
            this.context = context;
            this.parameters =
                    InfomaxParameters.uniform(configuration.units(), configuration.pMax(), configuration.rate());
            int total = configuration.networks() * configuration.widths().size();
            this.gaussian = new double[total];
            this.shannon = new double[total];
        }

        @Override
        public long totalSteps() {
            return gaussian.length;
        }

        @Override
        public long completedSteps() {
            return done;
        }

        @Override
        public List<String> scalarNames() {
            return List.of("width", "information_gaussian_bits", "information_exact_bits");
        }

        @Override
        public void advance() {
            double width = configuration.widths().get(done / configuration.networks());
            ExactInfomax exact = ExactInfomax.atTargetRates(
                    parameters,
                    SmallNetworks.weights(
                            configuration.units(), width, context.random().split(done)));
            gaussian[done] = Unit.BITS.fromNats(exact.gaussian().nats());
            shannon[done] = Unit.BITS.fromNats(exact.shannonInformation());
            Map<String, Double> row = new LinkedHashMap<>();
            row.put("width", width);
            row.put("information_gaussian_bits", gaussian[done]);
            row.put("information_exact_bits", shannon[done]);
            context.scalars(++done, row);
        }

        @Override
        public void save(SnapshotWriter out) {
            out.put("gaussian", gaussian);
            out.put("shannon", shannon);
            out.put("done", (long) done);
        }

        @Override
        public void restore(SnapshotReader in) {
            in.into(gaussian, "gaussian");
            in.into(shannon, "shannon");
            done = (int) in.integer("done");
        }

        @Override
        public void finish(Outcome outcome) {
            outcome.cite("Tanaka2009");
            int per = configuration.networks();
            Series[] series = new Series[configuration.widths().size() + 1];
            double largest = 0;
            for (int w = 0; w < configuration.widths().size(); w++) {
                double[] x = new double[per];
                double[] y = new double[per];
                double[] error = new double[per];
                for (int k = 0; k < per; k++) {
                    x[k] = shannon[w * per + k];
                    y[k] = gaussian[w * per + k];
                    error[k] = Math.abs(y[k] / x[k] - 1);
                    largest = Math.max(largest, Math.max(x[k], y[k]));
                }
                double width = configuration.widths().get(w);
                outcome.value(
                        ValueNames.of(LARGEST_ERROR, width),
                        Arrays.stream(error).max().orElseThrow());
                outcome.value(ValueNames.of(MEDIAN_ERROR, width), Descriptive.median(error));
                outcome.value(ValueNames.of(MEDIAN, width), Descriptive.median(x));
                series[w] = Series.points("|W| ≤ " + width, x, y);
            }
            series[series.length - 1] = Series.dashed("equal", new double[] {0, largest}, new double[] {0, largest});
            outcome.array("information_gaussian_bits", gaussian);
            outcome.array("information_exact_bits", shannon);
            outcome.figure(new LineChart(
                    "proxy",
                    "Gaussian proxy against Shannon information",
                    "Each point is a random network; both values are exact by enumeration of its states, so what separates"
                            + " them is the Gaussian assumption alone.",
                    Axis.linear("Shannon information (bits)").from(0),
                    Axis.linear("Gaussian information (bits)").from(0),
                    series));
        }
    }
}
