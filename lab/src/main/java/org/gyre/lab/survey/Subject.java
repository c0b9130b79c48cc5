package org.gyre.lab.survey;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.core.SpikeTrains;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.data.recording.Recording;

/// What is surveyed: a recording, cut into bins, and the means to do so. Immutable but for the packed rasters.
public final class Subject {
    /// Words of 64 units that a raster may take: half a gigabyte.
    private static final long MOST_WORDS = 1 << 26;

    private final Recording recording;
    private final SurveySettings settings;
    private final int threads;
    private final Team team;
    private final long ticksPerBin;
    private final long from;
    private final int[] activity;
    private final BinaryRaster raster;
    private final int[] byActivity;

    /// Cuts a recording into bins from its first spike on; a spike on an edge belongs to the later bin.
    ///
    /// @param team that shares the work
    /// @param threads how many it has; only for the forecast of how long something takes
    /// @throws InputException if the bin is no whole number of ticks, or there are too many bins
    public Subject(Recording recording, SurveySettings settings, Team team, int threads) {
        this.recording = recording;
        this.settings = settings;
        this.team = team;
        this.threads = threads;
        SpikeTrains spikes = recording.spikes();
        from = spikes.firstSpike();
        ticksPerBin =
                settings.binsByMeanInterval() ? meanInterval(spikes, from) : spikes.ticksIn(settings.binSeconds());
        long bins = Math.ceilDiv(spikes.duration() - from, ticksPerBin);
        if (bins > MOST_WORDS / ((spikes.units() + 63L) >>> 6)) {
            throw new InputException("the recording makes " + bins + " bins of " + binSeconds(spikes)
                    + " s, more than fit into memory: take wider bins");
        }
        activity = spikes.activity(ticksPerBin, from);
        raster = spikes.raster(ticksPerBin, from);
        byActivity = IntStream.range(0, spikes.units())
                .boxed()
                .sorted(Comparator.comparingInt((Integer unit) -> -spikes.ticks()[unit].length))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// Ticks between successive spikes of all units on average, at least one.
    private static long meanInterval(SpikeTrains spikes, long first) {
        long count = spikes.spikes();
        return count < 2 ? 1 : Math.max(1, Math.round((double) (spikes.duration() - 1 - first) / (count - 1)));
    }

    private double binSeconds(SpikeTrains spikes) {
        return ticksPerBin / spikes.ticksPerSecond();
    }

    public Recording recording() {
        return recording;
    }

    public SpikeTrains spikes() {
        return recording.spikes();
    }

    public SurveySettings settings() {
        return settings;
    }

    /// The threads that share the work.
    public Team team() {
        return team;
    }

    /// How many threads there are, for forecasts alone.
    public int threads() {
        return threads;
    }

    /// Width of a bin in ticks, ≥ 1.
    public long ticksPerBin() {
        return ticksPerBin;
    }

    /// Width of a bin in seconds.
    public double binSeconds() {
        return binSeconds(recording.spikes());
    }

    /// Tick at which the first bin starts: that of the first spike.
    public long from() {
        return from;
    }

    /// Number of bins, from the first spike to the last.
    public int bins() {
        return activity.length;
    }

    /// Spikes of all units in each bin, every spike counted; not to be changed.
    int[] activity() {
        return activity;
    }

    /// Which units fired in which bin; not to be changed.
    BinaryRaster raster() {
        return raster;
    }

    public int units() {
        return recording.spikes().units();
    }

    /// The name of a unit.
    public String name(int unit) {
        return recording.unitNames().get(unit);
    }

    /// The most active units, most spikes first, at most so many, each with at least so many spikes.
    int[] mostActive(int most, long leastSpikes) {
        return Arrays.stream(byActivity)
                .filter(unit -> recording.spikes().ticks()[unit].length >= leastSpikes)
                .limit(most)
                .toArray();
    }

    /// The names of some units.
    List<String> names(int[] units) {
        return Arrays.stream(units).mapToObj(this::name).toList();
    }

    /// The random stream of a section.
    RandomStream stream(String section) {
        return RandomStream.of(settings.seed()).split("survey").split(section);
    }
}
