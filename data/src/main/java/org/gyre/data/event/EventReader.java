package org.gyre.data.event;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.FileKind;
import org.gyre.data.InputFile;
import org.gyre.data.Limits;
import org.gyre.data.hdf5.Hdf5Dataset;
import org.gyre.data.hdf5.Hdf5File;
import org.gyre.data.npy.NpyArray;

/// Reads events in the layout of the Spiking Heidelberg Digits: an HDF5 file with `/spikes/times`, a sequence of
/// seconds for each sample; `/spikes/units`, a sequence of whole numbers for each; and `/labels`.
///
/// Times are often float16 there: from 0.5 to 1 s they are multiples of 1/2048 s, then of 1/1024 s.
public final class EventReader {
    /// Units of the Spiking Heidelberg Digits and of the Spiking Speech Commands.
    public static final int HEIDELBERG_UNITS = 700;

    /// Labels of the Spiking Heidelberg Digits: zero to nine in English, then in German.
    public static final int HEIDELBERG_LABELS = 20;

    private static final String TIMES = "/spikes/times";
    private static final String UNITS = "/spikes/units";
    private static final String LABELS = "/labels";

    private static final double[] NO_TIMES = {};
    private static final int[] NO_UNITS = {};

    private EventReader() {}

    /// Reads a file.
    ///
    /// @param units how many units there are; larger numbers are refused
    /// @param labels how many labels there are; larger numbers are refused
    /// @throws InputException if the file cannot be read, lacks one of the three, has different numbers of samples
    ///     or of events in them, a time that is negative or not finite, a unit or label that is not whole or out of
    ///     range, or exceeds the limits
    public static LabelledEvents read(Path file, int units, int labels, Limits limits) {
        FileKind kind = InputFile.kind(file);
        if (kind == FileKind.GZIP) {
            throw new InputException(
                    file + ": is " + kind.description() + "; unpack it first, for example with gunzip");
        }
        return Hdf5File.read(file, limits, hdf5 -> read(hdf5, units, labels, limits));
    }

    /// As [#read(Path, int, int, Limits)], of bytes that are already open.
    ///
    /// @param name for messages
    public static LabelledEvents read(SeekableByteChannel channel, String name, int units, int labels, Limits limits)
            throws IOException {
        return Hdf5File.read(channel, name, limits, hdf5 -> read(hdf5, units, labels, limits));
    }

    private static LabelledEvents read(Hdf5File file, int units, int labels, Limits limits) {
        Hdf5Dataset labelled = file.dataset(LABELS);
        if (labelled.shape().length != 1) {
            throw new InputException(file.name() + ": " + LABELS + " is " + labelled.describe()
                    + "; one label for each sample is needed");
        }
        Hdf5Dataset timed = ragged(file, TIMES);
        Hdf5Dataset firing = ragged(file, UNITS);
        if (timed.size() != labelled.size() || firing.size() != labelled.size()) {
            throw new InputException(file.name() + ": has " + Plural.of(labelled.size(), "label") + ", but times of "
                    + Plural.of(timed.size(), "sample") + " and units of " + Plural.of(firing.size(), "sample")
                    + "; copy it again");
        }
        int[] label = whole(labelled.longs(), file, LABELS);
        List<NpyArray> times = timed.rows();
        List<NpyArray> fired = firing.rows();
        long events = 0;
        List<EventSample> samples = new ArrayList<>(label.length);
        for (int s = 0; s < label.length; s++) {
            events += times.get(s).size();
            if (events > limits.maxElements()) {
                throw new InputException(
                        file.name() + ": has more than " + limits.maxElements() + " events, the most that are read");
            }
            if (times.get(s).size() != fired.get(s).size()) {
                throw new InputException(file.name() + ": sample " + s + " has "
                        + Plural.of(times.get(s).size(), "time") + " and "
                        + Plural.of(fired.get(s).size(), "unit") + "; copy it again");
            }
            if (!fired.get(s).dtype().integer()) {
                throw new InputException(file.name() + ": " + UNITS + " holds sequences of "
                        + fired.get(s).dtype().numpyName() + "; whole numbers are needed");
            }
            // Damaged files can declare a million samples without an event.
            samples.add(
                    times.get(s).size() == 0
                            ? new EventSample(NO_TIMES, NO_UNITS, label[s])
                            : new EventSample(
                                    times.get(s).doubles(), whole(fired.get(s).longs(), file, UNITS), label[s]));
        }
        try {
            return new LabelledEvents(units, labels, samples);
        } catch (InputException e) {
            throw new InputException(file.name() + ": " + e.getMessage(), e);
        }
    }

    private static Hdf5Dataset ragged(Hdf5File file, String path) {
        Hdf5Dataset dataset = file.dataset(path);
        if (!dataset.isRagged() || dataset.shape().length != 1) {
            throw new InputException(file.name() + ": " + path + " is " + dataset.describe()
                    + "; a sequence of numbers for each sample is needed");
        }
        return dataset;
    }

    private static int[] whole(long[] numbers, Hdf5File file, String path) {
        int[] narrow = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] != (int) numbers[i]) {
                throw new InputException(file.name() + ": " + path + " holds " + numbers[i] + ", out of any range");
            }
            narrow[i] = (int) numbers[i];
        }
        return narrow;
    }
}
