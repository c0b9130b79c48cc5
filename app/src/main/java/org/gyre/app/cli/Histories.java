package org.gyre.app.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.core.Unit;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.flux.ExactFlux;
import org.gyre.measure.flux.StationaryLaw;
import org.gyre.measure.mutualinfo.DiscreteInformation;
import org.gyre.measure.series.SymbolSeries;
import org.gyre.measure.transfer.ActiveStorage;
import org.gyre.measure.transfer.ExactTransfer;
import org.gyre.measure.transfer.TransferEntropy;
import org.jspecify.annotations.Nullable;

/// Active storage and transfer entropy of all units and pairs, exact and from a recording.
///
/// @param target k, steps of a unit's own past
/// @param source l, steps of the source's past
record Histories(int target, int source) {
    /// Words of more steps are hardly ever met twice in a recording.
    private static final int LONGEST = 8;

    /// Reads `K,L`.
    ///
    /// @throws InputException if it is not two numbers from 1 to 8
    static Histories parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length == 2) {
            try {
                Histories histories =
                        new Histories(Integer.parseInt(parts[0].strip()), Integer.parseInt(parts[1].strip()));
                if (fits(histories.target) && fits(histories.source)) {
                    return histories;
                }
            } catch (NumberFormatException notNumbers) {
                // Said below.
            }
        }
        throw new InputException(
                "--histories " + text + ": must be two numbers of steps from 1 to " + LONGEST + ", such as 2,1");
    }

    private static boolean fits(int history) {
        return history >= 1 && history <= LONGEST;
    }

    /// Storage by unit and transfer by target and source, from each source of knowledge.
    Map<String, Object> json(
            @Nullable ExactFlux exact, @Nullable Recording recording, Unit unit, String name, List<String> warnings) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("target_history", target);
        object.put("source_history", source);
        if (exact != null) {
            object.put("exact", exact(exact, unit, name));
        }
        if (recording != null) {
            for (DiscreteEntropy estimator : Recording.ESTIMATORS) {
                Map<String, Object> estimated = estimated(recording.raster(), estimator, unit);
                object.put(estimator.label(), estimated);
                if (object.get("exact") instanceof Map<?, ?> truth) {
                    object.put(
                            estimator.label() + ", mean storage minus exact",
                            mean(estimated.get("active_storage")) - mean(truth.get("active_storage")));
                    object.put(
                            estimator.label() + ", mean transfer minus exact",
                            mean(estimated.get("transfer_entropy")) - mean(truth.get("transfer_entropy")));
                }
            }
        }
        if (exact == null) {
            warnings.add("storage and transfer are estimates from a recording, which tend to be too large");
        }
        return object;
    }

    private Map<String, Object> exact(ExactFlux exact, Unit unit, String name) {
        int n = exact.reading().units();
        double[] storage = new double[n];
        double[][] transfer = new double[n][n];
        try {
            for (ExactFlux.Part part : exact.parts()) {
                StationaryLaw law = part.law();
                int[] units = part.units();
                for (int i = 0; i < units.length; i++) {
                    storage[units[i]] =
                            ExactTransfer.activeStorage(law, i, target).in(unit);
                    for (int j = 0; j < units.length; j++) {
                        transfer[units[i]][units[j]] = i == j
                                ? 0
                                : ExactTransfer.transferEntropy(law, j, i, target, source)
                                        .in(unit);
                    }
                }
            }
        } catch (InputException withoutFile) {
            throw new InputException(name + ": " + withoutFile.getMessage(), withoutFile);
        }
        return both(storage, transfer);
    }

    private Map<String, Object> estimated(BinaryRaster raster, DiscreteEntropy estimator, Unit unit) {
        int n = raster.units();
        DiscreteInformation information = new DiscreteInformation(estimator);
        TransferEntropy transfers = new TransferEntropy(target, source);
        SymbolSeries[] series = new SymbolSeries[n];
        double[] storage = new double[n];
        double[][] transfer = new double[n][n];
        for (int i = 0; i < n; i++) {
            series[i] = SymbolSeries.of(raster, i);
            storage[i] =
                    new ActiveStorage(target).estimate(series[i], information).in(unit);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                transfer[i][j] = i == j
                        ? 0
                        : transfers.estimate(series[j], series[i], information).in(unit);
            }
        }
        return both(storage, transfer);
    }

    /// Mean of a vector, or of a matrix off its diagonal.
    private static double mean(@Nullable Object values) {
        return switch (values) {
            case double[] vector -> Arrays.stream(vector).average().orElse(0);
            case double[][] rows
            when rows.length > 1 ->
                Arrays.stream(rows).flatMapToDouble(Arrays::stream).sum() / (rows.length * (rows.length - 1.0));
            case null, default -> 0;
        };
    }

    private static Map<String, Object> both(double[] storage, double[][] transfer) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("active_storage", storage);
        object.put("transfer_entropy", transfer);
        return object;
    }
}
