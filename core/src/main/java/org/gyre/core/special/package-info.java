/// Special functions in double precision, one family to a file.
///
/// - [Gamma][org.gyre.core.special.Gamma]: log Γ, digamma, trigamma, incomplete gamma of any real shape, exponential
///   integrals
/// - [Erf][org.gyre.core.special.Erf] and [Normal][org.gyre.core.special.Normal]: error functions, the normal law
///   and its far tails
/// - [Zeta][org.gyre.core.special.Zeta], [PowerSum][org.gyre.core.special.PowerSum]: Hurwitz and Riemann zeta,
///   finite sums of powers, with derivatives
/// - [PowerExponential][org.gyre.core.special.PowerExponential]: sums (Lerch) and integrals of x^−s e^(−λx)
/// - [Logistic][org.gyre.core.special.Logistic]: the sigmoid and its relatives without overflow
///
/// Functions return NaN for NaN and outside their domain, as `Math` does; nothing here throws. Formula numbers are
/// those of the NIST Digital Library of Mathematical Functions (DLMF).
@NullMarked
package org.gyre.core.special;

import org.jspecify.annotations.NullMarked;
