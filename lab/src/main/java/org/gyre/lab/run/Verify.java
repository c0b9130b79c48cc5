package org.gyre.lab.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.lab.storage.DiskStorage;
import org.gyre.lab.storage.Failures;
import tools.jackson.core.JacksonException;

/// Checks that a run directory is whole: every checkpoint, array and log can be read and is what was written, the
/// configuration and the inputs are those of the manifest, the claims are those of the configuration, and each
/// verdict follows from its value. Of a finished run, every file must be there and be the one of [FileList].
///
/// This finds damage and not forgery: whoever changes a file and its hash alike is not found out.
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
    private final Set<Path> checked = new HashSet<>();
    private final Set<Path> faulty = new HashSet<>();

    private Verify(RunDirectory directory) {
        this.directory = directory;
    }

    /// Checks a run directory.
    ///
    /// @throws InputException if the folder holds no run
    public static Report run(Path folder) {
        Verify verify = new Verify(RunDirectory.open(folder));
        verify.all();
        return verify.report();
    }

    /// Checks `scalars.csv` alone.
    ///
    /// @throws InputException if the folder holds no run
    public static Report scalars(Path folder) {
        Verify verify = new Verify(RunDirectory.open(folder));
        verify.lines(verify.directory.scalars(), new Columns());
        if (Files.exists(verify.directory.files()) && verify.finished()) {
            verify.listed(List.of("scalars.csv"));
        }
        return verify.report();
    }

    private Report report() {
        return new Report(checked.size(), problems, notes);
    }

    private void all() {
        attempt(directory.manifest(), () -> {
            Manifest manifest = Manifest.read(directory.manifest());
            configuration(manifest);
            inputs(manifest);
            checkpoints(manifest);
        });
        lines(directory.events(), Verify::json);
        lines(directory.scalars(), new Columns());
        result();
        if (finished()) {
            listed(FileList.COVERED);
            page();
        }
    }

    /// Whether the run came to its end. Without a readable result, the list tells, which is written with it.
    private boolean finished() {
        try {
            return Result.read(directory.result()).status() == Result.Status.DONE;
        } catch (InputException unreadable) {
            return Files.exists(directory.files());
        }
    }

    /// Files whose damage was found already are not held against the list as well.
    private void listed(List<String> names) {
        attempt(directory.files(), () -> {
            FileList list = FileList.read(directory.files());
            for (String name : names) {
                Path file = directory.root().resolve(name);
                if (!faulty.contains(file)) {
                    attempt(file, () -> list.check(directory, name));
                }
            }
        });
        for (String name : names) {
            Path file = directory.root().resolve(name);
            if (!Files.exists(file) && !faulty.contains(file)) {
                problem(file, file + " is missing; restore it from a copy");
            }
        }
    }

    /// The report may have been rendered again, so it has no hash: it must be a whole page of this run.
    private void page() {
        String again = "; make it again with: gyre report " + directory.root();
        if (!Files.exists(directory.report())) {
            problem(directory.report(), directory.report() + " is missing" + again);
            return;
        }
        attempt(directory.report(), () -> {
            String html = new String(Files.readAllBytes(directory.report()), UTF_8);
            if (!html.stripTrailing().endsWith("</html>")) {
                problem(directory.report(), directory.report() + " is not a whole page" + again);
            } else if (!faulty.contains(directory.manifest())
                    && !html.contains(Manifest.read(directory.manifest()).runId())) {
                problem(directory.report(), directory.report() + " is not the page of this run" + again);
            }
        });
    }

    private void configuration(Manifest manifest) {
        attempt(directory.configuration(), () -> {
            String sha256 = Sha256.of(directory.configuration());
            if (!sha256.equals(manifest.configurationSha256())) {
                problem(
                        directory.configuration(),
                        directory.configuration() + " was edited: its SHA-256 is not that of manifest.json");
            }
        });
    }

    private void inputs(Manifest manifest) {
        for (Manifest.Input input : manifest.inputs()) {
            Path file = Path.of(input.path());
            // The length comes first, and devices are no files: a manifest may name anything, without an end too.
            if (!Files.isRegularFile(file) && !Files.isDirectory(file)) {
                notes.add(InputException.oneLine("input file " + file + " is not there any more"));
                continue;
            }
            attempt(file, () -> {
                InputDigest was = new InputDigest(input.bytes(), input.sha256());
                if (!InputDigest.of(file, input.bytes()).equals(Optional.of(was))) {
                    problem(file, "input file " + file + " changed since the run began");
                }
            });
        }
    }

    private void checkpoints(Manifest manifest) {
        Checkpoints checkpoints = new Checkpoints(new DiskStorage(), directory.checkpoints(), manifest.runId());
        attempt(directory.checkpoints(), () -> {
            if (checkpoints.lastStep().isEmpty() && checkpoints.all().isEmpty()) {
                notes.add("there is no checkpoint");
            } else if (checkpoints.lastStep().isEmpty()) {
                Path last = directory.checkpoints().resolve("LAST");
                problem(
                        last,
                        last + " is missing; restore it from a copy, or write the name of the newest checkpoint's"
                                + " folder into it");
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
            problem(checkpoint.folder(), checkpoint.folder() + " belongs to another configuration than manifest.json");
        }
    }

    private void result() {
        if (!Files.exists(directory.result()) && !hadResult()) {
            notes.add("there is no result yet");
            return;
        }
        attempt(directory.result(), () -> {
            Result result = Result.read(directory.result());
            boolean done = result.status() == Result.Status.DONE;
            if (done && !faulty.contains(directory.manifest())) {
                claims(result, Manifest.read(directory.manifest()).claims());
            }
            for (ClaimResult claim : result.claims()) {
                verdict(result, claim);
            }
            for (Result.ArrayFile array : result.arrays()) {
                Path file = directory.arrays().resolve(array.name() + ".npy");
                attempt(file, () -> ArrayFiles.read(file, array.bytes(), array.sha256()));
            }
            if (!done) {
                notes.add("the run is " + result.status().label() + " at step " + result.step() + " of "
                        + result.totalSteps());
            }
        });
    }

    /// A result is written before the first checkpoint is.
    private boolean hadResult() {
        return Files.exists(directory.files())
                || Files.exists(directory.checkpoints().resolve("LAST"));
    }

    /// The claims of a finished run are those of its configuration.
    private void claims(Result result, List<Claim> stated) {
        Map<String, Claim> held = new LinkedHashMap<>();
        result.claims().forEach(claim -> held.put(claim.claim().id(), claim.claim()));
        for (Claim claim : stated) {
            Claim found = held.remove(claim.id());
            String which = directory.result() + ": the claim " + claim.id();
            if (found == null) {
                problem(directory.result(), which + " of config.toml is missing");
            } else if (!found.equals(claim)) {
                String changes = String.join("; ", Differences.between(Json.tree(claim), Json.tree(found)));
                problem(directory.result(), which + " is not that of config.toml (" + changes + ")");
            }
        }
        held.keySet()
                .forEach(id -> problem(
                        directory.result(), directory.result() + ": the claim " + id + " is not in config.toml"));
    }

    private void verdict(Result result, ClaimResult claim) {
        ClaimResult again =
                claim.claim().evaluate(result.values().get(claim.claim().value()), claim.note());
        if (!again.equals(claim)) {
            problem(
                    directory.result(),
                    directory.result() + ": the claim " + claim.claim().id() + " says " + claim.oursText() + ", "
                            + claim.verdict().label() + ", and its value gives " + again.oursText() + ", "
                            + again.verdict().label());
        }
    }

    @FunctionalInterface
    private interface Check {
        void run() throws IOException;
    }

    /// Turns what goes wrong into a problem, so that the other files are still looked at.
    private void attempt(Path file, Check check) {
        checked.add(file);
        try {
            check.run();
        } catch (InputException problem) {
            problem(file, String.valueOf(problem.getMessage()));
        } catch (NoSuchFileException missing) {
            problem(file, file + " is missing; restore it from a copy");
        } catch (IOException failure) {
            problem(file, file + " cannot be read (" + Failures.reason(failure) + ")");
        } catch (IllegalArgumentException malformed) {
            problem(file, file + " is corrupt: " + malformed.getMessage());
        }
    }

    private void problem(Path file, String sentence) {
        faulty.add(file);
        String line = InputException.oneLine(sentence);
        if (!problems.contains(line)) {
            problems.add(line);
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
            problem(file, file + " is missing; restore it from a copy");
            return;
        }
        attempt(file, () -> {
            long length = Files.size(file);
            if (length == 0) {
                problem(file, file + " is corrupt: it is empty; restore it from a copy");
            }
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
                        problem(file, file + ", line " + number + ": " + problem);
                        return;
                    }
                }
            } catch (CharacterCodingException encoding) {
                problem(file, file + " is corrupt: it is not UTF-8 text; restore it from a copy");
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
                return Plural.of(cells.length, "cell") + " where there are " + Plural.of(columns, "column");
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
