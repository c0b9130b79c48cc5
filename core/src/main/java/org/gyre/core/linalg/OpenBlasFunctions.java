package org.gyre.core.linalg;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;

/// The native functions, as constants so that the compiler can inline the calls. Initialising this class loads the
/// library.
///
/// Integers are 32-bit, as this build of OpenBLAS has them. The Fortran routines (name ends in `_`) take every
/// argument by reference and, after the others, the length of each character argument.
final class OpenBlasFunctions {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LIBRARY = library();

    /// Version and processor kernel, such as `OpenBLAS 0.3.31 (SkylakeX)`.
    static final String NAME = describe();

    static final MethodHandle DGEMM = critical(
            "cblas_dgemm",
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_DOUBLE,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            JAVA_INT,
            JAVA_DOUBLE,
            ADDRESS,
            JAVA_INT);
    static final MethodHandle SGEMM = critical(
            "cblas_sgemm",
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_FLOAT,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            JAVA_INT,
            JAVA_FLOAT,
            ADDRESS,
            JAVA_INT);
    static final MethodHandle DGEMV = critical(
            "cblas_dgemv",
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_DOUBLE,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            JAVA_INT,
            JAVA_DOUBLE,
            ADDRESS,
            JAVA_INT);
    static final MethodHandle DSYRK = critical(
            "cblas_dsyrk",
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_DOUBLE,
            ADDRESS,
            JAVA_INT,
            JAVA_DOUBLE,
            ADDRESS,
            JAVA_INT);
    static final MethodHandle DTRSM = critical(
            "cblas_dtrsm",
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_DOUBLE,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            JAVA_INT);
    static final MethodHandle DPOTRF = critical("dpotrf_", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    static final MethodHandle DPOTRI = critical("dpotri_", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    static final MethodHandle DGETRF = critical("dgetrf_", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle DSYEVD = critical(
            "dsyevd_", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS,
            ADDRESS, JAVA_LONG, JAVA_LONG);
    static final MethodHandle DGESDD = critical(
            "dgesdd_", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS,
            ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);

    private OpenBlasFunctions() {}

    private static SymbolLookup library() {
        try {
            return OpenBlasLibrary.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MemorySegment symbol(String name) {
        return LIBRARY.find(name).orElseThrow(() -> new NoSuchElementException("the library has no function " + name));
    }

    /// A handle that passes Java arrays without a copy. The garbage collector waits while such a call runs.
    @SuppressWarnings("restricted")
    private static MethodHandle critical(String name, MemoryLayout... arguments) {
        return LINKER.downcallHandle(symbol(name), FunctionDescriptor.ofVoid(arguments), Linker.Option.critical(true));
    }

    /// Restricts the library to the calling thread and reads its description.
    @SuppressWarnings("restricted")
    private static String describe() {
        try {
            LINKER.downcallHandle(symbol("openblas_set_num_threads"), FunctionDescriptor.ofVoid(JAVA_INT))
                    .invokeExact(1);
            String configuration = text("openblas_get_config");
            String[] words = configuration.strip().split("\\s+", -1);
            String version = words.length >= 2 ? words[0] + " " + words[1] : "OpenBLAS";
            return version + " (" + text("openblas_get_corename") + ")";
        } catch (Throwable e) {
            throw new IllegalStateException("the library does not answer", e);
        }
    }

    @SuppressWarnings("restricted")
    private static String text(String function) throws Throwable {
        MemorySegment pointer = (MemorySegment) LINKER.downcallHandle(symbol(function), FunctionDescriptor.of(ADDRESS))
                .invokeExact();
        return pointer.reinterpret(Long.MAX_VALUE).getString(0);
    }
}
