package org.gyre.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The NumPy program `infomax_numpy.py`.
final class NumPyPeer {
    private static final String PROGRAM = "infomax_numpy.py";

    private final PythonPeer program;

    private NumPyPeer(PythonPeer program) {
        this.program = program;
    }

    /// The peer, if this machine has `python3` with NumPy.
    static Optional<NumPyPeer> find() {
        return PythonPeer.find(PROGRAM).map(NumPyPeer::new);
    }

    /// What the program printed for one case: one timed run (of many steps) of each kind.
    ///
    /// @param threads of the BLAS behind NumPy
    /// @throws org.gyre.core.InputException if the program fails
    PeerTimes time(InfomaxCase which, long seed, int threads) {
        List<String> arguments = new ArrayList<>(List.of(
                "--units", String.valueOf(which.units()),
                "--rate", String.valueOf(which.rate()),
                "--p-max", String.valueOf(which.pMax()),
                "--steps", String.valueOf(which.peerSteps()),
                "--seed", String.valueOf(seed),
                "--threads", String.valueOf(threads),
                "--repeats", "1"));
        if (which.block()) {
            arguments.add("--block");
        }
        return PeerTimes.of(program.ask(arguments, threads));
    }

    /// What the peer printed.
    ///
    /// @param implementation name and versions
    /// @param simulation     per step
    /// @param counted        per step, with covariances
    /// @param block          of a whole block; zero unless asked for
    /// @param algebra        of the block
    record PeerTimes(String implementation, Time simulation, Time counted, Time block, Time algebra) {
        static PeerTimes of(JsonNode printed) {
            Time direct = time(printed, "algebra_direct_ns");
            Time schur = time(printed, "algebra_schur_ns");
            return new PeerTimes(
                    printed.path("implementation").asString(),
                    time(printed, "simulation_ns_per_step"),
                    time(printed, "simulation_with_covariances_ns_per_step"),
                    time(printed, "block_ns"),
                    direct.cpu() < schur.cpu() ? direct : schur);
        }

        private static Time time(JsonNode printed, String key) {
            return new Time(
                    printed.path("wall").path(key).asDouble(0),
                    printed.path("cpu").path(key).asDouble(0));
        }
    }
}
