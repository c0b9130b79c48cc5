package org.gyre.lab.lif;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.data.catalogue.Catalogue;
import org.gyre.data.catalogue.CatalogueEntry;
import org.gyre.data.catalogue.DataFolder;
import org.gyre.data.catalogue.ImageSet;
import org.gyre.data.catalogue.LabelledImages;
import org.gyre.lab.experiment.Default;
import org.gyre.nets.lif.encoding.Encoding;

/// The keys of a TOML file for the samples that a network learns to name.
///
/// @param name       of an image set of the catalogue, or `spike-manifolds`
/// @param training   number of samples to learn from; 0 for all that are left
/// @param validation number of samples to judge the course of training by; 0 for none
/// @param test       number of samples to judge networks by, of a set without a test part; 0 for every
///     fifth
/// @param steps      of a sample
/// @param encoding   of pixels
/// @param manifolds  how spikes are drawn
public record SampleKeys(
        @Default("mnist") String name,
        @Default("0") int training,
        @Default("0") int validation,
        @Default("0") int test,
        @Default("25") int steps,
        EncodingKeys encoding,
        ManifoldKeys manifolds) {
    static final String MANIFOLDS = "spike-manifolds";
    private static final int MOST_STEPS = 100_000;
    private static final int FIFTH = 5;

    /// @throws InputException if a number is out of range or the set unknown
    public SampleKeys {
        if (training < 0 || validation < 0 || test < 0) {
            throw new InputException("samples: training = " + training + ", validation = " + validation + ", test = "
                    + test + ": must not be negative");
        }
        if (steps < 1 || steps > MOST_STEPS) {
            throw new InputException("samples.steps = " + steps + ": must be from 1 to " + MOST_STEPS);
        }
        if (!name.equals(MANIFOLDS)) {
            Catalogue.entry(name);
        }
    }

    /// The samples.
    ///
    /// @param stream of the split and of what is drawn
    /// @throws InputException if the set is not on this machine (the message says how to get it) or
    ///     too small
    SampleParts read(RandomStream stream, Team team) {
        if (name.equals(MANIFOLDS)) {
            return manifolds.draw(steps, training, validation, stream);
        }
        CatalogueEntry entry = Catalogue.entry(name);
        ImageSet set = DataFolder.ofUser().read(entry);
        LabelledImages rest = set.training();
        LabelledImages judged;
        if (set.test().isPresent()) {
            if (test > 0) {
                throw new InputException(
                        "samples.test = " + test + ": " + name + " has a test part of its own; leave it 0");
            }
            judged = set.publishedTest();
        } else if (test == 0) {
            judged = rest.select(fifths(rest.count(), true));
            rest = rest.select(fifths(rest.count(), false));
        } else {
            List<LabelledImages> parts = rest.split(stream.split("test"), test, Math.max(1, rest.count() - test));
            judged = parts.getFirst();
            rest = parts.getLast();
        }
        int learned = training == 0 ? rest.count() - validation : training;
        if (learned < 1) {
            throw new InputException("samples.validation = " + validation + ": of " + rest.count()
                    + " images nothing is left to learn from");
        }
        List<LabelledImages> parts = validation > 0
                ? rest.split(stream, learned, validation)
                : learned == rest.count() ? List.of(rest) : rest.split(stream, learned);
        Encoding how = encoding.encoding();
        return new SampleParts(
                new ImageSamples(parts.getFirst(), how, steps, team),
                new ImageSamples(judged, how, steps, team),
                validation > 0 ? new ImageSamples(parts.getLast(), how, steps, team) : null);
    }

    /// Every fifth index, or all others.
    private static int[] fifths(int count, boolean every) {
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (every == (i % FIFTH == FIFTH - 1)) {
                chosen.add(i);
            }
        }
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }
}
