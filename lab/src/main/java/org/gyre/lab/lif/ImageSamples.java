package org.gyre.lab.lif;

import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.data.catalogue.LabelledImages;
import org.gyre.nets.lif.encoding.Encoder;
import org.gyre.nets.lif.encoding.Encoding;
import org.gyre.nets.lif.layer.LifInput;

/// Images whose pixels, from 0 to 1, are encoded anew whenever they are shown.
final class ImageSamples implements SampleSet {
    private final LabelledImages images;
    private final float[] values;
    private final Encoder encoder;

    ImageSamples(LabelledImages images, Encoding encoding, int steps, Team team) {
        this.images = images;
        int size = images.pixelsPerImage();
        values = new float[Math.multiplyExact(images.count(), size)];
        for (int image = 0; image < images.count(); image++) {
            for (int j = 0; j < size; j++) {
                values[image * size + j] = (float) images.level(image, j) / images.maxLevel();
            }
        }
        encoder = new Encoder(encoding, size, steps, team);
    }

    @Override
    public int count() {
        return images.count();
    }

    @Override
    public int inputs() {
        return images.pixelsPerImage();
    }

    @Override
    public int classes() {
        return images.classes();
    }

    @Override
    public int steps() {
        return encoder.steps();
    }

    @Override
    public int width() {
        return images.width();
    }

    @Override
    public int label(int sample) {
        return images.label(sample);
    }

    @Override
    public LifInput encode(int[] samples, RandomStream stream) {
        return encoder.encode(values, samples, stream);
    }
}
