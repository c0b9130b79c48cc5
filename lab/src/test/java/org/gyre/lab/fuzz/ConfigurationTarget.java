package org.gyre.lab.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gyre.lab.experiment.Configuration;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.Experiments;

/// Configurations and overrides: each line that begins with `#set ` is a `--set` of the command
/// line, and for the rest a comment.
public final class ConfigurationTarget {
    private static final Experiments EXPERIMENTS = Experiments.installed();
    private static final String SET = "#set ";

    private ConfigurationTarget() {}

    /// Loads what a reading needs, whose time is not that of an input.
    public static void fuzzerInitialize() {
        fuzzerTestOneInput("kind = 'infomax-proxy'".getBytes(StandardCharsets.UTF_8));
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        String toml = new String(bytes, StandardCharsets.UTF_8);
        List<String> overrides = toml.lines()
                .filter(line -> line.startsWith(SET))
                .map(line -> line.substring(SET.length()))
                .toList();
        ConfigurationSource source = new ConfigurationSource("x.toml", "x", null, null, toml);
        Refusal.only(() -> Configuration.load(source, overrides, null, EXPERIMENTS));
    }
}
