package org.gyre.lab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Each fuzz target on its seeds, as they are and damaged at random; `-Dgyre.fuzz.rounds=N` runs
/// longer. A finding of Jazzer is added to the seeds.
class TargetsTest {
    private static final int ROUNDS = Integer.getInteger("gyre.fuzz.rounds", 300);

    private static final List<String> WORDS = List.of(
            "{",
            "}",
            "[",
            "]",
            "[[",
            ",",
            ":",
            "=",
            "\"",
            "'",
            "\"\"\"",
            "\n",
            "null",
            "true",
            "NaN",
            "-1",
            "1e999",
            "99999999999999999999",
            "\u0000",
            "\ufeff",
            "../",
            "#set a.b=");

    private static void damaged(Consumer<byte[]> target, List<byte[]> seeds) {
        seeds.forEach(target);
        for (int round = 0; round < ROUNDS; round++) {
            SplittableRandom random = new SplittableRandom(round);
            byte[] file = seeds.get(random.nextInt(seeds.size()));
            for (int k = 1 + random.nextInt(3); k > 0; k--) {
                file = damage(file, random);
            }
            try {
                target.accept(file);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("round " + round, e);
            }
        }
    }

    /// Cuts a piece out, and puts a word, another piece or nothing there. The first byte stays.
    private static byte[] damage(byte[] file, SplittableRandom random) {
        int at = Math.min(file.length, 1 + random.nextInt(file.length));
        int end = Math.min(file.length, at + random.nextInt(1 << random.nextInt(8)));
        byte[] piece = switch (random.nextInt(3)) {
            case 0 -> WORDS.get(random.nextInt(WORDS.size())).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            case 1 -> Arrays.copyOfRange(file, random.nextInt(at), at);
            default -> new byte[0];
        };
        byte[] damaged = Arrays.copyOf(file, at + piece.length + file.length - end);
        System.arraycopy(piece, 0, damaged, at, piece.length);
        System.arraycopy(file, end, damaged, at + piece.length, file.length - end);
        return damaged;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(TargetsTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void damagedConfigurationsAreReadOrRefused() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String name : List.of("tiny", "overrides", "odd", "line-feed", "evolution", "natural-images")) {
            seeds.add(resource("configuration/" + name + ".toml"));
        }
        damaged(ConfigurationTarget::fuzzerTestOneInput, seeds);
    }

    private static byte[] seed(int place, byte[] file) {
        byte[] seed = new byte[file.length + 1];
        seed[0] = (byte) ('a' + place);
        System.arraycopy(file, 0, seed, 1, file.length);
        return seed;
    }

    @Test
    void damagedRunDirectoriesAreReadOrRefused() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (int k = 0; k < RunDirectoryTarget.FILES.size(); k++) {
            seeds.add(seed(k, RunDirectoryTarget.original(RunDirectoryTarget.FILES.get(k))));
        }
        // A figure of each kind, where the run has only one.
        seeds.add(seed(RunDirectoryTarget.FILES.indexOf("figures.json"), resource("figures.json")));
        assertThat(seeds).allSatisfy(seed -> assertThat(seed.length).isGreaterThan(1));
        damaged(RunDirectoryTarget::fuzzerTestOneInput, seeds);
    }
}
