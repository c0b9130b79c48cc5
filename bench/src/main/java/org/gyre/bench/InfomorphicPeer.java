package org.gyre.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The NumPy program `bench/peers/infomorphic_numpy.py`, which keeps a table of all bins for each
/// neuron.
final class InfomorphicPeer {
    private static final String PROGRAM = "infomorphic_numpy.py";

    private final PythonPeer program;

    private InfomorphicPeer(PythonPeer program) {
        this.program = program;
    }

    /// The peer, if this machine has `python3` with NumPy.
    static Optional<InfomorphicPeer> find() {
        return PythonPeer.find(PROGRAM).map(InfomorphicPeer::new);
    }

    /// What the peer printed.
    ///
    /// @param implementation name and versions
    /// @param step           one step of learning
    /// @param peakBytes      most memory of its process; 0 where its system does not tell
    record Answer(String implementation, Time step, double peakBytes) {}

    /// Some steps of learning: their median.
    ///
    /// @param threads of the BLAS behind NumPy
    /// @throws org.gyre.core.InputException if the program fails
    Answer time(InfomorphicCase which, long seed, int threads) {
        List<String> arguments = shape(which);
        arguments.add("--neurons=" + which.neurons());
        arguments.add("--steps=" + which.peerSteps());
        arguments.add("--seed=" + seed);
        arguments.add("--threads=" + threads);
        JsonNode printed = program.ask(arguments, threads);
        return new Answer(
                printed.path("implementation").asString(),
                new Time(
                        printed.path("wall_ns").asDouble(),
                        printed.path("cpu_ns").asDouble()),
                1e6 * printed.path("peak_mb").asDouble(0));
    }

    /// ∂G/∂θ of each sample of one neuron, in bits.
    ///
    /// @param inputs what reaches the neuron, `[source][sample]`
    /// @throws org.gyre.core.InputException if the program fails
    double[] slopes(InfomorphicCase which, float[][] inputs) {
        StringJoiner sources = new StringJoiner(";");
        for (float[] source : inputs) {
            StringJoiner samples = new StringJoiner(",");
            for (float x : source) {
                samples.add(String.valueOf(x));
            }
            sources.add(samples.toString());
        }
        List<String> arguments = shape(which);
        // The weights of the program's own network are of no consequence here.
        arguments.add("--neurons=" + 1);
        arguments.add("--inputs=" + sources);
        JsonNode printed = program.ask(arguments, 1).path("gradient");
        double[] slopes = new double[printed.size()];
        Arrays.setAll(slopes, k -> printed.get(k).asDouble());
        return slopes;
    }

    private static List<String> shape(InfomorphicCase which) {
        String goal = Arrays.stream(which.hidden().layer().goal().inOrder())
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(","));
        return new ArrayList<>(List.of(
                "--sources=" + which.sources(),
                "--goal=" + goal,
                "--batch=" + InfomorphicCase.BATCH,
                "--pixels=" + DrawnImages.PIXELS));
    }
}
