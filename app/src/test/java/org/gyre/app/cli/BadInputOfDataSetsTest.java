package org.gyre.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/// Data sets of the catalogue and their files. Nothing here is fetched.
class BadInputOfDataSetsTest extends BadInputTable {
    static Stream<Mistake> mistakes() {
        return Stream.of(
                mistake("no name", "data get", "'gyre data get' needs NAME"),
                mistake("misspelt name", "data get mnits", "data set 'mnits': unknown", "did you mean mnist?"),
                mistake("unknown name", "data get flowers", "choose from mnist, fashion-mnist, digits"),
                mistake("two names", "data get mnist digits", "unknown argument 'digits'"),
                mistake(
                        "a folder that is missing",
                        "data get mnist --from %s/nowhere",
                        "nowhere: there is no such folder",
                        "the files of mnist"),
                mistake("a file for a folder", "data get mnist --from %s/cut.idx", "cut.idx: there is no such folder"),
                mistake(
                        "a folder without some of the files",
                        "data get fashion-mnist --from %s/partial",
                        "partial: lacks train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte",
                        "or with .gz"),
                mistake(
                        "a file of another length",
                        "data get digits --from %s/short",
                        "digits.csv: has 8 bytes instead of 264712",
                        "get it again"),
                mistake(
                        "a file of the right length",
                        "data get digits --from %s/wrong",
                        "digits.csv: is not the published file",
                        "6ebb3d2f",
                        "get it again"),
                mistake("a truncated IDX file", "data info %s/cut.idx", "cut.idx: declares [9] elements", "truncated"),
                mistake("a damaged IDX file", "data info %s/type.idx", "type.idx: declares elements of type 10"));
    }

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("partial"));
        text("partial/train-images-idx3-ubyte.gz", "");
        Files.createDirectories(folder.resolve("short"));
        text("short/digits.csv", "0,1,2,3\n");
        Files.createDirectories(folder.resolve("wrong"));
        text("wrong/digits.csv", "0".repeat(264_712));
        Files.write(folder.resolve("cut.idx"), HexFormat.of().parseHex("000008010000000901"));
        Files.write(folder.resolve("type.idx"), HexFormat.of().parseHex("00000a010000000101"));
    }
}
