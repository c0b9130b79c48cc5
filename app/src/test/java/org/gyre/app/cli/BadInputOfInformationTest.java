package org.gyre.app.cli;

import java.io.IOException;
import java.util.stream.Stream;
import org.gyre.data.npy.NpyArray;
import org.junit.jupiter.api.BeforeEach;

/// `gyre measure entropy`, `mi`, `te`, `ais` and `o-information`: columns, estimators, surrogates and local values.
class BadInputOfInformationTest extends BadInputTable {
    static Stream<Mistake> mistakes() {
        return Stream.of(
                mistake(
                        "an information without samples",
                        "measure mi --x 0 --y 1",
                        "--data or --spikes: name one of them"),
                mistake(
                        "samples from two places",
                        "measure mi --data %s/small.npy --spikes %s/pairs.csv --x 0 --y 1",
                        "--data or --spikes: name one of them"),
                mistake(
                        "a column that is not there",
                        "measure mi --data %s/small.npy --x 0 --y 3",
                        "--y",
                        "small.npy has no column '3'",
                        "from 0 to 2"),
                mistake(
                        "a column that is named twice",
                        "measure entropy --data %s/small.npy --x 1,1",
                        "--x 1,1: names column 1 twice"),
                mistake(
                        "symbols that are no whole numbers",
                        "measure mi --data %s/pairs.csv --x 0 --y 1 --estimator discrete",
                        "pairs.csv, row 1, column 1: 0.1 is not a whole number",
                        "--bins"),
                mistake(
                        "an unknown correction",
                        "measure entropy --data %s/small.npy --x 0 --bias-correction magic",
                        "no bias correction 'magic'",
                        "miller-madow"),
                mistake(
                        "an unknown correction of a covariance",
                        "measure mi --data %s/pairs.csv --x 0 --y 1 --estimator gaussian --bias-correction nsb",
                        "--bias-correction nsb: a covariance has none, analytic or ledoit-wolf"),
                mistake(
                        "neighbours of symbols",
                        "measure mi --data %s/small.npy --x 0 --y 1 --k 4",
                        "--k: does not belong to the estimator discrete",
                        "auto chose"),
                mistake(
                        "no neighbour",
                        "measure mi --data %s/pairs.csv --x 0 --y 1 --estimator ksg1 --k 0",
                        "k = 0 nearest neighbours",
                        "at least 1"),
                mistake(
                        "a transfer from nowhere",
                        "measure te --data %s/small.npy --target 1",
                        "--source and --target: name the columns of both"),
                mistake(
                        "all pairs and one",
                        "measure te --data %s/small.npy --all --source 1",
                        "--all: takes every column"),
                mistake(
                        "a transfer without history",
                        "measure te --data %s/small.npy --source 0 --target 1 --history 0",
                        "--history 0: must be K"),
                mistake(
                        "storage without history",
                        "measure ais --data %s/small.npy --x 0 --history 0",
                        "small.npy: history and stride",
                        "at least 1"),
                mistake(
                        "two variables with nothing to share",
                        "measure o-information --data %s/small.npy --x 0,1",
                        "small.npy: O-information needs at least three variables"),
                mistake(
                        "a transfer from a series to itself",
                        "measure te --data %s/small.npy --source 0 --target 0",
                        "--source and --target: both name column 0",
                        "gyre measure ais"),
                mistake(
                        "a transfer of what is given",
                        "measure te --data %s/small.npy --source 0 --target 1 --given 0",
                        "--source and --given: both name column 0",
                        "leave it out of one"),
                mistake(
                        "an information that is given",
                        "measure cmi --data %s/small.npy --x 0 --y 1 --z 1",
                        "--y and --z: both name column 1",
                        "leave it out of one"),
                mistake(
                        "a clock of samples",
                        "measure mi --data %s/small.npy --x 0 --y 1 --clock 5",
                        "--clock: belongs to --spikes",
                        "leave it out"),
                mistake(
                        "a least shift of a permutation",
                        "measure mi --data %s/small.npy --x 0 --y 1 --surrogates 3 --least-shift 5",
                        "--least-shift 5: belongs to --null circular"),
                mistake(
                        "a radius without a kernel",
                        "measure mi --data %s/small.npy --x 0 --y 1 --estimator ksg1 --radius 0.3",
                        "--radius: does not belong to the estimator ksg1"),
                mistake(
                        "a kernel without extent",
                        "measure mi --data %s/small.npy --x 0 --y 1 --estimator kernel --radius 0",
                        "a kernel of radius 0.0: must be positive and finite"),
                mistake(
                        "a kind of surrogates without surrogates",
                        "measure mi --data %s/small.npy --x 0 --y 1 --null circular",
                        "--null: belongs to --surrogates"),
                mistake(
                        "scales that a covariance does not see",
                        "measure mi --data %s/pairs.csv --x 0 --y 1 --estimator gaussian --no-normalise",
                        "--normalise: does not belong to the estimator gaussian",
                        "the same at any scale"),
                mistake(
                        "trials of single rows",
                        "measure mi --data %s/pairs.csv --x 0 --y 1 --estimator gaussian --trial-length 2",
                        "--trial-length 2: bounds histories",
                        "leave it out"),
                mistake(
                        "a shrunk entropy",
                        "measure entropy --data %s/pairs.csv --x 0 --estimator gaussian --bias-correction ledoit-wolf",
                        "--bias-correction ledoit-wolf: is not known for an entropy",
                        "none or analytic"),
                mistake(
                        "a kind of bins without bins",
                        "measure mi --data %s/small.npy --x 0 --y 1 --binning mass",
                        "--binning mass: belongs to --bins"),
                mistake(
                        "local values without a folder",
                        "measure mi --data %s/small.npy --x 0 --y 1 --local %s/nowhere/local.csv",
                        "--local",
                        "there is no folder",
                        "make it first"),
                mistake(
                        "blocks without a length",
                        "measure mi --data %s/small.npy --x 0 --y 1 --surrogates 9 --null block",
                        "--null block and --block STEPS belong together"),
                mistake(
                        "fewer than no surrogates",
                        "measure mi --data %s/small.npy --x 0 --y 1 --surrogates -1",
                        "--surrogates -1: must not be negative"),
                mistake(
                        "shifts longer than the recording",
                        "measure mi --data %s/small.npy --x 0 --y 1 --surrogates 9 --null circular --least-shift 2",
                        "small.npy: a trial of 3 samples cannot be shifted round by at least 2 steps"),
                mistake(
                        "the largest shift there is",
                        "measure mi --data %s/small.npy --x 0 --y 1 --surrogates 9 --null circular"
                                + " --least-shift 2147483647",
                        "a trial of 3 samples cannot be shifted round by at least 2147483647 steps"),
                mistake(
                        "copies of few shifts",
                        "measure mi --data %s/small.npy --x 0 --y 1 --surrogates 999 --null circular",
                        "small.npy: a circular shift by at least 1 has only 2 distinct orders",
                        "the 999 surrogates asked for: lower the least shift"),
                mistake(
                        "copies of few shifts of a decomposition",
                        "measure pid --data %s/small.npy --sources 0,1 --target 2 --surrogates 99 --null circular",
                        "only 2 distinct orders"),
                mistake(
                        "more surrogates than anyone needs",
                        "measure te --data %s/small.npy --all --surrogates 1000000000",
                        "1000000000 surrogates: at most 10000000"),
                mistake(
                        "a stride longer than a series",
                        "measure te --data %s/small.npy --all --history 2,2 --stride 2147483647",
                        "a history of 2 values every 2147483647 steps looks 2147483648 steps back"),
                mistake(
                        "a stride longer than a series, of one pair",
                        "measure te --data %s/small.npy --source 0 --target 1 --history 3,1 --stride 1073741824",
                        "looks 2147483649 steps back"),
                mistake(
                        "storage with a stride longer than a series",
                        "measure ais --data %s/small.npy --x 0 --history 3 --stride 1073741824",
                        "looks 2147483649 steps back"),
                mistake(
                        "a delay longer than a series",
                        "measure mi --data %s/pairs.csv --x 0 --y 1 --estimator ordinal --delay 2147483647",
                        "too short for patterns that span 4294967295 steps"),
                mistake(
                        "a file without columns",
                        "measure mi --data %s/empty.npy --x 0 --y 1",
                        "--x: ",
                        "empty.npy has no columns"),
                mistake(
                        "an entropy that is tested",
                        "measure entropy --data %s/small.npy --x 0 --surrogates 9",
                        "--surrogates: a shuffled variable has the same entropy"),
                mistake(
                        "local values without a format",
                        "measure mi --data %s/small.npy --x 0 --y 1 --local local.txt",
                        "--local local.txt: must end with .npy or .csv"),
                mistake(
                        "local values over a file",
                        "measure mi --data %s/small.npy --x 0 --y 1 --local %s/vector.npy",
                        "vector.npy: is there already"),
                mistake(
                        "trials that do not divide",
                        "measure ais --data %s/small.npy --x 0 --trial-length 2",
                        "--trial-length 2: does not divide the 3 rows of",
                        "small.npy"),
                mistake(
                        "spikes without a bin",
                        "measure te --spikes %s/pairs.csv --source 0 --target 1",
                        "--spikes needs --bin"),
                mistake(
                        "a bin of samples",
                        "measure mi --data %s/small.npy --bin 4ms --x 0 --y 1",
                        "--bin: belongs to --spikes"),
                mistake("one bin", "measure mi --data %s/pairs.csv --x 0 --y 1 --bins 1", "1 bin: take 2 to 65536"),
                mistake(
                        "a pattern of one value",
                        "measure entropy --data %s/pairs.csv --x 0 --estimator ordinal --order 1",
                        "ordinal patterns of 1 value every",
                        "2 to 20"),
                mistake(
                        "no threads of an information",
                        "measure mi --data %s/small.npy --x 0 --y 1 --threads 0",
                        "--threads 0: must be at least 1"));
    }

    @BeforeEach
    void files() throws IOException {
        text("pairs.csv", "0.1,0\n0.15,1\n0.3,0\n0.4,1\n");
        array("small.npy", NpyArray.of(new double[9], 3, 3));
        array("empty.npy", NpyArray.of(new double[0], 2, 0));
        array("vector.npy", NpyArray.of(new double[3], 3));
    }
}
