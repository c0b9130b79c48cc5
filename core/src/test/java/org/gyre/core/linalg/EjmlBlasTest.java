package org.gyre.core.linalg;

final class EjmlBlasTest extends BlasContract {
    @Override
    Blas blas() {
        return new EjmlBlas();
    }
}
