package org.gyre.data.matrix;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.FileKind;
import org.gyre.data.Limits;
import org.gyre.data.Matrix;
import org.gyre.data.Unknowns;
import org.gyre.data.hdf5.Hdf5Dataset;
import org.gyre.data.hdf5.Hdf5File;

/// A matrix from a dataset of an HDF5 file.
final class Hdf5Matrix {
    private Hdf5Matrix() {}

    /// @param path of the dataset, or empty for the only one with numbers
    static Matrix read(Path file, String path, Limits limits, Unknowns unknowns) {
        return Hdf5File.read(
                file, limits, hdf5 -> matrix(path.isEmpty() ? only(hdf5) : hdf5.dataset(path), hdf5.name(), unknowns));
    }

    private static Hdf5Dataset only(Hdf5File file) {
        List<String> numeric = new ArrayList<>();
        for (String path : file.datasets()) {
            if (file.find(path).filter(Hdf5Dataset::isNumeric).isPresent()) {
                numeric.add(path);
            }
        }
        if (numeric.isEmpty()) {
            throw new InputException(file.name() + ": is an HDF5 file without a dataset of numbers; name the file that"
                    + " they were written to");
        }
        if (numeric.size() != 1) {
            throw new InputException(file.name() + ": holds " + Plural.of(numeric.size(), "dataset") + " of numbers"
                    + " (" + FileKind.printable(String.join(", ", numeric))
                    + "); choose one, as in data.h5:/group/name");
        }
        return file.dataset(numeric.getFirst());
    }

    private static Matrix matrix(Hdf5Dataset dataset, String file, Unknowns unknowns) {
        long[] shape = dataset.shape();
        String source = file + ":" + dataset.name();
        if (shape.length > 2) {
            throw new InputException(source + ": is " + dataset.describe() + "; one or two dimensions were expected");
        }
        double[] values = dataset.doubles();
        int rows = shape.length == 0 ? 1 : (int) shape[0];
        int columns = shape.length < 2 ? 1 : (int) shape[1];
        return MatrixFile.checked(rows, columns, values, source, unknowns);
    }
}
