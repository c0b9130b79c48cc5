package org.gyre.lab.play;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The Java that a view shows is compiled and run, and prints the numbers of the view's answer, digit by digit: what
/// is expected is the answer, which tests of its own hold against closed forms.
@ResourceLock(Resources.SYSTEM_OUT)
class ShownCodeTest {
    private static final Pattern ATOM = Pattern.compile("((?:\\{[12]+\\})+)=([-0-9.E]+)");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    private static Map<String, @Nullable Object> answer(String view, String settings) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String setting : settings.isEmpty() ? new String[0] : settings.split(" ", -1)) {
            given.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
        }
        Explorable explorable = Explorables.find(view);
        return explorable.answer(Settings.of(explorable, given));
    }

    private static Object at(Map<?, ?> object, String key) {
        return requireNonNull(object.get(key), key);
    }

    /// The lines that the shown code prints.
    private List<String> run(Map<String, @Nullable Object> answer) throws Exception {
        String code = (String) at((Map<?, ?>) at(answer, "code"), "java");
        Path source = Files.writeString(folder.resolve("Shown.java"), code);
        JavaCompiler compiler = requireNonNull(ToolProvider.getSystemJavaCompiler());
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, UTF_8)) {
            boolean compiled = compiler.getTask(
                            complaints,
                            files,
                            null,
                            List.of("-d", folder.toString(), "-proc:none"),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
            assertThat(compiled).as(code + complaints).isTrue();
        }
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            Class<?> shown = loader.loadClass("Shown");
            Constructor<?> constructor = shown.getDeclaredConstructor();
            constructor.setAccessible(true);
            Method main = shown.getDeclaredMethod("main");
            main.setAccessible(true);
            System.setOut(new PrintStream(printed, true, UTF_8));
            main.invoke(constructor.newInstance());
        } finally {
            System.setOut(before);
        }
        return printed.toString(UTF_8).lines().toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "weight=0.5 leak=0.3 surrogate=superspike steepness=4",
                "reset=arxiv-v2 weight=0.3 pattern=regular interval=3 surrogate=sigmoid",
                "reset=snntorch weight=1.5 refractory=3 surrogate=esser traced=600",
                "reset=norse leak=0.4 threshold=0.1 surrogate=arctan",
                "reset=spikingjelly leak=0.9 threshold=0.2 surrogate=gaussian",
                "reset=spyx weight=0.7 surrogate=boxcar pattern=poisson rate=0.5 seed=9",
                "reset=nir pattern=given",
                "weight=0.6 leak=0.00001 pattern=given spikes=2,3,9,15 steps=20"
            })
    void aUnitPrintsItsOutputSpikesAndTheirCredit(String settings) throws Exception {
        Map<String, @Nullable Object> answer = answer("unit", settings);
        List<String> expected = new ArrayList<>();
        expected.add("output spikes at " + Arrays.toString((int[]) at(answer, "output_spikes")));
        if ((Integer) at(answer, "traced") > 0) {
            expected.add("credit " + Arrays.toString((double[]) at(answer, "credit")));
        }
        assertThat(run(answer)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "wiring=rooks units=7 coupling=2.5",
                "wiring=autapses units=2 noise=0.7",
                "wiring=log-normal density=0.5 coupling=0.1 seed=1000000 noise=2",
                "coupling=0"
            })
    void aNetworkPrintsItsInformation(String settings) throws Exception {
        Map<String, @Nullable Object> answer = answer("network", settings);
        assertThat(run(answer)).containsExactly(at(answer, "information") + " bits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gate=0 noise=0.005",
                "gate=2 correlation=1",
                "gate=0.37 correlation=-0.21 noise=0.11",
                "gate=2 noise=0.5"
            })
    void aGatePrintsItsAtomsByAllMeasures(String settings) throws Exception {
        Map<String, @Nullable Object> answer = answer("decomposition", settings);
        Map<?, ?> measures = (Map<?, ?>) at(answer, "measures");
        List<String> lines = run(answer);
        assertThat(lines).hasSize(measures.size());
        for (String line : lines) {
            String name = line.substring(0, line.indexOf(' ')).toLowerCase(Locale.ROOT);
            Map<?, ?> measure = (Map<?, ?>) at(measures, name);
            Map<String, Double> printed = new LinkedHashMap<>();
            Matcher atom = ATOM.matcher(line);
            while (atom.find()) {
                // Zero is shown without a sign.
                printed.put(atom.group(1), Double.parseDouble(atom.group(2)) + 0.0);
            }
            assertThat(printed)
                    .as(line)
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "{1}{2}", (Double) at(measure, "redundant"),
                            "{1}", (Double) at(measure, "unique_first"),
                            "{2}", (Double) at(measure, "unique_second"),
                            "{12}", (Double) at(measure, "synergistic")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "branching=0.9 drive=0.02 seen=0.3 bin=3", "drive=0.0005 duration=20000 units=20"})
    void avalanchesPrintTheirExponent(String settings) throws Exception {
        Map<String, @Nullable Object> answer = answer("avalanches", settings);
        Map<?, ?> seen = (Map<?, ?>) at(answer, "seen");
        List<String> expected = new ArrayList<>();
        expected.add(at(seen, "avalanches") + " avalanches");
        if (seen.get("exponent") != null) {
            expected.add(at(seen, "exponent") + " +- " + at(seen, "standard_error"));
        }
        assertThat(run(answer)).isEqualTo(expected);
    }

    /// Both branches of the test above.
    @Test
    void someRecordingsHaveAnExponentAndSomeHaveNone() {
        Map<?, ?> many = (Map<?, ?>) at(answer("avalanches", ""), "seen");
        Map<?, ?> few = (Map<?, ?>) at(answer("avalanches", "drive=0.0005 duration=20000 units=20"), "seen");
        assertThat(many.get("exponent")).isNotNull();
        assertThat(few.get("exponent")).isNull();
    }
}
