package org.gyre.lab.infomorphic;

import java.util.List;
import org.gyre.lab.experiment.Default;
import org.gyre.nets.infomorphic.Activation;
import org.gyre.nets.infomorphic.Binning;
import org.gyre.nets.infomorphic.NeuronModel;
import org.gyre.nets.infomorphic.layer.LayerSettings;

/// The keys of a TOML file for the read-out, whose neurons are driven by what they read alone.
///
/// @param goal  what its neurons want
/// @param bins  of each source, up to the largest magnitude in the batch
/// @param rate  η of Adam
/// @param decay λ of Adam
public record ReadOutKeys(
        @Default("makkeh-supervised") String goal,
        @Default("20") int bins,
        @Default("0.003") double rate,
        @Default("1.5e-4") double decay) {
    /// What the library makes a layer of.
    LayerSettings layer(int labels) {
        Binning bin = new Binning.Symmetric(bins);
        NeuronModel model = new NeuronModel(
                new Activation.Modulated(1, 1), List.of(bin, bin), NeuronModel.USUAL_CLAMP, NeuronModel.Firing.DRAWN);
        return new LayerSettings(labels, model, NeuronKeys.goal("read_out.goal", 2, goal), rate, decay);
    }
}
