package org.gyre.lab.hybrid;

import java.util.List;
import org.gyre.core.InputException;
import org.gyre.data.InputFile;
import org.gyre.deep.features.ChannelScale;
import org.gyre.deep.hybrid.Optimiser;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.lif.Single;
import org.gyre.nets.lif.network.Descent;

/// The keys of a TOML file for a network and its training.
///
/// @param layers   from the input on; the last one gives a number for each class
/// @param epochs   how often each training image is seen
/// @param batch    images of a step of learning
/// @param method   how parameters descend
/// @param rate     how far a step goes
/// @param momentum of `sgd`
/// @param decay    of weights, leaks and thresholds
/// @param plateau  what the rate is multiplied by when the accuracy has not risen for `patience` epochs; 1 for
///     never
/// @param patience epochs; the accuracy is that of the validation part, or of training where there is none
/// @param features an ONNX file of a pre-trained network for colour images, whose features are the input of the
///     first layer, or empty for the images themselves
/// @param tensor   the tensor of that file that holds the features
/// @param colours  how that network was used to see colours
public record HybridKeys(
        List<HybridLayerKeys> layers,
        @Default("10") int epochs,
        @Default("64") int batch,
        @Default("adam") Descent.Method method,
        @Default("0.001") double rate,
        @Default("0") double momentum,
        @Default("0") double decay,
        @Default("1") double plateau,
        @Default("3") int patience,
        @Default("") String features,
        @Default("") String tensor,
        @Default("imagenet") Colours colours) {
    private static final int MOST_EPOCHS = 100_000;
    private static final int MOST_SAMPLES = 100_000;

    /// The ways of [ChannelScale] by name.
    public enum Colours {
        /// Samples from 0 to 1.
        PLAIN,
        /// From −1 to 1.
        SIGNED,
        /// From 0 to 255.
        BYTES,
        /// Means and deviations of ImageNet.
        IMAGENET;

        ChannelScale scale() {
            return switch (this) {
                case PLAIN -> ChannelScale.PLAIN;
                case SIGNED -> ChannelScale.SIGNED;
                case BYTES -> ChannelScale.BYTES;
                case IMAGENET -> ChannelScale.IMAGENET;
            };
        }
    }

    /// @throws InputException if a number does not fit
    public HybridKeys {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new InputException("layers: give at least one layer, that of the classes");
        }
        if (epochs < 1 || epochs > MOST_EPOCHS) {
            throw new InputException("epochs = " + epochs + ": must be from 1 to " + MOST_EPOCHS);
        }
        if (batch < 1 || batch > MOST_SAMPLES) {
            throw new InputException("batch = " + batch + ": must be from 1 to " + MOST_SAMPLES);
        }
        Single.checkPositive("rate", rate);
        if (!(momentum >= 0 && momentum < 1) || (momentum > 0 && method != Descent.Method.SGD)) {
            throw new InputException(
                    "momentum = " + momentum + ": must be at least 0 and below 1, and is of method = \"sgd\" only");
        }
        if (decay < 0) {
            throw new InputException("decay = " + decay + ": must not be negative");
        }
        Single.check("decay", decay);
        if (!(plateau > 0 && plateau <= 1) || patience < 1) {
            throw new InputException("plateau = " + plateau + ", patience = " + patience
                    + ": the rate is multiplied by a number above 0 and up to 1 after at least one epoch");
        }
        if (features.isEmpty() != tensor.isEmpty()) {
            throw new InputException("features = \"" + features + "\", tensor = \"" + tensor
                    + "\": features of a pre-trained network need both, its file and the name of a tensor in it");
        }
        if (!features.isEmpty()) {
            InputFile.named(features);
        }
    }

    Optimiser optimiser() {
        return switch (method) {
            case ADAM -> new Optimiser.Adam(0.9, 0.999, 1e-8, decay);
            case SGD -> new Optimiser.Sgd(momentum, decay);
        };
    }
}
