package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.lab.experiment.Preset;
import org.gyre.lab.experiment.Presets;
import org.gyre.lab.run.ClaimResult;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `gyre presets [NAME]`: the ready-made experiments.
@Command(
        name = "presets",
        description = "List the ready-made experiments, or print one as a configuration file to start from.",
        footer = {
            "",
            "Examples:",
            "  gyre presets",
            "  gyre presets recurrent-infomax/natural-images > my-experiment.toml"
        })
final class PresetsCommand implements GyreSubcommand {
    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Print this preset's TOML text.")
    @Nullable
    String name;

    @Mixin
    OutputOptions output = new OutputOptions();

    PresetsCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        Presets presets = Presets.installed();
        if (name != null) {
            Preset preset = presets.find(name);
            if (output.json) {
                Map<String, Object> object = describe(preset);
                object.put("toml", preset.toml());
                object.put("warnings", List.of());
                console.printJson(object);
            } else {
                console.print(preset.toml().stripTrailing());
            }
            return ExitCode.DONE;
        }
        if (output.json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put(
                    "presets",
                    presets.all().stream().map(PresetsCommand::describe).toList());
            object.put("warnings", List.of());
            console.printJson(object);
        } else {
            int width = presets.all().stream()
                    .mapToInt(preset -> preset.id().length())
                    .max()
                    .orElse(0);
            for (Preset preset : presets.all()) {
                console.print(preset.id() + " ".repeat(width - preset.id().length()) + "  "
                        + String.format(Locale.ROOT, "%7s", minutes(preset.minutes())) + "  " + preset.title());
            }
        }
        return ExitCode.DONE;
    }

    static String minutes(double minutes) {
        return minutes < 1 ? Math.max(1, Math.round(60 * minutes)) + " s" : Math.round(minutes) + " min";
    }

    private static Map<String, Object> describe(Preset preset) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", preset.id());
        object.put("kind", preset.kind());
        object.put("title", preset.title());
        object.put("paper", preset.paper());
        object.put("minutes", preset.minutes());
        object.put("summary", preset.summary());
        List<ClaimResult> untested = new ArrayList<>();
        preset.claims().forEach(claim -> untested.add(claim.untested()));
        object.put("claims", RunSummary.claims(untested));
        return object;
    }
}
