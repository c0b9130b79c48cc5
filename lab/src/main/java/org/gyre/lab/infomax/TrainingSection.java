package org.gyre.lab.infomax;

import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.Unit;
import org.gyre.lab.experiment.Default;
import org.gyre.nets.infomax.LearningRule;
import org.gyre.nets.infomax.StepControl;
import org.gyre.nets.infomax.TrainingPlan;

/// Blocks and learning (T09 eq. 3); see [TrainingPlan] for the meaning of the shared keys.
///
/// @param blocks number of blocks, at least 1
/// @param control what guards the step: `fixed`, `reduced-after-transition` or `line-search`
/// @param transitionBits for `reduced-after-transition`: the information that marks the transition
/// @param reduction for `reduced-after-transition`: factor on the learning rate afterwards
/// @param toleranceBits for `line-search`: a fall of the information that is not taken for one
/// @param milestones blocks (from 1) whose information, and mean weights if there are inputs, become
///     values of the run
/// @param crossingsBits levels of information; the first block above each becomes a value of the run
public record TrainingSection(
        int blocks,
        @Default("50000") int settlingSteps,
        @Default("50000") int measuredSteps,
        double learningRate,
        @Default("false") boolean scaled,
        @Default("100.0") double weightLimit,
        @Default("0") int firstLearningBlock,
        @Default("1") int updateEvery,
        @Default("1.0") double inputMultiplier,
        @Default("true") boolean maskInputs,
        @Default("paper") LearningRule rule,
        @Default("20") int rewardMemory,
        @Default("fixed") Control control,
        @Default("1.0") double transitionBits,
        @Default("0.2") double reduction,
        @Default("0.2") double toleranceBits,
        @Default("[5, 100]") List<Integer> milestones,
        @Default("[1.0]") List<Double> crossingsBits) {

    /// Kinds of step control.
    public enum Control {
        FIXED,
        REDUCED_AFTER_TRANSITION,
        LINE_SEARCH
    }

    public TrainingSection {
        if (blocks < 1) {
            throw new InputException("blocks = " + blocks + ": must be at least 1");
        }
        if (!(transitionBits > 0)) {
            throw new InputException("transition_bits = " + transitionBits + ": must be positive");
        }
        if (!(reduction > 0 && reduction <= 1)) {
            throw new InputException("reduction = " + reduction + ": must be in (0, 1]");
        }
        if (!(toleranceBits >= 0)) {
            throw new InputException("tolerance_bits = " + toleranceBits + ": must be at least 0");
        }
        if (milestones.stream().anyMatch(block -> block < 1)) {
            throw new InputException("milestones = " + milestones + ": blocks are numbered from 1");
        }
        if (crossingsBits.stream().anyMatch(bits -> !(bits >= 0))) {
            throw new InputException("crossings_bits = " + crossingsBits + ": must be at least 0 each");
        }
        milestones = List.copyOf(milestones);
        crossingsBits = List.copyOf(crossingsBits);
        plan(
                settlingSteps,
                measuredSteps,
                learningRate,
                scaled,
                weightLimit,
                firstLearningBlock,
                updateEvery,
                inputMultiplier,
                maskInputs,
                rule,
                rewardMemory,
                control,
                transitionBits,
                reduction,
                toleranceBits);
    }

    /// What a trainer needs of this.
    TrainingPlan plan() {
        return plan(
                settlingSteps,
                measuredSteps,
                learningRate,
                scaled,
                weightLimit,
                firstLearningBlock,
                updateEvery,
                inputMultiplier,
                maskInputs,
                rule,
                rewardMemory,
                control,
                transitionBits,
                reduction,
                toleranceBits);
    }

    private static TrainingPlan plan(
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
            Control control,
            double transitionBits,
            double reduction,
            double toleranceBits) {
        double natsPerBit = 1 / Unit.BITS.fromNats(1);
        StepControl step = switch (control) {
            case FIXED -> new StepControl.Fixed();
            case REDUCED_AFTER_TRANSITION ->
                new StepControl.ReducedAfterTransition(transitionBits * natsPerBit, reduction);
            case LINE_SEARCH -> new StepControl.LineSearch(toleranceBits * natsPerBit);
        };
        return new TrainingPlan(
                settlingSteps,
                measuredSteps,
                learningRate,
                scaled,
                weightLimit,
                firstLearningBlock,
                updateEvery,
                inputMultiplier,
                maskInputs,
                rule,
                rewardMemory,
                step);
    }
}
