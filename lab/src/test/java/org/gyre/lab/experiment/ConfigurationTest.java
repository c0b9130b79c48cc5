package org.gyre.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.gyre.core.InputException;
import org.gyre.lab.run.Claim;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    enum Schedule {
        EVERY_BLOCK,
        EVERY_TWO_BLOCKS
    }

    record Learning(
            @Default("0.2") double rate,
            @Nullable Double limit,
            @Default("every-block") Schedule schedule) {
        Learning {
            if (!(rate > 0 && rate <= 1)) {
                throw new IllegalArgumentException("rate = " + rate + ": must be in (0, 1]");
            }
            if (limit != null && limit < rate) {
                throw new InputException("the limit is below the rate");
            }
        }
    }

    record Input(String name, @Default("1") int weight) {}

    record Model(
            int units,
            @Default("0.95") double pMax,
            @Default("100") long steps,
            @Default("false") boolean centred,
            @Default("pine.png") String image,
            @Default("[0.5, 1]") List<Double> grid,
            @Default("[]") List<Input> inputs,
            Learning learning) {}

    private static final class ModelExperiment implements Experiment<Model> {
        @Override
        public String kind() {
            return "model";
        }

        @Override
        public Class<Model> configuration() {
            return Model.class;
        }

        @Override
        public ValueNames values(Model configuration) {
            return new ValueNames()
                    .give("v", "information_end_bits")
                    .each("information_block_#_bits", List.of(5))
                    .when(false, List.of("information_lag_2_bits"));
        }

        @Override
        public Session open(Model configuration, RunContext context) {
            throw new UnsupportedOperationException();
        }
    }

    private static final Experiments EXPERIMENTS = Experiments.of(new ModelExperiment());

    private static Configuration load(String toml, String... overrides) {
        ConfigurationSource source = new ConfigurationSource("a.toml", "a", null, Path.of("/base"), toml);
        return Configuration.load(source, List.of(overrides), null, EXPERIMENTS);
    }

    private static Model model(String toml, String... overrides) {
        return (Model) load(toml, overrides).values();
    }

    private static AbstractStringAssert<?> assertRefused(String toml, String... overrides) {
        return assertThat(catchInput(() -> load(toml, overrides))).doesNotContain("\n");
    }

    private static String catchInput(Runnable action) {
        try {
            action.run();
        } catch (InputException refused) {
            return String.valueOf(refused.getMessage());
        }
        throw new AssertionError("nothing was refused");
    }

    @Test
    void whatIsLeftOutTakesItsDefault() {
        assertThat(model("kind = 'model'\nunits = 3"))
                .isEqualTo(new Model(
                        3,
                        0.95,
                        100,
                        false,
                        "pine.png",
                        List.of(0.5, 1.0),
                        List.of(),
                        new Learning(0.2, null, Schedule.EVERY_BLOCK)));
    }

    @Test
    void everyTypeIsRead() {
        Model model = model("""
                kind = "model"   # a comment with = and [brackets]
                units = 1_000
                p_max = 1
                steps = 0x10
                centred = true
                image = "a # b.png"
                grid = [
                  1,   # one
                  2.5,
                ]

                [learning]
                rate = 0.5
                limit = 0.75
                schedule = "every-two-blocks"

                [[inputs]]
                name = "u"
                [[inputs]]
                name = "v"
                weight = 3
                """);
        assertThat(model)
                .isEqualTo(new Model(
                        1000,
                        1.0,
                        16,
                        true,
                        "a # b.png",
                        List.of(1.0, 2.5),
                        List.of(new Input("u", 1), new Input("v", 3)),
                        new Learning(0.5, 0.75, Schedule.EVERY_TWO_BLOCKS)));
    }

    @Test
    void whatIsWrittenOutReadsBackTheSame() {
        String toml = """
                kind = "model"
                seed = 7
                units = 2
                image = "quotes \\" and \\\\ and \\u0001 and é"
                grid = [1e-300, 0.1]
                learning.rate = 1
                inputs = [{name = "u"}]
                [preset]
                title = "A title"
                [[claims]]
                id = "c"
                sentence = "It is."
                paper = "≈ 50"
                value = "v"
                min = 1
                reason = "why"
                """;
        Configuration first = load(toml);
        String written = TomlText.of(first.tree(false));
        Configuration again = load(written);
        assertThat(again.values()).isEqualTo(first.values());
        assertThat(again.claims()).isEqualTo(first.claims());
        assertThat(again.seed()).isEqualTo(7);
        assertThat(again.title()).isEqualTo("A title");
        assertThat(TomlText.of(again.tree(false))).isEqualTo(written);
    }

    @Test
    void theSeedOfTheCommandLineWins() {
        ConfigurationSource source =
                new ConfigurationSource("a.toml", "a", null, null, "kind = 'model'\nunits = 1\nseed = 5");
        assertThat(Configuration.load(source, List.of(), null, EXPERIMENTS).seed())
                .isEqualTo(5);
        assertThat(Configuration.load(source, List.of(), 9L, EXPERIMENTS).seed())
                .isEqualTo(9);
        assertThat(load("kind = 'model'\nunits = 1").seed()).isEqualTo(1);
    }

    @Test
    void overridesReplaceAndAddKeys() {
        Model model = model(
                "kind = 'model'\nunits = 3\n[learning]\nrate = 0.1",
                "learning.rate=0.4",
                "image=other.png",
                "grid=[3]",
                "learning.schedule=every-two-blocks",
                "units = 8");
        assertThat(model.learning()).isEqualTo(new Learning(0.4, null, Schedule.EVERY_TWO_BLOCKS));
        assertThat(model.image()).isEqualTo("other.png");
        assertThat(model.grid()).containsExactly(3.0);
        assertThat(model.units()).isEqualTo(8);
    }

    @Test
    void claimsAreRead() {
        Configuration configuration = load("""
                kind = "model"
                units = 1
                [[claims]]
                id = "end"
                sentence = "The information ends near 50 bits."
                paper = "≈ 50 bits"
                value = "information_end_bits"
                min = 45
                max = 62
                reason = "five seeds"
                """);
        assertThat(configuration.claims())
                .containsExactly(new Claim(
                        "end",
                        "The information ends near 50 bits.",
                        "≈ 50 bits",
                        "information_end_bits",
                        45.0,
                        62.0,
                        "five seeds"));
    }

    @Test
    void anUnknownKeyIsNamedWithItsLineAndASuggestion() {
        assertRefused("kind = 'model'\nunits = 3\n\n[learning]\nrte = 0.1")
                .isEqualTo("a.toml, line 5: unknown key 'learning.rte'; did you mean 'learning.rate'?");
        assertRefused("kind = 'model'\nunits = 3\npmax = 0.1")
                .isEqualTo("a.toml, line 3: unknown key 'pmax'; did you mean 'p_max'?");
    }

    @Test
    void aKeyInTheWrongTableIsSentToTheRightOne() {
        assertRefused("kind = 'model'\nunits = 3\nschedule = 'every-block'")
                .isEqualTo("a.toml, line 3: unknown key 'schedule'; did you mean 'learning.schedule'?");
    }

    @Test
    void anUnknownKeyUnlikeAllOthersListsThem() {
        assertRefused("kind = 'model'\nunits = 3\n[learning]\ntemperature = 1")
                .isEqualTo(
                        "a.toml, line 4: unknown key 'learning.temperature'; the keys here are rate, limit, schedule");
    }

    @Test
    void anUnknownOverrideNamesTheOption() {
        assertRefused("kind = 'model'\nunits = 3", "learning.rte=2")
                .isEqualTo("--set learning.rte=2: unknown key 'learning.rte'; did you mean 'learning.rate'?");
        assertRefused("kind = 'model'\nunits = 3", "rubbish")
                .isEqualTo("--set rubbish: must have the form key=value, for example training.learning_rate=0.1");
        assertRefused("kind = 'model'\nunits = 3", "units.x=1").isEqualTo("--set units.x=1: 'units' is not a table");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            units = 'three'           | units = "three": must be an integer
            units = 1.5               | units = 1.5: must be an integer
            units = 3000000000        | units = 3000000000: must be an integer from -2147483648 to 2147483647
            steps = 99999999999999999999 | steps = 99999999999999999999: must be an integer from
            p_max = '1'               | p_max = "1": must be a number
            p_max = nan               | p_max = NaN: must be a finite number
            p_max = inf               | p_max = Infinity: must be a finite number
            p_max = 1e99900           | p_max = 1E+99900: must be a finite number
            p_max = 1e999999999       | p_max = 1E+999999999: must be a finite number
            p_max = true              | p_max = true: must be a number
            p_max = [1]               | p_max = a list: must be a number
            centred = 1               | centred = 1: must be true or false
            image = 3                 | image = 3: must be a text in quotes
            grid = 3                  | grid = 3: must be a list
            grid = [1, 'a']           | grid[1] = "a": must be a number
            learning = 3              | learning = 3: must be a table
            learning.schedule = 'often' | learning.schedule = "often": must be one of every-block, every-two-blocks
            learning.rate = 1.5       | learning.rate = 1.5: must be in (0, 1]
            learning.limit = 0.1      | learning: the limit is below the rate
            inputs = [{weight = 1}]   | inputs[0].name is missing; give it a value
            seed = 'x'                | seed = "x": must be an integer
            """)
    void aWrongValueIsNamedWithLineKeyAndRemedy(String line, String message) {
        String toml = "kind = 'model'\n" + (line.startsWith("units") ? "" : "units = 3\n") + line;
        int number = line.startsWith("units") ? 2 : 3;
        assertRefused(toml).startsWith("a.toml, line " + number + ": " + message);
    }

    @Test
    void aMissingKeyIsNamed() {
        assertRefused("kind = 'model'").isEqualTo("a.toml, line 1: units is missing; give it a value");
        assertRefused("units = 3").isEqualTo("a.toml, line 1: kind is missing; give it a value");
    }

    @Test
    void anUnknownKindIsNamedWithASuggestion() {
        assertRefused("\nkind = 'modle'").isEqualTo("a.toml, line 2: unknown kind \"modle\"; did you mean \"model\"?");
    }

    @Test
    void aLineFeedInAKindDoesNotBreakTheSentence() {
        assertRefused("kind= \"oEvery l\\ng.\"").startsWith("a.toml, line 1: unknown kind \"oEvery l?g.\"; ");
    }

    @Test
    void duplicateKeysAreRefusedWithTheirLine() {
        assertRefused("kind = 'model'\nunits = 3\nunits = 4")
                .contains("a.toml, line 3")
                .containsIgnoringCase("duplicate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"kind = ", "kind 'model'", "[kind", "= 3", "kind = 'model'\nunits = 3 4", "\u0000", "a = 1\r"})
    void malformedTextIsRefusedCleanly(String toml) {
        assertRefused(toml).startsWith("a.toml");
    }

    @Test
    void twoClaimsOfOneIdAreRefused() {
        String claim = "[[claims]]\nid='x'\nsentence='s'\npaper='p'\nvalue='v'\nmin=1\nreason='r'\n";
        assertRefused("kind = 'model'\nunits = 3\n" + claim + claim).contains("claims: two have the id \"x\"");
    }

    private static String claimAbout(String value) {
        return "kind = 'model'\nunits = 3\n[[claims]]\nid='x'\nsentence='s'\npaper='p'\nvalue='" + value
                + "'\nmin=1\nreason='r'\n";
    }

    @Test
    void aClaimAboutAMisspeltValueIsRefusedWithItsLineAndASuggestion() {
        assertRefused(claimAbout("information_edn_bits"))
                .isEqualTo("a.toml, line 7: claim \"x\" is about \"information_edn_bits\", which no run of the kind"
                        + " model measures; did you mean \"information_end_bits\"?");
        assertRefused(claimAbout("information_blok_5_bits")).contains("did you mean \"information_block_5_bits\"?");
        assertRefused(claimAbout("information_block_five_bits")).contains("claim \"x\" is about");
        assertRefused(claimAbout("nothing_alike")).contains("it can be any of v, information_end_bits");
    }

    @Test
    void aClaimAboutASwitchedOffPartOrAnotherMilestoneIsAccepted() {
        assertThat(load(claimAbout("information_lag_2_bits")).claims()).hasSize(1);
        assertThat(load(claimAbout("information_block_12_bits")).claims()).hasSize(1);
    }

    @Test
    void aClaimWithoutBoundsIsRefusedWithItsLine() {
        assertRefused("kind = 'model'\nunits = 3\n[[claims]]\nid='x'\nsentence='s'\npaper='p'\nvalue='v'\nreason='r'\n")
                .isEqualTo("a.toml, line 3: claims[0]: claim x has neither min nor max");
    }

    /// Bound: each within two seconds; none may overflow the stack.
    @Test
    @Timeout(10)
    void hugeAndDeeplyNestedTextsAreRefusedCleanly() {
        assertRefused("a = " + "[".repeat(500_000)).contains("line 1", "nested deeper than 32");
        assertRefused("a = " + "{a=".repeat(250_000)).contains("nested deeper than 32");
        assertRefused("[" + "a.".repeat(250_000) + "a]").contains("nested deeper than 32");
        assertRefused("a.".repeat(250_000) + "a = 1").contains("nested deeper than 32");
        assertRefused("[".repeat(65_537)).contains("line 1", "nested deeper than 32");
        assertRefused("\n" + "[".repeat(900_000)).contains("line 2", "nested deeper than 32");
        assertRefused("\"" + "[".repeat(900_000) + "\" = 1").contains("line 1", "a key of 900003 characters");
        assertRefused("k".repeat(300_000) + " = 1").contains("at most 200").hasSizeLessThan(200);
        assertRefused("# " + "x".repeat(2_000_000)).contains("more than the limit");
        assertRefused("a = " + "9".repeat(100_000))
                .startsWith("a.toml")
                .contains("9…")
                .hasSizeLessThan(300);
    }

    /// A name as long as a command line allows would make a tree too deep to copy.
    @Test
    void aDeeplyNestedOverrideIsRefusedCleanly() {
        assertThatThrownBy(() -> load("kind = 'model'\nunits = 3", "a.".repeat(60_000) + "a=1"))
                .isInstanceOf(InputException.class)
                .message()
                .startsWith("--set a.a.a.")
                .contains("must have the form key=value")
                .hasSizeLessThan(200);
    }

    @Test
    void textThatOnlyLooksNestedIsFine() {
        assertThat(model("kind = 'model'\nunits = 3 # [[[\nimage = '''\n[[[[\n''' ")
                        .image())
                .isEqualTo("[[[[\n");
    }

    @Test
    void inputsAreResolvedAgainstTheFolderOfTheFile() {
        assertThat(load("kind = 'model'\nunits = 1").inputFolder()).isEqualTo(Path.of("/base"));
        assertThat(load("kind = 'model'\nunits = 1\ninput_folder = 'images'").inputFolder())
                .isEqualTo(Path.of("/base/images"));
        assertThat(load("kind = 'model'\nunits = 1").tree(true)).containsEntry("input_folder", "/base");
    }

    @Test
    void aFileThatIsNotThereOrNotTextIsNamed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("x.toml");
        assertThatThrownBy(() -> ConfigurationSource.named(file.toString()))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        file + " does not exist; check the name, or print a preset to start from: gyre presets NAME > "
                                + file);
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0});
        assertThatThrownBy(() -> ConfigurationSource.file(file)).hasMessageContaining("is not UTF-8 text");
    }
}
