package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.data.FileKind;
import org.gyre.data.InputFile;
import org.gyre.data.text.TextTable;
import org.gyre.measure.pid.JointTable;

/// Reads the joint law of sources and a target from a text file with the header `s1,s2[,s3[,s4]],y,p`;
/// symbols are text.
final class ProbabilityTable {
    private ProbabilityTable() {}

    /// @param normalise whether to divide by the sum of the probabilities, whatever it is
    /// @throws InputException naming the file, the place and the remedy
    static JointTable read(String file, boolean normalise) {
        TextTable table = TextTable.read(InputFile.named(file));
        int sources = table.header().size() - 2;
        requireHeader(file, table.header(), sources);
        JointTable.Builder builder = named(file, () -> JointTable.builder(sources));
        for (TextTable.Row row : table.rows()) {
            List<String> symbols = row.cells().subList(0, sources + 1);
            builder = add(builder, symbols, row, file);
        }
        JointTable.Builder filled = builder;
        if (normalise) {
            return named(file, filled::normalised);
        }
        try {
            return filled.build();
        } catch (InputException e) {
            String remedy =
                    e.getMessage().contains("add up") ? "; correct them, or divide by their sum with --normalise" : "";
            throw new InputException(file + ": " + e.getMessage() + remedy, e);
        }
    }

    private static JointTable.Builder add(
            JointTable.Builder builder, List<String> symbols, TextTable.Row row, String file) {
        String place = file + ", line " + row.line();
        String last = row.cells().getLast();
        double probability;
        try {
            probability = Double.parseDouble(last);
        } catch (NumberFormatException e) {
            throw new InputException(
                    place + ": '" + FileKind.printable(last) + "' is not a probability; write a number such as 0.25",
                    e);
        }
        return named(place, () -> builder.add(symbols, probability));
    }

    private static void requireHeader(String file, List<String> header, int sources) {
        List<String> wanted = new ArrayList<>();
        for (int i = 1; i <= sources; i++) {
            wanted.add("s" + i);
        }
        wanted.add("y");
        wanted.add("p");
        if (sources < 1 || !header.equals(wanted)) {
            throw new InputException(file + ": begins with '" + FileKind.printable(String.join(",", header))
                    + "', where the header s1,s2[,s3[,s4]],y,p was expected; name the columns so");
        }
    }

    private interface Step<T> {
        T take();
    }

    private static <T> T named(String place, Step<T> step) {
        try {
            return step.take();
        } catch (InputException e) {
            throw new InputException(place + ": " + e.getMessage(), e);
        }
    }
}
