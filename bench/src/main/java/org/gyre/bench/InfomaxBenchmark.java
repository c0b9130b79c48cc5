package org.gyre.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.gyre.bench.NumPyPeer.PeerTimes;
import org.gyre.nets.infomax.InfomaxTrainer;

/// `gyre bench infomax`: nanoseconds per step of recurrent infomax, Gyre's and NumPy's, on one
/// thread.
///
/// Every case is measured in rounds, Gyre and NumPy in turns (A B A B ...), and the medians over
/// the rounds are reported. A whole block is measured on two threads too, by the clock on the wall.
public final class InfomaxBenchmark {
    /// Time that each kernel runs before it is timed, so that the compiler has finished with it.
    private static final double WARM_UP_NANOS = 0.7e9;

    /// Steps of one call in the warm-up.
    private static final int WARM_UP_STEPS = 2048;

    private static final List<InfomaxCase> CASES = List.of(
            new InfomaxCase(50, 0.05, 0.95, 200_000, 20_000, false),
            new InfomaxCase(50, 0.01, 0.95, 200_000, 20_000, false),
            new InfomaxCase(200, 0.01, 0.95, 100_000, 10_000, false),
            new InfomaxCase(1000, 0.01, 0.95, 20_000, 20_000, true));

    private InfomaxBenchmark() {}

    /// How to measure.
    ///
    /// @param rounds how often each case is measured; the medians are reported
    /// @param shrink divides the number of steps of every case, for a quick look; 1 is the real thing
    /// @param peer   whether NumPy is measured too, if it is there
    /// @param seed   of weights and spikes
    public record Options(int rounds, int shrink, boolean peer, long seed) {
        /// Five rounds of the real thing against NumPy.
        public static final Options DEFAULT = new Options(5, 1, true, 1);

        public Options {
            if (rounds < 1 || shrink < 1) {
                throw new IllegalArgumentException(
                        "rounds = " + rounds + ", shrink = " + shrink + ": must be at least 1");
            }
        }
    }

    /// Measures all cases; takes about a minute with [Options#DEFAULT].
    ///
    /// @param talk told in a sentence what is being measured
    /// @throws org.gyre.core.InputException if NumPy is there but its program fails
    public static InfomaxReport run(Options options, Consumer<String> talk) {
        return run(CASES, options, talk);
    }

    static InfomaxReport run(List<InfomaxCase> cases, Options options, Consumer<String> talk) {
        Optional<NumPyPeer> peer = options.peer ? NumPyPeer.find() : Optional.empty();
        List<String> warnings = new ArrayList<>();
        if (options.peer && peer.isEmpty()) {
            warnings.add("python3 with NumPy was not found, so only Gyre is measured");
        }
        List<InfomaxReport.Row> rows = new ArrayList<>();
        for (InfomaxCase which : cases) {
            InfomaxCase shrunk = new InfomaxCase(
                    which.units(),
                    which.rate(),
                    which.pMax(),
                    Math.max(which.steps() / options.shrink, WARM_UP_STEPS),
                    Math.max(which.peerSteps() / options.shrink, WARM_UP_STEPS),
                    which.block());
            talk.accept("measuring N = " + which.units() + ", rate " + which.rate());
            rows.add(measure(shrunk, options, peer));
        }
        return new InfomaxReport(rows, options, warnings);
    }

    private static InfomaxReport.Row measure(InfomaxCase which, Options options, Optional<NumPyPeer> peer) {
        InfomaxKernels kernels = new InfomaxKernels(which, options.seed);
        warmUp(kernels, options);
        List<Time> draws = new ArrayList<>();
        List<Time> simulation = new ArrayList<>();
        List<Time> counted = new ArrayList<>();
        List<Time> algebra = new ArrayList<>();
        List<PeerTimes> peers = new ArrayList<>();
        List<PeerTimes> peersOnTwo = new ArrayList<>();
        List<Time> onTwo = new ArrayList<>();
        int steps = which.steps();
        try (ExecutorService helper = Executors.newSingleThreadExecutor()) {
            InfomaxTrainer trainer = kernels.trainer(helper);
            if (which.block()) {
                trainer.block(InfomaxKernels.NOBODY);
            }
            for (int round = 0; round < options.rounds; round++) {
                draws.add(Time.of(() -> kernels.draw(steps)).per(steps));
                simulation.add(Time.of(() -> kernels.simulate(steps)).per(steps));
                counted.add(Time.of(() -> kernels.simulateAndCount(steps)).per(steps));
                if (which.block()) {
                    algebra.add(Time.of(kernels::algebra));
                    onTwo.add(Time.of(() -> trainer.block(InfomaxKernels.NOBODY)));
                }
                peer.ifPresent(numpy -> {
                    peers.add(numpy.time(which, options.seed, 1));
                    if (which.block()) {
                        peersOnTwo.add(numpy.time(which, options.seed, 2));
                    }
                });
            }
        }
        return new InfomaxReport.Row(
                which,
                Time.median(draws),
                Time.median(simulation),
                Time.median(counted),
                which.block() ? Time.median(algebra) : new Time(0, 0),
                peers.isEmpty() ? Optional.empty() : Optional.of(median(peers)),
                onTwo.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Time.median(onTwo).wall()),
                peersOnTwo.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(median(peersOnTwo).block().wall()));
    }

    private static void warmUp(InfomaxKernels kernels, Options options) {
        double enough = WARM_UP_NANOS / options.shrink;
        WarmUp.of(() -> kernels.draw(WARM_UP_STEPS), enough);
        WarmUp.of(() -> kernels.simulate(WARM_UP_STEPS), enough);
        WarmUp.of(() -> kernels.simulateAndCount(WARM_UP_STEPS), enough);
        // The algebra is native or long; once loads the library.
        kernels.algebra();
    }

    private static PeerTimes median(List<PeerTimes> peers) {
        return new PeerTimes(
                peers.getFirst().implementation(),
                Time.median(peers.stream().map(PeerTimes::simulation).toList()),
                Time.median(peers.stream().map(PeerTimes::counted).toList()),
                Time.median(peers.stream().map(PeerTimes::block).toList()),
                Time.median(peers.stream().map(PeerTimes::algebra).toList()));
    }
}
