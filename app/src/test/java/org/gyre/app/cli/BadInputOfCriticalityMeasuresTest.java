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
                        "xmax that is no number at all",
                        "measure powerlaw --sample %s/constant.txt --xmax NaN",
                        "--xmax",
                        "'NaN' must be above 0"),
                mistake(
                        "counts that doubles cannot tell apart",
                        "measure powerlaw --sample %s/huge.txt --discrete",
                        "huge.txt: holds 1e17",
                        "without --discrete"),
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
                mistake(
                        "more replicas of a branching ratio than a day has time for",
                        "measure branching --activity %s/constant.txt --bootstrap 2147483647",
                        "2147483647 bootstrap replicas: must be from 50 to 1000000, or 0"),
                mistake(
                        "more replicas than tell anything",
                        "measure powerlaw --sample %s/counts.txt --bootstrap 2147483647",
                        "--bootstrap 2147483647: must be at most 1000000"),
                mistake(
                        "more surrogates of avalanches than tell anything",
                        "measure avalanches --spikes %s/events.csv --bin 4ms --surrogates 2147483647",
                        "events.csv: 2147483647 surrogates: must be from 2 to 1000000"),
                mistake(
                        "more surrogates of avalanches than there are shifts",
                        "measure avalanches --spikes %s/events.csv --bin 100ms --clock 10 --surrogates 100",
                        "events.csv: there are only 2 distinct orders of this recording (circular shift)",
                        "fewer than the 100 surrogates asked for: bring a longer recording or a faster clock"),
                mistake(
                        "a clock for bins that no clock rounds",
                        "measure avalanches --spikes %s/events.csv --bin 4ms --binning seconds --clock 20000",
                        "--clock: rounds times",
                        "leave out one of the two"),
                mistake(
                        "a clock of a branching ratio that no clock rounds",
                        "measure branching --spikes %s/events.csv --bin 4ms --binning seconds --clock 20000",
                        "--clock: rounds times",
                        "leave out one of the two"),
                mistake(
                        "a clock of an activity",
                        "measure branching --activity %s/constant.txt --clock 20000",
                        "--clock: belongs to --spikes",
                        "leave it out"),
                mistake(
                        "a start of the bins of an activity",
                        "measure avalanches --activity %s/constant.txt --from start",
                        "--from: belongs to --spikes",
                        "leave it out"),
                mistake(
                        "trials of a recording",
                        "measure branching --spikes %s/events.csv --bin 4ms --trials",
                        "--trials: belongs to --activity"),
                mistake(
                        "a window of circular shifts",
                        "measure avalanches --spikes %s/events.csv --bin 4ms --surrogates 9 --jitter 4ms",
                        "--jitter: belongs to --null jitter"),
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
        text("huge.txt", "1\n2\n100000000000000000\n");
        text("counts.txt", "1\n2\n3\n");
        text("fraction.txt", "3\n1.5\n2\n");
    }
}
