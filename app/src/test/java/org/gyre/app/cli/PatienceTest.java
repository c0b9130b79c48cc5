package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PatienceTest {
    /// The work ends when it has heard the notice: without one this test would not end.
    @Test
    void workThatTakesLongIsToldOfWhileItIsDone() {
        CompletableFuture<String> heard = new CompletableFuture<>();
        assertThat(Patience.during(Duration.ofMillis(1), () -> heard.complete("working"), heard::join))
                .isEqualTo("working");
    }

    @Test
    void workThatIsDoneSoonIsNotToldOf() {
        assertThat(Patience.during(Duration.ofDays(1), () -> fail("not so soon"), () -> 4))
                .isEqualTo(4);
        assertThatIllegalStateException()
                .isThrownBy(() -> Patience.during(Duration.ofDays(1), () -> fail("not so soon"), () -> {
                    throw new IllegalStateException("broken");
                }))
                .withMessage("broken");
    }
}
