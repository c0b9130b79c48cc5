package org.gyre.lab.adversarial;

import org.gyre.core.InputException;
import org.gyre.deep.adversarial.CriticLoss;
import org.gyre.deep.adversarial.LearningRule.Contrast;
import org.gyre.deep.adversarial.LearningRule.GeneratorRule;
import org.gyre.deep.adversarial.LearningRule.InferenceRule;
import org.gyre.deep.adversarial.LearningRule.View;
import org.gyre.deep.adversarial.Penalty;
import org.gyre.lab.experiment.Default;
import org.jspecify.annotations.Nullable;

/// What is different in some of the networks of an experiment. What is left out is as `learning` says.
///
/// @param name       lower-case letters, digits and `_`: part of the names of values
/// @param control    whether the networks are there to do badly: that they ignore their input is told and
///     fails no run
/// @param factorised whether inference units do not talk to each other
/// @param memoryless whether the inference pathway sees only the last frame of a sequence
/// @param lastTwo    whether linear units give, and discriminators see, the last two states of a linear
///     dynamical system: then even the right inference can be told from dreams
/// @param recognition whether all inference layers consist of recognition units of as many hidden
///     rectifiers, which read the memory of a sequence where there is one; -1 for no
/// @param updates    if 0, the networks stay as they start: untrained
public record VariantKeys(
        String name,
        @Default("false") boolean control,
        @Default("false") boolean factorised,
        @Default("false") boolean memoryless,
        @Default("false") boolean lastTwo,
        @Default("-1") int recognition,
        @Nullable Long updates,
        @Nullable Double rate,
        @Nullable Double criticRate,
        @Nullable Integer criticUpdates,
        @Nullable View view,
        @Nullable Integer window,
        @Nullable Contrast contrast,
        @Nullable CriticLoss loss,
        @Nullable Double penalty,
        Penalty.@Nullable Kind penaltyKind,
        @Nullable Boolean truncated,
        @Nullable Boolean signSwitch,
        @Nullable InferenceRule inference,
        @Nullable GeneratorRule generator,
        @Nullable Double generatorRate) {
    /// @throws InputException if the name is malformed
    public VariantKeys {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new InputException("variants.name = '" + name + "': lower-case letters, digits and _ only");
        }
        if (updates != null && updates < 0) {
            throw new InputException("variant " + name + ": updates = " + updates + ": must be at least 0");
        }
    }

    /// Whether the networks stay as they start.
    boolean untrained() {
        return updates != null && updates == 0;
    }

    /// How its networks learn.
    LearningKeys of(LearningKeys keys) {
        return new LearningKeys(
                updates == null || updates == 0 ? keys.updates() : updates,
                keys.rounds(),
                keys.batch(),
                or(rate, keys.rate()),
                or(criticRate, keys.criticRate()),
                keys.criticUnits(),
                keys.criticLayers(),
                or(criticUpdates, keys.criticUpdates()),
                or(view, keys.view()),
                or(window, keys.window()),
                or(contrast, keys.contrast()),
                or(loss, keys.loss()),
                or(penalty, keys.penalty()),
                or(penaltyKind, keys.penaltyKind()),
                or(truncated, keys.truncated()),
                or(signSwitch, keys.signSwitch()),
                or(inference, keys.inference()),
                or(generator, keys.generator()),
                or(generatorRate, keys.generatorRate()),
                keys.average());
    }

    private static <T> T or(@Nullable T own, T common) {
        return own == null ? common : own;
    }
}
