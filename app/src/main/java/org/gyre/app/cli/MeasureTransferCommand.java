package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.measure.mutualinfo.DiscreteInformation;
import org.gyre.measure.mutualinfo.Relation;
import org.gyre.measure.pairs.PairTable;
import org.gyre.measure.pairs.PairwiseTransfer;
import org.gyre.measure.series.Series;
import org.gyre.measure.surrogate.SurrogateTest;
import org.gyre.measure.transfer.TransferEntropy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `gyre measure te`: transfer entropy between columns of a file.
@Command(
        name = "te",
        description = "Transfer entropy from a source to a target: what the source's past adds to the target's own"
                + " past in telling the target's next value.",
        footer = {
            "",
            "A surrogate shuffles the source's past and leaves the target with its own.",
            "",
            "Examples:",
            "  gyre measure te --data series.csv --source 0 --target 1",
            "  gyre measure te --data series.csv --source 0 --target 1 --history 2,1 --estimator gaussian",
            "  gyre measure te --data raster.npy --source 3 --target 7 --given 1,2 --surrogates 200 --null circular",
            "  gyre measure te --data raster.npy --all --surrogates 200 --null circular --least-shift 50",
            "  gyre measure te --spikes culture.h5 --bin 4ms --all --surrogates 200 --null circular"
        })
final class MeasureTransferCommand extends InformationCommand {
    @Option(names = "--source", paramLabel = "COLUMNS", description = "Columns of the source.")
    @Nullable
    String from;

    @Option(names = "--target", paramLabel = "COLUMNS", description = "Columns of the target.")
    @Nullable
    String to;

    @Option(
            names = "--all",
            description = "Instead of a source and a target: every ordered pair of columns, with p-values corrected for"
                    + " their number.")
    boolean all;

    @Option(
            names = {"--given", "--z"},
            paramLabel = "COLUMNS",
            description = "Columns of further series whose pasts are known too.")
    @Nullable
    String given;

    @Option(
            names = "--history",
            paramLabel = "K,L",
            defaultValue = "1,1",
            description = "Values of the target's past, and of the source's (default: ${DEFAULT-VALUE}).")
    String history = "1,1";

    @Option(
            names = "--stride",
            paramLabel = "STEPS",
            defaultValue = "1",
            description = "Steps between the values of a past (default: ${DEFAULT-VALUE}).")
    int stride = 1;

    @Option(
            names = "--lag",
            paramLabel = "STEPS",
            defaultValue = "1",
            description = "Steps from the source's last value to the target's next (default: ${DEFAULT-VALUE}).")
    int lag = 1;

    private static final String GIVEN = "what is given already tells nothing more; leave it out of one of them";

    MeasureTransferCommand(Console console) {
        super(console);
    }

    @Override
    int[] columns(Samples samples) {
        if (from == null || to == null) {
            return IntStream.range(0, samples.columns()).toArray();
        }
        return all(
                samples.columns("--source", from),
                samples.columns("--target", to),
                given == null ? new int[0] : samples.columns("--given", given));
    }

    @Override
    long span() {
        return transfer().past() + 1L;
    }

    private TransferEntropy transfer() {
        Pasts pasts = Pasts.parse(history);
        return new TransferEntropy(pasts.target(), stride, pasts.source(), stride, lag);
    }

    @Override
    Answer measure(Samples samples, Team team) {
        TransferEntropy transfer = transfer();
        if (all) {
            return pairs(samples, transfer, team);
        }
        if (from == null || to == null) {
            throw new InputException("--source and --target: name the columns of both, or ask for --all pairs");
        }
        int[] source = samples.columns("--source", from);
        int[] target = samples.columns("--target", to);
        int[] others = given == null ? new int[0] : samples.columns("--given", given);
        samples.requireApart(
                "--source",
                source,
                "--target",
                target,
                "the target knows its own past already; 'gyre measure ais' says what that tells");
        samples.requireApart("--source", source, "--given", others, GIVEN);
        samples.requireApart("--target", target, "--given", others, GIVEN);
        Material<?> material = estimator.material(samples, team, surrogates.seed.value, source, target, others);
        return between(
                transfer.quantity() + (given == null ? "" : ", given " + given),
                material,
                relation(material, transfer, source, target, others),
                team);
    }

    private Answer pairs(Samples samples, TransferEntropy transfer, Team team) {
        if (from != null || to != null || given != null) {
            throw new InputException(
                    "--all: takes every column as source and as target; leave out --source, --target" + " and --given");
        }
        int[] columns = IntStream.range(0, samples.columns()).toArray();
        Material<?> material = estimator.material(samples, team, surrogates.seed.value, columns);
        Optional<SurrogateTest> test = Optional.ofNullable(surrogates.test());
        PairTable table = packed(samples, material, transfer, test, team)
                .orElseGet(() -> table(material, transfer, columns, test, team));
        Optional<PairMemory> memory = surrogates.takeSamplesForIndependent()
                ? Optional.of(PairMemory.of(
                        samples,
                        (source, target) ->
                                relation(material, transfer, new int[] {source}, new int[] {target}, new int[0])))
                : Optional.empty();
        return new PairAnswer(samples, material.label(), table, memory);
    }

    /// All pairs at once, to the same bits, where nothing but zeros and ones is counted.
    private static Optional<PairTable> packed(
            Samples samples, Material<?> material, TransferEntropy transfer, Optional<SurrogateTest> test, Team team) {
        if (!material.treatment().isEmpty() || !(material.estimator() instanceof DiscreteInformation counted)) {
            return Optional.empty();
        }
        return samples.rasters().map(trials -> {
            PairwiseTransfer pairwise = new PairwiseTransfer(trials, transfer, counted.entropy());
            return test.isPresent()
                    ? pairwise.table(test.get().shuffle(), test.get().count(), test.get().stream(), team)
                    : pairwise.table(team);
        });
    }

    private static <S extends Series<S>> PairTable table(
            Material<S> material, TransferEntropy transfer, int[] columns, Optional<SurrogateTest> test, Team team) {
        List<S> series = new ArrayList<>();
        for (int column : columns) {
            series.add(material.of(column));
        }
        return PairTable.of(
                transfer.quantity(),
                series,
                (source, target) -> transfer.relation(source, target, List.of(), material.estimator()),
                test,
                team);
    }

    private static <S extends Series<S>> Relation relation(
            Material<S> material, TransferEntropy transfer, int[] source, int[] target, int[] given) {
        List<S> others = new ArrayList<>();
        for (int column : given) {
            others.add(material.of(column));
        }
        return transfer.relation(material.of(source), material.of(target), others, material.estimator());
    }
}
