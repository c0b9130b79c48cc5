package org.gyre.bench;

import java.util.concurrent.TimeUnit;
import org.gyre.core.Team;
import org.gyre.core.linalg.Blas;
import org.gyre.core.linalg.EjmlBlas;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// JMH benchmarks of single kernels. No test pattern matches this class, so it runs only when asked
/// for:
///
///     mvn -pl bench -am test -Dtest=KernelBenchmarks -Dsurefire.failIfNoSpecifiedTests=false [-Dgyre.jmh=simulate]
public class KernelBenchmarks {
    private static final int STEPS = 4096;

    /// A network of one size. Times are nanoseconds per step.
    @State(Scope.Thread)
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @Warmup(iterations = 3, time = 1)
    @Measurement(iterations = 5, time = 1)
    @Fork(1)
    public static class Infomax {
        @Param({"50,0.05", "50,0.01", "200,0.01", "1000,0.01"})
        public String size = "50,0.05";

        private InfomaxKernels kernels = new InfomaxKernels(new InfomaxCase(50, 0.05, 0.95, STEPS, STEPS, true), 1);

        @Setup
        public void prepare() {
            int comma = size.indexOf(',');
            int units = Integer.parseInt(size.substring(0, comma));
            double rate = Double.parseDouble(size.substring(comma + 1));
            kernels = new InfomaxKernels(new InfomaxCase(units, rate, 0.95, STEPS, STEPS, true), 1);
            kernels.simulateAndCount(Math.max(STEPS, 8 * units));
        }

        @Benchmark
        @OperationsPerInvocation(STEPS)
        public void drawThresholds() {
            kernels.draw(STEPS);
        }

        @Benchmark
        @OperationsPerInvocation(STEPS)
        public void simulate() {
            kernels.simulate(STEPS);
        }

        @Benchmark
        @OperationsPerInvocation(STEPS)
        public void simulateAndCount() {
            kernels.simulateAndCount(STEPS);
        }

        /// Nanoseconds per block.
        @Benchmark
        public double gaussianAlgebra() {
            return kernels.algebra();
        }
    }

    /// The goals of a hidden layer of infomorphic neurons and its summed inputs. Times are
    /// microseconds per batch.
    @State(Scope.Thread)
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    @Warmup(iterations = 3, time = 1)
    @Measurement(iterations = 5, time = 1)
    @Fork(1)
    public static class Infomorphic {
        @Param({"2", "3"})
        public int sources = 2;

        @Param({"10", "100"})
        public int neurons = 10;

        private InfomorphicKernels kernels = prepared();
        private InfomorphicKernels.Goals goals = kernels.goals();
        private float[][] compartments = kernels.compartments();

        private InfomorphicKernels prepared() {
            InfomorphicKernels made =
                    new InfomorphicKernels(new InfomorphicCase(sources, neurons, 0, 0, 1, 0), 1, Team.alone());
            made.learn(50);
            return made;
        }

        @Setup
        public void prepare() {
            kernels = prepared();
            goals = kernels.goals();
            compartments = kernels.compartments();
        }

        @Benchmark
        public double goalGradients() {
            return goals.run();
        }

        @Benchmark
        public float[][] summedInputs() {
            kernels.forward(compartments);
            return compartments;
        }

        @Benchmark
        public void step() {
            kernels.learn(1);
        }
    }

    /// Matrix products of both BLAS. Times are microseconds per product of two n×n matrices, 2 n³
    /// operations.
    @State(Scope.Thread)
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    @Warmup(iterations = 2, time = 1)
    @Measurement(iterations = 3, time = 1)
    @Fork(1)
    public static class Gemm {
        @Param({"50", "200", "1000"})
        public int n = 50;

        @Param({"best", "java"})
        public String blas = "best";

        private Blas chosen = Blas.best();
        private double[] a = {};
        private double[] b = {};
        private double[] c = {};

        @Setup
        public void prepare() {
            chosen = blas.equals("best") ? Blas.best() : new EjmlBlas();
            a = new double[n * n];
            b = new double[n * n];
            c = new double[n * n];
            for (int i = 0; i < n * n; i++) {
                a[i] = Math.sin(i);
                b[i] = Math.cos(i);
            }
        }

        @Benchmark
        public double[] dgemm() {
            chosen.dgemm(false, false, n, n, n, 1, a, 0, n, b, 0, n, 0, c, 0, n);
            return c;
        }
    }

    @Test
    void run() throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(KernelBenchmarks.class.getSimpleName() + ".*" + System.getProperty("gyre.jmh", ""))
                        .build())
                .run();
    }
}
