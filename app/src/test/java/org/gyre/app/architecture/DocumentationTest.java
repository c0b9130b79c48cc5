package org.gyre.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the documents name must exist.
final class DocumentationTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern CODE = Pattern.compile("`([A-Za-z0-9.]+)`");

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    /// A test is named as `Class.method`, and where several stand in a row of one class, by the method alone.
    @Test
    void everyTestThatBacksAPromiseExists() throws IOException {
        Map<String, String> tests = testClasses();
        String all = String.join("\n", tests.values());
        List<String> missing = new ArrayList<>();
        int seen = 0;
        for (MatchResult code : CODE.matcher(Files.readString(ROOT.resolve("docs/reliability.md")))
                .results()
                .toList()) {
            String name = code.group(1);
            int dot = name.indexOf('.');
            String type = name.substring(0, Math.max(dot, 0));
            String method = name.substring(dot + 1);
            if (type.endsWith("Test")) {
                seen++;
                if (!tests.getOrDefault(type, "").contains("void " + method + "(")) {
                    missing.add(name);
                }
            } else if (name.endsWith("Test") ? !tests.containsKey(name) : isUnknownMethod(name, all)) {
                missing.add(name);
            }
        }
        assertThat(missing).isEmpty();
        assertThat(seen).isGreaterThan(50);
    }

    /// Long words in camel case are names of tests; shorter ones are commands, keys or files.
    private static boolean isUnknownMethod(String word, String tests) {
        return word.matches("[a-z][A-Za-z0-9]{15,}") && !tests.contains("void " + word + "(");
    }

    /// The table of exact values names its tests as `Class.method`.
    @Test
    void everyTestThatHoldsAnExactValueExists() throws IOException {
        Map<String, String> tests = testClasses();
        List<String> missing = new ArrayList<>();
        int seen = 0;
        for (MatchResult code : CODE.matcher(Files.readString(ROOT.resolve("docs/reproduction/information-flux.md")))
                .results()
                .toList()) {
            String[] name = code.group(1).split("\\.", 2);
            if (name.length == 2 && name[0].endsWith("Test")) {
                seen++;
                if (!tests.getOrDefault(name[0], "").contains("void " + name[1] + "(")) {
                    missing.add(code.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(seen).isGreaterThan(25);
    }

    @Test
    void linksBetweenDocumentsLeadSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path document : documents()) {
            for (MatchResult link :
                    LINK.matcher(Files.readString(document)).results().toList()) {
                Path target = document.resolveSibling(link.group(1));
                if (!Files.exists(target)) {
                    dead.add(ROOT.relativize(document) + " -> " + link.group(1));
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void everyDecisionIsListed() throws IOException {
        Path folder = ROOT.resolve("docs/decisions");
        String list = Files.readString(folder.resolve("README.md"));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.matches("\\d{4}-.*")))
                    .isNotEmpty()
                    .allMatch(list::contains);
        }
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .forEach(documents::add);
        }
        return documents;
    }

    /// The text of every test class by its name.
    private static Map<String, String> testClasses() throws IOException {
        Map<String, String> classes = new HashMap<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.map(each -> each.resolve("src/test"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(module)) {
                    for (Path file : files.filter(each -> each.toString().endsWith(".java"))
                            .toList()) {
                        classes.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                    }
                }
            }
        }
        return classes;
    }
}
