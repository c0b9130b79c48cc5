package org.gyre.app.cli;

import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import picocli.CommandLine.Mixin;

/// What the measures of spike trains have in common: a recording, and an object that is printed as
/// JSON or as text.
abstract class SpikeCommand implements GyreSubcommand {
    final Console console;

    @Mixin
    SpikeSource source = new SpikeSource();

    @Mixin
    OutputOptions output = new OutputOptions();

    SpikeCommand(Console console) {
        this.console = console;
    }

    @Override
    public final int call() {
        check();
        SpikeSource.Spikes spikes = source.read();
        try {
            Map<String, Object> object = object(spikes);
            if (output.json) {
                console.printJson(object);
            } else {
                print(object);
            }
        } catch (InputException mistake) {
            throw otherFiles().stream().anyMatch(mistake.getMessage()::startsWith) ? mistake : spikes.named(mistake);
        }
        return ExitCode.DONE;
    }

    /// Looks at the options before the recording is read.
    ///
    /// @throws InputException if one is out of range or does not fit the others
    abstract void check();

    /// Files beside the recording, which a mistake may be about.
    List<String> otherFiles() {
        return List.of();
    }

    /// What was found, by the keys of the answer.
    abstract Map<String, Object> object(SpikeSource.Spikes spikes);

    /// Writes the answer for people.
    abstract void print(Map<String, Object> object);
}
