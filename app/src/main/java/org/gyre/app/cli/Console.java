package org.gyre.app.cli;

import java.io.PrintStream;
import java.util.Map;
import org.gyre.app.json.Json;
import org.gyre.lab.experiment.StopSignal;

/// Where commands print: data on standard output, talk on standard error.
///
/// With `--json` exactly one JSON object is data and everything else is talk; with `--quiet` only warnings and errors
/// are said.
final class Console {
    private final PrintStream out;
    private final PrintStream err;
    private final Terminal terminal;
    private final boolean ownsProcess;
    private boolean quiet;

    Console(PrintStream out, PrintStream err, Terminal terminal) {
        this(out, err, terminal, false);
    }

    /// @param ownsProcess whether signals to the process are meant for the command
    Console(PrintStream out, PrintStream err, Terminal terminal, boolean ownsProcess) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.ownsProcess = ownsProcess;
    }

    /// The user's wish to stop, by Ctrl-C or a termination request.
    StopSignal stopSignal() {
        return stopSignal("\nstopping after this step; press Ctrl-C again to end at once");
    }

    /// @param word what the user is told at the first request
    StopSignal stopSignal(String word) {
        StopSignal stop = new StopSignal();
        if (ownsProcess) {
            stop.installHandlers(() -> say(word));
        }
        return stop;
    }

    Terminal terminal() {
        return terminal;
    }

    void quiet(boolean value) {
        this.quiet = value;
    }

    boolean isQuiet() {
        return quiet;
    }

    /// Data: one line of text.
    void print(String line) {
        out.println(line);
    }

    /// Data: the one JSON object of a command with `--json`.
    void printJson(Map<String, ?> object) {
        out.println(Json.write(object));
    }

    /// Talk, unless quiet.
    void say(String line) {
        if (!quiet) {
            err.println(line);
        }
    }

    /// A warning or an error: said also when quiet.
    void complain(String sentence) {
        err.println("gyre: " + sentence);
    }

    /// Talk without the end of a line, for text that is redrawn in place.
    void draw(String text) {
        if (!quiet) {
            err.print(text);
            err.flush();
        }
    }

    void flush() {
        out.flush();
        err.flush();
    }

    /// `text` in a colour when standard output is a terminal that wants colour.
    String colored(Color color, String text) {
        return terminal.color() ? color.escape + text + "\u001b[0m" : text;
    }

    /// The few colours in use; each also says its meaning in words.
    enum Color {
        GOOD("\u001b[32m"),
        BAD("\u001b[31m"),
        FAINT("\u001b[2m");

        private final String escape;

        Color(String escape) {
            this.escape = escape;
        }
    }
}
