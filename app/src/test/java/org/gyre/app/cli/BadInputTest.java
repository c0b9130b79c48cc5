package org.gyre.app.cli;

import static java.awt.image.BufferedImage.TYPE_BYTE_GRAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a user may get wrong: each ends with exit code 2 and one sentence that names the place and
/// the remedy.
class BadInputTest {
    private static final String NATURAL_IMAGES = "recurrent-infomax/natural-images";
    private static final String SMALL = "gaussian-against-exact";

    @TempDir
    Path folder;

    /// A row of the table.
    ///
    /// @param arguments `%s` stands for the test's folder
    /// @param words what the sentence must contain
    record Mistake(String what, List<String> arguments, List<String> words) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Mistake> mistakes() {
        return Stream.of(
                new Mistake("missing photograph", List.of("run", "%s/missing-photo.toml"), List.of("nowhere.png")),
                new Mistake(
                        "text file named .png",
                        List.of("run", "%s/text-photo.toml"),
                        List.of("text.png", "is text", "PNG")),
                new Mistake(
                        "unknown preset",
                        List.of("run", "recurrent-infomax/natural-image"),
                        List.of("unknown preset", "did you mean 'recurrent-infomax/natural-images'?")),
                new Mistake(
                        "unknown key",
                        List.of("run", "%s/unknown-key.toml"),
                        List.of("unknown-key.toml", "line 3", "netwroks", "networks")),
                new Mistake(
                        "p_max 1.2", List.of("run", SMALL, "--set", "p_max=1.2"), List.of("p_max", "1.2", "(0, 1]")),
                new Mistake("negative rate", List.of("run", SMALL, "--set", "rate=-0.1"), List.of("rate", "-0.1")),
                new Mistake(
                        "p_max 1.2 of a measure",
                        List.of("measure", "infomax", "--weights", "%s/small.npy", "--p-max", "1.2", "--rate", "0.1"),
                        List.of("--p-max", "1.2", "(0, 1]")),
                new Mistake(
                        "negative rate of a measure",
                        List.of("measure", "infomax", "--weights", "%s/small.npy", "--p-max", "0.9", "--rate", "-1"),
                        List.of("--rate", "-1")),
                new Mistake(
                        "N too large for --exact",
                        List.of(
                                "measure",
                                "infomax",
                                "--weights",
                                "%s/large.npy",
                                "--p-max",
                                "0.9",
                                "--rate",
                                "0.1",
                                "--exact"),
                        List.of("20 units", "--exact", "at most 12", "sampled from a simulation")),
                new Mistake(
                        "N too large for the exact gradient",
                        List.of(
                                "measure",
                                "infomax",
                                "--weights",
                                "%s/large.npy",
                                "--p-max",
                                "0.9",
                                "--rate",
                                "0.1",
                                "--gradient",
                                "exact"),
                        List.of("20 units", "--gradient exact", "at most 12")),
                new Mistake(
                        "--exact of a simulation",
                        List.of(
                                "measure",
                                "infomax",
                                "--weights",
                                "%s/small.npy",
                                "--p-max",
                                "0.9",
                                "--rate",
                                "0.1",
                                "--exact",
                                "--method",
                                "sampled"),
                        List.of("--exact", "--method sampled", "leave one of them out")),
                new Mistake(
                        "weights that are not square",
                        List.of("measure", "attractors", "--weights", "%s/oblong.npy"),
                        List.of("oblong.npy: is a matrix of 2 x 3", "square", "whole matrix")),
                new Mistake(
                        "a weight that is no number",
                        List.of("measure", "attractors", "--weights", "%s/nan.npy"),
                        List.of("nan.npy: row 2, column 1 is NaN", "fill in a number")),
                new Mistake(
                        "weights that add up to infinity",
                        List.of("measure", "attractors", "--weights", "%s/huge.npy"),
                        List.of("huge.npy, row 1: the magnitudes", "divide all of them")),
                new Mistake(
                        "too few biases",
                        List.of("measure", "attractors", "--weights", "%s/large.npy", "--bias", "%s/vector.npy"),
                        List.of("vector.npy: has 3 values", "large.npy has 20 units", "one bias for each unit")),
                new Mistake(
                        "N too large for all states",
                        List.of("measure", "attractors", "--weights", "%s/larger.npy", "--method", "enumeration"),
                        List.of("larger.npy: has 27 units", "at most 26", "sampled states")),
                new Mistake(
                        "a law without its header",
                        List.of("measure", "pid", "--table", "%s/pid-header.csv"),
                        List.of("pid-header.csv: begins with 'a,b,y,p'", "s1,s2")),
                new Mistake(
                        "a negative probability",
                        List.of("measure", "pid", "--table", "%s/pid-negative.csv"),
                        List.of("pid-negative.csv, line 3", "-0.5", "not negative")),
                new Mistake(
                        "a probability that is no number",
                        List.of("measure", "pid", "--table", "%s/pid-word.csv"),
                        List.of("pid-word.csv, line 2", "'half'", "0.25")),
                new Mistake(
                        "probabilities that do not add up",
                        List.of("measure", "pid", "--table", "%s/pid-sum.csv"),
                        List.of("pid-sum.csv", "add up to 0.5", "--normalise")),
                new Mistake(
                        "a law of one source",
                        List.of("measure", "pid", "--table", "%s/pid-one.csv"),
                        List.of("pid-one.csv: 1 source", "2, 3 or 4")),
                new Mistake(
                        "a law of five sources",
                        List.of("measure", "pid", "--table", "%s/pid-five.csv"),
                        List.of("pid-five.csv: 5 sources", "2, 3 or 4")),
                new Mistake(
                        "unique information of three sources",
                        List.of("measure", "pid", "--table", "%s/pid-three.csv", "--redundancy", "broja"),
                        List.of("pid-three.csv", "2 sources", "there are 3")),
                new Mistake(
                        "a law and samples",
                        List.of("measure", "pid", "--table", "a", "--data", "b"),
                        List.of("--table or --data", "name one")),
                new Mistake(
                        "samples without sources",
                        List.of("measure", "pid", "--data", "%s/events.csv"),
                        List.of("--sources and --target")),
                new Mistake(
                        "a source that is no column",
                        List.of("measure", "pid", "--data", "%s/events.csv", "--target", "1", "--sources", "0,7"),
                        List.of("--sources", "no column '7'")),
                new Mistake(
                        "symbols that are no whole numbers",
                        List.of("measure", "pid", "--data", "%s/events.csv", "--target", "1", "--sources", "0,0"),
                        List.of("events.csv, row 1, column 1", "not a whole number", "--estimator gaussian")),
                new Mistake(
                        "a Gaussian without its measure",
                        List.of(
                                "measure",
                                "pid",
                                "--data",
                                "%s/events.csv",
                                "--target",
                                "1",
                                "--sources",
                                "0,0",
                                "--estimator",
                                "gaussian"),
                        List.of("--estimator gaussian", "--redundancy mmi")),
                new Mistake(
                        "no starts",
                        List.of("measure", "attractors", "--weights", "%s/small.npy", "--starts", "0"),
                        List.of("--starts 0", "at least 1")),
                new Mistake(
                        "no steps",
                        List.of("measure", "attractors", "--weights", "%s/small.npy", "--step-limit", "0"),
                        List.of("--step-limit 0", "at least 1")),
                new Mistake(
                        "unknown rule for ties",
                        List.of("measure", "attractors", "--weights", "%s/small.npy", "--ties", "up"),
                        List.of("--ties up: must be stay or down")),
                new Mistake(
                        "weights of a flux that are not square",
                        List.of("measure", "flux", "--weights", "%s/oblong.npy"),
                        List.of("oblong.npy: is a matrix of 2 x 3", "square", "whole matrix")),
                new Mistake(
                        "a weight of a flux that is no number",
                        List.of("measure", "flux", "--weights", "%s/nan.npy"),
                        List.of("nan.npy: row 2, column 1 is NaN", "fill in a number")),
                new Mistake(
                        "too few biases of a flux",
                        List.of("measure", "flux", "--weights", "%s/large.npy", "--bias", "%s/vector.npy"),
                        List.of("vector.npy: has 3 values", "large.npy has 20 units", "one bias for each unit")),
                new Mistake(
                        "N too large for elimination",
                        List.of("measure", "flux", "--weights", "%s/ring.npy", "--method", "gth"),
                        List.of("ring.npy: elimination of 2^27 states", "13 units", "the method sample")),
                new Mistake(
                        "N too large for matrix products",
                        List.of("measure", "flux", "--weights", "%s/ring.npy", "--method", "gemm"),
                        List.of("ring.npy: exact enumeration of 27 units", "22 units", "sample instead")),
                new Mistake(
                        "closed form without symmetry",
                        List.of("measure", "flux", "--weights", "%s/asymmetric.npy", "--method", "symmetric"),
                        List.of("asymmetric.npy: the closed form needs symmetric weights", "the method auto")),
                new Mistake(
                        "negative noise",
                        List.of("measure", "flux", "--weights", "%s/small.npy", "--noise", "-1"),
                        List.of("--noise -1", "from 0 to 1000")),
                new Mistake(
                        "noise beyond all inputs",
                        List.of("measure", "flux", "--weights", "%s/small.npy", "--noise", "1e300"),
                        List.of("--noise 1.0E300", "from 0 to 1000")),
                new Mistake(
                        "weights of a flux that cannot be summed",
                        List.of("measure", "flux", "--weights", "%s/huge.npy"),
                        List.of("huge.npy, row 1: the magnitudes", "divide all of them")),
                new Mistake(
                        "coding of a run",
                        List.of("measure", "flux", "--run", "%s", "--coding", "binary"),
                        List.of("--run: brings its own network", "--coding")),
                new Mistake(
                        "quadrature without points",
                        List.of("measure", "flux", "--weights", "%s/small.npy", "--noise", "1", "--quadrature", "0"),
                        List.of("--quadrature 0", "from 1 to 200")),
                new Mistake(
                        "histories that are one number",
                        List.of("measure", "flux", "--weights", "%s/small.npy", "--histories", "2"),
                        List.of("--histories 2", "two numbers")),
                new Mistake(
                        "no network", List.of("measure", "flux"), List.of("--weights or --run", "name one of them")),
                new Mistake(
                        "a flux of a folder that is no run",
                        List.of("measure", "flux", "--run", "%s"),
                        List.of("is not a run directory")),
                new Mistake(
                        "an information without samples",
                        List.of("measure", "mi", "--x", "0", "--y", "1"),
                        List.of("--data or --spikes: name one of them")),
                new Mistake(
                        "samples from two places",
                        List.of(
                                "measure",
                                "mi",
                                "--data",
                                "%s/small.npy",
                                "--spikes",
                                "%s/pairs.csv",
                                "--x",
                                "0",
                                "--y",
                                "1"),
                        List.of("--data or --spikes: name one of them")),
                new Mistake(
                        "a column that is not there",
                        List.of("measure", "mi", "--data", "%s/small.npy", "--x", "0", "--y", "3"),
                        List.of("--y", "small.npy has no column '3'", "from 0 to 2")),
                new Mistake(
                        "a column that is named twice",
                        List.of("measure", "entropy", "--data", "%s/small.npy", "--x", "1,1"),
                        List.of("--x 1,1: names column 1 twice")),
                new Mistake(
                        "symbols that are no whole numbers",
                        List.of(
                                "measure",
                                "mi",
                                "--data",
                                "%s/pairs.csv",
                                "--x",
                                "0",
                                "--y",
                                "1",
                                "--estimator",
                                "discrete"),
                        List.of("pairs.csv, row 1, column 1: 0.1 is not a whole number", "--bins")),
                new Mistake(
                        "an unknown correction",
                        List.of(
                                "measure",
                                "entropy",
                                "--data",
                                "%s/small.npy",
                                "--x",
                                "0",
                                "--bias-correction",
                                "magic"),
                        List.of("no bias correction 'magic'", "miller-madow")),
                new Mistake(
                        "an unknown correction of a covariance",
                        List.of(
                                "measure",
                                "mi",
                                "--data",
                                "%s/pairs.csv",
                                "--x",
                                "0",
                                "--y",
                                "1",
                                "--estimator",
                                "gaussian",
                                "--bias-correction",
                                "nsb"),
                        List.of("--bias-correction nsb: a covariance has none, analytic or ledoit-wolf")),
                new Mistake(
                        "neighbours of symbols",
                        List.of("measure", "mi", "--data", "%s/small.npy", "--x", "0", "--y", "1", "--k", "4"),
                        List.of("--k: does not belong to the estimator discrete", "auto chose")),
                new Mistake(
                        "no neighbour",
                        List.of(
                                "measure",
                                "mi",
                                "--data",
                                "%s/pairs.csv",
                                "--x",
                                "0",
                                "--y",
                                "1",
                                "--estimator",
                                "ksg1",
                                "--k",
                                "0"),
                        List.of("k = 0 nearest neighbours", "at least 1")),
                new Mistake(
                        "a transfer from nowhere",
                        List.of("measure", "te", "--data", "%s/small.npy", "--target", "1"),
                        List.of("--source and --target: name the columns of both")),
                new Mistake(
                        "all pairs and one",
                        List.of("measure", "te", "--data", "%s/small.npy", "--all", "--source", "1"),
                        List.of("--all: takes every column")),
                new Mistake(
                        "a transfer without history",
                        List.of(
                                "measure",
                                "te",
                                "--data",
                                "%s/small.npy",
                                "--source",
                                "0",
                                "--target",
                                "1",
                                "--history",
                                "0"),
                        List.of("--history 0: must be K")),
                new Mistake(
                        "storage without history",
                        List.of("measure", "ais", "--data", "%s/small.npy", "--x", "0", "--history", "0"),
                        List.of("small.npy: history and stride", "at least 1")),
                new Mistake(
                        "two variables with nothing to share",
                        List.of("measure", "o-information", "--data", "%s/small.npy", "--x", "0,1"),
                        List.of("small.npy: O-information needs at least three variables")),
                new Mistake(
                        "blocks without a length",
                        List.of(
                                "measure",
                                "mi",
                                "--data",
                                "%s/small.npy",
                                "--x",
                                "0",
                                "--y",
                                "1",
                                "--surrogates",
                                "9",
                                "--null",
                                "block"),
                        List.of("--null block and --block STEPS belong together")),
                new Mistake(
                        "fewer than no surrogates",
                        List.of(
                                "measure",
                                "mi",
                                "--data",
                                "%s/small.npy",
                                "--x",
                                "0",
                                "--y",
                                "1",
                                "--surrogates",
                                "-1"),
                        List.of("--surrogates -1: must not be negative")),
                new Mistake(
                        "shifts longer than the recording",
                        List.of(
                                "measure",
                                "mi",
                                "--data",
                                "%s/small.npy",
                                "--x",
                                "0",
                                "--y",
                                "1",
                                "--surrogates",
                                "9",
                                "--null",
                                "circular",
                                "--least-shift",
                                "2"),
                        List.of("small.npy: a trial of 3 samples cannot be shifted round by at least 2 steps")),
                new Mistake(
                        "an entropy that is tested",
                        List.of("measure", "entropy", "--data", "%s/small.npy", "--x", "0", "--surrogates", "9"),
                        List.of("--surrogates: a shuffled variable has the same entropy")),
                new Mistake(
                        "local values without a format",
                        List.of(
                                "measure",
                                "mi",
                                "--data",
                                "%s/small.npy",
                                "--x",
                                "0",
                                "--y",
                                "1",
                                "--local",
                                "local.txt"),
                        List.of("--local local.txt: must end with .npy or .csv")),
                new Mistake(
                        "local values over a file",
                        List.of(
                                "measure",
                                "mi",
                                "--data",
                                "%s/small.npy",
                                "--x",
                                "0",
                                "--y",
                                "1",
                                "--local",
                                "%s/vector.npy"),
                        List.of("vector.npy: is there already")),
                new Mistake(
                        "trials that do not divide",
                        List.of("measure", "ais", "--data", "%s/small.npy", "--x", "0", "--trial-length", "2"),
                        List.of("--trial-length 2: does not divide the 3 rows of", "small.npy")),
                new Mistake(
                        "spikes without a bin",
                        List.of("measure", "te", "--spikes", "%s/pairs.csv", "--source", "0", "--target", "1"),
                        List.of("--spikes needs --bin")),
                new Mistake(
                        "a bin of samples",
                        List.of("measure", "mi", "--data", "%s/small.npy", "--bin", "4ms", "--x", "0", "--y", "1"),
                        List.of("--bin: belongs to --spikes")),
                new Mistake(
                        "one bin",
                        List.of("measure", "mi", "--data", "%s/pairs.csv", "--x", "0", "--y", "1", "--bins", "1"),
                        List.of("1 bins: take 2 to 65536")),
                new Mistake(
                        "a pattern of one value",
                        List.of(
                                "measure",
                                "entropy",
                                "--data",
                                "%s/pairs.csv",
                                "--x",
                                "0",
                                "--estimator",
                                "ordinal",
                                "--order",
                                "1"),
                        List.of("ordinal patterns of 1 values", "2 to 20")),
                new Mistake(
                        "no threads of an information",
                        List.of("measure", "mi", "--data", "%s/small.npy", "--x", "0", "--y", "1", "--threads", "0"),
                        List.of("--threads 0: must be at least 1")),
                new Mistake(
                        "no lag",
                        List.of("measure", "flux", "--weights", "%s/small.npy", "--lags", "0"),
                        List.of("--lags 0", "at least 1")),
                new Mistake(
                        "output folder that cannot be written",
                        List.of("run", SMALL, "--out", "%s/a-file/run"),
                        List.of("a-file/run cannot be written (not a directory)", "may write to with --out")),
                new Mistake(
                        "output folder in a place without folders",
                        List.of("run", SMALL, "--out", "/proc/gyre"),
                        List.of("/proc/gyre cannot be written", "may write to with --out")),
                new Mistake(
                        "no output folder", List.of("run", SMALL, "--out", ""), List.of("--out", "names no folder")),
                new Mistake(
                        "output folder with something in it",
                        List.of("run", SMALL, "--out", "%s"),
                        List.of("--out", "empty")),
                new Mistake("no run", List.of("resume", "%s"), List.of("not a run directory", "manifest.json")),
                new Mistake(
                        "a time without unit", List.of("run", SMALL, "--max-time", "10"), List.of("--max-time", "10m")),
                new Mistake("no spikes named", List.of("measure", "spikes"), List.of("--spikes: is missing")),
                new Mistake(
                        "a duration before the last spike",
                        List.of("measure", "spikes", "--spikes", "%s/pairs.csv", "--duration", "100ms"),
                        List.of("--duration 0.1 s", "last spike", "whole recording")),
                new Mistake(
                        "a confidence beyond certainty",
                        List.of("measure", "spikes", "--spikes", "%s/pairs.csv", "--confidence", "95"),
                        List.of("--confidence 95.0", "between 0 and 1")),
                new Mistake(
                        "bins longer than the recording",
                        List.of("measure", "correlation", "--spikes", "%s/pairs.csv", "--bin", "9s"),
                        List.of("pairs.csv", "shorter than one bin", "narrower bins")),
                new Mistake(
                        "a correlation without bins",
                        List.of("measure", "correlation", "--spikes", "%s/pairs.csv"),
                        List.of("--bin: is missing", "--bin 50ms")),
                new Mistake(
                        "jitter without its window",
                        List.of(
                                "measure",
                                "correlation",
                                "--spikes",
                                "%s/pairs.csv",
                                "--bin",
                                "1ms",
                                "--null",
                                "jitter"),
                        List.of("--null jitter and --jitter TIME belong together")),
                new Mistake(
                        "a correlogram of a unit that is not there",
                        List.of("measure", "correlation", "--spikes", "%s/pairs.csv", "--bin", "1ms", "--pair", "0,7"),
                        List.of("--pair: there is no unit 7", "0 to 1")),
                new Mistake(
                        "trials without labels",
                        List.of(
                                "measure",
                                "stimulus",
                                "--spikes",
                                "%s/pairs.csv",
                                "--trials",
                                "%s/unlabelled.csv",
                                "--window",
                                "50ms"),
                        List.of("unlabelled.csv: has no column label", "onset_s and label")),
                new Mistake(
                        "an onset that is no time",
                        List.of(
                                "measure",
                                "stimulus",
                                "--spikes",
                                "%s/pairs.csv",
                                "--trials",
                                "%s/onsets.csv",
                                "--window",
                                "50ms"),
                        List.of("onsets.csv, line 3, column 1: 'soon'")),
                new Mistake(
                        "a window without unit of time",
                        List.of(
                                "measure",
                                "stimulus",
                                "--spikes",
                                "%s/pairs.csv",
                                "--trials",
                                "%s/trials.csv",
                                "--window",
                                "50"),
                        List.of("--window", "'50' is not a window")),
                new Mistake(
                        "bins of words that do not divide the window",
                        List.of(
                                "measure",
                                "stimulus",
                                "--spikes",
                                "%s/pairs.csv",
                                "--trials",
                                "%s/trials.csv",
                                "--window",
                                "50ms",
                                "--bin",
                                "7ms",
                                "--code",
                                "word"),
                        List.of("window", "divides it")),
                new Mistake(
                        "unknown bias correction of a stimulus",
                        List.of(
                                "measure",
                                "stimulus",
                                "--spikes",
                                "%s/pairs.csv",
                                "--trials",
                                "%s/trials.csv",
                                "--window",
                                "50ms",
                                "--bias-correction",
                                "hope"),
                        List.of("--bias-correction hope", "panzeri-treves", "shuffle")),
                new Mistake(
                        "shuffled labels without a number",
                        List.of(
                                "measure",
                                "stimulus",
                                "--spikes",
                                "%s/pairs.csv",
                                "--trials",
                                "%s/trials.csv",
                                "--window",
                                "50ms",
                                "--bias-correction",
                                "shuffle"),
                        List.of("--bias-correction shuffle", "--surrogates")),
                new Mistake("no threads", List.of("run", SMALL, "--threads", "0"), List.of("--threads", "at least 1")),
                new Mistake(
                        "word for a number",
                        List.of("run", SMALL, "--seed", "one"),
                        List.of("--seed one: must be a whole number")),
                new Mistake(
                        "a number that is too large",
                        List.of("run", SMALL, "--threads", "3000000000"),
                        List.of("--threads 3000000000: must be a whole number", "to 2147483647")),
                new Mistake(
                        "word for a real number",
                        List.of("measure", "powerlaw", "--sample", "%s/constant.txt", "--xmin", "low"),
                        List.of("--xmin low: must be a number")),
                new Mistake(
                        "unknown word for a choice",
                        List.of("export", "%s", "--format", "xls"),
                        List.of("--format xls: must be npz or csv")),
                new Mistake("option without value", List.of("run", SMALL, "--seed"), List.of("--seed needs a value")),
                new Mistake(
                        "option given twice",
                        List.of("run", SMALL, "--seed", "1", "--seed", "2"),
                        List.of("--seed: is given more than once")),
                new Mistake(
                        "two of a choice",
                        List.of("measure", "avalanches", "--spikes", "a", "--raster", "b"),
                        List.of("--spikes and --raster exclude one another")),
                new Mistake(
                        "none of a choice",
                        List.of("measure", "avalanches"),
                        List.of("needs one of --spikes FILE, --activity FILE or --raster FILE")),
                new Mistake(
                        "a width without unit",
                        List.of("measure", "avalanches", "--spikes", "a", "--bin", "4"),
                        List.of("--bin: '4' is not a time", "4ms")),
                new Mistake(
                        "an override without value",
                        List.of("run", SMALL, "--set", "foo"),
                        List.of("--set foo", "training.learning_rate=0.1")),
                new Mistake(
                        "no blocks",
                        List.of("run", "replay", "--set", "training.blocks=0"),
                        List.of("--set training.blocks=0: training.blocks = 0: must be at least 1")),
                new Mistake(
                        "unknown preset to print",
                        List.of("presets", "natural-imags"),
                        List.of("unknown preset 'natural-imags'", "did you mean 'natural-images'?")),
                new Mistake(
                        "preset unlike all others",
                        List.of("presets", "nosuch"),
                        List.of("unknown preset 'nosuch'", "'gyre presets' lists them all")),
                new Mistake(
                        "empty file",
                        List.of("measure", "powerlaw", "--sample", "%s/a-file"),
                        List.of("a-file: the file is empty")),
                new Mistake(
                        "one column for two",
                        List.of("measure", "avalanches", "--spikes", "%s/constant.txt", "--bin", "4ms"),
                        List.of("has 1 column that could be", "two columns", "were expected", "--layout")),
                new Mistake(
                        "a goodness of fit of one replica",
                        List.of("measure", "powerlaw", "--sample", "%s/constant.txt", "--bootstrap", "1"),
                        List.of("--bootstrap 1", "at least 2")),
                new Mistake(
                        "thousands of brackets",
                        List.of("run", "%s/brackets.toml"),
                        List.of("brackets.toml, line 1", "nested deeper than 32", "make it flatter")),
                new Mistake(
                        "an endless key",
                        List.of("run", "%s/long-key.toml"),
                        List.of("long-key.toml, line 2", "a key of 300000 characters", "at most 200")),
                new Mistake(
                        "an endless number",
                        List.of("run", "%s/long-number.toml"),
                        List.of("long-number.toml, line 1", "9…", "key = value")),
                new Mistake(
                        "not TOML",
                        List.of("run", "%s/not.toml"),
                        List.of("not.toml, line 1, column 5", "unknown token", "texts stand in quotes")),
                new Mistake(
                        "no such configuration",
                        List.of("run", "%s/nowhere.toml"),
                        List.of("nowhere.toml does not exist", "gyre presets NAME")),
                new Mistake(
                        "a configuration that no file can be",
                        List.of("run", "a\0.toml"),
                        List.of("'a?.toml' cannot name a file")),
                new Mistake(
                        "a folder that cannot be", List.of("verify", "a\0b"), List.of("RUN: 'a?b' cannot name a file")),
                new Mistake(
                        "an output folder that cannot be",
                        List.of("run", SMALL, "--out", "a\0b"),
                        List.of("--out: 'a?b' cannot name a file")),
                new Mistake(
                        "uniform picture",
                        List.of("run", "%s/flat-photo.toml"),
                        List.of("picture 'flat.png'", "no contrast; choose another")),
                new Mistake(
                        "picture smaller than a patch",
                        List.of("run", "%s/tiny-photo.toml"),
                        List.of("picture 'tiny.png'", "8 x 8 pixels", "choose a larger one")),
                new Mistake(
                        "text in a sample",
                        List.of("measure", "powerlaw", "--sample", "%s/words.txt"),
                        List.of("words.txt, line 2, column 1: 'two' is not a number", "write one")),
                new Mistake(
                        "nothing but text in a sample",
                        List.of("measure", "powerlaw", "--sample", "%s/text.png"),
                        List.of("text.png: holds no row of numbers", "write at least one")),
                new Mistake(
                        "negative value in a sample",
                        List.of("measure", "powerlaw", "--sample", "%s/negative.txt"),
                        List.of("negative.txt, value 2: is -1,", "remove it")),
                new Mistake(
                        "fraction in a sample of counts",
                        List.of("measure", "powerlaw", "--sample", "%s/fraction.txt", "--discrete"),
                        List.of("fraction.txt", "not whole numbers", "without --discrete")),
                new Mistake(
                        "xmin above all data",
                        List.of("measure", "powerlaw", "--sample", "%s/constant.txt", "--xmin", "1e9"),
                        List.of("--xmin 1e9 leaves no value of", "constant.txt", "from 3 to 3")),
                new Mistake(
                        "local atoms of a law without samples",
                        List.of("measure", "pid", "--table", "%s/law.csv", "--local", "%s/atoms.csv"),
                        List.of("--local", "--data")),
                new Mistake(
                        "xmax neither a number nor auto",
                        List.of("measure", "powerlaw", "--sample", "%s/constant.txt", "--xmax", "high"),
                        List.of("--xmax", "'high' is neither a number nor auto")),
                new Mistake(
                        "xmin of zero with a searched xmax",
                        List.of("measure", "powerlaw", "--sample", "%s/constant.txt", "--xmin", "0", "--xmax", "auto"),
                        List.of("--xmin = 0.0: must be a positive number")),
                new Mistake(
                        "xmin of zero",
                        List.of("measure", "powerlaw", "--sample", "%s/constant.txt", "--xmin", "0"),
                        List.of("--xmin = 0.0: must be a positive number")),
                new Mistake(
                        "spike before the recording",
                        List.of("measure", "avalanches", "--spikes", "%s/early.csv", "--bin", "4ms"),
                        List.of("early.csv, row 2, column 1: the time -0.5 s is negative", "start at 0")),
                new Mistake(
                        "spike too late for its clock",
                        List.of("measure", "avalanches", "--spikes", "%s/late.csv", "--bin", "4ms"),
                        List.of("late.csv, row 1, column 1: the time 1.0E300 s is too late", "--clock")),
                new Mistake(
                        "half a unit",
                        List.of(
                                "measure",
                                "avalanches",
                                "--spikes",
                                "%s/half.csv",
                                "--bin",
                                "4ms",
                                "--layout",
                                "pairs"),
                        List.of("half.csv, row 1, column 2: 0.5 is not a unit's number")),
                new Mistake(
                        "a bin between two ticks",
                        List.of("measure", "avalanches", "--spikes", "%s/events.csv", "--bin", "0.1us"),
                        List.of("--bin: ", "whole number of ticks", "--clock")),
                new Mistake(
                        "a clock that stands still",
                        List.of("measure", "avalanches", "--spikes", "%s/events.csv", "--bin", "4ms", "--clock", "0"),
                        List.of("--clock 0.0: must be positive")),
                new Mistake(
                        "an unknown layout",
                        List.of(
                                "measure",
                                "avalanches",
                                "--spikes",
                                "%s/events.csv",
                                "--bin",
                                "4ms",
                                "--layout",
                                "row"),
                        List.of("--layout 'row': must be pairs, columns or binned")),
                new Mistake(
                        "spike counts without the width of their bins",
                        List.of("measure", "spikes", "--spikes", "%s/events.csv", "--layout", "binned"),
                        List.of("events.csv: spike counts need the width of their bins", "--counts-bin 4ms")),
                new Mistake(
                        "constant activity",
                        List.of("measure", "branching", "--activity", "%s/constant.txt"),
                        List.of("constant.txt: the activity", "is constant", "bring other data")),
                new Mistake(
                        "trials without saying so",
                        List.of("measure", "branching", "--activity", "%s/events.csv"),
                        List.of("events.csv: has 2 columns", "--trials")),
                new Mistake(
                        "an unknown form of decay",
                        List.of("measure", "branching", "--activity", "%s/constant.txt", "--fits", "linear"),
                        List.of("--fits linear", "exponential, offset, two-timescales, complex")),
                new Mistake(
                        "no lag",
                        List.of("measure", "branching", "--activity", "%s/constant.txt", "--lags", "0"),
                        List.of("--lags 0", "at least 1")),
                new Mistake(
                        "spikes of a branching ratio without a width",
                        List.of("measure", "branching", "--spikes", "%s/events.csv"),
                        List.of("--spikes needs --bin")),
                new Mistake(
                        "more spikes in a bin than a number holds",
                        List.of("measure", "avalanches", "--raster", "%s/crowded.csv"),
                        List.of("crowded.csv, row 1: holds 4294967294 spikes", "narrower bins")),
                new Mistake(
                        "no time at all",
                        List.of("run", SMALL, "--max-time", "0s"),
                        List.of("--max-time: '0s' is no time at all", "90s")),
                new Mistake(
                        "a rule that its inputs forbid",
                        List.of("run", NATURAL_IMAGES, "--set", "training.rule=\"exact\""),
                        List.of("--set training.rule=\"exact\": training.rule = \"exact\"", "choose \"paper\"")),
                new Mistake(
                        "a learning rate beyond all numbers",
                        List.of(
                                "run",
                                NATURAL_IMAGES,
                                "--set",
                                "training.learning_rate=1e308",
                                "--set",
                                "training.scaled=true"),
                        List.of("--set training.learning_rate=1e308", "lower it")),
                new Mistake(
                        "a vector for a matrix",
                        List.of("measure", "infomax", "--weights", "%s/vector.npy", "--p-max", "0.9", "--rate", "0.1"),
                        List.of("vector.npy: is a vector of 3 numbers", "export the whole matrix")),
                new Mistake(
                        "a matrix that is not square",
                        List.of("measure", "infomax", "--weights", "%s/oblong.npy", "--p-max", "0.9", "--rate", "0.1"),
                        List.of("oblong.npy: is a matrix of 2 x 3", "a row and a column for each unit")),
                new Mistake(
                        "a folder for a preset",
                        List.of("run", "."),
                        List.of("unknown preset '.'", "'gyre presets' lists them all")),
                new Mistake("something else to time", List.of("bench", "all"), List.of("'gyre bench infomax'")),
                new Mistake("missing option", List.of("measure", "infomax"), List.of("--weights", "--p-max", "--rate")),
                new Mistake(
                        "missing file",
                        List.of("data", "info", "%s/nowhere"),
                        List.of("nowhere", "no such file", "check its name")));
    }

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("text.png"), "not a picture\n");
        Files.writeString(folder.resolve("a-file"), "");
        Files.writeString(folder.resolve("pairs.csv"), "0.1,0\n0.15,1\n0.3,0\n0.4,1\n");
        Files.writeString(folder.resolve("trials.csv"), "onset_s,label\n0.1,a\n0.2,b\n0.3,a\n0.35,b\n");
        Files.writeString(folder.resolve("unlabelled.csv"), "onset_s,what\n0.1,a\n");
        Files.writeString(folder.resolve("onsets.csv"), "onset_s,label\n0.1,a\nsoon,b\n");
        Files.writeString(folder.resolve("constant.txt"), "3\n".repeat(100));
        Files.writeString(folder.resolve("unknown-key.toml"), "kind = \"infomax-proxy\"\nunits = 4\nnetwroks = 10\n");
        Files.write(folder.resolve("small.npy"), NpyWriter.toBytes(NpyArray.of(new double[9], 3, 3)));
        Files.write(folder.resolve("large.npy"), NpyWriter.toBytes(NpyArray.of(new double[400], 20, 20)));
        Files.write(folder.resolve("asymmetric.npy"), NpyWriter.toBytes(NpyArray.of(new double[] {1, 2, 3, 4}, 2, 2)));
        double[] ring = new double[729];
        for (int i = 0; i < 27; i++) {
            ring[i * 27 + (i + 1) % 27] = 1;
        }
        Files.write(folder.resolve("ring.npy"), NpyWriter.toBytes(NpyArray.of(ring, 27, 27)));
        Files.write(folder.resolve("larger.npy"), NpyWriter.toBytes(NpyArray.of(new double[729], 27, 27)));
        Files.write(
                folder.resolve("nan.npy"), NpyWriter.toBytes(NpyArray.of(new double[] {1, 2, Double.NaN, 3}, 2, 2)));
        Files.write(
                folder.resolve("huge.npy"), NpyWriter.toBytes(NpyArray.of(new double[] {1e308, 1e308, 0, 0}, 2, 2)));
        photograph("missing-photo.toml", "nowhere.png");
        photograph("text-photo.toml", "text.png");
        photograph("flat-photo.toml", "flat.png");
        photograph("tiny-photo.toml", "tiny.png");
        ImageIO.write(
                new BufferedImage(64, 64, TYPE_BYTE_GRAY),
                "png",
                folder.resolve("flat.png").toFile());
        ImageIO.write(
                new BufferedImage(8, 8, TYPE_BYTE_GRAY),
                "png",
                folder.resolve("tiny.png").toFile());
        Files.writeString(folder.resolve("brackets.toml"), "[".repeat(65_537));
        Files.writeString(folder.resolve("long-key.toml"), "kind = \"infomax-proxy\"\n" + "k".repeat(300_000) + "\n");
        Files.writeString(folder.resolve("long-number.toml"), "units = " + "9".repeat(1_000_000));
        Files.writeString(folder.resolve("not.toml"), "a = b\n");
        Files.writeString(folder.resolve("words.txt"), "one\ntwo\n");
        Files.writeString(folder.resolve("negative.txt"), "3\n-1\n2\n");
        Files.writeString(folder.resolve("fraction.txt"), "3\n1.5\n2\n");
        Files.writeString(folder.resolve("early.csv"), "0.1,1\n-0.5,2\n");
        Files.writeString(folder.resolve("late.csv"), "1e300,1\n");
        Files.writeString(folder.resolve("half.csv"), "0.1,0.5\n");
        Files.writeString(folder.resolve("pid-header.csv"), "a,b,y,p\n0,0,0,1\n");
        Files.writeString(folder.resolve("pid-negative.csv"), "s1,s2,y,p\n0,0,0,1.5\n0,0,1,-0.5\n");
        Files.writeString(folder.resolve("pid-word.csv"), "s1,s2,y,p\n0,0,0,half\n");
        Files.writeString(folder.resolve("pid-sum.csv"), "s1,s2,y,p\n0,0,0,.5\n");
        Files.writeString(folder.resolve("pid-one.csv"), "s1,y,p\n0,0,1\n");
        Files.writeString(folder.resolve("pid-three.csv"), "s1,s2,s3,y,p\n0,0,0,0,1\n");
        Files.writeString(folder.resolve("pid-five.csv"), "s1,s2,s3,s4,s5,y,p\n0,0,0,0,0,0,1\n");
        Files.writeString(folder.resolve("events.csv"), "0.1,2\n0.2,3\n");
        Files.writeString(folder.resolve("crowded.csv"), "2147483647,2147483647\n");
        Files.write(folder.resolve("vector.npy"), NpyWriter.toBytes(NpyArray.of(new double[3], 3)));
        Files.write(folder.resolve("oblong.npy"), NpyWriter.toBytes(NpyArray.of(new double[6], 2, 3)));
    }

    /// The preset of natural images with a photograph of one's own.
    private void photograph(String file, String photograph) throws IOException {
        String toml = Invocation.of("presets", NATURAL_IMAGES).out();
        Files.writeString(
                folder.resolve(file),
                toml.replaceFirst("(?m)^images *= *\\[[^\\]]*\\]", "images = [\"" + photograph + "\"]"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsToldInOneSentence(Mistake mistake) {
        List<String> arguments = new ArrayList<>();
        mistake.arguments.forEach(argument -> arguments.add(argument.replace("%s", folder.toString())));
        if (arguments.getFirst().equals("run") && !arguments.contains("--out")) {
            arguments.addAll(List.of("--out", folder.resolve("out").toString()));
        }

        Invocation answer = Invocation.of(arguments.toArray(String[]::new));

        assertThat(answer.exitCode()).as(answer.err()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err())
                .startsWith("gyre: ")
                .contains(mistake.words)
                .doesNotContain("Exception")
                .doesNotEndWith(".\n")
                .hasSizeLessThan(500);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    /// The holder is a real second process at work in the folder.
    @Test
    @Timeout(120)
    void aRunDirectoryInUseByAnotherProcessIsRefusedWithItsHolder() throws Exception {
        Path run = folder.resolve("run");
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        "replay",
                        "--quiet",
                        "--out",
                        run.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("holder.log").toFile())
                .start();
        try {
            while (!Files.exists(run.resolve("result.json")) && holder.isAlive()) {
                Thread.sleep(20);
            }
            assertThat(holder.isAlive()).as("the holder is at work").isTrue();
            for (List<String> command :
                    List.of(List.of("resume", run.toString()), List.of("run", SMALL, "--out", run.toString()))) {
                Invocation second = Invocation.of(command.toArray(String[]::new));
                assertThat(second.exitCode()).isEqualTo(2);
                assertThat(second.out()).isEmpty();
                assertThat(second.err().lines()).hasSize(1);
                assertThat(second.err())
                        .contains("in use by process " + holder.pid(), "wait until it ends")
                        .doesNotContain("gyre resume");
            }
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    @Test
    void aFinishedRunIsNotOfferedForResuming() {
        Path run = folder.resolve("run");
        assertThat(Invocation.of("run", SMALL, "--out", run.toString()).exitCode())
                .isBetween(0, 1);
        Invocation again = Invocation.of("run", SMALL, "--out", run.toString());
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err().lines()).hasSize(1);
        assertThat(again.err())
                .contains("it is finished; choose another folder")
                .doesNotContain("gyre resume");
    }
}
