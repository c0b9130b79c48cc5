package org.gyre.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What others made and the program is delivered with: all of it is named, licensed and what it was.
final class DependencyTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path BILLS = Path.of("target/assembly/sbom");
    private static final Path PAGE = Path.of("src/main/web");

    /// Licences that may be delivered; of several that are offered, one of these is taken.
    private static final Set<String> ALLOWED =
            Set.of("Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "EPL-2.0", "ISC", "MIT");

    /// One library of a bill of materials; `platform` is empty for what runs on any.
    private record Library(
            String group, String name, String version, String platform, Set<String> licences, String sha) {
        String coordinates() {
            return "%s:%s:%s%s".formatted(group, name, version, platform.isEmpty() ? "" : ":" + platform);
        }
    }

    /// A paragraph of NOTICE: names in parentheses, and below them the licence.
    private record Paragraph(Set<String> groups, Set<String> packages, String licence) {
        boolean covers(Library library) {
            return packages.contains(library.name)
                    || groups.stream().anyMatch(g -> library.group.equals(g) || library.group.startsWith(g + "."));
        }
    }

    @Test
    void everyLibraryIsInTheNoticeUnderALicenceThatItOffers() throws IOException {
        List<Paragraph> notice = notice();
        for (Library library : delivered()) {
            Set<String> taken = new TreeSet<>();
            for (Paragraph paragraph : notice) {
                if (paragraph.covers(library)) {
                    library.licences.stream()
                            .filter(paragraph.licence::contains)
                            .forEach(taken::add);
                }
            }
            assertThat(taken)
                    .as(
                            "%s offers %s: NOTICE must name its group with one of %s",
                            library.coordinates(), library.licences, ALLOWED)
                    .containsAnyElementsOf(ALLOWED);
        }
    }

    @Test
    void theNoticeNamesNothingThatIsNotThere() throws IOException {
        Assumptions.assumeTrue(Files.exists(BILLS.resolve("page.cdx.json")), "the page was not built: npm is missing");
        List<Library> delivered = delivered();
        for (Paragraph paragraph : notice()) {
            for (String group : paragraph.groups) {
                Paragraph alone = new Paragraph(Set.of(group), Set.of(), paragraph.licence);
                assertThat(delivered).as(group).anyMatch(alone::covers);
            }
            for (String name : paragraph.packages) {
                assertThat(delivered).extracting(Library::name).as(name).contains(name);
            }
        }
    }

    @Test
    void whatMavenBroughtIsWhatIsLocked() throws IOException {
        Map<String, String> locked = new TreeMap<>();
        Set<String> known = new HashSet<>();
        for (String line : Files.readAllLines(Path.of("dependencies.lock"))) {
            if (!line.startsWith("#")) {
                String[] parts = line.split("  ", 2);
                locked.put(parts[1], parts[0]);
                known.add(parts[1].replaceFirst("^([^:]*:[^:]*:[^:]*).*", "$1"));
            }
        }
        Map<String, String> found = new TreeMap<>();
        Set<String> elsewhere = new TreeSet<>();
        for (Library library : bill("java.cdx.json")) {
            boolean recorded = library.platform.isEmpty() || locked.containsKey(library.coordinates());
            if (library.group.equals("org.gyre")) {
                continue;
            }
            if (recorded) {
                found.put(library.coordinates(), library.sha);
            } else {
                // Of a platform that nobody has recorded yet only the version is held.
                assertThat(known).contains(library.coordinates().replaceFirst(":[^:]*$", ""));
                elsewhere.add(library.platform);
            }
        }
        if (!elsewhere.isEmpty()) {
            locked.keySet().removeIf(name -> name.split(":", -1).length > 3 && !found.containsKey(name));
        }
        String lines = found.entrySet().stream()
                .map(e -> e.getValue() + "  " + e.getKey() + "\n")
                .reduce("", String::concat);
        assertThat(found)
                .as("app/dependencies.lock; if the change is wanted, its lines are%n%s", lines)
                .isEqualTo(locked);
    }

    @Test
    void thePageIsMadeOfPackagesThatAreLockedByHash() throws IOException {
        JsonNode packages = JSON.readTree(Files.readString(PAGE.resolve("package-lock.json")))
                .path("packages");
        assertThat(packages.size()).isGreaterThan(10);
        packages.properties().forEach(entry -> {
            if (!entry.getKey().isEmpty()) {
                assertThat(entry.getValue().path("integrity").asString(""))
                        .as(entry.getKey())
                        .startsWith("sha512-");
                assertThat(entry.getValue().has("link")).as(entry.getKey()).isFalse();
            }
        });
        JsonNode manifest = JSON.readTree(Files.readString(PAGE.resolve("package.json")));
        for (String kind : List.of("dependencies", "devDependencies")) {
            manifest.path(kind).properties().forEach(entry -> {
                String version = entry.getValue().asString();
                assertThat(version).as(entry.getKey()).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
                assertThat(packages.path("node_modules/" + entry.getKey())
                                .path("version")
                                .asString(""))
                        .as(entry.getKey())
                        .isEqualTo(version);
            });
        }
        // "npm install" would change the lock file where "npm ci" fails.
        String build = Files.readString(Path.of("pom.xml"));
        assertThat(build).contains("<arg line=\"ci ").doesNotContain("<arg line=\"install");
    }

    @Test
    void everyPackageOfThePageHasItsLicenceWhole() throws IOException {
        Assumptions.assumeTrue(Files.exists(BILLS.resolve("page.cdx.json")), "the page was not built: npm is missing");
        String licences = Files.readString(Path.of("target/classes/org/gyre/app/web/page/licences.txt"));
        List<Library> packages = bill("page.cdx.json");
        assertThat(packages).extracting(Library::name).contains("preact", "uplot", "katex");
        for (Library library : packages) {
            int start = licences.indexOf(library.name + " " + library.version + " (MIT)");
            assertThat(start).as(library.name).isNotNegative();
            int end = licences.indexOf("-".repeat(80), start);
            // The words that the MIT licence asks to keep.
            assertThat(licences.substring(start, end < 0 ? licences.length() : end)
                            .replaceAll("\\s+", " "))
                    .as(library.name)
                    .contains(
                            "Copyright (c)",
                            "Permission is hereby granted, free of charge",
                            "THE SOFTWARE IS PROVIDED \"AS IS\"");
        }
    }

    @Test
    void theBillsOfMaterialsNameNoTimeNoChanceAndNoFolder() throws IOException {
        Assumptions.assumeTrue(
                Files.isDirectory(BILLS), "no bill of materials was made: Maven is offline and npm is missing");
        try (Stream<Path> bills = Files.list(BILLS)) {
            for (Path bill : (Iterable<Path>) bills::iterator) {
                assertThat(Files.readString(bill))
                        .as(bill.toString())
                        .doesNotContain(
                                "\"serialNumber\"",
                                "\"timestamp\"",
                                Path.of("").toAbsolutePath().toString());
            }
        }
    }

    private static List<Library> delivered() throws IOException {
        List<Library> all = new ArrayList<>(bill("java.cdx.json"));
        all.removeIf(library -> library.group.equals("org.gyre"));
        assertThat(all).hasSizeGreaterThan(10);
        if (Files.exists(BILLS.resolve("page.cdx.json"))) {
            all.addAll(bill("page.cdx.json"));
        }
        return all;
    }

    /// Of the two, the one of the jars is not made by `mvn -o`, and the one of the page not without npm.
    private static List<Library> bill(String file) throws IOException {
        Assumptions.assumeTrue(
                Files.exists(BILLS.resolve(file)), file + " was not made: Maven is offline, or npm is missing");
        List<Library> libraries = new ArrayList<>();
        for (JsonNode component :
                JSON.readTree(Files.readString(BILLS.resolve(file))).path("components")) {
            Matcher platform = Pattern.compile("[?&]classifier=([^&]*)")
                    .matcher(component.path("purl").asString());
            Set<String> licences = new TreeSet<>();
            for (JsonNode licence : component.path("licenses")) {
                licences.add(licence.path("license").path("id").asString(""));
            }
            String sha = "";
            for (JsonNode hash : component.path("hashes")) {
                if (hash.path("alg").asString().equals("SHA-256")) {
                    sha = hash.path("content").asString();
                }
            }
            libraries.add(new Library(
                    component.path("group").asString(""),
                    component.path("name").asString(),
                    component.path("version").asString(),
                    platform.find() ? platform.group(1) : "",
                    licences,
                    sha));
        }
        return libraries;
    }

    private static List<Paragraph> notice() throws IOException {
        String text = Files.readString(Path.of("../NOTICE"));
        String libraries = text.substring(text.indexOf("A built Gyre holds"));
        List<Paragraph> paragraphs = new ArrayList<>();
        Matcher matcher = Pattern.compile("((?:^  [^ ].*\n)+)((?:^      .*\n)+)", Pattern.MULTILINE)
                .matcher(libraries);
        while (matcher.find()) {
            Set<String> groups = new TreeSet<>();
            Set<String> packages = new TreeSet<>();
            Matcher names = Pattern.compile("\\((npm: )?([a-z0-9., -]+)\\)").matcher(matcher.group(1));
            while (names.find()) {
                (names.group(1) == null ? groups : packages)
                        .addAll(List.of(names.group(2).split(", ", -1)));
            }
            paragraphs.add(new Paragraph(groups, packages, matcher.group(2)));
        }
        assertThat(paragraphs).hasSizeGreaterThan(5);
        return paragraphs;
    }
}
