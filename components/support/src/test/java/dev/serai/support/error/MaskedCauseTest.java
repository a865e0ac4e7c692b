package dev.serai.support.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MaskedCauseTest {

    @Test
    void ofAFailureItsClassAndItsTraceAreKeptButNotItsWords() {
        var origin = new IllegalStateException("a key", new IOException("a body"));
        var masked = new MaskedCause(origin);
        assertThat(masked).hasMessage("java.lang.IllegalStateException");
        assertThat(masked.getStackTrace()).isEqualTo(origin.getStackTrace());
        assertThat(masked.getCause()).hasMessage("java.io.IOException").hasNoCause();
    }

    @Test
    void anEndlessChainOfCausesIsCut() {
        var first = new IllegalStateException("first");
        var second = new IllegalStateException("second", first);
        first.initCause(second);
        int links = 0;
        for (Throwable cause = new MaskedCause(first); cause != null; cause = cause.getCause()) {
            links++;
        }
        assertThat(links).isEqualTo(6);
    }
}
