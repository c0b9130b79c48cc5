package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Progress;
import org.gyre.core.SpikeTrains;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.run.Numbers;
import org.gyre.measure.avalanche.AvalancheNull;
import org.gyre.measure.surrogate.CircularShift;
import org.gyre.measure.surrogate.IntervalShuffle;
import org.gyre.measure.surrogate.SpikeJitter;
import org.gyre.measure.surrogate.SpikeSurrogate;
import picocli.CommandLine.Option;

/// Whether avalanches are compared with those of surrogate spike trains, and how these are made.
final class SpikeSurrogateOptions {
    /// What a surrogate destroys.
    enum Null {
        circular,
        jitter,
        intervals
    }

    @Option(
            names = "--surrogates",
            paramLabel = "N",
            defaultValue = "0",
            description = "Compare with N surrogates of the spike trains (default: none).")
    int count;

    @Option(
            names = "--null",
            paramLabel = "KIND",
            defaultValue = "circular",
            description = "What a surrogate does to each unit: circular shift of its train; jitter of its spikes within"
                    + " windows; intervals, a random order of them (default: ${DEFAULT-VALUE}).")
    Null kind = Null.circular;

    @Option(
            names = "--jitter",
            paramLabel = "TIME",
            converter = BinWidthConverter.class,
            defaultValue = "50ms",
            description = "Window of --null jitter (default: ${DEFAULT-VALUE}).")
    double window;

    /// The comparison, in bins of whole ticks.
    ///
    /// @param width of a bin in seconds
    /// @throws InputException if an option does not suit the recording
    AvalancheNull compare(SpikeTrains trains, double width, long seed, Team team, Progress progress) {
        if (count < 2) {
            throw new InputException("--surrogates " + count + ": must be at least 2, better 100, or 0 for none");
        }
        return AvalancheNull.of(
                trains,
                ticks(trains, "--bin", width),
                surrogate(trains),
                count,
                RandomStream.of(seed).split("avalanche-null"),
                team,
                progress);
    }

    private static long ticks(SpikeTrains trains, String option, double seconds) {
        try {
            return trains.ticksIn(seconds);
        } catch (InputException withoutOption) {
            throw new InputException(option + ": " + withoutOption.getMessage() + ", or set --clock", withoutOption);
        }
    }

    private SpikeSurrogate surrogate(SpikeTrains trains) {
        return switch (kind) {
            case circular -> new CircularShift();
            case jitter -> new SpikeJitter(ticks(trains, "--jitter", window));
            case intervals -> new IntervalShuffle();
        };
    }

    static Map<String, Object> json(AvalancheNull compared) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("null", compared.label());
        object.put("count", compared.surrogates());
        object.put("avalanches", json(compared.count()));
        object.put("mean_size", json(compared.meanSize()));
        object.put("largest_size", json(compared.largestSize()));
        object.put("m_naive", json(compared.naiveBranching()));
        return object;
    }

    private static Map<String, Object> json(AvalancheNull.Reading reading) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("data", reading.data());
        object.put("surrogate_mean", reading.mean());
        object.put("surrogate_deviation", reading.deviation());
        object.put("p_value", reading.p());
        return object;
    }

    static List<String> text(AvalancheNull compared) {
        List<String> lines = new ArrayList<>();
        lines.add("against " + Plural.of(compared.surrogates(), "surrogate") + " (" + compared.label() + "):");
        lines.add(line("avalanches", compared.count()));
        lines.add(line("mean size", compared.meanSize()));
        lines.add(line("largest size", compared.largestSize()));
        lines.add(line("m_naive", compared.naiveBranching()));
        return lines;
    }

    private static String line(String name, AvalancheNull.Reading reading) {
        return "  " + name + "  " + Numbers.compact(reading.data()) + "  surrogates  "
                + Numbers.compact(reading.mean()) + " ± " + Numbers.compact(reading.deviation()) + "  p = "
                + Numbers.compact(reading.p());
    }
}
