package org.gyre.lab.adversarial;

import java.util.ArrayList;
import java.util.List;

/// What is measured of networks that infer causes of images.
///
/// @param layers of causes
record ImageMeasures(int layers) implements Problem.Keys {
    /// The best linear codes of the sizes of the layers.
    static final String PCA = "pca";
    /// Training images in the place of dreams: what a perfect generative pathway would reach.
    static final String REAL = "real_images";

    private static final String READING = "reading";
    private static final String PHASES = "wake against sleep";

    @Override
    public List<Measure> course() {
        return List.of(
                new Measure("held_out_probe", "share named by a probe of the top layer"),
                new Measure("held_out_reconstruction", "mean squared error of reconstruction from the top"),
                new Measure("held_out_mmd_x", "squared discrepancy of dreams and images"));
    }

    @Override
    public List<Measure> measures() {
        List<Measure> all = new ArrayList<>();
        for (int l = 1; l <= layers; l++) {
            String of = " " + l;
            all.add(new Measure("probe_" + l, "probe" + of + " (share)", READING));
            all.add(new Measure("probe_start_" + l, "before learning", READING));
            all.add(new Measure("probe_gain_" + l, "gain", READING));
            all.add(new Measure("probe_shuffled_" + l, "labels shuffled", READING));
            all.add(new Measure("information_" + l, "I(label; name)" + of + " (nats)", READING));
            all.add(new Measure("information_gain_" + l, "gain (nats)", READING));
            all.add(new Measure("reconstruction_" + l, "reconstruction" + of, READING));
        }
        all.add(new Measure("ignores_input", "alarm", READING));
        for (int l = 0; l <= layers; l++) {
            String layer = l == 0 ? "x" : String.valueOf(l);
            all.add(new Measure("mmd_" + layer, "MMD\u00b2 " + layer, PHASES));
            all.add(new Measure("mmd_p_" + layer, "p", PHASES));
            all.add(new Measure("mmd_start_" + layer, "before learning", PHASES));
            all.add(new Measure("mmd_fall_" + layer, "fell by a factor of", PHASES));
        }
        all.add(new Measure("c2st", "C2ST of dreams (share)", PHASES));
        all.add(new Measure("c2st_error", "standard error", PHASES));
        return all;
    }

    @Override
    public List<String> calibrations() {
        return List.of(PCA, REAL);
    }

    @Override
    public List<String> constants() {
        return List.of("pixel_variance", "commonest_class", "probe_pixels", "information_pixels");
    }

    /// Where a measure stands.
    int index(String name) {
        List<Measure> all = measures();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name);
    }
}
