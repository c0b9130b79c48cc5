package org.gyre.app.cli;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/// The command line itself: options, their values and which of them belong together.
class BadInputOfOptionsTest extends BadInputTable {
    static Stream<Mistake> mistakes() {
        return Stream.of(
                mistake(
                        "word for a number",
                        "run gaussian-against-exact --seed one",
                        "--seed one: must be a whole number"),
                mistake(
                        "a number that is too large",
                        "run gaussian-against-exact --threads 3000000000",
                        "--threads 3000000000: must be a whole number",
                        "to 2147483647"),
                mistake(
                        "word for a real number",
                        "measure powerlaw --sample %s/constant.txt --xmin low",
                        "--xmin low: must be a number"),
                mistake("unknown word for a choice", "export %s --format xls", "--format xls: must be npz, csv or nir"),
                mistake("option without value", "run gaussian-against-exact --seed", "--seed needs a value"),
                mistake(
                        "option given twice",
                        "run gaussian-against-exact --seed 1 --seed 2",
                        "--seed: is given more than once"),
                mistake(
                        "two of a choice",
                        "measure avalanches --spikes a --raster b",
                        "--spikes and --raster exclude one another"),
                mistake(
                        "none of a choice",
                        "measure avalanches",
                        "needs one of --spikes FILE, --activity FILE or --raster FILE"),
                mistake(
                        "a width without unit",
                        "measure avalanches --spikes a --bin 4",
                        "--bin: '4' is not a time",
                        "4ms"),
                mistake("something else to time", "bench all", "'gyre bench infomax'"),
                mistake("missing option", "measure infomax", "--weights", "--p-max", "--rate"));
    }

    @BeforeEach
    void files() throws IOException {
        text("constant.txt", "3\n".repeat(100));
    }
}
