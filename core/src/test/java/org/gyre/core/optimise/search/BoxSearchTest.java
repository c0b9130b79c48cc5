package org.gyre.core.optimise.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What all searches promise.
class BoxSearchTest {
    private static final int CANDIDATES = 75;

    enum Kind {
        RANDOM {
            @Override
            BoxSearch search() {
                return new RandomSearch(4, RandomStream.of(1));
            }
        },
        CMAES {
            @Override
            BoxSearch search() {
                return new Cmaes(Cmaes.Settings.usual(4), RandomStream.of(1));
            }
        },
        TREE_PARZEN {
            @Override
            BoxSearch search() {
                return new TreeParzen(4, TreeParzen.Settings.usual(10, 5), RandomStream.of(1));
            }
        };

        abstract BoxSearch search();
    }

    private static double value(double[] x) {
        return Math.abs(x[0] - 0.5) + x[1] * x[1] + Math.cos(3 * x[2]) - x[3];
    }

    /// One after the other.
    private static List<double[]> sequential(BoxSearch search) {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < CANDIDATES; i++) {
            Candidate candidate = search.ask();
            points.add(candidate.point());
            search.tell(candidate.number(), value(candidate.point()));
        }
        return points;
    }

    @ParameterizedTest
    @EnumSource
    void aGenerationAtOnceEqualsOneAfterTheOther(Kind kind) {
        BoxSearch search = kind.search();
        List<double[]> points = new ArrayList<>();
        while (points.size() < CANDIDATES) {
            List<Candidate> generation = new ArrayList<>();
            int ready = Math.min(search.ready(), CANDIDATES - points.size());
            for (int i = 0; i < ready; i++) {
                Candidate candidate = search.ask();
                generation.add(candidate);
                points.add(candidate.point());
            }
            // Values arrive in any order.
            Collections.reverse(generation);
            generation.forEach(candidate -> search.tell(candidate.number(), value(candidate.point())));
        }
        BoxSearch alone = kind.search();
        List<double[]> expected = sequential(alone);
        for (int i = 0; i < CANDIDATES; i++) {
            assertThat(points.get(i)).containsExactly(expected.get(i));
        }
        assertThat(search.values()).containsExactly(alone.values());
    }

    /// Saved after any number of candidates, of which the last but one has no value yet.
    @ParameterizedTest
    @EnumSource
    void aSavedSearchGoesOnWithTheSameBits(Kind kind) {
        List<double[]> whole = sequential(kind.search());
        for (int cut = 2; cut < CANDIDATES; cut++) {
            BoxSearch before = kind.search();
            for (int i = 0; i < cut && before.ready() > 0; i++) {
                before.ask();
                if (i != cut - 2) {
                    before.tell(i, value(before.candidate(i).point()));
                }
            }
            BoxSearch after = kind.search();
            after.resume(before.values());
            assertThat(after.values()).containsExactly(before.values());
            assertThat(after.open()).singleElement().satisfies(open -> after.tell(open.number(), value(open.point())));
            for (int i = after.asked(); i < CANDIDATES; i++) {
                after.tell(after.ask().number(), value(after.candidate(i).point()));
            }
            for (int i = 0; i < CANDIDATES; i++) {
                assertThat(after.candidate(i).point()).containsExactly(whole.get(i));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theBestIsTheFirstOfTheLeast(Kind kind) {
        BoxSearch search = kind.search();
        assertThat(search.best()).isEmpty();
        double[] values = {3, Double.POSITIVE_INFINITY, -1, -1};
        for (double value : values) {
            search.tell(search.ask().number(), value);
        }
        assertThat(search.best().orElseThrow().number()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void valuesThatNobodyWaitsForAreRefused(Kind kind) {
        BoxSearch search = kind.search();
        search.ask();
        assertThatThrownBy(() -> search.tell(1, 0)).hasMessage("candidate 1 waits for no value");
        assertThatThrownBy(() -> search.tell(0, Double.NaN))
                .hasMessage("the value of candidate 0 is NaN: tell a number or ∞");
        search.tell(0, 1);
        assertThatThrownBy(() -> search.tell(0, 1)).hasMessage("candidate 0 waits for no value");
        assertThatThrownBy(() -> search.resume(new double[1])).hasMessageContaining("has begun");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RANDOM")
    void aStateOfOtherSettingsIsRefused(Kind kind) {
        double[] gap = new double[40];
        gap[0] = Double.NaN;
        assertThatThrownBy(() -> kind.search().resume(gap))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("belongs to other settings");
        BoxSearch waiting = kind.search();
        while (waiting.ready() > 0) {
            waiting.ask();
        }
        assertThatThrownBy(waiting::ask)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("values that were not told yet");
    }
}
