package org.gyre.lab.adversarial;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.RunContext;
import org.gyre.measure.posterior.FilteringWindow;
import org.gyre.measure.posterior.KalmanFilter;
import org.jspecify.annotations.Nullable;

/// A linear dynamical system, z_t = A z_{t−1} + w_t and x_t = C z_t + v_t, that starts from its stationary
/// law. The input is a number of frames x_t, the cause the state behind the last of them; its posterior is
/// the Kalman filter. Give exactly one of the three tables.
///
/// @param frames   of an input
/// @param scalar  one number that decays, and is seen with noise
/// @param rotation a plane that turns and shrinks, seen with noise
/// @param matrices A, Q, C and R
public record DynamicsKeys(
        @Default("8") int frames,
        @Nullable Scalar scalar,
        @Nullable Rotation rotation,
        @Nullable Matrices matrices) implements WorldKeys.World {
    /// Numbers of an input whose posterior is computed in little time.
    private static final int MOST = 512;

    /// A = coefficient, C = 1.
    ///
    /// @param coefficient   between −1 and 1
    /// @param stateVariance Q > 0
    /// @param inputVariance R > 0
    public record Scalar(double coefficient, double stateVariance, double inputVariance) {
        private KalmanFilter system() {
            return new KalmanFilter(
                    1, 1, new double[] {coefficient}, new double[] {stateVariance}, new double[] {1}, new double[] {
                        inputVariance
                    });
        }
    }

    /// A turns by an angle and shrinks by a factor, C = I.
    ///
    /// @param damping       factor of lengths from frame to frame, from 0 to below 1
    /// @param degrees       by which the state turns from frame to frame
    /// @param stateVariance of each component, > 0
    /// @param inputVariance of each component, > 0
    public record Rotation(double damping, double degrees, double stateVariance, double inputVariance) {
        /// @throws InputException if the damping is negative
        public Rotation {
            if (!(damping >= 0)) {
                throw new InputException("damping = " + damping + ": must be from 0 to below 1");
            }
        }

        private KalmanFilter system() {
            double angle = StrictMath.toRadians(degrees);
            double cosine = damping * StrictMath.cos(angle);
            double sine = damping * StrictMath.sin(angle);
            return new KalmanFilter(
                    2,
                    2,
                    new double[] {cosine, -sine, sine, cosine},
                    new double[] {stateVariance, 0, 0, stateVariance},
                    new double[] {1, 0, 0, 1},
                    new double[] {inputVariance, 0, 0, inputVariance});
        }
    }

    /// Matrices of the user, as lists of rows.
    ///
    /// @param a A, square; the moduli of its eigenvalues must be below 1
    /// @param q Q, covariance of the noise of the state
    /// @param c C, one row for each number of a frame
    /// @param r R, covariance of the noise of a frame
    public record Matrices(List<List<Double>> a, List<List<Double>> q, List<List<Double>> c, List<List<Double>> r) {
        public Matrices {
            a = copy(a);
            q = copy(q);
            c = copy(c);
            r = copy(r);
        }

        private static List<List<Double>> copy(List<List<Double>> rows) {
            return rows.stream().map(List::copyOf).toList();
        }

        private KalmanFilter system() {
            if (a.isEmpty() || c.isEmpty()) {
                throw new InputException("a or c: is empty; give at least one row");
            }
            return new KalmanFilter(
                    a.size(),
                    c.size(),
                    flat("a", a, a.size()),
                    flat("q", q, a.size()),
                    flat("c", c, a.size()),
                    flat("r", r, c.size()));
        }

        private static double[] flat(String name, List<List<Double>> rows, int width) {
            for (List<Double> row : rows) {
                if (row.size() != width) {
                    throw new InputException(
                            name + ": a row has " + row.size() + " numbers where " + width + " are needed");
                }
            }
            return rows.stream()
                    .flatMapToDouble(row -> row.stream().mapToDouble(Double::doubleValue))
                    .toArray();
        }
    }

    /// @throws InputException if there is not one system, or it has no stationary law
    public DynamicsKeys {
        long given =
                Stream.of(scalar, rotation, matrices).filter(Objects::nonNull).count();
        if (given != 1) {
            throw new InputException("world.dynamics: " + given + " systems are given; give one of the tables"
                    + " [world.dynamics.scalar], [world.dynamics.rotation] and [world.dynamics.matrices]");
        }
        KalmanFilter system = system(scalar, rotation, matrices);
        if (frames < 1 || (long) frames * system.inputs() > MOST) {
            throw new InputException("frames = " + frames + " of " + system.inputs()
                    + " numbers: take at least one frame, and at most " + MOST + " numbers of all");
        }
        system.steadyState();
    }

    private static KalmanFilter system(
            @Nullable Scalar scalar, @Nullable Rotation rotation, @Nullable Matrices matrices) {
        if (scalar != null) {
            return scalar.system();
        }
        return rotation != null
                ? rotation.system()
                : Objects.requireNonNull(matrices).system();
    }

    /// The system with its filter.
    KalmanFilter system() {
        return system(scalar, rotation, matrices);
    }

    /// The posterior after the last frame.
    FilteringWindow posterior() {
        return new FilteringWindow(system(), frames);
    }

    @Override
    public List<Integer> layers() {
        KalmanFilter system = system();
        return List.of(frames * system.inputs(), system.latents());
    }

    @Override
    public List<Measure> course() {
        return List.of(DynamicsProblem.KL);
    }

    @Override
    public List<Measure> measures() {
        return DynamicsProblem.MEASURES;
    }

    @Override
    public List<String> calibrations() {
        return List.of(DynamicsProblem.EXACT, DynamicsProblem.STEADY, DynamicsProblem.MEMORYLESS);
    }

    @Override
    public List<String> constants() {
        return List.of("memoryless_gap", "reverse_memoryless_gap", "true_information", "last_frame_information");
    }

    @Override
    public Problem open(RunContext context, RandomStream stream) {
        return new DynamicsProblem(this);
    }
}
