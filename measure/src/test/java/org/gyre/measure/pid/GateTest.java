package org.gyre.measure.pid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The gates of the literature, in bits: red unq1 unq2 syn. The values are those of the papers and of
/// other programs (SxPID, the tests of dit), most printed with six digits; what is a closed form is
/// held to 1e-9 in [SharedExclusionsTest] and [ClosedFormTest].
class GateTest {
    /// Half a unit of the last digit that is printed.
    private static final double PRINTED = 5e-7;

    private static void agree(Redundancy measure, String gate, String values) {
        double[] expected = Arrays.stream(values.trim().split(" +", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        double[] found = Gates.four(measure.decompose(Gates.named(gate)));
        for (int i = 0; i < 4; i++) {
            boolean whole = expected[i] * 2 == Math.rint(expected[i] * 2);
            double tolerance = measure == Redundancy.BROJA ? 1e-6 : whole ? 1e-9 : PRINTED * 1.001;
            assertThat(found[i]).as("%s of %s, atom %d", measure, gate, i).isCloseTo(expected[i], within(tolerance));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            XOR           | -.584963 .584963 .584963 .415037 | 0 0 0 1 | 0 0 0 1 | 0 0 0 1
            AND           | .122556 .188722 .188722 .311278 | .311278 0 0 .5 | .311278 0 0 .5 | .311278 0 0 .5
            OR            | .122556 .188722 .188722 .311278 | .311278 0 0 .5 | .311278 0 0 .5 | .311278 0 0 .5
            UNQ1          | .415037 .584963 -.415037 .415037 | 0 1 0 0 | 0 1 0 0 | 0 1 0 0
            RDN           | 1 0 0 0 | 1 0 0 0 | 1 0 0 0 | 1 0 0 0
            COPY          | .415037 .584963 .584963 .415037 | 1 0 0 1 | 0 1 1 0 | 1 0 0 1
            SUM           | -.084963 .584963 .584963 .415037 | .5 0 0 1 | .5 0 0 1 | .5 0 0 1
            PWUNQ         | 0 .5 .5 0 | .5 0 0 .5 | .5 0 0 .5 | .5 0 0 .5
            RDNXOR        | .415037 .584963 .584963 .415037 | 1 0 0 1 | 1 0 0 1 | 1 0 0 1
            DIFF          | .207519 .103759 .103759 .084963 | .207519 .103759 .103759 .084963 \
                          | .122556 .188722 .188722 0 | .311278 0 0 .188722
            IMPERFECT RDN | .997559 .002441 -.007969 .007969 | .989590 .010410 0 0 | .989590 .010410 0 0 \
                          | .989590 .010410 0 0
            DYADIC        | .415037 .584963 .584963 .415037 | 1 0 0 1 | 0 1 1 0 | 1 0 0 1
            TRIADIC       | .415037 .584963 .584963 .415037 | 1 0 0 1 | 1 0 0 1 | 1 0 0 1
            """)
    void allMeasuresGiveTheKnownAtoms(String gate, String isx, String imin, String broja, String mmi) {
        agree(Redundancy.ISX, gate, isx);
        agree(Redundancy.IMIN, gate, imin);
        agree(Redundancy.BROJA, gate, broja);
        agree(Redundancy.MMI, gate, mmi);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RAND       | .188722 0 0 .311278                | .188722 0 0 .311278
            REDUCED OR | .311278 0 0 .688722                | .311278 0 0 .688722
            RNDERR     | .188722 .811278 0 0                | .188722 .811278 0 0
            WB1        | .584963 .333333 .333333 .333333    | .918296 0 0 .666667
            WB2        | .5 0 .5 .5                         | .5 0 .5 .5
            POLY322    | .001184 0 .000592 .003673          | .001184 0 .000592 .003673
            """)
    void theFurtherGatesHaveTheirKnownAtoms(String gate, String imin, String mmi) {
        agree(Redundancy.IMIN, gate, imin);
        agree(Redundancy.MMI, gate, mmi);
        if (gate.equals("REDUCED OR") || gate.equals("RNDERR")) {
            agree(Redundancy.BROJA, gate, imin);
        }
    }
}
