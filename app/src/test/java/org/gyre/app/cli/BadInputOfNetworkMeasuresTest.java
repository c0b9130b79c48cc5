package org.gyre.app.cli;

import java.io.IOException;
import java.util.stream.Stream;
import org.gyre.data.npy.NpyArray;
import org.junit.jupiter.api.BeforeEach;

/// `gyre measure infomax`, `attractors` and `flux`: weights, biases and how large a network may be.
class BadInputOfNetworkMeasuresTest extends BadInputTable {
    static Stream<Mistake> mistakes() {
        return Stream.of(
                mistake(
                        "p_max 1.2 of a measure",
                        "measure infomax --weights %s/small.npy --p-max 1.2 --rate 0.1",
                        "--p-max",
                        "1.2",
                        "(0, 1]"),
                mistake(
                        "negative rate of a measure",
                        "measure infomax --weights %s/small.npy --p-max 0.9 --rate -1",
                        "--rate",
                        "-1"),
                mistake(
                        "N too large for --exact",
                        "measure infomax --weights %s/large.npy --p-max 0.9 --rate 0.1 --exact",
                        "20 units",
                        "--exact",
                        "at most 12",
                        "sampled from a simulation"),
                mistake(
                        "N too large for the exact gradient",
                        "measure infomax --weights %s/large.npy --p-max 0.9 --rate 0.1 --gradient exact",
                        "20 units",
                        "--gradient exact",
                        "at most 12"),
                mistake(
                        "--exact of a simulation",
                        "measure infomax --weights %s/small.npy --p-max 0.9 --rate 0.1 --exact --method sampled",
                        "--exact",
                        "--method sampled",
                        "leave one of them out"),
                mistake(
                        "weights that are not square",
                        "measure attractors --weights %s/oblong.npy",
                        "oblong.npy: is a matrix of 2 x 3",
                        "square",
                        "whole matrix"),
                mistake(
                        "a weight that is no number",
                        "measure attractors --weights %s/nan.npy",
                        "nan.npy: row 2, column 1 is NaN",
                        "fill in a number"),
                mistake(
                        "weights that add up to infinity",
                        "measure attractors --weights %s/huge.npy",
                        "huge.npy, row 1: the magnitudes",
                        "divide all of them"),
                mistake(
                        "too few biases",
                        "measure attractors --weights %s/large.npy --bias %s/vector.npy",
                        "vector.npy: has 3 values",
                        "large.npy has 20 units",
                        "one bias for each unit"),
                mistake(
                        "N too large for all states",
                        "measure attractors --weights %s/larger.npy --method enumeration",
                        "larger.npy: has 27 units",
                        "at most 26",
                        "sampled states"),
                mistake(
                        "no starts",
                        "measure attractors --weights %s/small.npy --starts 0",
                        "--starts 0",
                        "at least 1"),
                mistake(
                        "no steps",
                        "measure attractors --weights %s/small.npy --step-limit 0",
                        "--step-limit 0",
                        "at least 1"),
                mistake(
                        "starts of an enumeration",
                        "measure attractors --weights %s/small.npy --starts 30",
                        "--starts: belongs to --method sampled",
                        "leave it out"),
                mistake(
                        "a limit of an enumeration",
                        "measure attractors --weights %s/small.npy --step-limit 30",
                        "--step-limit: belongs to --method sampled"),
                mistake(
                        "steps of an enumeration",
                        "measure infomax --weights %s/small.npy --p-max 1 --rate 0.5 --steps 3000",
                        "--steps: belongs to --method sampled",
                        "leave it out"),
                mistake(
                        "settling of an enumeration",
                        "measure infomax --weights %s/small.npy --p-max 1 --rate 0.5 --settling 3000",
                        "--settling: belongs to --method sampled"),
                mistake(
                        "unknown rule for ties",
                        "measure attractors --weights %s/small.npy --ties up",
                        "--ties up: must be stay or down"),
                mistake(
                        "weights of a flux that are not square",
                        "measure flux --weights %s/oblong.npy",
                        "oblong.npy: is a matrix of 2 x 3",
                        "square",
                        "whole matrix"),
                mistake(
                        "a weight of a flux that is no number",
                        "measure flux --weights %s/nan.npy",
                        "nan.npy: row 2, column 1 is NaN",
                        "fill in a number"),
                mistake(
                        "too few biases of a flux",
                        "measure flux --weights %s/large.npy --bias %s/vector.npy",
                        "vector.npy: has 3 values",
                        "large.npy has 20 units",
                        "one bias for each unit"),
                mistake(
                        "N too large for elimination",
                        "measure flux --weights %s/ring.npy --method gth",
                        "ring.npy: elimination of 2^27 states",
                        "13 units",
                        "the method sample"),
                mistake(
                        "N too large for matrix products",
                        "measure flux --weights %s/ring.npy --method gemm",
                        "ring.npy: exact enumeration of 27 units",
                        "22 units",
                        "sample instead"),
                mistake(
                        "closed form without symmetry",
                        "measure flux --weights %s/asymmetric.npy --method symmetric",
                        "asymmetric.npy: the closed form needs symmetric weights",
                        "the method auto"),
                mistake(
                        "negative noise",
                        "measure flux --weights %s/small.npy --noise -1",
                        "--noise -1",
                        "from 0 to 1000"),
                mistake(
                        "noise beyond all inputs",
                        "measure flux --weights %s/small.npy --noise 1e300",
                        "--noise 1.0E300",
                        "from 0 to 1000"),
                mistake(
                        "weights of a flux that cannot be summed",
                        "measure flux --weights %s/huge.npy",
                        "huge.npy, row 1: the magnitudes",
                        "divide all of them"),
                mistake(
                        "coding of a run",
                        "measure flux --run %s --coding binary",
                        "--run: brings its own network",
                        "--coding"),
                mistake(
                        "quadrature without points",
                        "measure flux --weights %s/small.npy --noise 1 --quadrature 0",
                        "--quadrature 0",
                        "from 1 to 200"),
                mistake(
                        "histories that are one number",
                        "measure flux --weights %s/small.npy --histories 2",
                        "--histories 2",
                        "two numbers"),
                mistake("no network", "measure flux", "--weights or --run", "name one of them"),
                mistake("a flux of a folder that is no run", "measure flux --run %s", "is not a run directory"),
                mistake("no lag", "measure flux --weights %s/small.npy --lags 0", "--lags 0", "at least 1"),
                mistake(
                        "a vector for a matrix",
                        "measure infomax --weights %s/vector.npy --p-max 0.9 --rate 0.1",
                        "vector.npy: is a vector of 3 numbers",
                        "export the whole matrix"),
                mistake(
                        "a matrix that is not square",
                        "measure infomax --weights %s/oblong.npy --p-max 0.9 --rate 0.1",
                        "oblong.npy: is a matrix of 2 x 3",
                        "a row and a column for each unit"));
    }

    @BeforeEach
    void files() throws IOException {
        array("small.npy", NpyArray.of(new double[9], 3, 3));
        array("large.npy", NpyArray.of(new double[400], 20, 20));
        array("larger.npy", NpyArray.of(new double[729], 27, 27));
        array("asymmetric.npy", NpyArray.of(new double[] {1, 2, 3, 4}, 2, 2));
        array("nan.npy", NpyArray.of(new double[] {1, 2, Double.NaN, 3}, 2, 2));
        array("huge.npy", NpyArray.of(new double[] {1e308, 1e308, 0, 0}, 2, 2));
        array("vector.npy", NpyArray.of(new double[3], 3));
        array("oblong.npy", NpyArray.of(new double[6], 2, 3));
        double[] ring = new double[729];
        for (int i = 0; i < 27; i++) {
            ring[i * 27 + (i + 1) % 27] = 1;
        }
        array("ring.npy", NpyArray.of(ring, 27, 27));
    }
}
