package org.gyre.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.gyre.lab.play.Explorable;
import org.gyre.lab.play.Explorables;
import org.gyre.lab.play.Settings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The Java lines that *Show code* gives compile, run, and print the number that the page shows.
class PlayCodeTest {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(E-?\\d+)?");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "unit, output_spikes, weight=0.3, leak=0.05, reset=snntorch, surrogate=superspike",
        "unit, output_spikes, weight=0.5, pattern=poisson, refractory=3, surrogate=sigmoid",
        "network, information, units=5, coupling=2, noise=1.5, density=0.6",
        "network, information, units=4, coupling=3, wiring=rooks, seed=9",
        "network, information, units=4, coupling=1, wiring=log-normal, seed=2",
        "decomposition, synergistic, gate=1.4, correlation=0.3, noise=0.05, gate=1.4",
        "avalanches, exponent, seen=0.3, bin=4, duration=100000, branching=0.95"
    })
    void theLinesPrintTheNumberOfThePage(
            String view, String number, String first, String second, String third, @Nullable String fourth)
            throws IOException, InterruptedException {
        Explorable explorable = Explorables.find(view);
        Map<String, String> given = List.of(first, second, third, fourth == null ? first : fourth).stream()
                .distinct()
                .map(pair -> pair.split("=", -1))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        Settings settings = Settings.of(explorable, given);
        String printed = run(explorable.java(settings));
        double expected = expected(explorable.answer(settings), number);
        Matcher matcher = NUMBER.matcher(
                number.equals("synergistic")
                        ? printed.substring(printed.indexOf("{12}=") + "{12}=".length())
                        : printed);
        assertThat(matcher.find()).as(printed).isTrue();
        assertThat(Double.parseDouble(matcher.group())).isEqualTo(expected, within(1e-9));
    }

    private static double expected(Map<String, @Nullable Object> answer, String number) {
        Object value = requireNonNull(
                switch (number) {
                    case "exponent" -> ((Map<?, ?>) requireNonNull(answer.get("seen"))).get(number);
                    case "synergistic" ->
                        ((Map<?, ?>) requireNonNull(((Map<?, ?>) requireNonNull(answer.get("measures"))).get("broja")))
                                .get(number);
                    default -> answer.get(number);
                });
        return value instanceof int[] list ? list.length : ((Number) value).doubleValue();
    }

    /// Imports first, all else in `main`.
    private String run(String lines) throws IOException, InterruptedException {
        String imports =
                lines.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        String rest = lines.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
        Path source = folder.resolve("Shown.java");
        Files.writeString(
                source, imports + "\nclass Shown { public static void main(String[] words) {\n" + rest + "\n} }\n");
        JavaCompiler compiler = requireNonNull(ToolProvider.getSystemJavaCompiler());
        String path = System.getProperty("java.class.path");
        int code = compiler.run(null, null, null, "-nowarn", "-d", folder.toString(), "-cp", path, source.toString());
        assertThat(code).as(lines).isZero();
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        folder + System.getProperty("path.separator") + path,
                        "Shown")
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(err, UTF_8)).isZero();
        return Files.readString(out, UTF_8);
    }
}
