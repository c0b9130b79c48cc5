package org.gyre.app.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gyre.app.json.Json;
import org.gyre.lab.play.Dial;
import org.gyre.lab.play.Explorable;
import org.gyre.lab.play.Explorables;
import org.gyre.lab.play.Settings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// `gyre play`: the object of the route, whichever way it is asked for.
class PlayCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    static Stream<Arguments> questions() {
        return Stream.of(
                Arguments.of("unit", List.of()),
                Arguments.of("unit", List.of("weight=0.5", "leak=0.3", "reset=norse", "pattern=given", "spikes=4,2,9")),
                Arguments.of("network", List.of("units=3", "wiring=rooks", "noise=0.5")),
                Arguments.of("decomposition", List.of("gate=1.25", "correlation=-0.5")),
                Arguments.of("avalanches", List.of("duration=20000", "seen=0.25", "bin=4")));
    }

    /// The same text as the server writes: both write the computed object.
    @ParameterizedTest
    @MethodSource("questions")
    void commandFileAndShownCommandGiveTheComputedObject(String view, List<String> settings) throws IOException {
        Explorable explorable = Explorables.find(view);
        Map<String, String> given = new LinkedHashMap<>();
        settings.forEach(setting -> given.put(setting.split("=", 2)[0], setting.split("=", 2)[1]));
        Map<String, @Nullable Object> answer = explorable.answer(Settings.of(explorable, given));
        String expected = Json.write(answer);

        List<String> words = new ArrayList<>(List.of("play", view, "--json"));
        settings.forEach(setting -> words.addAll(List.of("--set", setting)));
        assertThat(printed(words)).isEqualTo(expected);

        Map<?, ?> code = (Map<?, ?>) requireNonNull(answer.get("code"));
        List<String> shown = new ArrayList<>(Arrays.asList(
                String.valueOf(code.get("command")).substring("gyre ".length()).split(" ", -1)));
        shown.add("--json");
        assertThat(printed(shown)).isEqualTo(expected);

        Path file = Files.writeString(folder.resolve("state.toml"), String.valueOf(code.get("toml")));
        assertThat(printed(List.of("play", file.toString(), "--json"))).isEqualTo(expected);
    }

    private static String printed(List<String> words) {
        Invocation invocation = Invocation.of(words.toArray(String[]::new));
        assertThat(invocation.exitCode()).as(invocation.err()).isEqualTo(ExitCode.DONE);
        return invocation.out().strip();
    }

    @Test
    void numbersOfATerminalAreThoseOfTheObject() {
        String text = printed(List.of("play", "decomposition", "--set", "gate=2"));
        assertThat(text.lines().map(String::strip)).contains("total: 1.00000", "gate: 2.00000", "noise: 0.00000");
    }

    @Test
    void everyViewAndKeyIsListed() {
        String text = printed(List.of("play"));
        for (Explorable explorable : Explorables.all()) {
            assertThat(text).contains(explorable.title());
            for (Dial dial : explorable.dials()) {
                assertThat(text).contains("  " + dial.key() + " (");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unti                       | did you mean \"unit\"?",
                "unit --set weigth=1        | did you mean \"weight\"?",
                "unit --set weight=2        | weight = 2: must be from 0 to 1.5",
                "unit --set weight          | --set weight: must have the form key=value",
                "network --set units=2.5    | units = 2.5: must be a whole number",
                "--set weight=1             | name one",
                "missing.toml               | missing.toml",
            })
    void mistakesEndWithASentence(String words, String sentence) {
        List<String> all = new ArrayList<>(List.of("play"));
        all.addAll(Arrays.asList(words.split(" +", -1)));
        Invocation invocation = Invocation.of(all.toArray(String[]::new));
        assertThat(invocation.exitCode()).isEqualTo(ExitCode.INPUT_ERROR);
        assertThat(invocation.out()).isEmpty();
        assertThat(invocation.err()).contains(sentence);
        assertThat(invocation.err().strip().lines()).hasSize(1);
    }
}
