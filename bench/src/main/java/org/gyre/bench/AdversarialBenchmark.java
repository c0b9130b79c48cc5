package org.gyre.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.gyre.deep.torch.Torch;

/// `gyre bench adversarial`: CPU milliseconds of one thread per update of an adversarial learner, Gyre's
/// and those of the same network in PyTorch.
///
/// An update is everything: fresh activity of both phases, a step of the discriminators with their penalty,
/// then fresh evoked activity and a step of the pathways. Every case is measured in rounds, Gyre and
/// PyTorch in turns, and the medians are reported. Both sides say how many weights they have, so that a
/// difference of the networks shows. What LibTorch keeps of memory is watched over many updates.
public final class AdversarialBenchmark {
    /// Time that a learner learns before it is timed, so that the compiler has finished with it.
    private static final double WARM_UP_NANOS = 0.7e9;

    /// After which the memory is read again.
    private static final int MANY_UPDATES = 10_000;

    private static final List<AdversarialCase> CASES = List.of(
            new AdversarialCase(List.of(1, 2), 0, 128, 32, 4, 500),
            new AdversarialCase(List.of(3, 3, 2), 0, 192, 32, 2, 400),
            new AdversarialCase(List.of(64, 32, 16), 64, 128, 64, 2, 150),
            new AdversarialCase(List.of(784, 128, 32), 128, 128, 64, 2, 50));

    /// Whose memory is watched: all parts learn.
    private static final AdversarialCase WATCHED = CASES.get(2);

    private AdversarialBenchmark() {}

    /// What to measure.
    ///
    /// @param rounds  how often
    /// @param shrink  numbers of updates are divided by this
    /// @param peer    whether to run the PyTorch program
    /// @param seed    of data and weights
    public record Options(int rounds, int shrink, boolean peer, long seed) {
        public Options {
            if (rounds < 1 || shrink < 1) {
                throw new IllegalArgumentException(
                        "rounds = " + rounds + ", shrink = " + shrink + ": must be at least 1");
            }
        }
    }

    /// Measures all cases; takes some minutes with five rounds.
    ///
    /// @param talk told in a sentence what is being measured
    /// @throws org.gyre.core.InputException if PyTorch is there but its program fails
    /// @throws org.gyre.deep.torch.TorchUnavailableException if LibTorch does not load here
    public static AdversarialReport run(Options options, Consumer<String> talk) {
        return run(CASES, WATCHED, options, talk);
    }

    static AdversarialReport run(
            List<AdversarialCase> cases, AdversarialCase watched, Options options, Consumer<String> talk) {
        Torch.load(1);
        Optional<AdversarialPeer> peer = options.peer ? AdversarialPeer.find() : Optional.empty();
        List<String> warnings = new ArrayList<>();
        if (options.peer && peer.isEmpty()) {
            warnings.add("python3 with PyTorch was not found, so only Gyre is measured");
        }
        List<AdversarialReport.Row> rows = new ArrayList<>();
        for (AdversarialCase which : cases) {
            talk.accept("measuring " + which.title());
            rows.add(measure(which.shrunk(options.shrink), options, peer));
        }
        int updates = Math.ceilDiv(MANY_UPDATES, options.shrink);
        talk.accept("watching the memory over " + updates + " updates of " + watched.title());
        return new AdversarialReport(rows, memory(watched, options, updates), options, warnings);
    }

    private static AdversarialReport.Row measure(
            AdversarialCase which, Options options, Optional<AdversarialPeer> peer) {
        try (AdversarialKernel kernel = new AdversarialKernel(which, options.seed)) {
            WarmUp.of(() -> kernel.update(1), WARM_UP_NANOS);
            List<Time> updates = new ArrayList<>();
            List<AdversarialPeer.Answer> answers = new ArrayList<>();
            for (int round = 0; round < options.rounds; round++) {
                updates.add(Time.of(() -> kernel.update(which.updates())).per(which.updates()));
                peer.ifPresent(torch -> answers.add(torch.time(which, options.seed)));
            }
            kernel.requireFinite();
            return new AdversarialReport.Row(
                    which,
                    Time.median(updates),
                    kernel.weights(),
                    answers.isEmpty() ? Optional.empty() : Optional.of(median(answers)));
        }
    }

    private static AdversarialPeer.Answer median(List<AdversarialPeer.Answer> answers) {
        AdversarialPeer.Answer first = answers.getFirst();
        return new AdversarialPeer.Answer(
                first.implementation(),
                Time.median(answers.stream().map(AdversarialPeer.Answer::update).toList()),
                first.weights(),
                answers.stream()
                        .mapToDouble(AdversarialPeer.Answer::peakBytes)
                        .max()
                        .orElse(0));
    }

    private static AdversarialReport.Kept memory(AdversarialCase which, Options options, int updates) {
        try (AdversarialKernel kernel = new AdversarialKernel(which, options.seed)) {
            kernel.update(Math.ceilDiv(updates, 10));
            System.gc();
            OptionalDouble before = Memory.residentNow();
            kernel.update(updates);
            System.gc();
            return new AdversarialReport.Kept(which, updates, before, Memory.residentNow());
        }
    }
}
