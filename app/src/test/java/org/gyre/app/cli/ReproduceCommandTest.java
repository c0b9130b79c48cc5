package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gyre.lab.run.Claim;
import org.gyre.lab.run.ClaimResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceCommandTest {
    private static final Claim CLAIM = new Claim("id", "It is so.", "50", "value", 45.0, 62.0, "because");

    @TempDir
    Path folder;

    /// Values 50, 70 and undefined: held on one of three; of the two numbers the median is 60.
    @Test
    void seedsAreTalliedByClaim() {
        SeedTally tally = SeedTally.of(List.of(
                        List.of(CLAIM.evaluate(50.0)),
                        List.of(CLAIM.evaluate(70.0)),
                        List.of(CLAIM.evaluate(Double.NaN, "Never reached."))))
                .getFirst();
        assertThat(tally.passed()).isEqualTo(1);
        assertThat(tally.tested()).isEqualTo(3);
        assertThat(List.of(tally.smallest(), tally.median(), tally.largest())).containsExactly(50.0, 60.0, 70.0);
    }

    @Test
    void aClaimThatWasNotTestedHasNoDistribution() {
        ClaimResult untested = CLAIM.evaluate(null);
        SeedTally tally = SeedTally.of(List.of(List.of(untested))).getFirst();
        assertThat(tally.tested()).isZero();
        assertThat(tally.median()).isNaN();
        assertThat(SeedTally.of(List.of())).isEmpty();
    }

    @Test
    void everySeedRunsAndTheTableSaysOnHowManyAClaimHeld() {
        Invocation invocation = Invocation.of(
                "reproduce", "gaussian-against-exact", "--seeds", "2", "--json", "--out", folder.toString());
        Map<String, Object> object = JsonText.parse(invocation.out());
        assertThat((List<?>) object.get("runs")).hasSize(2);
        assertThat(object.get("exit_code")).isEqualTo(invocation.exitCode());
        assertThat((List<?>) object.get("over_seeds")).singleElement().satisfies(entry -> {
            Map<?, ?> preset = (Map<?, ?>) entry;
            assertThat(preset.get("preset")).isEqualTo("recurrent-infomax/gaussian-against-exact");
            assertThat((List<?>) preset.get("claims")).isNotEmpty().allSatisfy(claim -> {
                Map<?, ?> tally = (Map<?, ?>) claim;
                assertThat(tally.get("seeds")).isEqualTo(2);
                assertThat((List<?>) tally.get("values")).hasSize(2);
            });
        });

        Invocation text = Invocation.of(
                "reproduce", "gaussian-against-exact", "--seeds", "1", "--quiet", "--out", folder.toString());
        assertThat(text.out()).contains("1 of 1 seed finished", "median ", "accepted ≤ 0.05");
    }

    @Test
    void oneSeedAndSeveralExcludeEachOther() {
        Invocation both = Invocation.of("reproduce", "--seed", "3", "--seeds", "2");
        assertThat(both.exitCode()).isEqualTo(ExitCode.INPUT_ERROR);
        assertThat(both.err()).contains("--seed and --seeds exclude each other");
        assertThat(Invocation.of("reproduce", "--seeds", "0").err()).contains("--seeds 0: must be at least 1");
    }
}
