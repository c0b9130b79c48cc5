package org.gyre.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A Python program that trains the same network: `bench/peers/lif_numpy.py` or `lif_torch.py`.
final class LifPeer {
    private final String name;
    private final PythonPeer program;

    private LifPeer(String name, PythonPeer program) {
        this.name = name;
        this.program = program;
    }

    /// The program in NumPy, if this machine has `python3` with it.
    static Optional<LifPeer> numPy() {
        return PythonPeer.find("lif_numpy.py").map(program -> new LifPeer("NumPy", program));
    }

    /// The program in PyTorch, if `python3` or the system's own Python has it.
    static Optional<LifPeer> torch() {
        return PythonPeer.find("lif_torch.py", "torch", List.of("python3", "/usr/bin/python3"))
                .map(program -> new LifPeer("PyTorch", program));
    }

    /// `NumPy` or `PyTorch`.
    String name() {
        return name;
    }

    /// What a peer printed.
    ///
    /// @param implementation name and versions
    /// @param forms          medians of a step of learning by the way it is written: loop, fused, hoist
    /// @param peakBytes      most memory of its process; 0 where its system does not tell
    record Answer(String implementation, Map<String, Time> forms, double peakBytes) {}

    /// Some steps of learning.
    ///
    /// @param threads of the BLAS behind the program
    /// @throws org.gyre.core.InputException if the program fails
    Answer time(LifCase which, long seed, int threads) {
        List<String> arguments = new ArrayList<>(List.of(
                "--inputs=" + which.inputs(),
                "--units=" + which.units(),
                "--outputs=" + LifCase.OUTPUTS,
                "--batch=" + which.batch(),
                "--time-steps=" + LifCase.TIME_STEPS,
                "--rate=" + which.rate(),
                "--steps=" + which.peerSteps(),
                "--seed=" + seed,
                "--threads=" + threads));
        if (which.constant()) {
            arguments.add("--constant");
        }
        JsonNode printed = program.ask(arguments, threads);
        Map<String, Time> forms = new LinkedHashMap<>();
        for (String form : List.of("loop", "fused", "hoist")) {
            JsonNode times = printed.path("forms").path(form);
            if (!times.isMissingNode()) {
                forms.put(
                        form,
                        new Time(
                                times.path("wall_ns").asDouble(),
                                times.path("cpu_ns").asDouble()));
            }
        }
        return new Answer(
                printed.path("implementation").asString(),
                forms,
                1e6 * printed.path("peak_mb").asDouble(0));
    }

    /// Loss and norms of the gradients of a network and a batch.
    ///
    /// @param network as JSON: layers of weights and biases, input `[step][sample][input]`, labels
    /// @throws org.gyre.core.InputException if the program fails
    double[] check(String network) {
        JsonNode printed = program.ask(List.of("--check=" + network), 1);
        double[] numbers = new double[1 + printed.path("norms").size()];
        numbers[0] = printed.path("loss").asDouble();
        for (int i = 1; i < numbers.length; i++) {
            numbers[i] = printed.path("norms").get(i - 1).asDouble();
        }
        return numbers;
    }
}
