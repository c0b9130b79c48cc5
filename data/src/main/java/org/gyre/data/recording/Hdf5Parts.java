package org.gyre.data.recording;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gyre.core.InputException;
import org.gyre.data.FileKind;
import org.gyre.data.hdf5.Hdf5Dataset;
import org.gyre.data.hdf5.Hdf5File;
import org.gyre.data.mat.MatValue;

/// Spikes in an HDF5 file of no known layout: a dataset of sequences, a unit each; a table; a group
/// of vectors, read as [Variables] are, or a unit each.
final class Hdf5Parts {
    private Hdf5Parts() {}

    static Recording read(Hdf5File file, String path, RecordingOptions options) {
        String source = file.name() + (path.equals("/") ? "" : ":" + path);
        Optional<Hdf5Dataset> named = file.find(path);
        if (named.isPresent()) {
            return named.get().isRagged()
                    ? sequences(named.get(), file, source, options)
                    : TableRecording.read(table(named.get(), source), options);
        }
        if (!file.hasGroup(path)) {
            // The message lists what there is.
            return sequences(file.dataset(path), file, source, options);
        }
        Map<String, MatValue> vectors = new LinkedHashMap<>();
        String folder = path.endsWith("/") ? path : path + "/";
        for (String dataset : file.datasets()) {
            if (!dataset.startsWith(folder) || dataset.indexOf('/', folder.length()) >= 0) {
                continue;
            }
            String member = dataset.substring(folder.length());
            Optional<Hdf5Dataset> part = file.find(dataset);
            if (part.isPresent() && part.get().isNumeric() && part.get().shape().length <= 1) {
                double[] values = part.get().doubles();
                vectors.put(member, new MatValue.Numbers(part.get().type(), new int[] {values.length, 1}, values));
            }
        }
        if (path.equals("/")) {
            try {
                return new Variables(source, vectors, options).read();
            } catch (InputException e) {
                List<String> datasets = file.datasets();
                if (datasets.isEmpty()) {
                    throw new InputException(
                            source + ": is an HDF5 file without a dataset, so that there are no spikes in it; name the"
                                    + " file that they were written to",
                            e);
                }
                throw new InputException(
                        source + ": is an HDF5 file of no known layout of spikes; name the part that has"
                                + " them, as in file.h5:/group/data (it holds "
                                + FileKind.printable(String.join(", ", datasets)) + ")",
                        e);
            }
        }
        MatValue units = new MatValue.Struct(new int[] {1, 1}, List.of(vectors));
        Map<String, MatValue> wanted = vectors.size() == 2 ? vectors : Map.of(path, units);
        return new Variables(source, wanted, options).read();
    }

    private static Recording sequences(Hdf5Dataset dataset, Hdf5File file, String source, RecordingOptions options) {
        double[][] sequences = dataset.sequences();
        Optional<TimeUnit> said =
                file.attribute(dataset.name(), "units").flatMap(attribute -> TimeUnit.of(attribute.text("")));
        Clock clock = Clock.agree(
                source,
                said.or(() -> TimeUnit.inName(dataset.name())),
                "the attribute 'units' or the name of " + FileKind.printable(dataset.name()),
                TimeUnit.SECONDS,
                OptionalDouble.empty(),
                options);
        List<String> warnings = new ArrayList<>();
        Trains trains = new Trains(source, clock, options, warnings);
        for (int unit = 0; unit < sequences.length; unit++) {
            trains.add(String.valueOf(unit), sequences[unit]);
        }
        return new Recording(
                trains.spikes(),
                trains.times(),
                trains.names(),
                null,
                OptionalDouble.empty(),
                "sequences of times in " + clock.unit().symbol() + ", one for each unit",
                Map.of(),
                warnings);
    }

    private static Table table(Hdf5Dataset dataset, String source) {
        long[] shape = dataset.shape();
        double[] values = dataset.doubles();
        int columns = shape.length == 2 ? (int) shape[1] : 1;
        if (shape.length > 2 || columns == 0) {
            throw new InputException(
                    source + ": is " + dataset.describe() + "; a table of one or two dimensions was expected");
        }
        double[][] table = new double[columns][values.length / columns];
        for (int i = 0; i < values.length; i++) {
            table[i % columns][i / columns] = values[i];
        }
        return new Table(source, List.of(), table);
    }
}
