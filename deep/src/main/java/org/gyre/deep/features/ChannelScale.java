package org.gyre.deep.features;

import java.util.List;
import org.gyre.core.InputException;

/// How a network was used to see colours: (sample − mean) / deviation of each plane, for samples
/// between 0 and 1.
///
/// @param means      of red, green and blue
/// @param deviations of red, green and blue, positive
/// @param blueFirst  whether the network takes blue, green and red in this order
public record ChannelScale(List<Float> means, List<Float> deviations, boolean blueFirst) {
    /// Samples from 0 to 1 as they are.
    public static final ChannelScale PLAIN = same(0, 1);

    /// Samples from −1 to 1, as for networks of the Inception and MobileNet families.
    public static final ChannelScale SIGNED = same(0.5f, 0.5f);

    /// Samples from 0 to 255.
    public static final ChannelScale BYTES = same(0, 1 / 255f);

    /// Means and deviations of the ImageNet training images, as for most networks made with PyTorch.
    public static final ChannelScale IMAGENET =
            new ChannelScale(List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f), false);

    /// @throws InputException if there are not three of each, or a number is out of range
    public ChannelScale {
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
        if (means.size() != 3 || deviations.size() != 3) {
            throw new InputException(means.size() + " means and " + deviations.size()
                    + " deviations of colours: three of each are needed, for red, green and blue");
        }
        for (int c = 0; c < 3; c++) {
            float mean = means.get(c);
            float deviation = deviations.get(c);
            if (!Float.isFinite(mean) || !(deviation > 0 && deviation < Float.POSITIVE_INFINITY)) {
                throw new InputException("mean " + mean + " and deviation " + deviation
                        + " of a colour: they must be finite, and the deviation positive");
            }
        }
    }

    private static ChannelScale same(float mean, float deviation) {
        return new ChannelScale(List.of(mean, mean, mean), List.of(deviation, deviation, deviation), false);
    }
}
