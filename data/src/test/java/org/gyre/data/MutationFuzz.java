package org.gyre.data;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.gyre.core.InputException;

/// Seeded mutation testing of a reader: takes good files, damages them at random, and accepts two
/// outcomes only, a result or an [InputException] of one line; both within a bound of allocation. A
/// failure names the seed that repeats it.
///
/// `-Dgyre.fuzz.rounds=N` runs longer; `-Dgyre.fuzz.seed=S` runs the one round of seed S.
public final class MutationFuzz {
    private static final int ROUNDS = Integer.getInteger("gyre.fuzz.rounds", 1000);
    private static final long ONE_SEED = Long.getLong("gyre.fuzz.seed", -1);

    /// Numbers at which sizes tend to break.
    private static final long[] EDGES = {
        0,
        1,
        0x7f,
        0x80,
        0xff,
        0x7fff,
        0x8000,
        0xffff,
        0x7fffffffL,
        0x80000000L,
        0xffffffffL,
        0xfffffff0L,
        Long.MAX_VALUE
    };

    /// Text at which parsers tend to break.
    private static final String[] WORDS = {
        "(",
        ")",
        "{",
        "}",
        "[",
        ",",
        ";",
        ":",
        "'",
        "\"",
        "\n",
        "\r",
        "\t",
        " ",
        "#",
        "%",
        "-",
        ".",
        "e",
        "L",
        "0",
        "9999999999",
        "nan",
        "inf",
        "True",
        "False",
        "descr",
        "shape",
        "<f8",
        "|O",
        "\u0000",
        "\ufeff",
        "NUMPY",
        "PK\u0003\u0004",
        "PK\u0005\u0006"
    };

    private MutationFuzz() {}

    /// Damages the seeds and gives them to the reader.
    ///
    /// @param boundBytes most that one reading may allocate
    public static void run(Consumer<byte[]> reader, long boundBytes, byte[]... seeds) {
        if (ONE_SEED >= 0) {
            round(reader, boundBytes, seeds, ONE_SEED);
            return;
        }
        for (long seed = 0; seed < ROUNDS; seed++) {
            round(reader, boundBytes, seeds, seed);
        }
    }

    private static void round(Consumer<byte[]> reader, long boundBytes, byte[][] seeds, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] file = seeds[random.nextInt(seeds.length)];
        for (int k = 1 + random.nextInt(4); k > 0; k--) {
            file = mutate(file, seeds, random);
        }
        byte[] damaged = file;
        String repeat = "repeat with -Dgyre.fuzz.seed=" + seed;
        long allocated = Allocation.of(() -> {
            try {
                reader.accept(damaged);
            } catch (InputException e) {
                if (String.valueOf(e.getMessage()).contains("\n")) {
                    throw new AssertionError("message of several lines; " + repeat, e);
                }
            } catch (RuntimeException | Error e) {
                throw new AssertionError("neither a result nor an InputException; " + repeat, e);
            }
        });
        if (allocated > boundBytes) {
            throw new AssertionError("allocated " + allocated + " of at most " + boundBytes + " bytes; " + repeat);
        }
    }

    private static byte[] mutate(byte[] file, byte[][] seeds, SplittableRandom random) {
        int at = random.nextInt(file.length + 1);
        switch (random.nextInt(7)) {
            case 0 -> {
                byte[] flipped = file.clone();
                if (at < file.length) {
                    flipped[at] ^= (byte) (1 << random.nextInt(8));
                }
                return flipped;
            }
            case 1 -> {
                return splice(file, at, at, new byte[] {(byte) random.nextInt()});
            }
            case 2 -> {
                return splice(file, at, at + random.nextInt(file.length - at + 1), new byte[0]);
            }
            case 3 -> {
                // An edge number of 1, 2, 4 or 8 bytes over what stands there.
                long edge = EDGES[random.nextInt(EDGES.length)];
                byte[] bytes = new byte[1 << random.nextInt(4)];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) (edge >>> (8 * i));
                }
                return splice(file, at, Math.min(file.length, at + bytes.length), bytes);
            }
            case 4 -> {
                byte[] word = WORDS[random.nextInt(WORDS.length)].getBytes(java.nio.charset.StandardCharsets.UTF_8);
                return splice(file, at, random.nextBoolean() ? at : Math.min(file.length, at + word.length), word);
            }
            case 5 -> {
                byte[] other = seeds[random.nextInt(seeds.length)];
                return splice(
                        file,
                        at,
                        file.length,
                        java.util.Arrays.copyOfRange(other, Math.min(at, other.length), other.length));
            }
            default -> {
                int end = at + random.nextInt(file.length - at + 1);
                return splice(file, at, at, java.util.Arrays.copyOfRange(file, at, end));
            }
        }
    }

    private static byte[] splice(byte[] file, int from, int to, byte[] middle) {
        byte[] spliced = new byte[from + middle.length + file.length - to];
        System.arraycopy(file, 0, spliced, 0, from);
        System.arraycopy(middle, 0, spliced, from, middle.length);
        System.arraycopy(file, to, spliced, from + middle.length, file.length - to);
        return spliced;
    }
}
