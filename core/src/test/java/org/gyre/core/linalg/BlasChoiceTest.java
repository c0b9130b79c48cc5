package org.gyre.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gyre.core.InputException;
import org.junit.jupiter.api.Test;

final class BlasChoiceTest {
    @Test
    void theJavaImplementationCanBeAskedForWithoutAnExcuse() {
        BlasChoice choice = BlasChoice.choose("ejml");
        assertThat(choice.blas()).isInstanceOf(EjmlBlas.class);
        assertThat(choice.fallbackReason()).isEmpty();
    }

    @Test
    void theAutomaticChoiceIsNativeOrTellsWhyNot() {
        BlasChoice choice = BlasChoice.choose("auto");
        assertThat(choice.fallbackReason().isEmpty()).isEqualTo(choice.blas() instanceof OpenBlas);
    }

    @Test
    void anUnknownChoiceIsTheUsersMistake() {
        assertThatThrownBy(() -> BlasChoice.choose("mkl"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("must be one of auto, openblas, ejml");
    }
}
