package org.gyre.app.cli;

import java.util.function.Supplier;
import org.gyre.core.InputException;
import org.gyre.data.InputFile;
import org.gyre.data.text.ProbabilityTable;
import org.gyre.measure.pid.JointTable;

/// The joint law that a user wrote down, from a [ProbabilityTable].
final class GivenLaw {
    private GivenLaw() {}

    /// @param normalise whether to divide by the sum of the probabilities, whatever it is
    /// @throws InputException naming the file, the place and the remedy
    static JointTable read(String file, boolean normalise) {
        ProbabilityTable table = ProbabilityTable.read(InputFile.named(file));
        JointTable.Builder builder = at(file, () -> JointTable.builder(table.sources()));
        for (ProbabilityTable.Row row : table.rows()) {
            at(row.place(), () -> builder.add(row.symbols(), row.probability()));
        }
        if (normalise) {
            return at(file, builder::normalised);
        }
        try {
            return builder.build();
        } catch (InputException e) {
            String remedy =
                    e.getMessage().contains("add up") ? "; correct them, or divide by their sum with --normalise" : "";
            throw new InputException(file + ": " + e.getMessage() + remedy, e);
        }
    }

    /// What a step gives, its refusal with the place before it.
    private static <T> T at(String place, Supplier<T> step) {
        try {
            return step.get();
        } catch (InputException e) {
            throw new InputException(place + ": " + e.getMessage(), e);
        }
    }
}
