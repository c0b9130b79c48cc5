package org.gyre.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The PyTorch program `bench/peers/adversarial.py`, which takes the same updates by automatic
/// differentiation.
final class AdversarialPeer {
    private final PythonPeer program;

    private AdversarialPeer(PythonPeer program) {
        this.program = program;
    }

    /// The peer, if `python3` or the system's own Python has PyTorch.
    static Optional<AdversarialPeer> find() {
        return PythonPeer.find("adversarial.py", "torch", List.of("python3", "/usr/bin/python3"))
                .map(AdversarialPeer::new);
    }

    /// What the peer printed.
    ///
    /// @param implementation name and versions
    /// @param update         one update
    /// @param weights        how many numbers inference, discriminators and generation learn
    /// @param peakBytes      most memory of its process; 0 where its system does not tell
    record Answer(String implementation, Time update, List<Integer> weights, double peakBytes) {
        Answer {
            weights = List.copyOf(weights);
        }
    }

    /// Some updates: their median.
    ///
    /// @throws org.gyre.core.InputException if the program fails
    Answer time(AdversarialCase which, long seed) {
        JsonNode printed = program.ask(
                List.of(
                        "--sizes=" + which.sizes().stream().map(String::valueOf).collect(Collectors.joining(",")),
                        "--hidden=" + which.hidden(),
                        "--batch=" + which.batch(),
                        "--critic=" + which.critic(),
                        "--steps=" + which.steps(),
                        "--updates=" + which.updates(),
                        "--seed=" + seed),
                1);
        List<Integer> weights = new ArrayList<>();
        printed.path("weights").forEach(count -> weights.add(count.asInt()));
        return new Answer(
                printed.path("implementation").asString(),
                new Time(
                        printed.path("wall_ns").asDouble(),
                        printed.path("cpu_ns").asDouble()),
                weights,
                1e6 * printed.path("peak_mb").asDouble(0));
    }
}
