package org.gyre.lab.sweep;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.BarChart;
import org.gyre.lab.report.ColourMap;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.HeatMap;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.TableFigure;
import org.gyre.lab.run.Numbers;
import tools.jackson.databind.JsonNode;

/// The figures that fit a sweep: of one axis a curve with its interval (bars, where values have no order), of
/// two a map, and the curves of the second; of drawn points a cloud over each axis. What a figure does not show
/// is averaged over, and it says so.
final class SweepFigures {
    private static final int MOST_VALUES = 12;
    private static final int MOST_CURVES = 8;
    /// Along the side of a map.
    private static final int MOST_LETTERS = 48;
    private static final int MOST_DOTS = 4000;
    private static final double LOG_FROM = 0.35;
    private static final double LOG_RATIO = 20;

    private final SweepPlan plan;
    private final List<String> values;
    private final List<Integer> moving = new ArrayList<>();
    private final Map<String, Groups> curves = new LinkedHashMap<>();
    private final Map<String, Groups> maps = new LinkedHashMap<>();
    private final Map<String, List<double[]>> clouds = new LinkedHashMap<>();

    private SweepFigures(SweepPlan plan, List<String> values) {
        this.plan = plan;
        this.values = values.subList(0, Math.min(values.size(), MOST_VALUES));
        for (int a = 0; a < plan.axes().size(); a++) {
            if (plan.axes().get(a).with() == a && plan.axes().get(a).places() > 1) {
                moving.add(a);
            }
        }
        // The longest axis is the abscissa; of equal ones the first.
        moving.sort(Comparator.comparingInt((Integer a) ->
                        plan.axes().get(a).numeric() ? plan.axes().get(a).places() : 0)
                .reversed());
    }

    /// @param values names of all values, in order; the first are drawn
    static List<Figure> of(SweepPlan plan, Rows log, List<String> values) throws IOException {
        SweepFigures figures = new SweepFigures(plan, values);
        figures.collect(log);
        List<Figure> all = new ArrayList<>();
        figures.values.forEach(value -> figures.draw(value, all));
        if (log.failed() > 0) {
            all.add(failures(plan, log));
        }
        return all;
    }

    private void collect(Rows log) throws IOException {
        // Every so many points of a large cloud are drawn.
        int every = Math.max(1, Math.ceilDiv(plan.size(), MOST_DOTS));
        log.read((index, line) -> {
            List<JsonNode> at = plan.coordinates(index);
            for (String value : values) {
                Double number = line.row().values().get(value);
                if (number == null || !Double.isFinite(number)) {
                    continue;
                }
                if (!plan.isGrid()) {
                    if (index % every == 0) {
                        double[] dot = new double[plan.axes().size() + 1];
                        for (int a = 0; a < plan.axes().size(); a++) {
                            dot[a] = at.get(a).asDouble(Double.NaN);
                        }
                        dot[plan.axes().size()] = number;
                        clouds.computeIfAbsent(value, _ -> new ArrayList<>()).add(dot);
                    }
                    continue;
                }
                curves.computeIfAbsent(value, _ -> new Groups()).add(places(at, 1), number);
                maps.computeIfAbsent(value, _ -> new Groups()).add(places(at, 2), number);
            }
        });
    }

    /// The values of the first axes that are drawn.
    private List<JsonNode> places(List<JsonNode> at, int count) {
        List<JsonNode> places = new ArrayList<>();
        for (int a : moving.subList(0, Math.min(count, moving.size()))) {
            places.add(at.get(a));
        }
        return places;
    }

    private void draw(String value, List<Figure> all) {
        if (!plan.isGrid()) {
            for (int a : moving) {
                if (plan.axes().get(a).numeric() && clouds.containsKey(value)) {
                    all.add(cloud(value, a));
                }
            }
            return;
        }
        Groups groups = curves.get(value);
        if (groups == null || groups.isEmpty()) {
            return;
        }
        if (moving.isEmpty()) {
            all.add(single(value, groups));
            return;
        }
        SweepAxis first = axis(0);
        if (moving.size() > 1) {
            all.add(map(value));
            if (axis(1).places() <= MOST_CURVES && first.numeric()) {
                all.add(family(value));
                return;
            }
        }
        all.add(first.numeric() ? curve(value, groups) : bars(value, groups));
    }

    private SweepAxis axis(int number) {
        return plan.axes().get(moving.get(number));
    }

    /// What the figure is a mean over.
    ///
    /// @param drawn  how many axes it shows
    /// @param sure   whether it shows how sure a mean is
    private String averaged(int drawn, boolean sure) {
        List<String> over = new ArrayList<>();
        for (int number = drawn; number < moving.size(); number++) {
            over.add(axis(number).key());
        }
        if (plan.seedsOfEach() > 1) {
            over.add(plan.seedsOfEach() + " seeds");
        }
        if (over.isEmpty()) {
            return "";
        }
        String mean = "Means over " + String.join(" and ", over);
        return sure ? mean + ", with the 95 % interval of each by Student's law." : mean + ".";
    }

    /// The spread over seeds is an uncertainty, that over other axes is none.
    private boolean isSure(int drawn, Groups groups) {
        return groups.largest() > 1 && moving.size() <= drawn;
    }

    private static String id(String value, String what) {
        return (value + "-" + what)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }

    /// `information_mean_bits` as `information mean (bits)`.
    static String label(String name) {
        String unit = SweepTable.unit(name);
        String words = unit.isEmpty() ? name : name.substring(0, name.lastIndexOf('_'));
        // In names a number is written with underlines: density_0_5.
        return words.replaceAll("(?<![0-9])(?<![0-9]_)0_([0-9]+)", "0.$1").replace('_', ' ')
                + (unit.isEmpty() ? "" : " (" + unit + ")");
    }

    private static Axis scale(SweepAxis axis) {
        double[] x = axis.values().stream()
                .mapToDouble(JsonNode::doubleValue)
                .sorted()
                .toArray();
        boolean log = x[0] > 0 && x[x.length - 1] / x[0] >= LOG_RATIO && isEven(x);
        return log || (axis.range() != null && axis.range().scale() == SweepKeys.AxisKeys.Scale.LOG)
                ? Axis.log(axis.key())
                : Axis.linear(axis.key());
    }

    /// Whether values are spread more evenly by their ratios than by their differences.
    private static boolean isEven(double[] x) {
        return x.length > 2 && (x[x.length / 2] - x[0]) / (x[x.length - 1] - x[0]) < LOG_FROM;
    }

    private LineChart curve(String value, Groups groups) {
        return new LineChart(
                id(value, "curve"),
                label(value),
                averaged(1, isSure(1, groups)),
                scale(axis(0)),
                Axis.linear(label(value)),
                series("", List.of(), groups, 1));
    }

    private LineChart family(String value) {
        Groups groups = maps.getOrDefault(value, new Groups());
        List<Series> series = new ArrayList<>();
        for (JsonNode second : axis(1).values()) {
            series.add(series(axis(1).key() + " = " + text(second), List.of(second), groups, 2));
        }
        return new LineChart(
                id(value, "curves"),
                label(value) + ", curve by curve",
                averaged(2, isSure(2, groups)),
                scale(axis(0)),
                Axis.linear(label(value)),
                series.toArray(new Series[0]));
    }

    private Series series(String name, List<JsonNode> rest, Groups groups, int drawn) {
        Set<JsonNode> sorted = new LinkedHashSet<>(axis(0).values().stream()
                .sorted(Comparator.comparingDouble(JsonNode::doubleValue))
                .toList());
        double[] x = new double[sorted.size()];
        double[] y = new double[x.length];
        double[] low = new double[x.length];
        double[] high = new double[x.length];
        int i = 0;
        for (JsonNode at : sorted) {
            List<JsonNode> group = new ArrayList<>(List.of(at));
            group.addAll(rest);
            double margin = groups.margin(group);
            x[i] = at.doubleValue();
            y[i] = groups.mean(group);
            low[i] = y[i] - margin;
            high[i] = y[i] + margin;
            i++;
        }
        Series series = Series.lineAndPoints(name, x, y);
        return isSure(drawn, groups) ? series.withBand(low, high) : series;
    }

    private BarChart bars(String value, Groups groups) {
        List<JsonNode> places = axis(0).values();
        double[] mean = new double[places.size()];
        double[] low = new double[mean.length];
        double[] high = new double[mean.length];
        for (int i = 0; i < mean.length; i++) {
            double margin = groups.margin(List.of(places.get(i)));
            mean[i] = groups.mean(List.of(places.get(i)));
            low[i] = mean[i] - margin;
            high[i] = mean[i] + margin;
        }
        boolean sure = isSure(1, groups);
        return new BarChart(
                id(value, "bars"),
                label(value),
                averaged(1, isSure(1, groups)),
                axis(0).key(),
                Axis.linear(label(value)),
                places.stream().map(SweepFigures::text).toList(),
                new BarChart.Bars("", mean, sure ? low : null, sure ? high : null));
    }

    private HeatMap map(String value) {
        Groups groups = maps.getOrDefault(value, new Groups());
        List<JsonNode> columns = axis(0).values();
        List<JsonNode> rows = axis(1).values().reversed();
        double[] means = new double[rows.size() * columns.size()];
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < columns.size(); c++) {
                means[r * columns.size() + c] = groups.mean(List.of(columns.get(c), rows.get(r)));
            }
        }
        return new HeatMap(
                id(value, "map"),
                label(value),
                averaged(2, false),
                axis(0).key(),
                axis(1).key(),
                label(value),
                rows.size(),
                columns.size(),
                means,
                ColourMap.SEQUENTIAL,
                null,
                null,
                named(rows),
                named(columns));
    }

    /// Names beside rows and columns, as many as there is room for.
    private static List<HeatMap.Group> named(List<JsonNode> places) {
        List<String> names = places.stream().map(SweepFigures::brief).toList();
        int longest = names.stream().mapToInt(String::length).max().orElse(1);
        int most = Math.max(2, MOST_LETTERS / (longest + 1));
        int every = Math.ceilDiv(places.size(), most);
        List<HeatMap.Group> groups = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            groups.add(new HeatMap.Group(i % every == 0 ? names.get(i) : "", i));
        }
        return groups;
    }

    /// Three digits: enough to find a cell by.
    private static String brief(JsonNode value) {
        return value.isNumber()
                ? Numbers.compact(new BigDecimal(value.doubleValue())
                                .round(new MathContext(3))
                                .doubleValue())
                        .replace('-', '−')
                : text(value);
    }

    private static String text(JsonNode value) {
        return value.isNumber()
                ? Numbers.compact(value.doubleValue()).replace('-', '−')
                : value.asString(value.toString());
    }

    private TableFigure single(String value, Groups groups) {
        return new TableFigure(
                        id(value, "mean"), label(value), averaged(0, isSure(0, groups)), "mean", "95 % interval, ±")
                .row(groups.mean(List.of()), groups.margin(List.of()));
    }

    private LineChart cloud(String value, int axis) {
        List<double[]> dots = clouds.getOrDefault(value, List.of());
        int last = plan.axes().size();
        double[] x = dots.stream().mapToDouble(dot -> dot[axis]).toArray();
        double[] y = dots.stream().mapToDouble(dot -> dot[last]).toArray();
        return new LineChart(
                id(value, "over-" + plan.axes().get(axis).key()),
                label(value) + " over " + plan.axes().get(axis).key(),
                "A dot for each point" + (plan.size() > MOST_DOTS ? ", of so many some" : "")
                        + "; all other axes vary too.",
                scale(plan.axes().get(axis)),
                Axis.linear(label(value)),
                Series.points("", x, y));
    }

    private static TableFigure failures(SweepPlan plan, Rows log) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        log.read((index, line) -> {
            if (line.row().isFailed() && rows.size() < SweepResult.MOST_FAILURES) {
                rows.add(List.of(
                        Integer.toString(index + 1),
                        String.join(", ", plan.point(index).overrides()),
                        line.row().sentence()));
            }
        });
        return new TableFigure(
                "failed-points",
                "Points that failed",
                log.failed() > rows.size() ? "The first of " + log.failed() + "; all are in failures.csv." : "",
                List.of("point", "settings", "why"),
                rows);
    }
}
