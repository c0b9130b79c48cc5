package org.gyre.nets.infomax;

import org.gyre.core.InputException;

/// What one training block is and how it changes the weights (T09 eq. 3).
///
/// @param settlingSteps steps before the measured part, in which thresholds settle and nothing is
///     counted, ≥ 0
/// @param measuredSteps T, steps whose covariances give the update, ≥ 2
/// @param learningRate η > 0; see `scaled`
/// @param scaled whether η is in units of 1/(v_i v_j), v = p̄(1 − p̄), in which growth from weak
///     weights does not depend on the rates
/// @param weightLimit w_limit: weights are clipped to ±this, > 0, may be infinite
/// @param firstLearningBlock blocks before this number (from 0) do not learn
/// @param updateEvery an update at every so many blocks, ≥ 1
/// @param inputMultiplier factor on η for weights from clamped inputs (T20: K)
/// @param maskInputs whether weights into clamped inputs stay as they are; the authors let them learn,
///     and since the state of an input is overwritten they can only wander
/// @param rule where the gradient comes from
/// @param rewardMemory K of [SampledRule]; other rules ignore it
/// @param control what guards the size of the step
public record TrainingPlan(
        int settlingSteps,
        int measuredSteps,
        double learningRate,
        boolean scaled,
        double weightLimit,
        int firstLearningBlock,
        int updateEvery,
        double inputMultiplier,
        boolean maskInputs,
        LearningRule rule,
        int rewardMemory,
        StepControl control) {

    public TrainingPlan {
        require(settlingSteps >= 0, "settling_steps", settlingSteps, "at least 0");
        require(measuredSteps >= 2, "measured_steps", measuredSteps, "at least 2");
        require(learningRate > 0 && Double.isFinite(learningRate), "learning_rate", learningRate, "positive");
        require(weightLimit > 0, "weight_limit", weightLimit, "positive");
        require(firstLearningBlock >= 0, "first_learning_block", firstLearningBlock, "at least 0");
        require(updateEvery >= 1, "update_every", updateEvery, "at least 1");
        require(
                inputMultiplier >= 0 && Double.isFinite(inputMultiplier),
                "input_multiplier",
                inputMultiplier,
                "at least 0");
        require(
                rewardMemory >= 0 && (rule != LearningRule.SAMPLED || 2L * rewardMemory < measuredSteps),
                "reward_memory",
                rewardMemory,
                "at least 0 and below half of measured_steps");
    }

    private static void require(boolean holds, String name, Object value, String range) {
        if (!holds) {
            throw new InputException(name + " = " + value + ": must be " + range);
        }
    }
}
