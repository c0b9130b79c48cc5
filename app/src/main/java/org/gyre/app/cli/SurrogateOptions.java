package org.gyre.app.cli;

import java.util.Arrays;
import java.util.Optional;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.stats.SerialMemory;
import org.gyre.measure.mutualinfo.Relation;
import org.gyre.measure.surrogate.Shuffle;
import org.gyre.measure.surrogate.SurrogateTest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Whether a value is tested against shuffled samples, and how they are shuffled.
final class SurrogateOptions {
    enum Null {
        permutation,
        circular,
        block
    }

    /// Said where a test takes samples for independent that are not.
    static final String MEMORY = "samples that follow each other are alike, and p takes them for independent, which can"
            + " make it much too small: test with --surrogates 200 --null circular and a --least-shift beyond the memory";

    @Option(
            names = "--surrogates",
            paramLabel = "N",
            defaultValue = "0",
            description = "Test against N surrogates; p = (1 + those at least as large)/(1 + N) (default: no test).")
    int count;

    @Option(
            names = "--null",
            paramLabel = "KIND",
            defaultValue = "permutation",
            description = "What a surrogate does to the first variable, to the source, or to the target of a"
                    + " decomposition: permutation of its samples,"
                    + " which is right if they are independent; circular shift, which keeps its memory; or block, a"
                    + " permutation of blocks (default: ${DEFAULT-VALUE}).")
    Null kind = Null.permutation;

    @Option(
            names = "--least-shift",
            paramLabel = "STEPS",
            defaultValue = "1",
            description = "With --null circular: shift by at least this, longer than the memory (default:"
                    + " ${DEFAULT-VALUE}).")
    int leastShift;

    @Option(names = "--block", paramLabel = "STEPS", description = "With --null block: samples of a block.")
    @Nullable
    Integer block;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Mixin
    SeedOptions seed = new SeedOptions();

    /// @throws InputException if an option does not fit the others
    void check() {
        checkCount(count);
        Given.refuse(command, "--null", count > 0, "--surrogates");
        if (kind != Null.circular && Given.is(command, "--least-shift")) {
            throw new InputException("--least-shift " + leastShift + ": belongs to --null circular; give both");
        }
        if ((kind == Null.block) != (block != null)) {
            throw new InputException("--null block and --block STEPS belong together: give both, or neither");
        }
    }

    /// @throws InputException if a number of surrogates is none
    static void checkCount(int count) {
        if (count < 0) {
            throw new InputException("--surrogates " + count + ": must not be negative; 200 or more are usual");
        }
    }

    /// Whether surrogates keep rows beside each other.
    boolean looksAtNeighbours() {
        return count > 0 && kind != Null.permutation;
    }

    /// The pieces between gaps that surrogates can shuffle. The others would be the same in every surrogate, and
    /// what relates their variables would pass for chance, so that neither value nor surrogates count
    /// them.
    ///
    /// @param pieces what the gaps of a file leave
    /// @param file with its gaps
    /// @param span rows of a sample, ≥ 1
    /// @throws InputException if no piece is long enough, though a trial without a gap were
    Samples shuffled(Samples pieces, Samples file, long span) {
        SurrogateTest test = test();
        if (test == null || pieces.rows() == file.rows()) {
            return pieces;
        }
        long needed = span - 1 + test.shuffle().fewest();
        long longest = pieces.longestTrial();
        if (longest >= needed || longest < span || file.longestTrial() < needed) {
            return pieces.longEnough(needed);
        }
        long samples = longest - span + 1;
        throw new InputException("--null " + kind + ": the longest piece of " + pieces.file() + " without a gap has "
                + Plural.of(samples, "sample") + " and cannot be shuffled by a "
                + test.shuffle().label() + "; "
                + shorter(samples)
                + "--null permutation mixes the pieces, but takes samples for independent");
    }

    /// The remedy that keeps memory, if there is one.
    private String shorter(long samples) {
        if (samples < 2) {
            return "";
        }
        return kind == Null.circular
                ? "take a --least-shift of at most " + samples / 2 + "; or "
                : "take a --block of at most " + (samples - 1) + "; or ";
    }

    /// Whether p, by theory or by permutation, is that of samples without memory.
    boolean takeSamplesForIndependent() {
        return count == 0 || kind == Null.permutation;
    }

    /// What to say of a p that takes the samples of a relation for independent: that they are not,
    /// or that they are too few to tell.
    static Optional<String> doubt(Relation relation) {
        int[] lengths = relation.trialLengths();
        if (SerialMemory.in(relation.local(), lengths)) {
            return Optional.of(MEMORY);
        }
        return SerialMemory.canTell(lengths)
                ? Optional.empty()
                : Optional.of(tooFew(Arrays.stream(lengths).sum()));
    }

    /// Said where it cannot be told whether a test takes samples rightly for independent.
    static String tooFew(long samples) {
        return Plural.of(samples, "sample is", "samples are") + " too few to tell whether they depend on those before"
                + " them; p is that of independent ones, and too small if they do";
    }

    /// The test, or null if none is wanted.
    @Nullable
    SurrogateTest test() {
        if (count == 0) {
            return null;
        }
        Shuffle shuffle = switch (kind) {
            case permutation -> new Shuffle.Permutation();
            case circular -> new Shuffle.Circular(leastShift);
            case block -> new Shuffle.Blocks(block == null ? 1 : block);
        };
        return new SurrogateTest(shuffle, count, seed.stream().split("surrogates"));
    }
}
