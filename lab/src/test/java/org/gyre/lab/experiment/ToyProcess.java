package org.gyre.lab.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gyre.lab.storage.DiskStorage;

/// A process that starts or resumes a toy run with a checkpoint after every step, to be killed or signalled.
final class ToyProcess {
    static final String TOML = """
            kind = "toy-walk"
            seed = 11
            steps = 80
            sleep_ms = 1
            [shape]
            dimensions = 500
            """;

    private ToyProcess() {}

    /// The run directory is the only argument. Prints a line once the run is at work.
    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        StopSignal stop = new StopSignal();
        stop.installHandlers(() -> System.out.println("stopping"));
        Conduct conduct = Conduct.DEFAULT.withCheckpoints(new CheckpointPolicy(1, Duration.ofDays(1)));
        RunListener listener = new RunListener() {
            @Override
            public void started(Path root, Configuration configuration, long step, long totalSteps) {
                System.out.println("started");
            }
        };
        Runner runner = new Runner(new DiskStorage(), Experiments.of(new ToyExperiment()), listener, stop);
        RunResult end = Files.exists(directory.resolve("manifest.json"))
                ? runner.resume(new ResumeRequest(directory, false, conduct))
                : runner.run(RunRequest.of(source()).withOut(directory).withConduct(conduct));
        System.out.println(end.sentence());
        System.exit(end.exitCode());
    }

    static ConfigurationSource source() {
        return new ConfigurationSource("toy.toml", "toy", null, null, TOML);
    }

    static Process start(Path directory) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ToyProcess.class.getName(),
                        directory.toString()))
                .redirectErrorStream(true)
                .start();
    }
}
