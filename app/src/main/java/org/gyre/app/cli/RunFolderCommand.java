package org.gyre.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// A command that reads the folder of one run and says something about it.
abstract class RunFolderCommand implements GyreSubcommand {
    final Console console;

    @Parameters(paramLabel = "RUN", description = "The run's folder.")
    @SuppressWarnings("NullAway.Init") // required
    Path run;

    @Mixin
    OutputOptions output = new OutputOptions();

    RunFolderCommand(Console console) {
        this.console = console;
    }

    /// Answers with one JSON object, the run first and the warnings last, or in words.
    final void answer(Map<String, Object> parts, List<String> warnings, Runnable words) {
        if (output.json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("run", run.toString());
            object.putAll(parts);
            object.put("warnings", warnings);
            console.printJson(object);
        } else {
            words.run();
        }
    }
}
