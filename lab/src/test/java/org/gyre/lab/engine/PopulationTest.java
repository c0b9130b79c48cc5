package org.gyre.lab.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.lab.run.NumericFailure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PopulationTest {
    /// Turns texts around; some cannot be turned.
    private static final class Turning implements Job {
        @Override
        public String name() {
            return "turning";
        }

        @Override
        public byte[] compute(byte[] input, Workplace workplace) {
            return Population.told(() -> {
                String text = new String(input, UTF_8);
                switch (text) {
                    case "bad" -> throw new InputException("this one is bad");
                    case "NaN" -> throw new NumericFailure(7, "text", "is NaN");
                    case "team" ->
                        Team.alone().run(List.of((Runnable) () -> {
                            throw new NumericFailure(8, "text", "is NaN in a team");
                        }));
                    case "bug" -> throw new IndexOutOfBoundsException("at 5 of 4");
                    default -> {}
                }
                return new StringBuilder(text).reverse().toString().getBytes(UTF_8);
            });
        }
    }

    static Stream<Engine> engines() {
        Jobs jobs = Jobs.of(new Turning());
        return Stream.of(
                new LocalEngine(1, jobs),
                new LocalEngine(3, jobs),
                new RepeatingEngine(() -> Jobs.of(new Turning()), UnaryOperator.identity()));
    }

    private static List<String> turned(Engine engine, String... texts) {
        List<byte[]> individuals =
                Stream.of(texts).map(text -> text.getBytes(UTF_8)).toList();
        return new Population(engine, "turning")
                .evaluate(individuals).stream()
                        .map(bytes -> new String(bytes, UTF_8))
                        .toList();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void whatComesOutIsInTheOrderOfWhatGoesIn(Engine engine) {
        String[] texts = IntStream.range(100, 400).mapToObj(String::valueOf).toArray(String[]::new);
        List<String> turned = turned(engine, texts);
        assertThat(turned).hasSize(300);
        for (int k = 0; k < 300; k++) {
            assertThat(turned.get(k)).isEqualTo("" + texts[k].charAt(2) + texts[k].charAt(1) + texts[k].charAt(0));
        }
        assertThat(turned(engine)).isEmpty();
        assertThat(turned(engine, "", "ab")).containsExactly("", "ba");
    }

    /// With its type and its sentence, the first of several.
    @ParameterizedTest
    @MethodSource("engines")
    void aFailureIsThrownWhereTheSearchIs(Engine engine) {
        assertThatThrownBy(() -> turned(engine, "a", "bad", "NaN"))
                .isInstanceOf(InputException.class)
                .hasMessage("this one is bad");
        assertThatThrownBy(() -> turned(engine, "NaN", "bug", "bad"))
                .isInstanceOf(NumericFailure.class)
                .hasMessage("step 7: text is NaN");
        assertThatThrownBy(() -> turned(engine, "team"))
                .isInstanceOf(NumericFailure.class)
                .hasMessage("step 8: text is NaN in a team");
        assertThatThrownBy(() -> turned(engine, "a", "bug"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("IndexOutOfBoundsException")
                .hasMessageContaining("at 5 of 4");
    }

    /// What an engine says of a piece that it could not do is a sentence for the user.
    @Test
    void whatTheEngineCouldNotDoIsSaid() {
        LocalEngine local = new LocalEngine(1, Jobs.of(new Job() {
            @Override
            public String name() {
                return "turning";
            }

            @Override
            public byte[] compute(byte[] input, Workplace workplace) {
                throw new OutOfMemoryError("for the test");
            }
        }));
        assertThatThrownBy(() -> turned(local, "a"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("it needs more memory than");
        assertThatThrownBy(() -> new Population(local, "another").evaluate(List.of(new byte[0])))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no kind of work is called 'another'");
    }

    @Test
    void theEngineHearsOfTheFiles() {
        List<Path> files = List.of(Path.of("a"), Path.of("b"));
        List<Path> heard = new java.util.ArrayList<>();
        Engine engine = new Engine() {
            private final LocalEngine local = new LocalEngine(1, Jobs.of(new Turning()));

            @Override
            public String name() {
                return "hearing";
            }

            @Override
            public int parallelism() {
                return 1;
            }

            @Override
            public boolean work(Workload workload, java.util.function.BooleanSupplier stop) {
                heard.addAll(workload.files());
                return local.work(workload, stop);
            }

            @Override
            public void close() {
                local.close();
            }
        };
        byte @Nullable [] output = new Population(engine, "turning", files)
                .evaluate(List.of("ab".getBytes(UTF_8)))
                .getFirst();
        assertThat(output).isEqualTo("ba".getBytes(UTF_8));
        assertThat(heard).isEqualTo(files);
    }
}
