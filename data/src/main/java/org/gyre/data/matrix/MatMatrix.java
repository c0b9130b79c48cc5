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
import org.gyre.data.mat.MatFile;
import org.gyre.data.mat.MatValue;

/// A matrix from a variable of a MATLAB file.
final class MatMatrix {
    private MatMatrix() {}

    /// @param variable its name, or empty for the only one with numbers
    static Matrix read(Path path, String variable, Limits limits, Unknowns unknowns) {
        return MatFile.read(path, limits, file -> {
            if (!variable.isEmpty()) {
                return matrix(file.read(variable), file.name() + ":" + variable, unknowns);
            }
            List<String> numeric = new ArrayList<>();
            for (String name : file.variables()) {
                if (file.read(name) instanceof MatValue.Numbers) {
                    numeric.add(name);
                }
            }
            if (numeric.size() != 1) {
                throw new InputException(file.name() + ": holds " + Plural.of(numeric.size(), "array")
                        + " of numbers among " + list(file.variables()) + "; choose one, as in file.mat:name");
            }
            return matrix(file.read(numeric.getFirst()), file.name() + ":" + numeric.getFirst(), unknowns);
        });
    }

    private static String list(List<String> names) {
        return names.isEmpty() ? "no variables" : FileKind.printable(String.join(", ", names));
    }

    private static Matrix matrix(MatValue value, String source, Unknowns unknowns) {
        if (!(value instanceof MatValue.Numbers numbers)) {
            throw new InputException(source + ": is " + value.describe() + "; numbers were expected");
        }
        int[] shape = numbers.shape();
        if (shape.length > 2) {
            throw new InputException(source + ": is " + value.describe() + "; one or two dimensions were expected");
        }
        double[] rowMajor = new double[numbers.values().length];
        for (int row = 0; row < shape[0]; row++) {
            for (int column = 0; column < shape[1]; column++) {
                rowMajor[row * shape[1] + column] = numbers.values()[column * shape[0] + row];
            }
        }
        return MatrixFile.checked(shape[0], shape[1], rowMajor, source, unknowns);
    }
}
