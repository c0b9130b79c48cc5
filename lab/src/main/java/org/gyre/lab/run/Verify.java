package org.gyre.lab.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.lab.storage.DiskStorage;
import tools.jackson.core.JacksonException;

/// Checks that a run directory is whole: every checkpoint, array and log can be read and is what was written, the
/// configuration and the inputs are those of the manifest, and each claim's verdict follows from its value.
///
/// It only reads, and works on a run that is at work as well.
public final class Verify {
    /// What was found.
    ///
    /// @param checked number of files looked at
    /// @param problems one sentence each; none if the run is whole
    /// @param notes what is not wrong but worth knowing
    public record Report(int checked, List<String> problems, List<String> notes) {
        public Report {
            problems = List.copyOf(problems);
            notes = List.copyOf(notes);
        }

        public boolean whole() {
            return problems.isEmpty();
        }
    }

    private final RunDirectory directory;
    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int checked;

    private Verify(RunDirectory directory) {
        this.directory = directory;
    }

    /// Checks a run directory.
    ///
    /// @throws InputException if the folder holds no run
    public static Report run(Path folder) {
        Verify verify = new Verify(RunDirectory.open(folder));
        verify.all();
        return new Report(verify.checked, verify.problems, verify.notes);
    }

    private void all() {
        try {
            Manifest manifest = Manifest.read(directory.manifest());
            checked++;
            configuration(manifest);
            inputs(manifest);
            checkpoints(manifest);
        } catch (InputException problem) {
            problems.add(problem.getMessage());
        }
        lines(directory.events(), Verify::json);
        lines(directory.scalars(), new Columns());
        result();
    }

    private void configuration(Manifest manifest) {
        attempt(directory.configuration(), () -> {
            String sha256 = Sha256.of(directory.configuration());
            if (!sha256.equals(manifest.configurationSha256())) {
                problems.add(directory.configuration() + " was edited: its SHA-256 is not that of manifest.json");
            }
        });
    }

    private void inputs(Manifest manifest) {
        for (Manifest.Input input : manifest.inputs()) {
            Path file = Path.of(input.path());
            if (!Files.exists(file)) {
                notes.add("input file " + file + " is not there any more");
                continue;
            }
            attempt(file, () -> {
                if (!Sha256.of(file).equals(input.sha256())) {
                    problems.add("input file " + file + " changed since the run began");
                }
            });
        }
    }

    private void checkpoints(Manifest manifest) {
        Checkpoints checkpoints = new Checkpoints(new DiskStorage(), directory.checkpoints(), manifest.runId());
        attempt(directory.checkpoints(), () -> {
            if (checkpoints.lastStep().isEmpty()) {
                notes.add("there is no checkpoint");
            } else {
                configured(manifest, checkpoints.last().orElseThrow());
            }
            for (Path folder : checkpoints.all()) {
                attempt(folder, () -> configured(manifest, Checkpoints.read(folder, manifest.runId(), null)));
            }
        });
    }

    private void configured(Manifest manifest, Checkpoint checkpoint) {
        String sha256 = checkpoint.configurationSha256();
        if (!sha256.equals(manifest.configurationSha256())
                && !manifest.formerConfigurations().contains(sha256)) {
            problem(checkpoint.folder() + " belongs to another configuration than manifest.json");
        }
    }

    private void result() {
        if (!Files.exists(directory.result())) {
            notes.add("there is no result yet");
            return;
        }
        attempt(directory.result(), () -> {
            Result result = Result.read(directory.result());
            for (ClaimResult claim : result.claims()) {
                ClaimResult again =
                        claim.claim().evaluate(result.values().get(claim.claim().value()), claim.note());
                if (!again.equals(claim)) {
                    problems.add(
                            directory.result() + ": the claim " + claim.claim().id() + " says "
                                    + claim.oursText() + ", " + claim.verdict().label() + ", and its value gives "
                                    + again.oursText() + ", " + again.verdict().label());
                }
            }
            for (Result.ArrayFile array : result.arrays()) {
                Path file = directory.arrays().resolve(array.name() + ".npy");
                attempt(file, () -> ArrayFiles.read(file, array.bytes(), array.sha256()));
            }
            if (result.status() != Result.Status.DONE) {
                notes.add("the run is " + result.status().label() + " at step " + result.step() + " of "
                        + result.totalSteps());
            }
        });
    }

    @FunctionalInterface
    private interface Check {
        void run() throws IOException;
    }

    /// Turns what goes wrong into a problem, so that the other files are still looked at.
    private void attempt(Path file, Check check) {
        checked++;
        try {
            check.run();
        } catch (InputException problem) {
            problem(String.valueOf(problem.getMessage()));
        } catch (IOException failure) {
            problem(file + " cannot be read: " + failure);
        }
    }

    private void problem(String sentence) {
        if (!problems.contains(sentence)) {
            problems.add(sentence);
        }
    }

    /// Looks at one complete line of a log.
    @FunctionalInterface
    private interface LineCheck {
        /// What is wrong with the line, or empty.
        String problem(String line);
    }

    private void lines(Path file, LineCheck check) {
        if (!Files.exists(file)) {
            problems.add(file + " is missing");
            return;
        }
        attempt(file, () -> {
            long length = Files.size(file);
            long complete = LineLog.lengthOfCompleteLines(file, length);
            if (complete < length) {
                notes.add(file + ": the last line is incomplete and is ignored");
            }
            try (BufferedReader reader = Files.newBufferedReader(file, UTF_8)) {
                long left = complete;
                int number = 1;
                for (String line = reader.readLine(); line != null && left > 0; line = reader.readLine(), number++) {
                    left -= line.getBytes(UTF_8).length + 1L;
                    String problem = check.problem(line);
                    if (!problem.isEmpty()) {
                        problems.add(file + ", line " + number + ": " + problem);
                        return;
                    }
                }
            } catch (CharacterCodingException encoding) {
                problems.add(file + " is corrupt: it is not UTF-8 text");
            }
        });
    }

    private static String json(String line) {
        try {
            return Json.parse(line).isObject() ? "" : "it is not a JSON object";
        } catch (JacksonException malformed) {
            return "it is not JSON";
        }
    }

    /// The rows of a table of numbers have as many cells as its first line.
    private static final class Columns implements LineCheck {
        private int columns = -1;

        @Override
        public String problem(String line) {
            String[] cells = line.split(",", -1);
            if (columns < 0) {
                columns = cells.length;
                return cells[0].equals("step") ? "" : "the first column is not 'step'";
            }
            if (cells.length != columns) {
                return cells.length + " cells where there are " + columns + " columns";
            }
            for (String cell : cells) {
                if (!cell.isEmpty() && !finite(cell)) {
                    return "'" + cell + "' is not a finite number";
                }
            }
            return "";
        }

        private static boolean finite(String cell) {
            try {
                return Double.isFinite(Double.parseDouble(cell));
            } catch (NumberFormatException notNumber) {
                return false;
            }
        }
    }
}
