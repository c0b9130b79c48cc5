package org.gyre.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Where the process starts: `./gyre` runs this class.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        StandardError.restore();
        // Formatting and case mapping must not depend on where the user lives.
        Locale.setDefault(Locale.ROOT);
        PrintStream out = new PrintStream(
                new DataOutput(new FileOutputStream(FileDescriptor.out)), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(CommandLineInterface.execute(new Console(out, err, Terminal.ofProcess(), true), arguments));
    }
}
