package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.lab.run.Numbers;
import org.gyre.measure.pid.AtomTest;
import org.gyre.measure.pid.Decomposition;
import org.gyre.measure.pid.GaussianMinimumInformation;
import org.gyre.measure.pid.JointTable;
import org.gyre.measure.pid.Redundancy;
import org.gyre.measure.pid.RedundancyLattice;
import org.gyre.measure.pid.SharedExclusions;
import org.gyre.measure.pid.UniqueInformation;
import org.gyre.measure.series.RealSeries;
import org.gyre.measure.series.SymbolSeries;
import org.gyre.measure.surrogate.SurrogateTest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `gyre measure pid`: what sources tell about a target alike, alone, and only together.
@Command(
        name = "pid",
        description = "Decompose the information that two to four sources hold about a target into redundant, unique"
                + " and synergistic parts.",
        footer = {
            "",
            "{1}{2} is what sources 1 and 2 tell alike, {1} what only 1 tells, {12} what only",
            "both together tell (lattice: Williams and Beer 2010).",
            "  isx    shared exclusions, may be negative (Makkeh, Gutknecht and Wibral 2021)",
            "  imin   minimum specific information (Williams and Beer 2010)",
            "  mmi    minimum mutual information (Barrett 2015)",
            "  broja  unique information, two sources (Bertschinger and others 2014)",
            "--local writes the isx atoms of each row: columns {1}{2}, …, then the informative",
            "and the misinformative parts; 'local_columns' names them.",
            "",
            "Examples:",
            "  gyre measure pid --table and.csv --json",
            "  gyre measure pid --data words.csv --sources 0,1 --target 2 --surrogates 200",
            "  gyre measure pid --data words.csv --sources 0,1 --target 2 --local atoms.csv",
            "  gyre measure pid --data real.npy --sources 0,1+2 --target 3 --redundancy mmi --estimator gaussian"
        })
final class MeasurePidCommand implements GyreSubcommand {
    enum Kind {
        discrete,
        gaussian
    }

    /// Share of the total from which the bias of plug-in estimates is worth a warning.
    private static final double LARGE_BIAS = 0.1;

    /// Uncertainty of an optimum, in nats, from which the reader is warned.
    private static final double CERTAIN = 1e-7;

    private final Console console;

    @Option(
            names = "--table",
            paramLabel = "FILE",
            description = "Joint law with the header s1,s2[,s3[,s4]],y,p; symbols are text.")
    @Nullable
    String table;

    @Option(names = "--normalise", description = "Divide the probabilities of --table by their sum.")
    boolean normalise;

    @Option(names = "--data", paramLabel = "FILE", description = "Instead: rows are samples, columns are variables.")
    @Nullable
    String data;

    @Option(
            names = "--sources",
            paramLabel = "COLUMNS",
            description = "Columns of the sources, such as 0,1; 0,1+2 joins two columns to the second source.")
    @Nullable
    String sources;

    @Option(names = "--target", paramLabel = "COLUMN", description = "Column of the target, or several: 2+3.")
    @Nullable
    String target;

    @Option(
            names = "--redundancy",
            paramLabel = "MEASURE",
            defaultValue = "isx",
            description = "isx, imin, mmi or broja (default: ${DEFAULT-VALUE}).")
    Redundancy redundancy = Redundancy.ISX;

    @Option(
            names = "--estimator",
            paramLabel = "KIND",
            defaultValue = "discrete",
            description = "discrete: frequencies of whole numbers; gaussian: covariances, for mmi (default:"
                    + " ${DEFAULT-VALUE}).")
    Kind estimator = Kind.discrete;

    @Mixin
    MissingOptions missing = new MissingOptions();

    @Mixin
    SurrogateOptions surrogates = new SurrogateOptions();

    @Mixin
    InformationOptions information = new InformationOptions();

    @Mixin
    LocalOptions local = new LocalOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    MeasurePidCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        check();
        List<String> warnings = new ArrayList<>();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("redundancy", redundancy.name().toLowerCase(Locale.ROOT));
        object.put("source", redundancy.source());
        object.put("estimator", table != null ? "exact" : estimator == Kind.discrete ? "plug-in" : "gaussian");
        object.put("bias_correction", "none");
        object.put("unit", unit().name().toLowerCase(Locale.ROOT));
        if (data == null) {
            put(object, GivenLaw.read(String.valueOf(table), normalise), String.valueOf(table), warnings);
        } else {
            measured(object, data, warnings);
        }
        object.put("warnings", warnings);
        if (output.json) {
            console.printJson(object);
        } else {
            print(object);
            warnings.forEach(console::complain);
        }
        return ExitCode.DONE;
    }

    private void check() {
        if ((table == null) == (data == null)) {
            throw new InputException("--table or --data: name one of them, the law or the samples to be decomposed");
        }
        if (data != null && (sources == null || target == null)) {
            throw new InputException(
                    "--data needs --sources and --target; name columns, such as --sources 0,1 --target 2");
        }
        if (table != null
                && (sources != null || target != null || surrogates.count != 0 || Given.is(spec, "--estimator"))) {
            throw new InputException(
                    "--table holds a law and no samples; leave out --sources, --target, --estimator and --surrogates");
        }
        if (data != null && normalise) {
            throw new InputException("--normalise is for --table; leave it out");
        }
        if (estimator == Kind.gaussian && redundancy != Redundancy.MMI) {
            throw new InputException("--estimator gaussian knows a closed form for mmi only; add --redundancy mmi");
        }
        if (local.wanted() && (data == null || redundancy != Redundancy.ISX)) {
            throw new InputException(
                    "--local: single samples have atoms with --data and --redundancy isx only;" + " leave it out");
        }
        if (missing.policy == Missing.mask && !surrogates.looksAtNeighbours()) {
            throw new InputException("--missing mask: keeps the time between rows, and a decomposition looks at single"
                    + " rows; choose --missing drop");
        }
        if (table != null && missing.policy != Missing.reject) {
            throw new InputException("--missing: belongs to --data; leave it out");
        }
        missing.check(surrogates.looksAtNeighbours());
        surrogates.check();
        local.check();
        information.threads.check();
    }

    private void measured(Map<String, Object> object, String file, List<String> warnings) {
        Samples whole = Samples.of(file, missing.read(file), null);
        String[] groups = String.valueOf(sources).split(",", -1);
        int[][] columns = new int[groups.length][];
        for (int i = 0; i < groups.length; i++) {
            columns[i] = whole.columns("--sources", groups[i].replace('+', ','));
        }
        int[] targets = whole.columns("--target", String.valueOf(target).replace('+', ','));
        whole.requireApart(
                "--sources",
                InformationCommand.all(columns),
                "--target",
                targets,
                "a target tells all about itself; leave it out of one of them");
        warnOfTwins(whole, columns, warnings);
        Samples samples = complete(object, whole, columns, targets);
        try {
            if (estimator == Kind.gaussian) {
                gaussian(object, samples, columns, targets, warnings);
            } else {
                discrete(object, samples, columns, targets, warnings);
            }
        } catch (InputException e) {
            throw e.getMessage().startsWith(file) ? e : new InputException(file + ": " + e.getMessage(), e);
        }
    }

    /// A column in two sources is no mistake where it is meant: the redundancy of a copy is a limit that is
    /// known.
    private static void warnOfTwins(Samples samples, int[][] columns, List<String> warnings) {
        for (int column : InformationCommand.all(columns)) {
            long sources = Arrays.stream(columns)
                    .filter(source -> Arrays.stream(source).anyMatch(each -> each == column))
                    .count();
            if (sources > 1) {
                warnings.add("--sources: column " + samples.names().get(column) + " stands in "
                        + Plural.of(sources, "source")
                        + ", which tell the same by that alone; name it once, unless a copy is what you want to see");
            }
        }
    }

    /// The samples without the rows that hold no number, whose number is told.
    private Samples complete(Map<String, Object> object, Samples whole, int[][] columns, int[] targets) {
        if (missing.policy == Missing.reject) {
            return whole;
        }
        Samples complete = whole.complete(
                missing.policy == Missing.mask, InformationCommand.all(InformationCommand.all(columns), targets));
        Samples samples = surrogates.shuffled(complete, whole, 1);
        Gaps gaps = Gaps.of(missing.policy, 1, whole.trialLengths(), complete.trialLengths(), samples.trialLengths());
        if (gaps.incomplete() > 0 && local.wanted()) {
            throw new InputException("--local: would not tell to which row of the file a value belongs, since "
                    + gaps.text() + "; leave it out");
        }
        if (output.json) {
            object.put("missing", gaps.json());
        } else if (gaps.incomplete() > 0) {
            object.put("missing", gaps.text());
        }
        return samples;
    }

    private void discrete(
            Map<String, Object> object, Samples samples, int[][] columns, int[] targets, List<String> warnings) {
        SymbolSeries y = symbols(samples, targets);
        SymbolSeries[] s =
                Arrays.stream(columns).map(each -> symbols(samples, each)).toArray(SymbolSeries[]::new);
        JointTable law = JointTable.of(y, s);
        Decomposition found = put(object, law, samples.file(), warnings);
        if (local.wanted()) {
            List<String> names = localColumns(found.lattice());
            local.write(names, SharedExclusions.of(law).locals(), unit());
            object.put("local_columns", names);
        }
        test(
                object,
                found,
                y.trialLengths(),
                order -> redundancy.decompose(JointTable.of(y.reordered(order), s)),
                warnings);
    }

    /// As [SharedExclusions#locals] has them.
    private List<String> localColumns(RedundancyLattice lattice) {
        String suffix = "_" + unit().name().toLowerCase(Locale.ROOT);
        return Stream.of("", "_informative", "_misinformative")
                .flatMap(part -> lattice.names().stream().map(name -> name + part + suffix))
                .toList();
    }

    private Unit unit() {
        return information.unit;
    }

    private static SymbolSeries symbols(Samples samples, int[] columns) {
        return samples.symbols("sort the values into bins, or use --redundancy mmi --estimator gaussian", columns);
    }

    private void gaussian(
            Map<String, Object> object, Samples samples, int[][] columns, int[] targets, List<String> warnings) {
        RealSeries y = samples.real(targets);
        RealSeries[] s = Arrays.stream(columns).map(samples::real).toArray(RealSeries[]::new);
        Decomposition found = GaussianMinimumInformation.of(y, s);
        object.put("samples", y.length());
        object.put("total", unit().fromNats(found.total()));
        object.put("atoms", found.in(unit()));
        int variables = targets.length
                + Arrays.stream(columns).mapToInt(each -> each.length).sum();
        if (y.length() < 10 * variables * variables) {
            warnings.add(Plural.of(y.length(), "sample is", "samples are") + " few for the covariance of "
                    + Plural.of(variables, "variable") + ", whose information tends to be too large; record more");
        }
        test(object, found, y.trialLengths(), order -> GaussianMinimumInformation.of(y.reordered(order), s), warnings);
    }

    /// Writes what the measure makes of a law.
    private Decomposition put(Map<String, Object> object, JointTable law, String file, List<String> warnings) {
        law.samples().ifPresent(count -> object.put("samples", count));
        object.put("realisations", law.cells());
        Decomposition found;
        try {
            switch (redundancy) {
                case ISX -> {
                    SharedExclusions shared = SharedExclusions.of(law);
                    found = shared.decomposition();
                    object.put("total", unit().fromNats(found.total()));
                    object.put("atoms", found.in(unit()));
                    object.put("informative", shared.informative().in(unit()));
                    object.put("misinformative", shared.misinformative().in(unit()));
                }
                case BROJA -> {
                    UniqueInformation unique = UniqueInformation.of(law);
                    found = unique.decomposition();
                    object.put("total", unit().fromNats(found.total()));
                    object.put("atoms", found.in(unit()));
                    object.put("gap", unit().fromNats(unique.gap()));
                    if (unique.gap() > CERTAIN) {
                        warnings.add("the optimum is certain to " + Numbers.compact(unit().fromNats(unique.gap())) + " "
                                + unit().name().toLowerCase(Locale.ROOT)
                                + " only, because probabilities of very different size spoil the steps towards it");
                    }
                }
                default -> {
                    found = redundancy.decompose(law);
                    object.put("total", unit().fromNats(found.total()));
                    object.put("atoms", found.in(unit()));
                }
            }
        } catch (InputException e) {
            throw new InputException(file + ": " + e.getMessage(), e);
        }
        undersampled(law, found, warnings);
        return found;
    }

    /// Warns where the bias of the total, (K_sy − K_s − K_y + 1) / 2T for K occupied symbols at most,
    /// is not small.
    private void undersampled(JointTable law, Decomposition found, List<String> warnings) {
        OptionalLong samples = law.samples();
        if (samples.isEmpty()) {
            return;
        }
        double possible = law.alphabet(law.sources());
        for (int i = 0; i < law.sources(); i++) {
            possible *= law.alphabet(i);
        }
        double symbols = possible / law.alphabet(law.sources());
        double bias = (symbols - 1) * (law.alphabet(law.sources()) - 1) / (2.0 * samples.getAsLong());
        if (bias > LARGE_BIAS * found.total()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s of %.0f possible cells: chance alone makes the total about %s %s too large if all of"
                            + " them can occur, and the atoms take their share; record more, use fewer symbols, or"
                            + " compare with --surrogates",
                    Plural.of(samples.getAsLong(), "sample"),
                    possible,
                    Numbers.compact(unit().fromNats(bias)),
                    unit().name().toLowerCase(Locale.ROOT)));
        }
    }

    private void test(
            Map<String, Object> object,
            Decomposition found,
            int[] trials,
            Function<int[], Decomposition> reordered,
            List<String> warnings) {
        SurrogateTest asked = surrogates.test();
        if (asked == null) {
            return;
        }
        AtomTest test;
        try (Team team = information.team()) {
            test = AtomTest.of(found, trials, asked, team, reordered);
        }
        Map<String, Object> pValues = new LinkedHashMap<>();
        for (int node = 0; node < test.pValues().length; node++) {
            pValues.put(found.lattice().name(node), test.pValues()[node]);
        }
        object.put("surrogates", asked.count());
        object.put("null", asked.shuffle().label());
        object.put("seed", surrogates.seed.value);
        object.put("p_values", pValues);
        object.put("p_value", test.totalPValue());
        if (asked.count() < 39) {
            warnings.add(
                    Plural.of(asked.count(), "surrogate") + " cannot make a two-sided p of 0.05; ask for 39 or more");
        }
    }

    /// One line for each atom, its parts and p beside it.
    private void print(Map<String, Object> object) {
        List<String> columns = new ArrayList<>(List.of("atoms", "informative", "misinformative", "p_values"));
        columns.removeIf(key -> !object.containsKey(key));
        object.forEach((key, value) -> {
            if (!(value instanceof Map) && !(value instanceof List)) {
                console.print(key + "  " + (value instanceof Double number ? Numbers.compact(number) : value));
            }
        });
        console.print("");
        StringBuilder heading = new StringBuilder(String.format(Locale.ROOT, "%-26s", "atom"));
        for (String column : columns) {
            heading.append(String.format(
                    Locale.ROOT,
                    "%16s",
                    column.equals("atoms")
                            ? unit().name().toLowerCase(Locale.ROOT)
                            : column.equals("p_values") ? "p" : column));
        }
        console.print(heading.toString());
        if (object.get("atoms") instanceof Map<?, ?> atoms) {
            for (Object name : atoms.keySet()) {
                StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-26s", name));
                for (String column : columns) {
                    if (object.get(column) instanceof Map<?, ?> values && values.get(name) instanceof Double number) {
                        line.append(String.format(Locale.ROOT, "%16.6f", number));
                    }
                }
                console.print(line.toString());
            }
        }
    }
}
