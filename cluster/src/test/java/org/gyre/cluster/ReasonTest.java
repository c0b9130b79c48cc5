package org.gyre.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Messages in the form in which Spark 4.2 gives them.
class ReasonTest {
    @Test
    void ofATaskTheLastFailureIsTold() {
        assertThat(Reason.of(new IllegalStateException("""
                Job aborted due to stage failure: Task 0 in stage 3.0 failed 4 times, most recent failure: \
                Lost task 0.3 in stage 3.0 (TID 17) (10.0.0.7 executor 2): java.lang.StackOverflowError: deep
                \tat org.example.Deep.down(Deep.java:3)
                Driver stacktrace:"""))).isEqualTo("java.lang.StackOverflowError: deep");
    }

    @Test
    void anythingElseIsItsFirstLine() {
        assertThat(Reason.of(new IllegalStateException("Cannot call methods on a stopped SparkContext.\nmore")))
                .isEqualTo("Cannot call methods on a stopped SparkContext.");
        assertThat(Reason.of(new IllegalStateException())).isEqualTo("IllegalStateException");
        assertThat(Reason.of(new IllegalStateException("x".repeat(1000)))).hasSize(301);
    }
}
