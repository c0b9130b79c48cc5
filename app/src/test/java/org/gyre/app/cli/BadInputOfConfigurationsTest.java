package org.gyre.app.cli;

import static java.awt.image.BufferedImage.TYPE_BYTE_GRAY;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;

/// Presets, configuration files with what they name, and overrides of their keys.
class BadInputOfConfigurationsTest extends BadInputTable {
    static Stream<Mistake> mistakes() {
        return Stream.of(
                mistake("missing photograph", "run %s/missing-photo.toml", "nowhere.png"),
                mistake("text file named .png", "run %s/text-photo.toml", "text.png", "is text", "PNG"),
                mistake(
                        "unknown preset",
                        "run recurrent-infomax/natural-image",
                        "unknown preset",
                        "did you mean 'recurrent-infomax/natural-images'?"),
                mistake("unknown key", "run %s/unknown-key.toml", "unknown-key.toml", "line 3", "netwroks", "networks"),
                mistake("p_max 1.2", "run gaussian-against-exact --set p_max=1.2", "p_max", "1.2", "(0, 1]"),
                mistake("negative rate", "run gaussian-against-exact --set rate=-0.1", "rate", "-0.1"),
                mistake(
                        "an override without value",
                        "run gaussian-against-exact --set foo",
                        "--set foo",
                        "training.learning_rate=0.1"),
                mistake(
                        "no blocks",
                        "run replay --set training.blocks=0",
                        "--set training.blocks=0: training.blocks = 0: must be at least 1"),
                mistake(
                        "unknown preset to print",
                        "presets natural-imags",
                        "unknown preset 'natural-imags'",
                        "did you mean 'natural-images'?"),
                mistake(
                        "preset unlike all others",
                        "presets nosuch",
                        "unknown preset 'nosuch'",
                        "'gyre presets' lists them all"),
                mistake(
                        "thousands of brackets",
                        "run %s/brackets.toml",
                        "brackets.toml, line 1",
                        "nested deeper than 32",
                        "make it flatter"),
                mistake(
                        "an endless key",
                        "run %s/long-key.toml",
                        "long-key.toml, line 2",
                        "a key of 300000 characters",
                        "at most 200"),
                mistake(
                        "an endless number",
                        "run %s/long-number.toml",
                        "long-number.toml, line 1",
                        "9…",
                        "key = value"),
                mistake(
                        "not TOML",
                        "run %s/not.toml",
                        "not.toml, line 1, column 5",
                        "unknown token",
                        "texts stand in quotes"),
                mistake(
                        "no such configuration",
                        "run %s/nowhere.toml",
                        "nowhere.toml does not exist",
                        "gyre presets NAME"),
                mistake("a configuration that no file can be", "run a\0.toml", "'a?.toml' cannot name a file"),
                mistake(
                        "uniform picture",
                        "run %s/flat-photo.toml",
                        "picture 'flat.png'",
                        "no contrast; choose another"),
                mistake(
                        "picture smaller than a patch",
                        "run %s/tiny-photo.toml",
                        "picture 'tiny.png'",
                        "8 x 8 pixels",
                        "choose a larger one"),
                mistake(
                        "a rule that its inputs forbid",
                        "run recurrent-infomax/natural-images --set training.rule=\"exact\"",
                        "--set training.rule=\"exact\": training.rule = \"exact\"",
                        "choose \"paper\""),
                mistake(
                        "a learning rate beyond all numbers",
                        "run recurrent-infomax/natural-images --set training.learning_rate=1e308 --set training.scaled=true",
                        "--set training.learning_rate=1e308",
                        "lower it"),
                mistake("a folder for a preset", "run .", "unknown preset '.'", "'gyre presets' lists them all"));
    }

    @BeforeEach
    void files() throws IOException {
        text("unknown-key.toml", "kind = \"infomax-proxy\"\nunits = 4\nnetwroks = 10\n");
        text("brackets.toml", "[".repeat(65_537));
        text("long-key.toml", "kind = \"infomax-proxy\"\n" + "k".repeat(300_000) + "\n");
        text("long-number.toml", "units = " + "9".repeat(1_000_000));
        text("not.toml", "a = b\n");
        text("text.png", "not a picture\n");
        blackPicture("flat.png", 64);
        blackPicture("tiny.png", 8);
        photograph("missing-photo.toml", "nowhere.png");
        photograph("text-photo.toml", "text.png");
        photograph("flat-photo.toml", "flat.png");
        photograph("tiny-photo.toml", "tiny.png");
    }

    private void blackPicture(String file, int pixels) throws IOException {
        BufferedImage picture = new BufferedImage(pixels, pixels, TYPE_BYTE_GRAY);
        ImageIO.write(picture, "png", folder.resolve(file).toFile());
    }

    /// The preset of natural images with a photograph of one's own.
    private void photograph(String file, String photograph) throws IOException {
        String toml =
                Invocation.of("presets", "recurrent-infomax/natural-images").out();
        text(file, toml.replaceFirst("(?m)^images *= *\\[[^\\]]*\\]", "images = [\"" + photograph + "\"]"));
    }
}
