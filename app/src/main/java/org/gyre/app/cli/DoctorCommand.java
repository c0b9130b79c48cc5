package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.lab.run.GyreVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `gyre doctor`: what this machine offers to Gyre, and what is missing.
@Command(
        name = "doctor",
        description =
                "Show what this machine offers to Gyre (Java, SIMD, BLAS, LibTorch, ONNX Runtime, memory, Python) and"
                        + " what is missing.",
        footer = {"", "Exit code 1 if something that Gyre needs is missing."})
final class DoctorCommand implements GyreSubcommand {
    private final Console console;

    @Mixin
    OutputOptions output = new OutputOptions();

    /// For the start-up cache: what is recorded for it loads no library that a usual start does without.
    @Option(names = "--skip-libraries", hidden = true, description = "Load neither LibTorch nor ONNX Runtime.")
    boolean skipLibraries;

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        List<Finding> findings = Examination.all(!skipLibraries, console::say);
        boolean healthy = findings.stream().allMatch(finding -> finding.state() != Finding.State.MISSING);
        if (output.json) {
            console.printJson(asMap(findings, healthy));
        } else {
            console.print("gyre " + GyreVersion.version());
            findings.forEach(this::print);
        }
        return healthy ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }

    private void print(Finding finding) {
        String mark = switch (finding.state()) {
            case GOOD -> console.colored(Console.Color.GOOD, "ok     ");
            case OPTIONAL -> console.colored(Console.Color.FAINT, "note   ");
            case MISSING -> console.colored(Console.Color.BAD, "missing");
        };
        console.print(String.format(Locale.ROOT, "  %s  %-14s %s", mark, finding.name(), finding.value()));
        if (!finding.advice().isEmpty()) {
            console.print(" ".repeat(26) + finding.advice());
        }
    }

    private static Map<String, Object> asMap(List<Finding> findings, boolean healthy) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("version", GyreVersion.version());
        object.put("healthy", healthy);
        List<String> warnings = new ArrayList<>();
        for (Finding finding : findings) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("state", finding.state().name().toLowerCase(Locale.ROOT));
            entry.put("value", finding.value());
            entry.putAll(finding.details());
            if (!finding.advice().isEmpty()) {
                entry.put("advice", finding.advice());
                warnings.add(finding.name() + ": " + finding.advice());
            }
            object.put(finding.name().toLowerCase(Locale.ROOT).replace(' ', '_'), entry);
        }
        object.put("warnings", warnings);
        return object;
    }
}
