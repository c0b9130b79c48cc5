package org.gyre.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.gyre.core.Team;
import org.gyre.nets.lif.layer.LayerKernels;

/// `gyre bench lif`: milliseconds per step of learning of a network of leaky integrate-and-fire units,
/// Gyre's and those of programs in NumPy and PyTorch.
///
/// A step is a batch of 25 time steps forward, the cross entropy of summed potentials, the way back and
/// Adam. Every case is measured in rounds, Gyre and its peers in turns, and the medians are reported.
public final class LifBenchmark {
    /// Time that a kernel runs before it is timed, so that the compiler has finished with it.
    private static final double WARM_UP_NANOS = 0.7e9;

    private static final List<LifCase> CASES = List.of(
            new LifCase(784, 100, 128, 0.1, false, 40, 5),
            new LifCase(784, 100, 128, 0.2, false, 40, 5),
            new LifCase(784, 100, 128, 0.2, true, 100, 5),
            new LifCase(784, 1000, 128, 0.1, false, 8, 2),
            new LifCase(784, 1000, 128, 0.2, false, 8, 2),
            new LifCase(784, 1000, 128, 0.2, true, 16, 2),
            new LifCase(64, 64, 16, 0.2, false, 1000, 20));

    private LifBenchmark() {}

    /// How to measure.
    ///
    /// @param rounds  how often each case is measured; the medians are reported
    /// @param shrink  divides the number of steps of every case, for a quick look; 1 is the real thing
    /// @param threads of Gyre and of its peers
    /// @param peer    whether NumPy and PyTorch are measured too, if they are there
    /// @param seed    of weights and input
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
    /// @throws org.gyre.core.InputException if a peer is there but its program fails
    public static LifReport run(Options options, Consumer<String> talk) {
        return run(CASES, options, talk);
    }

    static LifReport run(List<LifCase> cases, Options options, Consumer<String> talk) {
        List<LifPeer> peers = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        if (options.peer) {
            found(LifPeer.numPy(), "NumPy", peers, warnings);
            found(LifPeer.torch(), "PyTorch", peers, warnings);
        }
        List<LifReport.Row> rows = new ArrayList<>();
        try (Team team = Team.of(options.threads)) {
            for (LifCase which : cases) {
                talk.accept("measuring " + which.title());
                rows.add(measure(which.shrunk(options.shrink), options, team, peers));
            }
        }
        return new LifReport(rows, options, warnings);
    }

    private static void found(Optional<LifPeer> peer, String name, List<LifPeer> peers, List<String> warnings) {
        peer.ifPresentOrElse(peers::add, () -> warnings.add("python3 with " + name + " was not found: not measured"));
    }

    private static LifReport.Row measure(LifCase which, Options options, Team team, List<LifPeer> peers) {
        LifKernels kernels = new LifKernels(which, options.seed, team);
        WarmUp.of(() -> kernels.learn(1), WARM_UP_NANOS);
        List<Time> steps = new ArrayList<>();
        Map<String, List<LifPeer.Answer>> answers = new TreeMap<>();
        Memory memory = Memory.watch();
        double rate = kernels.rate();
        for (int round = 0; round < options.rounds; round++) {
            steps.add(Time.of(() -> kernels.learn(which.steps())).per(which.steps()));
            for (LifPeer peer : peers) {
                answers.computeIfAbsent(peer.name(), name -> new ArrayList<>())
                        .add(peer.time(which, options.seed, options.threads));
            }
        }
        double heap = memory.peak();
        Map<String, LifPeer.Answer> medians = new LinkedHashMap<>();
        answers.forEach((name, all) -> medians.put(name, median(all)));
        return new LifReport.Row(
                which, Time.median(steps), parts(kernels, options), rate, kernels.activityBytes(), heap, medians);
    }

    /// The parts by themselves, always on the calling thread.
    private static LifReport.Parts parts(LifKernels kernels, Options options) {
        kernels.gradients();
        LayerKernels layer = kernels.parts();
        return new LifReport.Parts(
                best(layer::project, options),
                best(layer::forwardScan, options),
                best(layer::backwardScan, options),
                best(layer::learn, options),
                best(kernels::adam, options));
    }

    /// The least time of a part: parts are so short that whatever else runs can only lengthen them.
    private static Time best(Runnable part, Options options) {
        WarmUp.of(part, WARM_UP_NANOS / 2);
        Time best = Time.of(part);
        for (int k = 0; k < 10 * options.rounds; k++) {
            Time time = Time.of(part);
            best = new Time(Math.min(best.wall(), time.wall()), Math.min(best.cpu(), time.cpu()));
        }
        return best;
    }

    private static LifPeer.Answer median(List<LifPeer.Answer> answers) {
        Map<String, Time> forms = new LinkedHashMap<>();
        for (String form : answers.getFirst().forms().keySet()) {
            forms.put(
                    form,
                    Time.median(answers.stream()
                            .flatMap(
                                    answer -> Optional.ofNullable(answer.forms().get(form)).stream())
                            .toList()));
        }
        double peak =
                answers.stream().mapToDouble(LifPeer.Answer::peakBytes).max().orElseThrow();
        return new LifPeer.Answer(answers.getFirst().implementation(), forms, peak);
    }
}
