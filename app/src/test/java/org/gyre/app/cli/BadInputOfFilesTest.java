package org.gyre.app.cli;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/// What the files of recordings and samples hold, whatever command reads them.
class BadInputOfFilesTest extends BadInputTable {
    static Stream<Mistake> mistakes() {
        return Stream.of(
                mistake("empty file", "measure powerlaw --sample %s/a-file", "a-file: the file is empty"),
                mistake(
                        "one column for two",
                        "measure avalanches --spikes %s/constant.txt --bin 4ms",
                        "has 1 column that could be",
                        "two columns",
                        "were expected",
                        "--layout"),
                mistake(
                        "text in a sample",
                        "measure powerlaw --sample %s/words.txt",
                        "words.txt, line 2, column 1: 'two' is not a number",
                        "write one"),
                mistake(
                        "nothing but text in a sample",
                        "measure powerlaw --sample %s/text.png",
                        "text.png: holds no row of numbers",
                        "write at least one"),
                mistake(
                        "spike before the recording",
                        "measure avalanches --spikes %s/early.csv --bin 4ms",
                        "early.csv, row 2, column 1: the time -0.5 s is negative",
                        "start at 0"),
                mistake(
                        "spike too late for its clock",
                        "measure avalanches --spikes %s/late.csv --bin 4ms",
                        "late.csv, row 1, column 1: the time 1.0E300 s is too late",
                        "--clock"),
                mistake(
                        "half a unit",
                        "measure avalanches --spikes %s/half.csv --bin 4ms --layout pairs",
                        "half.csv, row 1, column 2: 0.5 is not a unit's number"),
                mistake(
                        "a bin between two ticks",
                        "measure avalanches --spikes %s/events.csv --bin 0.1us",
                        "--bin: ",
                        "whole number of ticks",
                        "--clock"),
                mistake(
                        "a clock that stands still",
                        "measure avalanches --spikes %s/events.csv --bin 4ms --clock 0",
                        "--clock 0.0: must be positive"),
                mistake(
                        "an unknown layout",
                        "measure avalanches --spikes %s/events.csv --bin 4ms --layout row",
                        "--layout 'row': must be pairs, columns or binned"),
                mistake(
                        "spike counts without the width of their bins",
                        "measure spikes --spikes %s/events.csv --layout binned",
                        "events.csv: spike counts need the width of their bins",
                        "--counts-bin 4ms"),
                mistake(
                        "more spikes in a bin than a number holds",
                        "measure avalanches --raster %s/crowded.csv",
                        "crowded.csv, row 1: holds 4294967294 spikes",
                        "narrower bins"),
                mistake("missing file", "data info %s/nowhere", "nowhere", "no such file", "check its name"));
    }

    @BeforeEach
    void files() throws IOException {
        text("a-file", "");
        text("text.png", "not a picture\n");
        text("words.txt", "one\ntwo\n");
        text("constant.txt", "3\n".repeat(100));
        text("events.csv", "0.1,2\n0.2,3\n");
        text("early.csv", "0.1,1\n-0.5,2\n");
        text("late.csv", "1e300,1\n");
        text("half.csv", "0.1,0.5\n");
        text("crowded.csv", "2147483647,2147483647\n");
    }
}
