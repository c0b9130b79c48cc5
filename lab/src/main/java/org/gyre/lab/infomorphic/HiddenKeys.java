package org.gyre.lab.infomorphic;

import java.util.List;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.Default;
import org.gyre.nets.infomorphic.layer.LayerSettings;
import org.gyre.nets.infomorphic.network.Hidden;
import org.gyre.nets.infomorphic.network.SourceKind;

/// The keys of a TOML file for one hidden layer.
///
/// @param neurons       how many
/// @param sources       what they hear beside their receptive input, one or two classes
/// @param lateralInputs how many others a neuron hears; 0 for all
/// @param goal          what they want, see [org.gyre.nets.infomorphic.Goal#parse]
/// @param rate          η of Adam
/// @param decay         λ of Adam
/// @param learning      false for a random projection
/// @param neuron        how they fire and bin
public record HiddenKeys(
        @Default("100") int neurons,
        @Default("[\"label\", \"lateral\"]") List<SourceKind> sources,
        @Default("0") int lateralInputs,
        String goal,
        @Default("0.002") double rate,
        @Default("3.5e-4") double decay,
        @Default("true") boolean learning,
        NeuronKeys neuron) {
    /// @throws InputException if a number does not fit
    public HiddenKeys {
        sources = List.copyOf(sources);
        if (sources.isEmpty() || sources.size() > 2) {
            throw new InputException("sources = " + sources + ": give one or two of label, lateral, feedback");
        }
        if (neurons < 1 || neurons > 100_000) {
            throw new InputException("neurons = " + neurons + ": must be from 1 to 100000");
        }
        if (sources.contains(SourceKind.LATERAL)) {
            boolean all = lateralInputs == 0;
            Bounds.requireMatrix(
                    all ? "neurons times neurons (lateral_inputs = 0)" : "neurons times lateral_inputs",
                    neurons,
                    all ? neurons : lateralInputs);
        }
    }

    /// What the library makes a layer of.
    Hidden hidden() {
        int all = sources.size() + 1;
        return new Hidden(
                new LayerSettings(neurons, neuron.model(all), NeuronKeys.goal("goal", all, goal), rate, decay),
                sources,
                lateralInputs,
                learning);
    }

    HiddenKeys withNeurons(int number) {
        return new HiddenKeys(number, sources, lateralInputs, goal, rate, decay, learning, neuron);
    }

    HiddenKeys withGoal(String text) {
        return new HiddenKeys(neurons, sources, lateralInputs, text, rate, decay, learning, neuron);
    }
}
