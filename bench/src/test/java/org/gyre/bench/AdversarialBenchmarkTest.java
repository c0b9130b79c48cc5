package org.gyre.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gyre.deep.torch.Torch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;

class AdversarialBenchmarkTest {
    private static final AdversarialCase GIVEN = new AdversarialCase(List.of(3, 2), 0, 8, 5, 2, 20);
    private static final AdversarialCase LEARNED = new AdversarialCase(List.of(6, 4, 3), 7, 8, 5, 2, 20);
    private static final AdversarialBenchmark.Options ALONE = new AdversarialBenchmark.Options(1, 1, false, 1);

    @BeforeEach
    void load() {
        assumeTrue(Torch.unavailable().isEmpty(), () -> Torch.unavailable().orElse(""));
    }

    private static AdversarialReport report(Time update, List<Integer> peerWeights) {
        AdversarialReport.Row row = new AdversarialReport.Row(
                GIVEN,
                update,
                List.of(1, 2, 0),
                Optional.of(new AdversarialPeer.Answer("PyTorch 2", new Time(8e6, 6e6), peerWeights, 50e6)));
        AdversarialReport.Kept kept =
                new AdversarialReport.Kept(LEARNED, 100, OptionalDouble.of(300e6), OptionalDouble.of(310e6));
        return new AdversarialReport(List.of(row), kept, ALONE, List.of());
    }

    /// The ratio is of CPU times, 6 ms to 2 ms.
    @Test
    void theTableHasTimesTheirRatioAndTheMemory() {
        AdversarialReport report = report(new Time(2.1e6, 2e6), List.of(1, 2, 0));
        assertThat(report.warnings()).isEmpty();
        String table = String.join("\n", report.table());
        assertThat(table).contains("PyTorch 2", "3-2, batch 8, world given", "2.000", "6.000", "3.0");
        assertThat(table).contains("before and after 100 updates of 6-4-3, batch 8, generator learns: 300 and 310 MB.");
        String json = new ObjectMapper().writeValueAsString(report.json());
        assertThat(json).contains("\"ratio\":3.0", "\"before_mb\":300.0", "\"sizes\":[3,2]");
    }

    @Test
    void aBusyMachineAndOtherNetworksAreTold() {
        assertThat(report(new Time(6e6, 2e6), List.of(1, 3, 0)).warnings())
                .anyMatch(warning -> warning.contains("3.0 times its CPU time"))
                .anyMatch(warning -> warning.contains("[1, 3, 0] weights and Gyre's [1, 2, 0]"));
    }

    /// Given: F, L and s of 2 units with 3 inputs; a discriminator 5-5-5-1. Learned, by hand alike.
    @Test
    void theNetworksHaveTheWeightsThatTheirSizesSay() {
        try (AdversarialKernel given = new AdversarialKernel(GIVEN, 1);
                AdversarialKernel learned = new AdversarialKernel(LEARNED, 1)) {
            assertThat(given.weights()).containsExactly(6 + 4 + 2, 30 + 30 + 6, 0);
            assertThat(learned.weights())
                    .containsExactly(
                            (24 + 4 + 16 + 4) + (12 + 3 + 9 + 3),
                            (55 + 30 + 6) + (40 + 30 + 6),
                            (28 + 7 + 42 + 6) + (21 + 7 + 28 + 4));
            learned.update(3);
            learned.requireFinite();
        }
    }

    /// Small networks, beside PyTorch where the machine has it: both have the same number of weights.
    @Test
    void allCasesAreMeasured() {
        boolean peer = AdversarialPeer.find().isPresent();
        List<String> told = new ArrayList<>();
        AdversarialReport report = AdversarialBenchmark.run(
                List.of(GIVEN, LEARNED), LEARNED, new AdversarialBenchmark.Options(1, 100, peer, 1), told::add);
        assertThat(told).hasSize(3);
        assertThat(report.warnings()).noneMatch(warning -> warning.contains("weights"));
        String json = new ObjectMapper().writeValueAsString(report.json());
        assertThat(json.contains("\"ratio\":")).isEqualTo(peer);
        assertThat(json).contains("\"updates\":100,");
    }

    @Test
    void optionsBelowOneAreRefused() {
        assertThatThrownBy(() -> new AdversarialBenchmark.Options(0, 1, false, 1))
                .hasMessageContaining("rounds = 0");
        assertThatThrownBy(() -> new AdversarialBenchmark.Options(1, 0, false, 1))
                .hasMessageContaining("shrink = 0");
    }
}
