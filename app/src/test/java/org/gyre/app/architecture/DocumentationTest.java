package org.gyre.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the documents name must exist.
final class DocumentationTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern CODE = Pattern.compile("`([A-Za-z0-9.]+)`");

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    @Test
    void everyTestThatBacksAPromiseExists() throws IOException {
        String tests = sources("src/test");
        List<String> missing = new ArrayList<>();
        int seen = 0;
        for (MatchResult code : CODE.matcher(Files.readString(ROOT.resolve("docs/reliability.md")))
                .results()
                .toList()) {
            for (String word : code.group(1).split("\\.", -1)) {
                boolean type = word.endsWith("Test");
                boolean method = word.matches("[a-z][A-Za-z0-9]{15,}");
                seen += type || method ? 1 : 0;
                if ((type && !tests.contains("class " + word)) || (method && !tests.contains("void " + word + "("))) {
                    missing.add(word);
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(seen).isGreaterThan(50);
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

    private static String sources(String below) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.map(each -> each.resolve(below))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(module)) {
                    for (Path file : files.filter(each -> each.toString().endsWith(".java"))
                            .toList()) {
                        text.append(Files.readString(file));
                    }
                }
            }
        }
        return text.toString();
    }
}
