package org.gyre.nets.infomax;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

/// The spikes of a small infomax network are sums, products and comparisons of single numbers: the
/// same on every machine. The hash is that of our own output, made once on Linux amd64 (the same with
/// `-Xint`); it finds a change that nobody meant, and says nothing about truth, which
/// `BlockSimulatorTest` checks.
class GoldenRasterTest {
    @Test
    void theSpikesAreThoseOfTheRecord() throws NoSuchAlgorithmException {
        int n = 70;
        SplittableRandom random = new SplittableRandom(1);
        double[] weights = random.doubles((long) n * n, -1, 1).toArray();
        BlockSimulator simulator = new BlockSimulator(
                InfomaxParameters.uniform(n, 0.95, 0.05), RandomStream.of(2).split("spikes"), null, null, null);
        simulator.setWeights(weights);
        Recorder recorder = new Recorder(5000, n);
        simulator.run(5000, recorder);
        ByteBuffer bytes = ByteBuffer.allocate(8 * recorder.raster().words().length + 8 * n);
        for (long word : recorder.raster().words()) {
            bytes.putLong(word);
        }
        for (double threshold : simulator.thresholds()) {
            bytes.putLong(Double.doubleToRawLongBits(threshold));
        }
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array())))
                .isEqualTo("40e566b221714673dfb2a87b93a23eedc8d1e1e923b98ba2886ab16c03aa7aec");
    }
}
