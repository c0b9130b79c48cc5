package org.gyre.deep.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.gyre.core.linalg.OpenBlas;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class TorchTest {
    @BeforeEach
    void load() {
        NeedsTorch.orSkip();
    }

    /// The expected product is computed by hand: [1 2; 3 4] [5 6; 7 8].
    @Test
    void multipliesMatricesBesideOurOwnBinding() {
        try (PointerScope scope = new PointerScope()) {
            Tensor a = Floats.tensor(new float[] {1, 2, 3, 4}, 2, 2);
            Tensor b = Floats.tensor(new float[] {5, 6, 7, 8}, 2, 2);
            assertThat(Floats.array(a.matmul(b))).containsExactly(19, 22, 43, 50);
            assertThat(scope).isNotNull();
        }
        float[] c = new float[4];
        OpenBlas.load()
                .sgemm(
                        false,
                        false,
                        2,
                        2,
                        2,
                        1,
                        new float[] {1, 2, 3, 4},
                        0,
                        2,
                        new float[] {5, 6, 7, 8},
                        0,
                        2,
                        0,
                        c,
                        0,
                        2);
        assertThat(c).containsExactly(19, 22, 43, 50);
    }

    /// Large enough for the threads and the blocked kernels of OpenBLAS; the Cholesky factor L of
    /// L₀ L₀ᵀ with a positive diagonal is L₀ itself.
    @Test
    void factorsByLapackOfTheSameLibrary() {
        int n = 200;
        float[] lower = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                lower[i * n + j] = ((i * 31 + j * 17) % 13 - 6) / 60f;
            }
            lower[i * n + i] = 2;
        }
        try (PointerScope scope = new PointerScope()) {
            Tensor l = Floats.tensor(lower, n, n);
            float[] factor = Floats.array(l.matmul(l.t()).cholesky());
            for (int i = 0; i < n * n; i++) {
                assertThat(factor[i]).isCloseTo(lower[i], within(2e-5f));
            }
            assertThat(scope).isNotNull();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theProcessHoldsOneOpenBlasAndOneLibTorch() throws IOException {
        OpenBlas.load();
        for (String library : List.of("libopenblas", "libtorch_cpu", "libc10.so")) {
            Set<String> copies = new TreeSet<>();
            try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
                maps.filter(line -> line.contains(library)).forEach(line -> {
                    String[] fields = line.split("\\s+", 6);
                    copies.add(fields[3] + " " + fields[4]); // device and inode
                });
            }
            assertThat(copies).as(library).hasSize(1);
        }
    }

    @Test
    void setsAndReadsArrays() {
        try (PointerScope scope = new PointerScope()) {
            Tensor tensor = Floats.tensor(new float[6], 2, 3);
            Floats.set(tensor, new float[] {1, 2, 3, 4, 5, 6});
            assertThat(Floats.array(tensor.t())).containsExactly(1, 4, 2, 5, 3, 6);
            assertThat(Floats.array(Floats.tensor(new float[0], 0, 3))).isEmpty();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Floats.set(tensor, new float[5]))
                    .withMessage("5 values for a tensor of 6");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Floats.tensor(new float[5], 2, 3))
                    .withMessage("5 values for a tensor of the sizes [2, 3]");
            assertThat(scope).isNotNull();
        }
    }

    @Test
    void refusesLessThanOneThread() {
        assertThatIllegalArgumentException().isThrownBy(() -> Torch.load(0)).withMessageContaining("at least 1");
    }
}
