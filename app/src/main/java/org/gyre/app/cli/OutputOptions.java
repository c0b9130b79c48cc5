package org.gyre.app.cli;

import picocli.CommandLine.Option;

/// How a command prints.
final class OutputOptions {
    @Option(
            names = "--json",
            description = "Print exactly one JSON object on standard output; talk goes to standard error.")
    boolean json;

    @Option(names = "--quiet", description = "Say nothing but warnings, errors and the result.")
    boolean quiet;
}
