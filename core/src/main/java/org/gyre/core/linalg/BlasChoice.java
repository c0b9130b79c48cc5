package org.gyre.core.linalg;

import java.util.Optional;
import org.gyre.core.InputException;

/// Decides once which implementation serves this process: system property `gyre.blas` = `auto` (default),
/// `openblas` or `ejml`.
///
/// @param blas the implementation
/// @param fallbackReason why OpenBLAS was wanted and is not used, one sentence
record BlasChoice(Blas blas, Optional<String> fallbackReason) {
    /// Initialised on first use; a failure to load is remembered here and not tried again.
    static final BlasChoice CHOSEN = choose(System.getProperty("gyre.blas", "auto"));

    static BlasChoice choose(String wanted) {
        return switch (wanted) {
            case "ejml" -> new BlasChoice(new EjmlBlas(), Optional.empty());
            case "openblas" -> new BlasChoice(OpenBlas.load(), Optional.empty());
            case "auto" -> {
                try {
                    yield new BlasChoice(OpenBlas.load(), Optional.empty());
                } catch (BlasUnavailableException e) {
                    yield new BlasChoice(
                            new EjmlBlas(),
                            Optional.of(e.getMessage() + "; the slower pure-Java linear algebra is used instead."));
                }
            }
            default ->
                throw new InputException(
                        "gyre.blas = " + wanted + ": must be one of auto, openblas, ejml (set with -Dgyre.blas=…)");
        };
    }
}
