package org.gyre.nets.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BisectionTest {
    /// Every end of every small range is found, with no more questions than are announced; of a
    /// range of 2^k some end takes all of them.
    @Test
    void everyEndIsFoundInTime() {
        for (int most = 1; most <= 40; most++) {
            int asked = 0;
            for (int end : IntStream.rangeClosed(0, most).toArray()) {
                Bisection bisection = new Bisection(most);
                int questions = 0;
                while (!bisection.done()) {
                    assertThat(bisection.next()).isBetween(1, most);
                    bisection.tell(bisection.next() <= end);
                    questions++;
                }
                assertThat(bisection.found()).isEqualTo(end);
                assertThat(bisection.bounded()).isEqualTo(end == most);
                asked = Math.max(asked, questions);
            }
            assertThat(asked).isLessThanOrEqualTo(Bisection.mostQuestions(most));
            if (Integer.bitCount(most) == 1) {
                assertThat(asked).isEqualTo(Bisection.mostQuestions(most));
            }
        }
    }

    @Test
    void nothingIsAskedAfterTheEnd() {
        Bisection one = new Bisection(1);
        one.tell(true);
        assertThatThrownBy(one::next).isInstanceOf(IllegalStateException.class).hasMessageContaining("ended at 1");
        assertThatThrownBy(() -> new Bisection(0)).hasMessageContaining("at least 1");
    }
}
