package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasurePidCommandTest {
    @TempDir
    Path folder;

    private String file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return file.toString();
    }

    private static Invocation pid(String... options) {
        List<String> arguments = new ArrayList<>(List.of("measure", "pid"));
        arguments.addAll(List.of(options));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    private static Map<String, Object> json(String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add("--json");
        return JsonText.parse(pid(arguments.toArray(String[]::new)).out());
    }

    private static double value(Map<String, Object> object, String map, String name) {
        return object.get(map) instanceof Map<?, ?> values && values.get(name) instanceof Number number
                ? number.doubleValue()
                : Double.NaN;
    }

    private String and() throws IOException {
        return file("and.csv", "s1,s2,y,p\nno,no,0,.25\nno,yes,0,.25\nyes,no,0,.25\nyes,yes,1,.25\n");
    }

    /// Values of the table of two-source gates.
    @ParameterizedTest
    @CsvSource({"isx, .122556, .188722, .311278", "imin, .311278, 0, .5", "mmi, .311278, 0, .5", "broja, .311278, 0, .5"
    })
    void aGateHasItsKnownAtoms(String redundancy, double red, double unique, double synergy) throws IOException {
        Map<String, Object> object = json("--table", and(), "--redundancy", redundancy);
        assertThat(value(object, "atoms", "{1}{2}")).isCloseTo(red, within(1e-6));
        assertThat(value(object, "atoms", "{1}")).isCloseTo(unique, within(1e-6));
        assertThat(value(object, "atoms", "{12}")).isCloseTo(synergy, within(1e-6));
        assertThat(object).containsEntry("redundancy", redundancy).containsEntry("unit", "bits");
        assertThat(object.get("warnings")).isEqualTo(List.of());
        assertThat(object.containsKey("informative")).isEqualTo(redundancy.equals("isx"));
        assertThat(object.containsKey("misinformative")).isEqualTo(redundancy.equals("isx"));
    }

    @Test
    void natsAreNats() throws IOException {
        double bits = value(json("--table", and()), "atoms", "{1}{2}");
        assertThat(value(json("--table", and(), "--unit", "nats"), "atoms", "{1}{2}"))
                .isCloseTo(bits * Math.log(2), within(1e-12));
    }

    @Test
    void normaliseDividesByTheSum() throws IOException {
        String counts = file("counts.csv", "s1,s2,y,p\n0,0,0,1\n0,1,0,1\n1,0,0,1\n1,1,1,1\n");
        assertThat(value(json("--table", counts, "--normalise"), "atoms", "{1}{2}"))
                .isEqualTo(value(json("--table", and()), "atoms", "{1}{2}"));
    }

    /// A copy of one source: all of its bit about itself is redundant, by any measure of the redundancy of
    /// copies.
    @Test
    void aSourceThatIsNamedTwiceIsMeasuredWithAWarning() throws IOException {
        String rows = file("copy.csv", "0,0\n1,1\n".repeat(50));
        Map<String, Object> object = json("--data", rows, "--sources", "0,0", "--target", "1", "--redundancy", "mmi");
        assertThat(value(object, "atoms", "{1}{2}")).isCloseTo(1, within(1e-12));
        assertThat((List<?>) object.get("warnings"))
                .anySatisfy(warning -> assertThat(warning.toString())
                        .contains("--sources: column 0 stands in 2 sources", "name it once"));
    }

    /// The four rows of AND as samples, 50 times each, with the inputs as one joined column too.
    @Test
    void samplesAreCountedAndTested() throws IOException {
        String rows = file("rows.csv", "0,0,0\n0,1,0\n1,0,0\n1,1,1\n".repeat(50));
        Map<String, Object> object =
                json("--data", rows, "--sources", "0,1", "--target", "2", "--surrogates", "99", "--seed", "3");
        assertThat(value(object, "atoms", "{1}{2}")).isCloseTo(.122556, within(1e-6));
        assertThat(value(object, "p_values", "{12}")).isEqualTo(0.02);
        assertThat(object)
                .containsEntry("samples", 200)
                .containsEntry("p_value", 0.01)
                .containsEntry("seed", 3);
        Map<String, Object> joined = json("--data", rows, "--sources", "0,0+1", "--target", "2", "--redundancy", "mmi");
        assertThat(value(joined, "atoms", "{2}")).isCloseTo(.5, within(1e-9));
    }

    /// For (1, 1, 1) of AND the redundancy is log2 of P(1 | s1 = 1 or s2 = 1) / p(1) = (1/3) /
    /// (1/4), of which -log2 3/4 is informative and none misinformative; {1} and {12} follow from
    /// i(s1; y) = 1 and i(s1, s2; y) = 2.
    @Test
    void eachRowHasItsAtoms() throws IOException {
        String rows = file("rows.csv", "0,0,0\n1,1,1\n0,1,0\n1,0,0\n");
        Path text = folder.resolve("atoms.csv");
        Map<String, Object> object =
                json("--data", rows, "--sources", "0,1", "--target", "2", "--local", text.toString());
        List<String> lines = Files.readAllLines(text);
        assertThat(lines).hasSize(5);
        assertThat(lines.getFirst()).startsWith("{1}{2}_bits,").contains("{12}_informative_bits,");
        List<String> names = List.of(lines.getFirst().split(",", -1));
        assertThat(object.get("local_columns")).isEqualTo(names);
        double[] second = Arrays.stream(lines.get(2).split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        double shared = Math.log(4.0 / 3) / Math.log(2);
        assertThat(second[names.indexOf("{1}{2}_bits")]).isCloseTo(shared, within(1e-12));
        assertThat(second[names.indexOf("{1}{2}_informative_bits")]).isCloseTo(shared, within(1e-12));
        assertThat(second[names.indexOf("{1}{2}_misinformative_bits")]).isCloseTo(0, within(1e-12));
        assertThat(second[names.indexOf("{1}_bits")]).isCloseTo(1 - shared, within(1e-12));
        assertThat(second[names.indexOf("{12}_bits")]).isCloseTo(shared, within(1e-12));
        for (int column = 0; column < 4; column++) {
            double mean = 0;
            for (String line : lines.subList(1, 5)) {
                mean += Double.parseDouble(line.split(",", -1)[column]) / 4;
            }
            String atom = names.get(column).replace("_bits", "");
            assertThat(mean).as(atom).isCloseTo(value(object, "atoms", atom), within(1e-12));
        }
    }

    @Test
    void blocksKeepTheMemoryOfTheTarget() throws IOException {
        String rows = file("blocks.csv", "0,0,0\n0,1,0\n1,0,0\n1,1,1\n".repeat(20));
        Map<String, Object> object = json(
                "--data",
                rows,
                "--sources",
                "0,1",
                "--target",
                "2",
                "--surrogates",
                "9",
                "--null",
                "block",
                "--block",
                "4");
        // Blocks of the period put every row back to its like: no surrogate differs.
        assertThat(object).containsEntry("p_value", 1.0).containsEntry("null", "permutation of blocks of 4");
    }

    @Test
    void fewSamplesAreWarnedOf() throws IOException {
        String rows = file("few.csv", "0,3,1\n1,2,0\n2,1,1\n3,0,0\n");
        assertThat(String.valueOf(json("--data", rows, "--sources", "0,1", "--target", "2")
                        .get("warnings")))
                .contains("4 samples of 32 possible cells");
    }

    @Test
    void realNumbersGoThroughTheirCovariance() throws IOException {
        String rows = file("real.csv", "1,1,1.7\n1,-1,-.2\n-1,1,.2\n-1,-1,-1.4\n0.5,0,0.1\n");
        Map<String, Object> object = json(
                "--data",
                rows,
                "--sources",
                "0,1",
                "--target",
                "2",
                "--redundancy",
                "mmi",
                "--estimator",
                "gaussian",
                "--surrogates",
                "9");
        assertThat(object.get("p_value")).isInstanceOf(Number.class);
        assertThat(object.get("estimator")).isEqualTo("gaussian");
    }

    @Test
    void peopleGetATable() throws IOException {
        assertThat(pid("--table", and()).out())
                .contains("redundancy  isx", "total  0.81128", "informative", "{1}{2}", "0.122556");
    }
}
