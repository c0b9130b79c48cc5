package org.gyre.lab.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.lab.run.Claim;
import org.gyre.lab.run.Manifest;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.RunDirectory;
import org.gyre.lab.run.Warning;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A run directory as the runner leaves it, written by hand.
final class RunFixture {
    static final String ATTACK = "\"><img src=x onerror=alert(1)><script>alert(2)</script>'&";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    final RunDirectory directory;

    /// A run that has just begun: manifest, configuration and two rows of scalars, the second still being written.
    RunFixture(Path folder, long seed, String title) throws IOException {
        directory = new RunDirectory(folder);
        Files.createDirectories(folder);
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("kind", "toy");
        configuration.put("seed", seed);
        configuration.put("network", Map.of("units", 50, "p_max", seed == 1 ? 0.95 : 0.5));
        configuration.put("preset", Map.of("title", title, "summary", "A summary.", "paper", "Nobody 1999"));
        configuration.put(
                "claims",
                List.of(Map.of(
                        "id",
                        "end",
                        "sentence",
                        "It rises.",
                        "paper",
                        "50",
                        "value",
                        "information_bits",
                        "min",
                        45,
                        "reason",
                        "Five seeds.")));
        JsonNode tree = JSON.valueToTree(configuration);
        Files.write(
                directory.manifest(),
                new Manifest(
                                Manifest.FORMAT,
                                Manifest.FORMAT_VERSION,
                                "id-" + seed,
                                "toy",
                                null,
                                "1.0",
                                "abc",
                                false,
                                "00ff",
                                List.of(),
                                tree,
                                seed,
                                "2020-01-01T00:00:00Z",
                                "some JVM",
                                "some system",
                                "some processor",
                                2,
                                "some BLAS",
                                List.of("gyre", "run", "a preset", "--set", "network.p_max=0.95"),
                                List.of())
                        .toJson());
        Files.writeString(directory.configuration(), "kind = \"toy\" # " + title + "\n");
        Files.writeString(directory.events(), "{\"time\":\"2020-01-01T01:02:03Z\",\"type\":\"x\"}\n{\"time\":\"2020-0");
        Files.writeString(directory.scalars(), "step,information_bits,rare\n1,0.5,\n2,1.5,7\n3,9");
    }

    /// What a finished run has in addition.
    RunFixture finish(String words) throws IOException {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("information_bits", 52.5);
        values.put("undefined_value", Double.NaN);
        Result result = new Result(
                Result.Status.DONE,
                "",
                3,
                3,
                values,
                Map.of("remark", words),
                List.of(
                        new Claim("end", words, words, "information_bits", 45.0, null, words).evaluate(52.5),
                        new Claim("low", "It is low.", "1", "information_bits", null, 10.0, "r").evaluate(52.5),
                        new Claim("none", "It is absent.", "1", "nothing", 0.0, 1.0, "r").evaluate(null)),
                List.of("training.blocks is 60 instead of 640", words),
                List.of(new Warning("CODE", words)),
                List.of(),
                List.of("Key2000"));
        Files.write(directory.result(), result.toJson());
        Files.write(directory.figures(), Figures.toJson(SampleFigures.all()));
        Files.writeString(directory.citations(), "@article{Key2000, title = {" + words + "}}\n");
        return this;
    }
}
