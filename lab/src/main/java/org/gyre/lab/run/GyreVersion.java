package org.gyre.lab.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Version and commit of the software at work.
///
/// The commit is known in a distribution whose build put it into `version.properties`, and in a checkout that
/// runs its own classes, where it is read from `.git`.
public final class GyreVersion {
    private static final Properties PROPERTIES = load();

    private GyreVersion() {}

    public static String version() {
        return PROPERTIES.getProperty("version", "unknown");
    }

    /// The commit's hash, or null when unknown.
    public static @Nullable String commit() {
        String built = PROPERTIES.getProperty("commit", "");
        return built.isEmpty() || built.startsWith("$") ? commitOfCheckout() : built;
    }

    /// Whether the sources differed from the commit; null when unknown.
    public static @Nullable Boolean modified() {
        return switch (PROPERTIES.getProperty("modified", "")) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        };
    }

    private static Properties load() {
        Properties properties = new Properties();
        try (InputStream input = GyreVersion.class.getResourceAsStream("version.properties")) {
            if (input != null) {
                properties.load(new InputStreamReader(input, UTF_8));
            }
        } catch (IOException unreadable) {
            // An unreadable resource leaves the version unknown, which the manifest then says.
            properties.clear();
        }
        return properties;
    }

    private static @Nullable String commitOfCheckout() {
        try {
            CodeSource source = GyreVersion.class.getProtectionDomain().getCodeSource();
            if (source == null) {
                return null;
            }
            for (Path folder = Path.of(source.getLocation().toURI()); folder != null; folder = folder.getParent()) {
                if (Files.isDirectory(folder.resolve(".git")) && Files.isRegularFile(folder.resolve("lab/pom.xml"))) {
                    return head(folder.resolve(".git"));
                }
            }
            return null;
        } catch (URISyntaxException | IOException | RuntimeException unknown) {
            return null;
        }
    }

    private static @Nullable String head(Path git) throws IOException {
        String head = Files.readString(git.resolve("HEAD"), UTF_8).strip();
        if (!head.startsWith("ref: ")) {
            return head;
        }
        String reference = head.substring("ref: ".length());
        Path loose = git.resolve(reference);
        if (Files.isRegularFile(loose)) {
            return Files.readString(loose, UTF_8).strip();
        }
        for (String line : Files.readAllLines(git.resolve("packed-refs"), UTF_8)) {
            if (line.endsWith(" " + reference)) {
                return line.substring(0, line.indexOf(' '));
            }
        }
        return null;
    }
}
