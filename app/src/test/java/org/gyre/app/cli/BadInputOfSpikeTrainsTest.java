package org.gyre.app.cli;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/// `gyre measure spikes`, `correlation` and `stimulus`: durations, windows, trials and pairs of units.
class BadInputOfSpikeTrainsTest extends BadInputTable {
    static Stream<Mistake> mistakes() {
        return Stream.of(
                mistake("no spikes named", "measure spikes", "--spikes: is missing"),
                mistake(
                        "a duration before the last spike",
                        "measure spikes --spikes %s/pairs.csv --duration 100ms",
                        "--duration 0.1 s",
                        "last spike",
                        "whole recording"),
                mistake(
                        "a confidence beyond certainty",
                        "measure spikes --spikes %s/pairs.csv --confidence 95",
                        "--confidence 95.0",
                        "between 0 and 1"),
                mistake(
                        "bins longer than the recording",
                        "measure correlation --spikes %s/pairs.csv --bin 9s",
                        "pairs.csv",
                        "shorter than one bin",
                        "narrower bins"),
                mistake(
                        "a correlation without bins",
                        "measure correlation --spikes %s/pairs.csv",
                        "--bin: is missing",
                        "--bin 50ms"),
                mistake(
                        "jitter without its window",
                        "measure correlation --spikes %s/pairs.csv --bin 1ms --null jitter",
                        "--null jitter and --jitter TIME belong together"),
                mistake(
                        "a reach of counts",
                        "measure correlation --spikes %s/pairs.csv --bin 1ms --reach 5ms",
                        "--reach: belongs to --statistic sttc"),
                mistake(
                        "bins of tiling coefficients",
                        "measure correlation --spikes %s/pairs.csv --bin 1ms --statistic sttc",
                        "--bin: belongs to --pair or --statistic pearson"),
                mistake(
                        "lags of no correlogram",
                        "measure correlation --spikes %s/pairs.csv --bin 1ms --lags 5",
                        "--lags: belongs to --pair"),
                mistake(
                        "a null of no surrogates",
                        "measure correlation --spikes %s/pairs.csv --bin 1ms --null intervals",
                        "--null: belongs to --surrogates"),
                mistake(
                        "classes of counts",
                        "measure stimulus --spikes %s/pairs.csv --trials %s/trials.csv --window 50ms --classes 3",
                        "--classes: belongs to --code first-spike-rank"),
                mistake(
                        "a correlogram of a unit that is not there",
                        "measure correlation --spikes %s/pairs.csv --bin 1ms --pair 0,7",
                        "--pair: there is no unit 7",
                        "0 to 1"),
                mistake(
                        "trials without labels",
                        "measure stimulus --spikes %s/pairs.csv --trials %s/unlabelled.csv --window 50ms",
                        "unlabelled.csv: has no column label",
                        "onset_s and label"),
                mistake(
                        "an onset that is no time",
                        "measure stimulus --spikes %s/pairs.csv --trials %s/onsets.csv --window 50ms",
                        "onsets.csv, line 3, column 1: 'soon'"),
                mistake(
                        "a trial after the recording",
                        "measure stimulus --spikes %s/pairs.csv --trials %s/late.csv --window 50ms",
                        "late.csv, trial 2: its window begins at 1.00000e+06 s, and the recording ends at",
                        "leave the trial out",
                        "--duration"),
                mistake(
                        "a window without unit of time",
                        "measure stimulus --spikes %s/pairs.csv --trials %s/trials.csv --window 50",
                        "--window",
                        "'50' is not a window"),
                mistake(
                        "bins of words that do not divide the window",
                        "measure stimulus --spikes %s/pairs.csv --trials %s/trials.csv --window 50ms --bin 7ms --code word",
                        "window",
                        "divides it"),
                mistake(
                        "unknown bias correction of a stimulus",
                        "measure stimulus --spikes %s/pairs.csv --trials %s/trials.csv --window 50ms --bias-correction hope",
                        "--bias-correction hope",
                        "panzeri-treves",
                        "shuffle"),
                mistake(
                        "shuffled labels without a number",
                        "measure stimulus --spikes %s/pairs.csv --trials %s/trials.csv --window 50ms --bias-correction shuffle",
                        "--bias-correction shuffle",
                        "--surrogates"));
    }

    @BeforeEach
    void files() throws IOException {
        text("pairs.csv", "0.1,0\n0.15,1\n0.3,0\n0.4,1\n");
        text("trials.csv", "onset_s,label\n0.1,a\n0.2,b\n0.3,a\n0.35,b\n");
        text("unlabelled.csv", "onset_s,what\n0.1,a\n");
        text("late.csv", "onset_s,label\n0.01,a\n1000000,b\n");
        text("onsets.csv", "onset_s,label\n0.1,a\nsoon,b\n");
    }
}
