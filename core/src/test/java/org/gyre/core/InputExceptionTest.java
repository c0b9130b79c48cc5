package org.gyre.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InputExceptionTest {
    @Test
    void whateverItQuotesItsMessageIsOneLine() {
        assertThat(new InputException("x.toml: unknown kind \"a\nb\r\u001b[2J\u2028c\u0085\"; naïve is fine"))
                .hasMessage("x.toml: unknown kind \"a?b??[2J?c?\"; naïve is fine");
        assertThat(new InputException("a\tb", new IllegalStateException("why")))
                .hasMessage("a?b")
                .hasCauseInstanceOf(IllegalStateException.class);
    }
}
