package org.gyre.lab.infomorphic;

import java.util.List;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.data.catalogue.LabelledImages;
import org.gyre.data.catalogue.PixelScale;

/// Images of 3 x 3 noisy pixels with one bright row, which is their class.
final class TinyImages {
    private static final int SIDE = 3;
    private static final int NOISE = 60;
    private static final int BRIGHT = 120;

    private TinyImages() {}

    /// 120 images to learn from, 60 to validate and 60 to test.
    static ImageParts parts() {
        int count = 240;
        byte[] pixels = new byte[count * SIDE * SIDE];
        byte[] labels = new byte[count];
        CounterRandom random = RandomStream.of(9).generator();
        for (int image = 0; image < count; image++) {
            labels[image] = (byte) random.nextInt(SIDE);
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                int level = random.nextInt(NOISE) + (pixel / SIDE == labels[image] ? BRIGHT : 0);
                pixels[image * SIDE * SIDE + pixel] = (byte) level;
            }
        }
        List<LabelledImages> parts =
                new LabelledImages(SIDE, SIDE, SIDE, 255, pixels, labels).split(RandomStream.of(10), 120, 60, 60);
        return new ImageParts(PixelScale.of(parts.get(0)), parts.get(0), parts.get(2), parts.get(1));
    }
}
