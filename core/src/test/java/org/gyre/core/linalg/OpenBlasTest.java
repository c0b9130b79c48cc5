package org.gyre.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class OpenBlasTest extends BlasContract {
    @BeforeAll
    static void thePlatformHasANativeLibrary() {
        String folder = "org/bytedeco/openblas/" + NativeLibraries.platform() + "/";
        Assumptions.assumeTrue(
                OpenBlasTest.class.getClassLoader().getResource(folder) != null, "the class path has no " + folder);
    }

    @Override
    Blas blas() {
        return OpenBlas.load();
    }

    @Test
    void theNameTellsVersionAndKernelForProvenance() {
        assertThat(blas().name()).matches("OpenBLAS \\d+\\.\\d+\\.\\d+ \\(\\w+\\)");
    }
}
