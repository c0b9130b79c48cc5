package org.gyre.lab.lif;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.data.catalogue.Catalogue;
import org.gyre.data.catalogue.CatalogueEntry;
import org.gyre.data.catalogue.ImageSet;
import org.gyre.data.catalogue.LabelledImages;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.RunContext;
import org.gyre.nets.lif.encoding.Encoding;

/// The keys of a TOML file for the samples that a network learns to name.
///
/// @param name       of an image set of the catalogue, or `spike-manifolds`, or `events` (where `events` is given,
///     it need not be)
/// @param training   number of samples to learn from; 0 for all that are left
/// @param validation number of samples to judge the course of training by; 0 for none
/// @param test       number of samples to judge networks by, of a set without a test part; 0 for every
///     fifth
/// @param steps      of a sample
/// @param encoding   of pixels
/// @param manifolds  how spikes are drawn
/// @param events     a file of events to learn from, in the layout of the Spiking Heidelberg Digits
/// @param eventsTest such a file to judge networks by; empty where a part of `events` is kept for it
/// @param inputs     of events: number of channels
/// @param classes    of events: number of labels
/// @param seconds    of events: length of a step
public record SampleKeys(
        @Default(USUAL) String name,
        @Default("0") int training,
        @Default("0") int validation,
        @Default("0") int test,
        @Default("25") int steps,
        EncodingKeys encoding,
        ManifoldKeys manifolds,
        @Default("") String events,
        @Default("") String eventsTest,
        @Default("700") int inputs,
        @Default("20") int classes,
        @Default("0.01") double seconds) {
    static final String MANIFOLDS = "spike-manifolds";
    static final String EVENTS = "events";
    private static final String USUAL = "mnist";
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
        if (!events.isEmpty() && name.equals(USUAL)) {
            name = EVENTS;
        }
        if (name.equals(EVENTS) == events.isEmpty() || (events.isEmpty() && !eventsTest.isEmpty())) {
            throw new InputException("samples.name = \"" + name + "\", events = \"" + events + "\", events_test = \""
                    + eventsTest + "\": samples of events need the file in events, and the name \"" + EVENTS
                    + "\" or none");
        }
        new EventFiles(events, eventsTest, inputs, classes, seconds);
        if (!name.equals(MANIFOLDS) && !name.equals(EVENTS)) {
            Catalogue.entry(name);
        }
    }

    /// The samples.
    ///
    /// @param context that finds files
    /// @param stream of the split and of what is drawn
    /// @throws InputException if the set is not on this machine (the message says how to get it) or
    ///     too small
    SampleParts read(RunContext context, RandomStream stream, Team team) {
        if (name.equals(EVENTS)) {
            return new EventFiles(events, eventsTest, inputs, classes, seconds)
                    .read(context, steps, training, validation, test, stream);
        }
        if (name.equals(MANIFOLDS)) {
            return manifolds.draw(steps, training, validation, stream);
        }
        CatalogueEntry entry = Catalogue.entry(name);
        ImageSet set = context.images(entry);
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
