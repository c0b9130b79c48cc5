package org.gyre.app.cli;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/// `gyre measure powerlaw` and `branching`: samples, ranges of fits and forms of decay.
class BadInputOfCriticalityMeasuresTest extends BadInputTable {
    static Stream<Mistake> mistakes() {
        return Stream.of(
                mistake(
                        "a goodness of fit of one replica",
                        "measure powerlaw --sample %s/constant.txt --bootstrap 1",
                        "--bootstrap 1",
                        "at least 2"),
                mistake(
                        "negative value in a sample",
                        "measure powerlaw --sample %s/negative.txt",
                        "negative.txt, value 2: is -1,",
                        "remove it"),
                mistake(
                        "fraction in a sample of counts",
                        "measure powerlaw --sample %s/fraction.txt --discrete",
                        "fraction.txt",
                        "not whole numbers",
                        "without --discrete"),
                mistake(
                        "xmin above all data",
                        "measure powerlaw --sample %s/constant.txt --xmin 1e9",
                        "--xmin 1e9 leaves no value of",
                        "constant.txt",
                        "from 3 to 3"),
                mistake(
                        "xmax neither a number nor auto",
                        "measure powerlaw --sample %s/constant.txt --xmax high",
                        "--xmax",
                        "'high' is neither a number nor auto"),
                mistake(
                        "xmin of zero with a searched xmax",
                        "measure powerlaw --sample %s/constant.txt --xmin 0 --xmax auto",
                        "--xmin = 0.0: must be a positive number"),
                mistake(
                        "too few samples to judge a range",
                        "measure powerlaw --sample %s/constant.txt --xmax auto --bootstrap 2",
                        "--bootstrap 2",
                        "at least 50 samples"),
                mistake(
                        "xmin of zero",
                        "measure powerlaw --sample %s/constant.txt --xmin 0",
                        "--xmin = 0.0: must be a positive number"),
                mistake(
                        "constant activity",
                        "measure branching --activity %s/constant.txt",
                        "constant.txt: the activity",
                        "is constant",
                        "bring other data"),
                mistake(
                        "trials without saying so",
                        "measure branching --activity %s/events.csv",
                        "events.csv: has 2 columns",
                        "--trials"),
                mistake(
                        "an unknown form of decay",
                        "measure branching --activity %s/constant.txt --fits linear",
                        "--fits linear",
                        "exponential, offset, two-timescales, complex"),
                mistake("no lag", "measure branching --activity %s/constant.txt --lags 0", "--lags 0", "at least 1"),
                mistake(
                        "spikes of a branching ratio without a width",
                        "measure branching --spikes %s/events.csv",
                        "--spikes needs --bin"));
    }

    @BeforeEach
    void files() throws IOException {
        text("constant.txt", "3\n".repeat(100));
        text("events.csv", "0.1,2\n0.2,3\n");
        text("negative.txt", "3\n-1\n2\n");
        text("fraction.txt", "3\n1.5\n2\n");
    }
}
