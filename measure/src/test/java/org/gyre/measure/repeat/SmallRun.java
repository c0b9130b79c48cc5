package org.gyre.measure.repeat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gyre.core.BinaryRaster;
import org.gyre.core.Estimate;
import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.core.Progress;
import org.gyre.core.SpikeTrains;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.avalanche.AvalancheNull;
import org.gyre.measure.avalanche.Avalanches;
import org.gyre.measure.avalanche.Bootstrap;
import org.gyre.measure.avalanche.Fit;
import org.gyre.measure.avalanche.FittingRange;
import org.gyre.measure.avalanche.LowerCutoff;
import org.gyre.measure.avalanche.Tally;
import org.gyre.measure.branching.BranchingAnalysis;
import org.gyre.measure.branching.BranchingInterval;
import org.gyre.measure.branching.BranchingSettings;
import org.gyre.measure.branching.DecayFit;
import org.gyre.measure.branching.DecayForm;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.entropy.KozachenkoLeonenko;
import org.gyre.measure.entropy.Occupancies;
import org.gyre.measure.flux.FluxReading;
import org.gyre.measure.flux.StationarySolver;
import org.gyre.measure.mutualinfo.DiscreteInformation;
import org.gyre.measure.mutualinfo.GaussianCopulaEstimator;
import org.gyre.measure.mutualinfo.GaussianCovariance;
import org.gyre.measure.mutualinfo.InformationEstimator;
import org.gyre.measure.mutualinfo.KraskovInformation;
import org.gyre.measure.mutualinfo.KraskovInformation.Algorithm;
import org.gyre.measure.mutualinfo.Relation;
import org.gyre.measure.mutualinfo.SharedInformation;
import org.gyre.measure.pairs.PairTable;
import org.gyre.measure.pairs.PairwiseTransfer;
import org.gyre.measure.pid.AtomTest;
import org.gyre.measure.pid.JointTable;
import org.gyre.measure.pid.Redundancy;
import org.gyre.measure.series.OrdinalPatterns;
import org.gyre.measure.series.RealSeries;
import org.gyre.measure.series.Series;
import org.gyre.measure.series.SymbolSeries;
import org.gyre.measure.spikes.CountCorrelation;
import org.gyre.measure.spikes.PairTest;
import org.gyre.measure.spikes.StimulusInformation;
import org.gyre.measure.surrogate.CircularShift;
import org.gyre.measure.surrogate.Shuffle;
import org.gyre.measure.surrogate.SpikeJitter;
import org.gyre.measure.surrogate.SurrogateTest;
import org.gyre.measure.transfer.ActiveStorage;
import org.gyre.measure.transfer.TransferEntropy;

/// A small run of each family of estimators: everything that it computes, as one list of numbers. The
/// data are made from 64-bit integers by arithmetic alone, so that they are the same on every machine.
enum SmallRun {
    DISCRETE_ENTROPIES {
        @Override
        double[] of(Team team) {
            SymbolSeries x = SymbolSeries.of(chains(0));
            List<Double> values = new ArrayList<>();
            for (DiscreteEntropy entropy : DiscreteEntropy.values()) {
                values.add(entropy.of("H", x).nats());
                values.add(entropy.of("H", x).standardError().orElse(0));
            }
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }
    },
    DISCRETE_INFORMATION {
        @Override
        double[] of(Team team) {
            DiscreteInformation counts = new DiscreteInformation(DiscreteEntropy.PANZERI_TREVES);
            return all(
                    SymbolSeries.of(chains(0)), SymbolSeries.of(chains(1)), SymbolSeries.of(chains(2)), counts, team);
        }
    },
    ORDINAL_INFORMATION {
        @Override
        double[] of(Team team) {
            OrdinalPatterns patterns = new OrdinalPatterns(3, 1);
            return all(
                    patterns.of(series(0)),
                    patterns.of(series(1)),
                    patterns.of(series(2)),
                    new DiscreteInformation(DiscreteEntropy.MILLER_MADOW),
                    team);
        }
    },
    GAUSSIAN_COPULA {
        @Override
        double[] of(Team team) {
            return all(
                    series(0), series(1), series(2), new GaussianCopulaEstimator(GaussianCovariance.CORRECTED), team);
        }
    },
    KRASKOV_1 {
        @Override
        double[] of(Team team) {
            return nearest(new KraskovInformation(Algorithm.KSG_1, 4, 2, team), team);
        }
    },
    KRASKOV_2 {
        @Override
        double[] of(Team team) {
            return nearest(new KraskovInformation(Algorithm.KSG_2, 3, 0, team), team);
        }
    },
    KOZACHENKO_LEONENKO {
        @Override
        double[] of(Team team) {
            return new KozachenkoLeonenko(4, 1, team).local(series(0, LONG).joined(series(1, LONG)));
        }
    },
    PAIRS {
        @Override
        double[] of(Team team) {
            PairTable table = new PairwiseTransfer(
                            List.of(raster(900), raster(300)), new TransferEntropy(2, 1), DiscreteEntropy.MILLER_MADOW)
                    .table(new Shuffle.Circular(5), 20, RandomStream.of(3), team);
            return numbers(table);
        }
    },
    REAL_PAIRS {
        @Override
        double[] of(Team team) {
            TransferEntropy transfer = new TransferEntropy(1, 1);
            KraskovInformation estimator = new KraskovInformation(Algorithm.KSG_1, 4);
            return numbers(PairTable.of(
                    transfer.quantity(),
                    List.of(series(0), series(1), series(2)),
                    (source, target) -> transfer.relation(source, target, List.of(), estimator),
                    Optional.of(new SurrogateTest(new Shuffle.Permutation(), 9, RandomStream.of(4))),
                    team));
        }
    },
    DECOMPOSITIONS {
        @Override
        double[] of(Team team) {
            SymbolSeries a = SymbolSeries.of(chains(0));
            SymbolSeries b = SymbolSeries.of(chains(1));
            SymbolSeries y = SymbolSeries.of(chains(2));
            double[] all = {};
            for (Redundancy measure : Redundancy.values()) {
                if (measure == Redundancy.BROJA) {
                    continue;
                }
                AtomTest test = AtomTest.of(
                        measure.decompose(JointTable.of(y, a, b)),
                        y.trialLengths(),
                        new SurrogateTest(new Shuffle.Permutation(), 40, RandomStream.of(5)),
                        team,
                        order -> measure.decompose(JointTable.of(y.reordered(order), a, b)));
                all = joined(all, measure.decompose(JointTable.of(y, a, b)).atoms(), test.pValues());
            }
            return all;
        }
    },
    UNIQUE_INFORMATION {
        @Override
        double[] of(Team team) {
            SymbolSeries a = SymbolSeries.of(chains(0));
            SymbolSeries b = SymbolSeries.of(chains(1));
            SymbolSeries y = SymbolSeries.of(chains(2));
            double[] atoms = Redundancy.BROJA.decompose(JointTable.of(y, a, b)).atoms();
            AtomTest test = AtomTest.of(
                    Redundancy.BROJA.decompose(JointTable.of(y, a, b)),
                    y.trialLengths(),
                    new SurrogateTest(new Shuffle.Permutation(), 10, RandomStream.of(5)),
                    team,
                    order -> Redundancy.BROJA.decompose(JointTable.of(y.reordered(order), a, b)));
            return joined(atoms, test.pValues());
        }
    },
    AVALANCHES {
        @Override
        double[] of(Team team) {
            Avalanches avalanches = Avalanches.of(activity());
            Tally sizes = avalanches.sizes();
            return joined(
                    IntStream.range(0, sizes.distinct())
                            .mapToDouble(i -> sizes.value(i) * 1e6 + sizes.count(i))
                            .toArray(),
                    avalanches.meanSizes().toArray());
        }
    },
    AVALANCHE_NULLS {
        @Override
        double[] of(Team team) {
            AvalancheNull found =
                    AvalancheNull.of(trains(), 20, new SpikeJitter(100), 30, RandomStream.of(17), team, Progress.NONE);
            return Stream.of(found.count(), found.meanSize(), found.largestSize(), found.naiveBranching())
                    .flatMapToDouble(each -> DoubleStream.of(each.data(), each.mean(), each.deviation(), each.p()))
                    .toArray();
        }
    },
    POWER_LAW {
        @Override
        double[] of(Team team) {
            Tally sample = powerLaw();
            Fit fit = LowerCutoff.select(sample, true, Double.POSITIVE_INFINITY, 50, team);
            Bootstrap bootstrap = Bootstrap.withCutoff(sample, fit, 50, 40, RandomStream.of(6), team, Progress.NONE);
            FittingRange range = FittingRange.widest(
                    sample,
                    true,
                    FittingRange.Settings.DEFAULT.withDraws(FittingRange.Settings.FEWEST_DRAWS),
                    RandomStream.of(7),
                    team,
                    Progress.NONE);
            return new double[] {
                fit.parameter("exponent"),
                fit.support().from(),
                fit.distance(),
                fit.logLikelihood(),
                bootstrap.p(),
                bootstrap.exponentError(),
                bootstrap.cutoffError(),
                range.p(),
                range.fit().support().from(),
                range.fit().support().to(),
                range.fit().parameter("exponent")
            };
        }
    },
    BRANCHING {
        @Override
        double[] of(Team team) {
            double[] activity =
                    Arrays.stream(activity()).mapToDouble(count -> count).toArray();
            BranchingAnalysis found = BranchingAnalysis.of(
                    new double[][] {activity},
                    BranchingSettings.DEFAULT.withLags(40).withReplicas(50),
                    RandomStream.of(8));
            DoubleStream fits = found.fits().stream().flatMapToDouble(fit -> DoubleStream.of(fit.m(), fit.residual()));
            DoubleStream interval =
                    found.interval().stream().flatMapToDouble(ends -> DoubleStream.of(ends.mLow(), ends.mHigh()));
            return DoubleStream.concat(fits, interval).toArray();
        }
    },
    BRANCHING_FORMS {
        @Override
        double[] of(Team team) {
            double[] activity =
                    Arrays.stream(activity()).mapToDouble(count -> count).toArray();
            double[] all = {};
            for (DecayForm form : DecayForm.values()) {
                BranchingAnalysis found = BranchingAnalysis.of(
                        new double[][] {activity},
                        BranchingSettings.DEFAULT.withLags(100).withReplicas(50).withForms(List.of(form)),
                        RandomStream.of(8));
                DecayFit fit = found.fits().getFirst();
                all = joined(
                        all,
                        fit.parameters().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray(),
                        new double[] {fit.m(), fit.residual(), fit.explained()});
                if (found.interval().isPresent()) {
                    BranchingInterval ends = found.interval().get();
                    all = joined(all, new double[] {ends.mLow(), ends.mHigh(), ends.tauLow(), ends.tauHigh()});
                }
            }
            return all;
        }
    },
    INTERVALS_IN_BITS {
        @Override
        double[] of(Team team) {
            Occupancies x = Occupancies.of(2010, 1204, 777, 391, 204, 98, 51, 29, 14, 6, 4, 2);
            double[] all = {};
            for (DiscreteEntropy entropy : DiscreteEntropy.values()) {
                Estimate estimate = entropy.of("H", x);
                all = joined(all, new double[] {estimate.in(Unit.BITS)});
                if (estimate.interval(0.9).isPresent()) {
                    Estimate.Interval ends = estimate.interval(0.9).get();
                    all = joined(all, new double[] {Unit.BITS.fromNats(ends.low()), Unit.BITS.fromNats(ends.high())});
                }
            }
            return all;
        }
    },
    SPIKE_PAIRS {
        @Override
        double[] of(Team team) {
            PairTest test = PairTest.of(
                    new CountCorrelation(20),
                    trains(),
                    new CircularShift(),
                    99,
                    RandomStream.of(9),
                    team,
                    Progress.NONE);
            return joined(test.values(), test.z(), test.p(), test.familyWise());
        }
    },
    STIMULUS_INFORMATION {
        @Override
        double[] of(Team team) {
            StimulusInformation found = StimulusInformation.of(
                    SymbolSeries.of(chains(0)),
                    SymbolSeries.of(chains(1)),
                    StimulusInformation.Correction.subtracted(),
                    50,
                    RandomStream.of(10),
                    team);
            return joined(
                    new double[] {found.estimate().nats()},
                    found.test().orElseThrow().surrogates());
        }
    },
    FLUX {
        @Override
        double[] of(Team team) {
            FluxReading reading = FluxReading.of(new StationarySolver(team).solve(new Ring()), team);
            return new double[] {
                reading.entropy(), reading.information(), reading.correlationRms(), reading.meanPairInformation()
            };
        }
    };

    private static final int STEPS = 400;

    /// Neighbours are sought for 1024 instants in a task: several tasks.
    private static final int LONG = 2500;

    private static double[] joined(double[]... parts) {
        return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
    }

    /// Everything that the run computes.
    ///
    /// @param team threads that share it
    abstract double[] of(Team team);

    /// Mutual, conditional and shared information, transfer, storage and their surrogates.
    private static <S extends Series<S>> double[] all(S a, S b, S c, InformationEstimator<S> estimator, Team team) {
        SurrogateTest permuted = new SurrogateTest(new Shuffle.Permutation(), 9, RandomStream.of(1));
        SurrogateTest shifted = new SurrogateTest(new Shuffle.Circular(10), 9, RandomStream.of(2));
        SurrogateTest blocks = new SurrogateTest(new Shuffle.Blocks(20), 9, RandomStream.of(3));
        Relation mutual = estimator.between(a, b);
        Relation conditional = estimator.given(a, b, c);
        Relation transfer = new TransferEntropy(2, 1).relation(a, b, List.of(c), estimator);
        Relation storage = new ActiveStorage(2).relation(a, estimator);
        ToDoubleFunction<List<S>> shared =
                variables -> SharedInformation.of(variables, estimator).oInformation();
        return joined(
                new double[] {mutual.nats(), conditional.nats(), transfer.nats(), storage.nats()},
                transfer.local(),
                permuted.of(mutual, team).surrogates(),
                shifted.of(conditional, team).surrogates(),
                shifted.of(transfer, team).surrogates(),
                blocks.of(storage, team).surrogates(),
                permuted.of(List.of(a, b, c), shared, team).surrogates());
    }

    private static double[] numbers(PairTable table) {
        List<Double> numbers = new ArrayList<>();
        for (int source = 0; source < table.units(); source++) {
            for (int target = 0; target < table.units(); target++) {
                if (source != target) {
                    numbers.add(table.nats(source, target));
                    for (double surrogate :
                            table.test(source, target).orElseThrow().surrogates()) {
                        numbers.add(surrogate);
                    }
                }
            }
        }
        return joined(
                numbers.stream().mapToDouble(Double::doubleValue).toArray(),
                table.pValues(),
                table.maximumStatistic(),
                table.falseDiscoveryRate());
    }

    /// Three chains of four symbols, of which the second follows the first, and the third both.
    private static int[] chains(int which) {
        SplittableRandom random = new SplittableRandom(11);
        int[][] chains = new int[3][STEPS];
        for (int t = 1; t < STEPS; t++) {
            chains[0][t] = random.nextInt(3) == 0 ? random.nextInt(4) : chains[0][t - 1];
            chains[1][t] = random.nextInt(4) == 0 ? random.nextInt(3) : chains[0][t - 1] & 1;
            chains[2][t] = random.nextInt(5) == 0 ? random.nextInt(4) : chains[0][t] ^ (chains[1][t] & 1);
        }
        return chains[which];
    }

    /// Three series of real numbers, coupled as the chains; sums of four uniform numbers stand for
    /// normal ones.
    private static RealSeries series(int which) {
        return series(which, STEPS);
    }

    private static RealSeries series(int which, int steps) {
        SplittableRandom random = new SplittableRandom(12);
        double[][] x = new double[3][steps];
        for (int t = 1; t < steps; t++) {
            x[0][t] = 0.5 * x[0][t - 1] + noise(random);
            x[1][t] = 0.4 * x[1][t - 1] + 0.5 * x[0][t - 1] + noise(random);
            x[2][t] = x[0][t] * x[1][t] + noise(random);
        }
        return RealSeries.of(x[which]);
    }

    private static double noise(SplittableRandom random) {
        return random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble() - 2;
    }

    private static BinaryRaster raster(int steps) {
        SplittableRandom random = new SplittableRandom(steps);
        BinaryRaster raster = new BinaryRaster(steps, 5);
        for (int t = 1; t < steps; t++) {
            for (int unit = 0; unit < 5; unit++) {
                boolean left = raster.get(t - 1, (unit + 4) % 5);
                if (random.nextInt(left ? 3 : 12) == 0) {
                    raster.set(t, unit);
                }
            }
        }
        return raster;
    }

    /// A branching process with two or no children of each event, m = 0.9, and a little from outside.
    private static int[] activity() {
        SplittableRandom random = new SplittableRandom(13);
        int[] activity = new int[5000];
        for (int t = 1; t < activity.length; t++) {
            activity[t] = random.nextInt(4) == 0 ? 1 : 0;
            for (int parent = 0; parent < activity[t - 1]; parent++) {
                activity[t] += random.nextInt(100) < 45 ? 2 : 0;
            }
        }
        return activity;
    }

    /// p(s) ∝ 1/(s (s + 1)): the whole part of 1/u.
    private static Tally powerLaw() {
        SplittableRandom random = new SplittableRandom(14);
        return Tally.of(IntStream.range(0, 2000)
                .map(i -> (int) Math.min(100_000, 1 / (1 - random.nextDouble())))
                .toArray());
    }

    private static SpikeTrains trains() {
        SplittableRandom random = new SplittableRandom(15);
        long[][] ticks = new long[5][];
        for (int unit = 0; unit < ticks.length; unit++) {
            ticks[unit] = random.longs(300, 0, 10_000).distinct().sorted().toArray();
        }
        return new SpikeTrains(ticks, 1000, 10_000);
    }

    /// Thirteen units that copy their left neighbour, or with a probability of their own do not: 8192 states, of which
    /// a task takes 4096.
    private record Ring() implements FactorisedMarkovProcess {
        private static final int UNITS = 13;

        @Override
        public int units() {
            return UNITS;
        }

        @Override
        public void firingProbabilities(long[] state, double[] probability) {
            for (int unit = 0; unit < UNITS; unit++) {
                double error = (1.0 + unit) / 16;
                probability[unit] = ((state[0] >>> ((unit + UNITS - 1) % UNITS)) & 1) != 0 ? 1 - error : error / 2;
            }
        }
    }

    /// Everything of a short series, and local values of one that makes several tasks.
    private static double[] nearest(KraskovInformation estimator, Team team) {
        return joined(
                all(series(0), series(1), series(2), estimator, team),
                estimator.between(series(0, LONG), series(1, LONG)).local(),
                estimator
                        .given(series(0, LONG), series(1, LONG), series(2, LONG))
                        .local());
    }
}
