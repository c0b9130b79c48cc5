package org.gyre.deep.adversarial;

import org.gyre.deep.adversarial.LearningRule.Contrast;
import org.gyre.deep.adversarial.LearningRule.CriticRule;
import org.gyre.deep.adversarial.LearningRule.GeneratorRule;
import org.gyre.deep.adversarial.LearningRule.InferenceRule;
import org.gyre.deep.adversarial.LearningRule.View;

/// Learning rules for tests, one switch at a time.
///
/// @param batch         samples of a phase
/// @param view          of the discriminators
/// @param window        of the input that they see
/// @param contrast      what evoked activity is told from
/// @param loss          of the discriminators
/// @param penalty       on their slope
/// @param criticUpdates of them for each of the pathways
/// @param rate          of all
/// @param signSwitch    of the discriminators
/// @param truncated     whether gradients pass from layer to layer
/// @param inference     what teaches inference
/// @param generator     what teaches generation
/// @param moments       of all
record Rules(
        int batch,
        View view,
        int window,
        Contrast contrast,
        CriticLoss loss,
        Penalty penalty,
        int criticUpdates,
        double rate,
        boolean signSwitch,
        boolean truncated,
        InferenceRule inference,
        GeneratorRule generator,
        Moments moments) {
    static final Penalty LIGHT = new Penalty(Penalty.Kind.ZERO_CENTRED, 0.05);

    static final int HIDDEN = 6;
    static final int LAYERS = 2;

    static Rules pairs() {
        return new Rules(
                8,
                View.PAIRS,
                0,
                Contrast.SLEEP,
                CriticLoss.LOGISTIC,
                LIGHT,
                1,
                2e-3,
                true,
                false,
                InferenceRule.ADVERSARIAL,
                GeneratorRule.FIXED,
                Moments.OPPONENTS);
    }

    /// Of what is learned, the first update then remembers half of the gradient exactly and changes
    /// nothing.
    Rules onlyGradients() {
        return new Rules(
                batch,
                view,
                window,
                contrast,
                loss,
                penalty,
                0,
                0,
                signSwitch,
                truncated,
                inference,
                generator,
                new Moments(0.5, 0.9, 1e-8));
    }

    Rules with(View other, int lastNumbers) {
        return new Rules(
                batch,
                other,
                lastNumbers,
                contrast,
                loss,
                penalty,
                criticUpdates,
                rate,
                signSwitch,
                truncated,
                inference,
                generator,
                moments);
    }

    Rules with(Contrast other) {
        return new Rules(
                batch,
                view,
                window,
                other,
                loss,
                penalty,
                criticUpdates,
                rate,
                signSwitch,
                truncated,
                inference,
                generator,
                moments);
    }

    Rules with(CriticLoss other, Penalty otherPenalty) {
        return new Rules(
                batch,
                view,
                window,
                contrast,
                other,
                otherPenalty,
                criticUpdates,
                rate,
                signSwitch,
                truncated,
                inference,
                generator,
                moments);
    }

    Rules with(InferenceRule other) {
        return new Rules(
                batch,
                view,
                window,
                contrast,
                loss,
                penalty,
                criticUpdates,
                rate,
                signSwitch,
                truncated,
                other,
                generator,
                moments);
    }

    Rules with(GeneratorRule other) {
        return new Rules(
                batch,
                view,
                window,
                contrast,
                loss,
                penalty,
                criticUpdates,
                rate,
                signSwitch,
                truncated,
                inference,
                other,
                moments);
    }

    Rules with(Moments other) {
        return new Rules(
                batch,
                view,
                window,
                contrast,
                loss,
                penalty,
                criticUpdates,
                rate,
                signSwitch,
                truncated,
                inference,
                generator,
                other);
    }

    Rules withTruncation() {
        return new Rules(
                batch,
                view,
                window,
                contrast,
                loss,
                penalty,
                criticUpdates,
                rate,
                signSwitch,
                true,
                inference,
                generator,
                moments);
    }

    Rules withoutSignSwitch() {
        return new Rules(
                batch,
                view,
                window,
                contrast,
                loss,
                penalty,
                criticUpdates,
                rate,
                false,
                truncated,
                inference,
                generator,
                moments);
    }

    Rules with(int otherBatch, int otherCriticUpdates, double otherRate) {
        return new Rules(
                otherBatch,
                view,
                window,
                contrast,
                loss,
                penalty,
                otherCriticUpdates,
                otherRate,
                signSwitch,
                truncated,
                inference,
                generator,
                moments);
    }

    LearningRule rule() {
        return new LearningRule(
                1000,
                batch,
                new CriticRule(view, window, contrast, HIDDEN, LAYERS, loss, penalty, criticUpdates, rate, signSwitch),
                truncated,
                inference,
                rate,
                generator,
                rate,
                moments,
                moments,
                0.9);
    }
}
