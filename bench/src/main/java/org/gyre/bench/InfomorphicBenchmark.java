package org.gyre.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.gyre.core.Team;

/// `gyre bench infomorphic`: milliseconds per step of learning of an infomorphic classifier, Gyre's
/// and those of a NumPy program with dense tables.
///
/// A step is everything that a batch of 1024 images of 784 pixels undergoes: it passes the hidden
/// layer, twice where that has laterals, and the read-out; goals are differentiated, weights get
/// their gradients and a step of Adam. Every case is measured in rounds, Gyre and NumPy in turns,
/// and the medians are reported. Both differentiate the goal of one neuron on the same inputs, and
/// their largest difference is shown.
public final class InfomorphicBenchmark {
    /// Time that a kernel runs before it is timed, so that the compiler has finished with it.
    private static final double WARM_UP_NANOS = 0.7e9;

    private static final List<InfomorphicCase> CASES = List.of(
            new InfomorphicCase(2, 10, 0, 100, 100, 20),
            new InfomorphicCase(2, 100, 0, 100, 30, 5),
            new InfomorphicCase(2, 400, 0, 100, 10, 3),
            new InfomorphicCase(3, 10, 0, 100, 100, 10),
            new InfomorphicCase(3, 50, 0, 100, 50, 4),
            new InfomorphicCase(3, 100, 0, 100, 30, 3),
            new InfomorphicCase(3, 1000, 0, 50, 4, 0),
            new InfomorphicCase(3, 1000, 100, 50, 4, 0),
            new InfomorphicCase(3, 2000, 100, 30, 2, 0));

    private InfomorphicBenchmark() {}

    /// How to measure.
    ///
    /// @param rounds  how often each case is measured; the medians are reported
    /// @param shrink  divides the number of steps of every case, for a quick look; 1 is the real thing
    /// @param threads of Gyre and of NumPy's BLAS
    /// @param peer    whether NumPy is measured too, if it is there
    /// @param seed    of images, weights and outputs
    public record Options(int rounds, int shrink, int threads, boolean peer, long seed) {
        public Options {
            if (rounds < 1 || shrink < 1 || threads < 1) {
                throw new IllegalArgumentException("rounds = " + rounds + ", shrink = " + shrink + ", threads = "
                        + threads + ": must be at least 1");
            }
        }
    }

    /// Measures all cases; takes some minutes with five rounds.
    ///
    /// @param talk told in a sentence what is being measured
    /// @throws org.gyre.core.InputException if NumPy is there but its program fails
    public static InfomorphicReport run(Options options, Consumer<String> talk) {
        return run(CASES, options, talk);
    }

    static InfomorphicReport run(List<InfomorphicCase> cases, Options options, Consumer<String> talk) {
        Optional<InfomorphicPeer> peer = options.peer ? InfomorphicPeer.find() : Optional.empty();
        List<String> warnings = new ArrayList<>();
        if (options.peer && peer.isEmpty()) {
            warnings.add("python3 with NumPy was not found, so only Gyre is measured");
        }
        List<InfomorphicReport.Row> rows = new ArrayList<>();
        try (Team team = Team.of(options.threads)) {
            for (InfomorphicCase which : cases) {
                talk.accept("measuring " + which.title());
                InfomorphicCase shrunk = which.shrunk(options.shrink);
                rows.add(measure(shrunk, options, team, which.peerSteps() > 0 ? peer : Optional.empty()));
            }
        }
        return new InfomorphicReport(rows, options, warnings);
    }

    private static InfomorphicReport.Row measure(
            InfomorphicCase which, Options options, Team team, Optional<InfomorphicPeer> peer) {
        InfomorphicKernels kernels = new InfomorphicKernels(which, options.seed, team);
        kernels.learn(which.training());
        WarmUp.of(() -> kernels.learn(1), WARM_UP_NANOS);
        List<Time> steps = new ArrayList<>();
        List<InfomorphicPeer.Answer> answers = new ArrayList<>();
        Memory memory = Memory.watch();
        for (int round = 0; round < options.rounds; round++) {
            steps.add(Time.of(() -> kernels.learn(which.steps())).per(which.steps()));
            peer.ifPresent(numpy -> answers.add(numpy.time(which, options.seed, options.threads)));
        }
        double heap = memory.peak();
        InfomorphicKernels.Goals goals = kernels.goals();
        return new InfomorphicReport.Row(
                which,
                Time.median(steps),
                parts(kernels, goals, options),
                goals.run(),
                heap,
                Memory.resident(),
                answers.isEmpty() ? Optional.empty() : Optional.of(median(answers)),
                peer.map(numpy -> difference(goals.slopes(), numpy.slopes(which, goals.inputs()))));
    }

    /// The parts by themselves, always on the calling thread.
    private static InfomorphicReport.Parts parts(
            InfomorphicKernels kernels, InfomorphicKernels.Goals goals, Options options) {
        float[][] compartments = kernels.compartments();
        Time forward = median(() -> kernels.forward(compartments), options);
        Time learning = median(kernels.learning(), options);
        Time adam = median(kernels.adam(), options);
        Time information = median(goals::run, options);
        return new InfomorphicReport.Parts(forward, learning.plus(adam.times(-1)), adam, information);
    }

    private static Time median(Runnable part, Options options) {
        WarmUp.of(part, WARM_UP_NANOS / 4);
        List<Time> times = new ArrayList<>();
        for (int round = 0; round < options.rounds; round++) {
            times.add(Time.of(part));
        }
        return Time.median(times);
    }

    private static InfomorphicPeer.Answer median(List<InfomorphicPeer.Answer> answers) {
        return new InfomorphicPeer.Answer(
                answers.getFirst().implementation(),
                Time.median(answers.stream().map(InfomorphicPeer.Answer::step).toList()),
                answers.stream()
                        .mapToDouble(InfomorphicPeer.Answer::peakBytes)
                        .max()
                        .orElseThrow());
    }

    /// The largest difference, relative to the largest value.
    static double difference(double[] ours, double[] theirs) {
        if (ours.length != theirs.length) {
            throw new IllegalArgumentException(theirs.length + " derivatives of the peer for " + ours.length);
        }
        double largest = 0;
        double difference = 0;
        for (int k = 0; k < ours.length; k++) {
            largest = Math.max(largest, Math.abs(ours[k]));
            difference = Math.max(difference, Math.abs(ours[k] - theirs[k]));
        }
        return difference / largest;
    }
}
