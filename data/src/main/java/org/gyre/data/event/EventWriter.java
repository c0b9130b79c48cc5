package org.gyre.data.event;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gyre.data.hdf5.Hdf5Value;
import org.gyre.data.hdf5.write.Hdf5Writer;
import org.gyre.data.npy.DType;
import org.gyre.data.npy.NpyArray;

/// Writes events in the layout that [EventReader] reads: times as float64, units and labels as int32.
public final class EventWriter {
    private EventWriter() {}

    /// Writes a file, or replaces it as a whole.
    ///
    /// @throws org.gyre.core.InputException if it cannot be written
    public static void write(LabelledEvents events, Path file) {
        Hdf5Writer.write(file, file(events));
    }

    /// The bytes of a file. Equal events give equal bytes.
    public static byte[] toBytes(LabelledEvents events) {
        return Hdf5Writer.toBytes(file(events));
    }

    private static Hdf5Value.Group file(LabelledEvents events) {
        List<NpyArray> times = new ArrayList<>();
        List<NpyArray> units = new ArrayList<>();
        int[] labels = new int[events.size()];
        for (int s = 0; s < labels.length; s++) {
            EventSample sample = events.samples().get(s);
            times.add(NpyArray.of(sample.times(), sample.size()));
            units.add(NpyArray.of(sample.units(), sample.size()));
            labels[s] = sample.label();
        }
        return Hdf5Value.Group.of(Map.of(
                "spikes",
                Hdf5Value.Group.of(Map.of(
                        "times", new Hdf5Value.Sequences(DType.FLOAT64, times),
                        "units", new Hdf5Value.Sequences(DType.INT32, units))),
                "labels",
                new Hdf5Value.Numbers(NpyArray.of(labels, labels.length))));
    }
}
