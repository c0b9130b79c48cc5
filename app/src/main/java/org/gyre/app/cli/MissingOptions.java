package org.gyre.app.cli;

import org.gyre.core.InputException;
import org.gyre.data.Limits;
import org.gyre.data.Matrix;
import org.gyre.data.Unknowns;
import org.gyre.data.matrix.MatrixFile;
import picocli.CommandLine.Option;

/// What is done about cells that hold no number.
final class MissingOptions {
    @Option(
            names = "--missing",
            paramLabel = "POLICY",
            defaultValue = "reject",
            description = "Cells with nan, inf, NA or nothing: reject the file, whatever column they are in; drop the"
                    + " rows where they are in a column that is measured; or mask these, which also leaves out every history or pattern that touches them (default:"
                    + " ${DEFAULT-VALUE}).")
    Missing policy = Missing.reject;

    /// The matrix of a file; NaN stands where a number is missing, unless such files are rejected.
    Matrix read(String file) {
        if (policy != Missing.reject) {
            return MatrixFile.read(file, Limits.DEFAULT, Unknowns.KEPT);
        }
        try {
            return MatrixFile.read(file, Limits.DEFAULT, Unknowns.REFUSED);
        } catch (InputException refused) {
            if (isWholeButForUnknowns(file)) {
                throw new InputException(refused.getMessage() + "; or see --missing drop and mask", refused);
            }
            throw refused;
        }
    }

    private static boolean isWholeButForUnknowns(String file) {
        try {
            MatrixFile.read(file, Limits.DEFAULT, Unknowns.KEPT);
            return true;
        } catch (InputException broken) {
            return false;
        }
    }

    /// @param neighbours whether the measure or its test looks at rows that follow each other
    /// @throws InputException if rows that are dropped would make neighbours of what was apart
    void check(boolean neighbours) {
        if (policy == Missing.drop && neighbours) {
            throw new InputException("--missing drop: makes neighbours of rows that were apart, and this measure, its"
                    + " estimator or its --null looks at rows that follow each other; choose --missing mask");
        }
    }
}
