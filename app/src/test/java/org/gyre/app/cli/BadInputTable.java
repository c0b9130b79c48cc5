package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyWriter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A table of what a user may get wrong with one family of commands: each mistake ends with exit code 2 and one
/// sentence that names the place and the remedy, and writes nothing. A table has its rows in a static method
/// `mistakes` and makes the files that they name in [#folder].
abstract class BadInputTable {
    @TempDir
    Path folder;

    /// A row of the table.
    ///
    /// @param words what the sentence must contain
    record Mistake(String what, List<String> arguments, List<String> words) {
        @Override
        public String toString() {
            return what;
        }
    }

    /// @param line the arguments of `gyre`, each after a space; `%s` stands for the test's folder, `''` for an empty
    ///     argument
    static Mistake mistake(String what, String line, String... words) {
        List<String> arguments = Stream.of(line.split(" ", -1))
                .map(argument -> argument.replace("''", ""))
                .toList();
        return new Mistake(what, arguments, List.of(words));
    }

    void text(String file, String content) throws IOException {
        Files.writeString(folder.resolve(file), content);
    }

    void array(String file, NpyArray array) throws IOException {
        Files.write(folder.resolve(file), NpyWriter.toBytes(array));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsToldInOneSentence(Mistake mistake) throws IOException {
        List<String> arguments = new ArrayList<>();
        mistake.arguments.forEach(argument -> arguments.add(argument.replace("%s", folder.toString())));
        if (arguments.getFirst().equals("run") && !arguments.contains("--out")) {
            arguments.addAll(List.of("--out", folder.resolve("out").toString()));
        }
        Map<Path, String> before = contents();

        Invocation answer = Invocation.of(arguments.toArray(String[]::new));

        assertThat(answer.exitCode()).as(answer.err()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err())
                .startsWith("gyre: ")
                .contains(mistake.words)
                .doesNotContain("Exception")
                .doesNotEndWith(".\n")
                .hasSizeLessThan(500);
        assertThat(contents()).isEqualTo(before);
    }

    /// What is in the folder, each file with the time of its last change. A run that is refused may have tried
    /// its own folder and taken it away again.
    private Map<Path, String> contents() throws IOException {
        Map<Path, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                String state = Files.isDirectory(file)
                        ? "folder"
                        : Files.getLastModifiedTime(file).toString();
                contents.put(file, state);
            }
        }
        return contents;
    }
}
