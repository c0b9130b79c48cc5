package org.gyre.lab.lif;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.random.RandomStream;
import org.gyre.data.InputFile;
import org.gyre.data.Limits;
import org.gyre.data.event.BinnedSample;
import org.gyre.data.event.EventBins;
import org.gyre.data.event.EventReader;
import org.gyre.data.event.LabelledEvents;
import org.gyre.lab.experiment.RunContext;

/// Files of events in the layout of the Spiking Heidelberg Digits. Several events of an input in a step are one
/// spike.
///
/// @param training file to learn from
/// @param test     file to judge by; empty where a part of the other is kept for it
/// @param inputs   number of channels
/// @param classes  number of labels
/// @param seconds  length of a step
record EventFiles(String training, String test, int inputs, int classes, double seconds) {
    private static final int FIFTH = 5;
    private static final int MOST = 1_000_000;

    /// @throws InputException if a number is out of range
    EventFiles {
        for (String file : List.of(training, test)) {
            if (!file.isEmpty()) {
                InputFile.named(file);
            }
        }
        if (inputs < 1 || inputs > MOST || classes < 2 || classes > MOST) {
            throw new InputException("samples.inputs = " + inputs + ", classes = " + classes
                    + ": at least 1 and 2, and at most " + MOST);
        }
        if (!(seconds > 0) || Double.isInfinite(seconds)) {
            throw new InputException("samples.seconds = " + seconds + ": a step has a positive length");
        }
    }

    /// Reads and parts the samples.
    ///
    /// @param learn      of the samples of the first file, so many are learnt from; 0 for all that are left
    /// @param validation so many of the first file judge training
    /// @param judge      without a file for the test: so many of the first judge networks; 0 for every fifth
    /// @param stream     of the split
    /// @throws InputException if a file is no such file or has too few samples
    SampleParts read(RunContext context, int steps, int learn, int validation, int judge, RandomStream stream) {
        SpikeSamples all = samples(context, training, "EVENTS_LATE", steps);
        int count = all.count();
        boolean own = !test.isEmpty();
        if (own && judge > 0) {
            throw new InputException("samples.test = " + judge + ": events_test names a file for the test; leave it 0");
        }
        int judged = own ? 0 : judge == 0 ? count / FIFTH : judge;
        int[] order = stream.split("parts").permutation(count);
        int learned = learn == 0 ? count - judged - validation : learn;
        if (learned < 1 || (!own && judged < 1) || (long) learned + judged + validation > count) {
            throw new InputException(
                    "samples: training = " + learn + ", validation = " + validation + ", test = " + judge
                            + ": " + training + " has " + Plural.of(count, "sample")
                            + (own ? "" : ", of which the test takes " + judged) + "; ask for no more");
        }
        SpikeSamples held = own ? samples(context, test, "EVENTS_TEST_LATE", steps) : null;
        if (held != null && held.count() == 0) {
            throw new InputException(test + ": has no samples; name another file");
        }
        return new SampleParts(
                all.part(Arrays.copyOfRange(order, judged, judged + learned)),
                held == null ? all.part(Arrays.copyOf(order, judged)) : held,
                validation == 0
                        ? null
                        : all.part(Arrays.copyOfRange(order, judged + learned, judged + learned + validation)));
    }

    private SpikeSamples samples(RunContext context, String name, String code, int steps) {
        Path file = context.input(name);
        LabelledEvents events = EventReader.read(file, inputs, classes, Limits.DEFAULT);
        EventBins bins = EventBins.of(events, seconds, steps);
        if (bins.late() > 0) {
            long total =
                    events.samples().stream().mapToLong(sample -> sample.size()).sum();
            context.warn(
                    code,
                    String.format(
                            Locale.ROOT,
                            "Of the %d events of %s, %d come after the last of %d steps of %s s and are left out; raise"
                                    + " samples.steps or samples.seconds to hear them.",
                            total,
                            name,
                            bins.late(),
                            steps,
                            seconds));
        }
        int[][][] spikes = new int[events.size()][steps][];
        int[] labels = new int[events.size()];
        for (int s = 0; s < labels.length; s++) {
            BinnedSample sample = bins.samples().get(s);
            labels[s] = sample.label();
            int at = 0;
            for (int t = 0; t < steps; t++) {
                int first = at;
                while (at < sample.size() && sample.steps()[at] == t) {
                    at++;
                }
                spikes[s][t] = Arrays.copyOfRange(sample.units(), first, at);
            }
        }
        return new SpikeSamples(spikes, labels, inputs, classes, steps);
    }
}
