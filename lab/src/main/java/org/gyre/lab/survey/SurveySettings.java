package org.gyre.lab.survey;

import java.time.Duration;
import java.util.List;
import org.gyre.core.InputException;

/// How a recording is surveyed.
///
/// @param binSeconds width of a bin; 0 for the mean interval between successive spikes of the whole population
/// @param surrogates number of surrogates in each test, from 19, so that p = 0.05 can be reached, to a million
/// @param seed of everything random
/// @param budget time after which no further section is begun
/// @param sections ids of the sections to run, whatever they cost; empty for all that fit the budget
public record SurveySettings(double binSeconds, int surrogates, long seed, Duration budget, List<String> sections) {
    /// Bins of 4 ms, 100 surrogates, seed 1, one minute.
    public static final SurveySettings DEFAULT = new SurveySettings(0.004, 100, 1, Duration.ofSeconds(60), List.of());

    /// Fewer surrogates cannot give a p-value of 0.05.
    public static final int FEWEST_SURROGATES = 19;

    private static final int MOST_SURROGATES = 1_000_000;

    /// @throws InputException if a value is out of range
    public SurveySettings {
        if (!(binSeconds >= 0 && binSeconds < Double.POSITIVE_INFINITY)) {
            throw new InputException("bin of " + binSeconds + " s: must be positive and finite");
        }
        if (surrogates < FEWEST_SURROGATES) {
            throw new InputException(surrogates + " surrogates: take at least " + FEWEST_SURROGATES
                    + ", which p = 0.05 needs; 100 or more are usual");
        }
        if (surrogates > MOST_SURROGATES) {
            throw new InputException(
                    surrogates + " surrogates: take at most " + MOST_SURROGATES + ", 100 or 1000 are usual");
        }
        sections = List.copyOf(sections);
    }

    /// Whether the width of a bin is the mean interval of the population.
    public boolean binsByMeanInterval() {
        return binSeconds == 0;
    }
}
