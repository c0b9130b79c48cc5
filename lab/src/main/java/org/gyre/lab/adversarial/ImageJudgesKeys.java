package org.gyre.lab.adversarial;

import org.gyre.core.InputException;
import org.gyre.deep.twosample.ClassifierTwoSampleTest;
import org.gyre.lab.experiment.Default;

/// How networks that infer causes of images are judged.
///
/// @param fitted       at most so many of the training images fit the probes and the principal components
/// @param compared     at most so many images are compared with as many dreams by their discrepancy
/// @param told         at most so many training images, and as many dreams, a classifier learns to tell
///     apart
/// @param permutations that give the discrepancy its p
/// @param draws        samples whose mean stands for the posterior mean of a layer
public record ImageJudgesKeys(
        @Default("10000") int fitted,
        @Default("1000") int compared,
        @Default("2000") int told,
        @Default("200") int permutations,
        @Default("4") int draws) {
    /// @throws InputException if a number is out of its range
    public ImageJudgesKeys {
        if (fitted < 2) {
            throw new InputException("judges.fitted = " + fitted + ": a probe needs at least 2 images");
        }
        if (compared < 2 || compared > 5000) {
            throw new InputException("judges.compared = " + compared + ": must be from 2 to 5000");
        }
        if (told < ClassifierTwoSampleTest.FEWEST_SAMPLES) {
            throw new InputException("judges.told = " + told + ": a classifier needs at least "
                    + ClassifierTwoSampleTest.FEWEST_SAMPLES + " images");
        }
        if (permutations < 1 || permutations > 100_000) {
            throw new InputException("judges.permutations = " + permutations + ": must be from 1 to 100000");
        }
        if (draws < 1 || draws > 1000) {
            throw new InputException("judges.draws = " + draws + ": must be from 1 to 1000");
        }
    }
}
