package org.gyre.lab.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.experiment.Configuration;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.TomlFile;
import org.gyre.lab.run.Sha256;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Which points a sweep has, and in which order. Points are made when they are asked for: a plan of a million
/// takes no more room than its axes.
public final class SweepPlan {
    private static final int MOST_POINTS = 10_000_000;
    private static final int KEY_DIGITS = 24;
    private static final Pattern SEEDS = Pattern.compile("(\\d{1,18})\\.\\.(\\d{1,18})");

    private final String name;
    private final SweepKeys keys;
    private final ConfigurationSource base;
    private final List<String> common;
    private final List<SweepAxis> axes;
    private final long @Nullable [] seeds;
    private final int settings;
    private final int[][] strata;
    private final String digest;

    private SweepPlan(
            String name,
            SweepKeys keys,
            ConfigurationSource base,
            List<String> common,
            List<SweepAxis> axes,
            long @Nullable [] seeds,
            int settings) {
        this.name = name;
        this.keys = keys;
        this.base = base;
        this.common = common;
        this.axes = axes;
        this.seeds = seeds;
        this.settings = settings;
        this.strata = strata();
        this.digest = Sha256.of((base.text() + "\n" + String.join("\n", common)).getBytes(UTF_8));
    }

    /// Reads a plan.
    ///
    /// @throws InputException naming file, line and key
    public static SweepPlan read(ConfigurationSource source) {
        return read(source, null);
    }

    /// A plan that was checked when its sweep began, with the configuration as it was then.
    ///
    /// @throws InputException naming file, line and key
    static SweepPlan begun(ConfigurationSource source, ConfigurationSource kept) {
        return plan(TomlFile.read(source, SweepKeys.class), source, kept);
    }

    /// Reads a plan.
    ///
    /// @param kept the configuration that it varies, as it was when the sweep began; absent: as it is now
    /// @throws InputException naming file, line and key
    static SweepPlan read(ConfigurationSource source, @Nullable ConfigurationSource kept) {
        TomlFile<SweepKeys> file = TomlFile.read(source, SweepKeys.class);
        SweepPlan plan = plan(file, source, kept);
        plan.check(file);
        return plan;
    }

    private static SweepPlan plan(
            TomlFile<SweepKeys> file, ConfigurationSource source, @Nullable ConfigurationSource kept) {
        SweepKeys keys = file.value();
        ConfigurationSource base = kept == null ? base(keys, source.folder()) : kept;
        List<String> common = new ArrayList<>();
        JsonNode set = keys.set();
        JsonNode list = keys.seeds();
        if (set != null) {
            placed(file, "set", () -> flatten("", set, common));
        }
        List<SweepAxis> axes = new ArrayList<>();
        for (int a = 0; a < keys.axes().size(); a++) {
            int at = a;
            placed(file, "axes[" + a + "]", () -> axes.add(axis(keys, at, axes)));
        }
        long[] seeds = list == null ? null : placed(file, "seeds", () -> seeds(list));
        long count = keys.sample() == null ? grid(axes) : keys.sample().points();
        long points = count * (seeds == null ? 1 : seeds.length);
        if (count > MOST_POINTS || points > MOST_POINTS) {
            throw new InputException(file.places().of("axes") + ": the sweep has more than " + MOST_POINTS
                    + " points; draw some of them with [sample], or divide it");
        }
        return new SweepPlan(source.name(), keys, base, common, axes, seeds, (int) count);
    }

    private interface Attempt<T> {
        T get();
    }

    /// What is refused is told with its line.
    private static <T> T placed(TomlFile<SweepKeys> file, String key, Attempt<T> attempt) {
        try {
            return attempt.get();
        } catch (InputException refused) {
            throw new InputException(file.places().of(key) + ": " + refused.getMessage(), refused);
        }
    }

    private static ConfigurationSource base(SweepKeys keys, @Nullable Path folder) {
        String file = keys.file();
        if (file == null) {
            return ConfigurationSource.named(String.valueOf(keys.preset()));
        }
        return ConfigurationSource.file(folder == null ? Path.of(file) : folder.resolve(file));
    }

    private static boolean flatten(String path, JsonNode table, List<String> overrides) {
        if (!table.isObject()) {
            throw new InputException("set must be a table of keys, as in [set]");
        }
        for (Map.Entry<String, JsonNode> entry : table.properties()) {
            String key = path + entry.getKey();
            if (entry.getValue().isObject()) {
                flatten(key + ".", entry.getValue(), overrides);
            } else {
                overrides.add(key + "=" + TomlFile.text(entry.getValue()));
            }
        }
        return true;
    }

    private static SweepAxis axis(SweepKeys keys, int at, List<SweepAxis> before) {
        SweepKeys.AxisKeys axis = keys.axes().get(at);
        int with = at;
        if (axis.with() != null) {
            with = -1;
            for (int a = 0; a < before.size(); a++) {
                with = before.get(a).key().equals(axis.with()) && before.get(a).with() == a ? a : with;
            }
            if (with < 0) {
                throw new InputException(
                        "with = \"" + axis.with() + "\" is no key of an axis before it that moves by" + " itself");
            }
        }
        SweepAxis made = SweepAxis.of(axis, keys.sample() != null, with);
        made.values().forEach(TomlFile::text);
        if (with != at
                && (before.get(with).range() != null
                        || made.places() != before.get(with).places())) {
            throw new InputException("axis " + made.key() + " has " + made.places() + " values, and "
                    + before.get(with).key() + ", with which it moves, has "
                    + (before.get(with).range() != null
                            ? "a range that is drawn from"
                            : Integer.toString(before.get(with).places())));
        }
        return made;
    }

    private static long[] seeds(JsonNode seeds) {
        if (seeds.isString()) {
            Matcher range = SEEDS.matcher(seeds.stringValue());
            if (range.matches()) {
                long from = Long.parseLong(range.group(1));
                long to = Long.parseLong(range.group(2));
                if (from <= to && to - from < MOST_POINTS) {
                    long[] all = new long[(int) (to - from + 1)];
                    Arrays.setAll(all, i -> from + i);
                    return all;
                }
            }
        } else if (seeds.isArray() && !seeds.isEmpty()) {
            long[] all = new long[seeds.size()];
            boolean whole = true;
            for (int i = 0; i < all.length; i++) {
                whole &= seeds.get(i).isIntegralNumber() && seeds.get(i).canConvertToLong();
                all[i] = seeds.get(i).asLong(0);
            }
            if (whole && Arrays.stream(all).distinct().count() == all.length) {
                return all;
            }
        }
        throw new InputException(
                "seeds = " + seeds + ": must be a range such as \"1..20\" or a list of different whole" + " numbers");
    }

    private static long grid(List<SweepAxis> axes) {
        long points = 1;
        for (int a = 0; a < axes.size(); a++) {
            if (axes.get(a).with() == a) {
                points = Math.min(Math.multiplyExact(points, (long) axes.get(a).places()), MOST_POINTS + 1L);
            }
        }
        return points;
    }

    /// Mistakes are told before anything is computed: of the first point, and of every value of every axis.
    private void check(TomlFile<SweepKeys> file) {
        SweepPoint first = point(0);
        String about = keys.preset() == null ? "file" : "preset";
        placed(file, common.isEmpty() ? about : "set", () -> load(common, first.seed()));
        for (int a = 0; a < axes.size(); a++) {
            for (int v = 0; v < axes.get(a).places(); v++) {
                List<JsonNode> coordinates = new ArrayList<>();
                for (int other = 0; other < axes.size(); other++) {
                    boolean moved = other == a
                            || axes.get(other).with() == a
                            || axes.get(a).with() == other;
                    coordinates.add(axes.get(other).values().get(moved ? v : 0));
                }
                placed(file, "axes[" + a + "]", () -> load(overrides(coordinates), first.seed()));
            }
        }
    }

    /// Points that between them have every value of every axis, but those of ranges that are drawn from.
    List<Integer> corners() {
        List<Integer> corners = new ArrayList<>(List.of(0));
        if (keys.sample() == null) {
            int step = seedsOfEach();
            for (int a = axes.size() - 1; a >= 0; a--) {
                if (axes.get(a).with() == a) {
                    for (int v = 1; v < axes.get(a).places(); v++) {
                        corners.add(v * step);
                    }
                    step *= axes.get(a).places();
                }
            }
        }
        return corners;
    }

    /// The configuration of a point.
    ///
    /// @throws InputException if its settings cannot be
    Configuration configuration(int index) {
        SweepPoint point = point(index);
        return load(point.overrides(), point.seed());
    }

    private Configuration load(List<String> overrides, @Nullable Long seed) {
        return Configuration.load(base, overrides, seed, Experiments.installed());
    }

    /// For a Latin hypercube: for each axis the part of each point.
    private int[][] strata() {
        SweepKeys.SampleKeys sample = keys.sample();
        if (sample == null || sample.method() != SweepKeys.SampleKeys.Method.LATIN_HYPERCUBE) {
            return new int[0][];
        }
        int[][] parts = new int[axes.size()][settings];
        for (int a = 0; a < axes.size(); a++) {
            CounterRandom random = RandomStream.of(sample.seed())
                    .split("order of " + axes.get(a).key())
                    .generator();
            for (int i = 0; i < settings; i++) {
                int other = random.nextInt(i + 1);
                parts[a][i] = parts[a][other];
                parts[a][other] = i;
            }
        }
        return parts;
    }

    /// The name of the file, without its end.
    public String name() {
        return name;
    }

    /// What it is called in a report.
    public String title() {
        return keys.title().isEmpty() ? "Sweep of " + base.name() : keys.title();
    }

    /// The configuration that all points vary.
    ConfigurationSource base() {
        return base;
    }

    /// Which values are kept; empty: all.
    List<String> values() {
        return keys.values();
    }

    List<SweepAxis> axes() {
        return axes;
    }

    /// Whether the points are all of a grid.
    boolean isGrid() {
        return keys.sample() == null;
    }

    /// How many seeds every setting has.
    int seedsOfEach() {
        return seeds == null ? 1 : seeds.length;
    }

    /// Number of points.
    public int size() {
        return settings * seedsOfEach();
    }

    /// What tells this plan from every other: equal plans have equal points.
    String digest() {
        StringBuilder text = new StringBuilder(digest).append(' ').append(size());
        for (int i : new int[] {0, size() / 2, size() - 1}) {
            text.append(' ').append(point(i).key());
        }
        axes.forEach(axis ->
                text.append('\n').append(axis.key()).append(axis.values()).append(axis.range()));
        text.append('\n').append(keys.sample()).append(keys.seeds()).append(keys.values());
        return Sha256.of(text.toString().getBytes(UTF_8));
    }

    /// The seed of a point; absent: that of the configuration.
    @Nullable
    Long seed(int index) {
        return seeds == null ? null : seeds[index % seedsOfEach()];
    }

    /// A point. Seeds vary fastest, then the last axis.
    ///
    /// @param index from 0 to below [#size]
    SweepPoint point(int index) {
        Long seed = seed(index);
        List<JsonNode> coordinates = coordinates(index);
        List<String> overrides = overrides(coordinates);
        String key = Sha256.of((digest + "\n" + String.join("\n", overrides) + "\nseed " + seed).getBytes(UTF_8))
                .substring(0, KEY_DIGITS);
        return new SweepPoint(index, key, coordinates, overrides, seed);
    }

    /// The settings of a point, as with `--set`, and its seed.
    public List<String> settings(int index) {
        SweepPoint point = point(index);
        List<String> settings = new ArrayList<>(
                point.overrides().subList(common.size(), point.overrides().size()));
        if (point.seed() != null) {
            settings.add("seed=" + point.seed());
        }
        return settings;
    }

    /// The values of the axes at a point.
    List<JsonNode> coordinates(int index) {
        int setting = index / seedsOfEach();
        return keys.sample() == null ? counted(setting) : drawn(setting, keys.sample());
    }

    private List<String> overrides(List<JsonNode> coordinates) {
        List<String> overrides = new ArrayList<>(common);
        for (int a = 0; a < axes.size(); a++) {
            overrides.add(axes.get(a).key() + "=" + TomlFile.text(coordinates.get(a)));
        }
        return overrides;
    }

    private List<JsonNode> counted(int setting) {
        int[] places = new int[axes.size()];
        int rest = setting;
        for (int a = axes.size() - 1; a >= 0; a--) {
            if (axes.get(a).with() == a) {
                places[a] = rest % axes.get(a).places();
                rest /= axes.get(a).places();
            }
        }
        List<JsonNode> coordinates = new ArrayList<>();
        for (SweepAxis axis : axes) {
            coordinates.add(axis.values().get(places[axis.with()]));
        }
        return coordinates;
    }

    private List<JsonNode> drawn(int setting, SweepKeys.SampleKeys sample) {
        double[] parts = new double[axes.size()];
        for (int a = 0; a < parts.length; a++) {
            double chance = RandomStream.of(sample.seed())
                    .split("place on " + axes.get(a).key())
                    .split(setting)
                    .generator()
                    .nextDouble();
            parts[a] = strata.length == 0 ? chance : (strata[a][setting] + chance) / settings;
        }
        List<JsonNode> coordinates = new ArrayList<>();
        for (SweepAxis axis : axes) {
            coordinates.add(axis.drawn(parts[axis.with()]));
        }
        return coordinates;
    }
}
