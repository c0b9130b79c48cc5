package org.gyre.lab.estimators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.RunListener;
import org.gyre.lab.experiment.RunRequest;
import org.gyre.lab.experiment.RunResult;
import org.gyre.lab.experiment.Runner;
import org.gyre.lab.experiment.StopSignal;
import org.gyre.lab.storage.DiskStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntropyBiasTest {
    @TempDir
    Path folder;

    /// The plug-in entropy of four tosses is 0 bits in 2 of 16 cases, 1 bit in 6 and that of 1/4 in
    /// 8. The mean of 2000 runs scatters by 0.006 bits.
    @Test
    void aCoinHasTheBiasOfItsSixteenSequences() throws IOException {
        Path file = folder.resolve("coin.toml");
        Files.writeString(file, """
                kind = "entropy-estimators"
                samples = [4, 200]
                runs = 2000
                [[laws]]
                name = "coin"
                kind = "uniform"
                symbols = 2
                [[laws]]
                name = "biased"
                kind = "words"
                symbols = 2
                rate = 0.2
                """);
        RunResult result = new Runner(new DiskStorage(), Experiments.installed(), RunListener.NONE, new StopSignal())
                .run(RunRequest.of(file.toString()).withOut(folder.resolve("out")));
        assertThat(result.exitCode()).as(result.sentence()).isZero();
        Map<String, Double> values = result.result().values();
        double quarter = 2 - 0.75 * Math.log(3) / Math.log(2);
        assertThat(values.get("bias_coin_plug_in_samples_4_bits"))
                .isEqualTo(6 / 16.0 + 8 / 16.0 * quarter - 1, within(0.03));
        assertThat(values.get("entropy_coin_bits")).isEqualTo(1, within(1e-15));
        assertThat(values.get("stated_coin_miller_madow_samples_4")).isZero();
        assertThat(values.get("stated_coverage_coin_miller_madow_samples_4")).isNaN();
        // Of equal symbols an estimate scatters by the square of what their frequencies scatter by: no interval.
        assertThat(values.get("stated_coin_miller_madow_samples_200")).isLessThan(0.2);
        assertThat(values.get("stated_biased_miller_madow_samples_200")).isGreaterThan(0.95);
        assertThat(folder.resolve("out").resolve("report.html")).exists();
    }

    /// Ten units that fire with probability p have ten times the entropy of one.
    @Test
    void lawsHaveTheEntropiesOfTheirFormulas() {
        double one = -0.05 * Math.log(0.05) - 0.95 * Math.log(0.95);
        assertThat(new SymbolLaw("w", "words", 1024, 0.05).entropy()).isEqualTo(10 * one, within(1e-12));
        assertThat(new SymbolLaw("u", "uniform", 7, 0.05).entropy()).isEqualTo(Math.log(7), within(1e-14));
        double h = 11.0 / 6;
        assertThat(new SymbolLaw("z", "zipf", 3, 0.05).probabilities())
                .containsExactly(new double[] {1 / h, 0.5 / h, 1 / (3 * h)}, within(1e-15));
    }

    @Test
    void lawsThatAreNoneAreRefused() {
        assertThatThrownBy(() -> new SymbolLaw("w", "words", 1000, 0.05))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("power of two");
        assertThatThrownBy(() -> new SymbolLaw("w", "normal", 8, 0.05))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("uniform, zipf or words");
        assertThatThrownBy(() -> new SymbolLaw("W", "uniform", 8, 0.05)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new SymbolLaw("w", "words", 8, 1)).isInstanceOf(InputException.class);
    }
}
