package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.BinaryRaster;
import org.gyre.core.Estimate;
import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Unit;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.flux.ExactFlux;
import org.gyre.measure.flux.RecordedPairs;
import org.gyre.measure.sampling.ContrastiveBracket;
import org.gyre.measure.sampling.ModelBasedFlux;
import org.gyre.measure.sampling.ProcessSampler;
import org.gyre.measure.sampling.RecordedFlux;
import org.gyre.measure.sampling.Transitions;
import org.jspecify.annotations.Nullable;

/// A recording of a known network, and what estimators of the flux make of it.
final class Recording {
    /// Estimators whose values are shown beside exact ones.
    static final List<DiscreteEntropy> ESTIMATORS =
            List.of(DiscreteEntropy.PLUG_IN, DiscreteEntropy.MILLER_MADOW, DiscreteEntropy.GRASSBERGER);

    /// States of more units do not fit a word, in which they are counted.
    private static final int COUNTABLE = 63;

    /// Steps for each possible state that the count of states needs.
    private static final double SEEN = 2;

    private static final int SETTLING = 1000;
    private static final int PAIRS = 3000;

    private final FactorisedMarkovProcess process;
    private final BinaryRaster raster;
    private final long seed;
    private final Unit unit;

    private Recording(FactorisedMarkovProcess process, BinaryRaster raster, long seed, Unit unit) {
        this.process = process;
        this.raster = raster;
        this.seed = seed;
        this.unit = unit;
    }

    /// Simulates the process from a random start, after some steps of settling.
    static Recording of(FactorisedMarkovProcess process, int steps, long seed, Unit unit) {
        long words = (process.units() + 63L) / 64;
        if (steps * words > Integer.MAX_VALUE / 8) {
            throw new InputException("--samples " + steps + ": must be at most " + Integer.MAX_VALUE / 8 / words
                    + " for " + Plural.of(process.units(), "unit") + ", so that the recording fits into memory");
        }
        ProcessSampler sampler =
                new ProcessSampler(process, RandomStream.of(seed).split("measure-flux"));
        sampler.startAnywhere();
        sampler.skip(SETTLING);
        return new Recording(process, sampler.record(steps), seed, unit);
    }

    BinaryRaster raster() {
        return raster;
    }

    /// The keys of a measurement without exact values.
    void putMain(Map<String, Object> object, List<String> warnings) {
        Double entropy = null;
        Double divergence = null;
        Double information = null;
        if (statesAreSeen()) {
            Estimate estimate = ModelBasedFlux.of(process, raster, DiscreteEntropy.MILLER_MADOW);
            information = estimate.in(unit);
            entropy = unit.fromNats(estimate.parts().get(0).nats());
            divergence = unit.fromNats(estimate.parts().get(1).nats());
        } else {
            ContrastiveBracket bracket = bracket();
            if (!bracket.saturated()) {
                information = bracket.lower().in(unit);
                warnings.add(Plural.of(raster.steps(), "step is", "steps are") + " too few to count the states of "
                        + Plural.of(process.units(), "unit")
                        + ": information is the lower end of the contrastive bracket");
            } else {
                warnings.add("the flux is unknown: " + Plural.of(raster.steps(), "step is", "steps are")
                        + " too few to count the states of "
                        + Plural.of(process.units(), "unit") + ", and the contrastive bracket is saturated"
                        + (pairs() < PAIRS ? "; raise --samples" : ""));
            }
        }
        RecordedPairs pairs = RecordedPairs.of(raster, 1);
        object.put("entropy", entropy);
        object.put("divergence", divergence);
        object.put("information", information);
        object.put("c_rms", pairs.correlationRms());
        object.put("mean_pairwise_information", unit.fromNats(pairs.meanInformation()));
        object.put("method", "sample");
        object.put("residual", null);
        object.put("reducible", null);
    }

    /// Whether the recording is long enough for the entropy of the states.
    private boolean statesAreSeen() {
        return process.units() < COUNTABLE && raster.steps() >= SEEN * Math.pow(2, process.units());
    }

    /// Every estimator's value, beside the exact one if there is one.
    void putEstimates(Map<String, Object> object, @Nullable ExactFlux exact, List<String> warnings) {
        List<Map<String, Object>> rows = new ArrayList<>();
        Double truth = exact == null ? null : unit.fromNats(exact.reading().information());
        if (process.units() <= COUNTABLE) {
            for (DiscreteEntropy estimator : ESTIMATORS) {
                add(rows, RecordedFlux.of(raster, 1, estimator), truth);
            }
            add(rows, ModelBasedFlux.of(process, raster, DiscreteEntropy.MILLER_MADOW), truth);
        }
        ContrastiveBracket bracket = bracket();
        add(rows, bracket.lower(), truth);
        bracket.upper().ifPresent(upper -> add(rows, upper, truth));
        object.put("samples", raster.steps());
        object.put("seed", seed);
        object.put("estimates", rows);
        object.put("bracket_saturated", bracket.saturated());
        if (bracket.saturated()) {
            warnings.add("the contrastive bracket is saturated: " + Plural.of(pairs(), "pair")
                    + " cannot tell a flux near log2 of" + " their number, and both ends may lie below it");
        }
    }

    /// The measures of pairs, lags and subsets as counted in the recording, under the keys that the exact ones have.
    ///
    /// @param lags longest lag
    /// @param subsets whether pairs and triplets are wanted
    /// @param exact the exact measures, from which each counted one is also told to differ
    Map<String, Object> counted(int lags, boolean subsets, Map<String, Object> exact) {
        Map<String, Object> object = new LinkedHashMap<>();
        RecordedPairs pairs = RecordedPairs.of(raster, 1);
        object.put("c_rms", pairs.correlationRms());
        object.put("mean_pairwise_information", unit.fromNats(pairs.meanInformation()));
        if (lags > 1) {
            double[] correlation = new double[lags];
            for (int lag = 1; lag <= lags; lag++) {
                correlation[lag - 1] = RecordedPairs.of(raster, lag).correlationRms();
            }
            object.put("c_rms_by_lag", correlation);
            for (DiscreteEntropy estimator : ESTIMATORS) {
                double[] information = new double[lags];
                for (int lag = 1; lag <= lags; lag++) {
                    information[lag - 1] =
                            RecordedFlux.of(raster, lag, estimator).in(unit);
                }
                object.put("information_by_lag, " + estimator.label(), information);
            }
        }
        if (subsets) {
            for (DiscreteEntropy estimator : ESTIMATORS) {
                object.put("mean_pair_flux, " + estimator.label(), meanOfSubsets(2, estimator));
                object.put("mean_triplet_flux, " + estimator.label(), meanOfSubsets(3, estimator));
            }
        }
        return withErrors(object, exact);
    }

    /// Each counted measure, and behind it its difference from the exact one where there is one.
    private static Map<String, Object> withErrors(Map<String, Object> counted, Map<String, Object> exact) {
        Map<String, Object> both = new LinkedHashMap<>();
        counted.forEach((key, value) -> {
            both.put(key, value);
            int comma = key.indexOf(',');
            Object truth = exact.get(comma < 0 ? key : key.substring(0, comma));
            if (value instanceof Double seen && truth instanceof Double real) {
                both.put(key + ", minus exact", seen - real);
            } else if (value instanceof double[] seen && truth instanceof double[] real) {
                double[] error = seen.clone();
                for (int lag = 0; lag < error.length; lag++) {
                    error[lag] -= real[lag];
                }
                both.put(key + ", minus exact", error);
            }
        });
        return both;
    }

    private @Nullable Double meanOfSubsets(int size, DiscreteEntropy estimator) {
        int n = raster.units();
        double sum = 0;
        int count = 0;
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < a; b++) {
                for (int c = size == 2 ? -1 : 0; c < (size == 2 ? 0 : b); c++) {
                    int[] units = size == 2 ? new int[] {a, b} : new int[] {a, b, c};
                    sum += RecordedFlux.of(raster, 1, estimator, units).in(unit);
                    count++;
                }
            }
        }
        return count == 0 ? null : sum / count;
    }

    /// Pairs of the bracket.
    private int pairs() {
        return Math.min(PAIRS, raster.steps());
    }

    private ContrastiveBracket bracket() {
        return ContrastiveBracket.of(
                process,
                Transitions.sample(
                        process,
                        pairs(),
                        Transitions.SETTLING,
                        RandomStream.of(seed).split("measure-flux").split("pairs")));
    }

    private void add(List<Map<String, Object>> rows, Estimate estimate, @Nullable Double truth) {
        Map<String, Object> row = new LinkedHashMap<>();
        double value = estimate.in(unit);
        row.put("estimator", estimate.estimator());
        row.put("value", value);
        row.put("error", truth == null ? null : value - truth);
        row.put(
                "standard_error",
                estimate.standardError().isPresent()
                        ? unit.fromNats(estimate.standardError().getAsDouble())
                        : null);
        row.put("samples", estimate.samples());
        row.put("bias_correction", estimate.biasCorrection());
        row.put("warnings", estimate.warnings());
        rows.add(row);
    }
}
