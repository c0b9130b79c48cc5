package org.gyre.app.cli;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/// `gyre measure pid`: laws, and samples of sources and a target.
class BadInputOfDecompositionsTest extends BadInputTable {
    static Stream<Mistake> mistakes() {
        return Stream.of(
                mistake(
                        "a law without its header",
                        "measure pid --table %s/pid-header.csv",
                        "pid-header.csv: begins with 'a,b,y,p'",
                        "s1,s2"),
                mistake(
                        "a negative probability",
                        "measure pid --table %s/pid-negative.csv",
                        "pid-negative.csv, line 3",
                        "-0.5",
                        "not negative"),
                mistake(
                        "a probability that is no number",
                        "measure pid --table %s/pid-word.csv",
                        "pid-word.csv, line 2, column 4",
                        "'half' is not a number",
                        "decimal point"),
                mistake(
                        "probabilities that do not add up",
                        "measure pid --table %s/pid-sum.csv",
                        "pid-sum.csv",
                        "add up to 0.5",
                        "--normalise"),
                mistake(
                        "a law of one source",
                        "measure pid --table %s/pid-one.csv",
                        "pid-one.csv: 1 source",
                        "2, 3 or 4"),
                mistake(
                        "a law of five sources",
                        "measure pid --table %s/pid-five.csv",
                        "pid-five.csv: 5 sources",
                        "2, 3 or 4"),
                mistake(
                        "unique information of three sources",
                        "measure pid --table %s/pid-three.csv --redundancy broja",
                        "pid-three.csv",
                        "2 sources",
                        "there are 3"),
                mistake("a law and samples", "measure pid --table a --data b", "--table or --data", "name one"),
                mistake("samples without sources", "measure pid --data %s/events.csv", "--sources and --target"),
                mistake(
                        "a source that is no column",
                        "measure pid --data %s/events.csv --target 1 --sources 0,7",
                        "--sources",
                        "no column '7'"),
                mistake(
                        "a target among the sources",
                        "measure pid --data %s/words.csv --sources 0,1+2 --target 2",
                        "--sources and --target: both name column 2",
                        "leave it out of one of them"),
                mistake(
                        "an estimator of a law",
                        "measure pid --table %s/law.csv --estimator discrete",
                        "--table holds a law and no samples",
                        "leave out"),
                mistake(
                        "symbols that are no whole numbers",
                        "measure pid --data %s/events.csv --target 1 --sources 0,0",
                        "events.csv, row 1, column 1",
                        "not a whole number",
                        "--estimator gaussian"),
                mistake(
                        "a Gaussian without its measure",
                        "measure pid --data %s/events.csv --target 1 --sources 0,0 --estimator gaussian",
                        "--estimator gaussian",
                        "--redundancy mmi"),
                mistake(
                        "local atoms of a law without samples",
                        "measure pid --table %s/law.csv --local %s/atoms.csv",
                        "--local",
                        "--data"));
    }

    @BeforeEach
    void files() throws IOException {
        text("pid-header.csv", "a,b,y,p\n0,0,0,1\n");
        text("pid-negative.csv", "s1,s2,y,p\n0,0,0,1.5\n0,0,1,-0.5\n");
        text("pid-word.csv", "s1,s2,y,p\n0,0,0,half\n");
        text("pid-sum.csv", "s1,s2,y,p\n0,0,0,.5\n");
        text("pid-one.csv", "s1,y,p\n0,0,1\n");
        text("pid-three.csv", "s1,s2,s3,y,p\n0,0,0,0,1\n");
        text("pid-five.csv", "s1,s2,s3,s4,s5,y,p\n0,0,0,0,0,0,1\n");
        text("words.csv", "0,0,0\n0,1,0\n1,0,0\n1,1,1\n");
        text("events.csv", "0.1,2\n0.2,3\n");
    }
}
