package org.gyre.cluster;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What this module may see, and what it brings.
class ClusterArchitectureTest {
    /// Where the build puts Spark for the launcher.
    private static final Path JARS = Path.of("target/assembly/lib");

    @Test
    void itSeesTheEngineOfTheLabAndSparkAlone() {
        JavaClasses cluster = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.gyre.cluster");
        assertThat(cluster).isNotEmpty();
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.gyre.cluster",
                        "org.gyre.core..",
                        "org.gyre.lab.engine",
                        "org.gyre.lab.run",
                        "org.apache.spark..",
                        "scala..",
                        "org.jspecify..",
                        "java..")
                .check(cluster);
    }

    /// Spark and what it needs are the jars that were recorded, byte for byte.
    @Test
    void whatMavenBroughtIsWhatIsLocked() throws IOException, NoSuchAlgorithmException {
        TreeMap<String, String> found = new TreeMap<>();
        try (Stream<Path> jars = Files.list(JARS)) {
            for (Path jar : jars.toList()) {
                String name = jar.getFileName().toString();
                if (!name.startsWith("gyre-")) {
                    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
                    found.put(name, HexFormat.of().formatHex(digest));
                }
            }
        }
        TreeMap<String, String> locked = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("dependencies.lock"))) {
            if (!line.startsWith("#")) {
                List<String> parts = List.of(line.split("  ", 2));
                locked.put(parts.get(1), parts.get(0));
            }
        }
        assertThat(found).as("cluster/dependencies.lock").isEqualTo(locked);
    }
}
