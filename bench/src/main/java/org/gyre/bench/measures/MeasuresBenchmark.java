package org.gyre.bench.measures;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gyre.bench.measures.MeasureCase.Work;
import org.gyre.core.Team;

/// `gyre bench measures`: seconds of the measures on one thread and on two, beside a NumPy and SciPy
/// reference on one.
///
/// Every case is measured in rounds, Gyre and the reference in turns, after a warm-up of both; medians over
/// the rounds are reported. One thread is told in CPU time, of Gyre and of the reference, so that other
/// work on the machine disturbs neither much; two threads by the clock on the wall. The values that both
/// compute are compared.
public final class MeasuresBenchmark {
    /// CPU time that a case runs before it is timed, so that the compiler has finished with it.
    private static final double WARM_UP_SECONDS = 0.7;

    private static final double LONGEST_WARM_UP_SECONDS = 15;

    /// A case that takes less than this is repeated, and the mean is its time.
    private static final double SHORT_SECONDS = 0.2;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private MeasuresBenchmark() {}

    /// How to measure.
    ///
    /// @param rounds how often each case is measured; the medians are reported
    /// @param quick  one round, without the cases that take long
    /// @param peer   whether the reference is measured too, if Python, NumPy and SciPy are there
    public record Options(int rounds, boolean quick, boolean peer) {
        public Options {
            if (rounds < 1) {
                throw new IllegalArgumentException("rounds = " + rounds + ": must be at least 1");
            }
        }
    }

    /// Measures all cases; takes some minutes, and half a minute if quick.
    ///
    /// @param talk told in a sentence what is being measured
    /// @throws org.gyre.core.InputException if SciPy is there but the reference fails
    public static MeasuresReport run(Options options, Consumer<String> talk) {
        List<MeasureCase> cases =
                all().stream().filter(each -> !(options.quick && each.slow())).toList();
        return run(cases, options, talk);
    }

    /// All cases, by the package that they time.
    static List<MeasureCase> all() {
        return Stream.of(
                        NeighbourCases.all(),
                        TransferCases.all(),
                        HeavyTailCases.all(),
                        BranchingCases.all(),
                        DecompositionCases.all())
                .flatMap(List::stream)
                .toList();
    }

    static MeasuresReport run(List<MeasureCase> cases, Options options, Consumer<String> talk) {
        List<String> warnings = new ArrayList<>();
        List<MeasuresReport.Row> rows = new ArrayList<>();
        Optional<ReferenceProgram> reference = options.peer ? ReferenceProgram.start() : Optional.empty();
        if (options.peer && reference.isEmpty()) {
            warnings.add("python3 with NumPy and SciPy was not found, so only Gyre is measured");
        }
        try (Team two = Team.of(2)) {
            for (MeasureCase which : cases) {
                talk.accept("measuring " + which.title());
                rows.add(measure(which, options.quick ? 1 : options.rounds, two, reference));
            }
        } finally {
            reference.ifPresent(ReferenceProgram::close);
        }
        return new MeasuresReport(
                rows, options.quick ? 1 : options.rounds, reference.map(ReferenceProgram::implementation), warnings);
    }

    private static MeasuresReport.Row measure(
            MeasureCase which, int rounds, Team two, Optional<ReferenceProgram> reference) {
        Work work = which.work().get();
        double[] values = warmUp(work, two);
        double[] one = new double[rounds];
        double[] busy = new double[rounds];
        double[] both = new double[rounds];
        double[] theirs = new double[rounds];
        double difference = 0;
        for (int round = 0; round < rounds; round++) {
            Span alone = time(work, Team.alone(), SHORT_SECONDS);
            one[round] = alone.cpu;
            busy[round] = alone.wall / alone.cpu;
            both[round] = time(work, two, SHORT_SECONDS).wall;
            if (reference.isPresent()) {
                ReferenceProgram.Timing timing = reference.get().time(which);
                theirs[round] = timing.cpu();
                difference = difference(values, timing.values());
            }
        }
        return new MeasuresReport.Row(
                which,
                median(one),
                median(both),
                median(busy),
                values,
                reference.isPresent() ? OptionalDouble.of(median(theirs)) : OptionalDouble.empty(),
                reference.isPresent() ? OptionalDouble.of(difference) : OptionalDouble.empty());
    }

    /// The largest difference of two lists of values, relative to values above one; infinite where they
    /// differ in number.
    static double difference(double[] ours, double[] theirs) {
        if (ours.length != theirs.length) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = 0;
        for (int i = 0; i < ours.length; i++) {
            largest = Math.max(largest, Math.abs(ours[i] - theirs[i]) / Math.max(1, Math.abs(theirs[i])));
        }
        return largest;
    }

    /// Seconds of one run.
    private record Span(double cpu, double wall) {}

    /// The mean over as many runs as take so many seconds, at least one.
    private static Span time(Work work, Team team, double seconds) {
        long wall = System.nanoTime();
        long cpu = THREADS.getCurrentThreadCpuTime();
        int runs = 0;
        double spent = 0;
        while (runs == 0 || spent < seconds) {
            work.run(team);
            runs++;
            spent = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e9;
        }
        return new Span(spent / runs, (System.nanoTime() - wall) / 1e9 / runs);
    }

    /// Runs the work until it has had its time and the compiler has nothing more to do: on a busy machine
    /// the compiler's threads wait for a processor.
    private static double[] warmUp(Work work, Team two) {
        double[] values = work.run(two);
        if (!Arrays.equals(values, work.run(Team.alone()))) {
            throw new IllegalStateException("one and two threads gave different values");
        }
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long start = System.nanoTime();
        long quietSince = start;
        long compiled = compiler.getTotalCompilationTime();
        double spent = 0;
        for (long now = start;
                (spent < WARM_UP_SECONDS || now - quietSince < WARM_UP_SECONDS * 1e9)
                        && now - start < LONGEST_WARM_UP_SECONDS * 1e9;
                now = System.nanoTime()) {
            spent += time(work, Team.alone(), 0).cpu;
            if (compiler.getTotalCompilationTime() != compiled) {
                compiled = compiler.getTotalCompilationTime();
                quietSince = System.nanoTime();
            }
        }
        return values;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return 0.5 * (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]);
    }
}
