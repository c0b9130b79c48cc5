package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BenchCommandTest {
    @Test
    void anUnknownSubjectIsRefusedWithTheKnownOnes() {
        Invocation call = Invocation.of("bench", "everything");
        assertThat(call.exitCode()).isEqualTo(ExitCode.INPUT_ERROR);
        assertThat(call.err())
                .contains(
                        "'everything'",
                        "gyre bench infomax",
                        "gyre bench flux",
                        "gyre bench measures",
                        "gyre bench infomorphic",
                        "gyre bench lif",
                        "gyre bench adversarial");
        assertThat(call.out()).isEmpty();
    }

    @Test
    void zeroRoundsAreRefused() {
        Invocation call = Invocation.of("bench", "infomax", "--rounds", "0");
        assertThat(call.exitCode()).isEqualTo(ExitCode.INPUT_ERROR);
        assertThat(call.err()).contains("--rounds 0: must be at least 1");
    }

    @Test
    void zeroThreadsAreRefused() {
        for (String what : new String[] {"flux", "infomorphic", "lif"}) {
            Invocation call = Invocation.of("bench", what, "--threads", "0");
            assertThat(call.exitCode()).isEqualTo(ExitCode.INPUT_ERROR);
            assertThat(call.err()).contains("--threads 0: must be at least 1");
        }
    }
}
