package dev.serai.offline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.offline.http.ReceivedRequest.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestLogTest {
    private final RequestLog log = new RequestLog(2);

    @Test
    void keepsTheNewestAndCountsAll() {
        var first = begin("/1");
        begin("/2");
        begin("/3");
        log.end(first, Ending.ANSWERED);

        assertThat(log.all()).extracting(ReceivedRequest::path).containsExactly("/2", "/3");
        assertThat(log.total()).isEqualTo(3);
        assertThat(log.inFlight()).isEqualTo(2);
        assertThat(log.maxInFlight()).isEqualTo(3);
    }

    @Test
    void forgetsOldRequestsWhenTheNewOneIsHuge() {
        var small = begin("/small");
        log.received(small, "x");
        var huge = begin("/huge");
        log.received(huge, "x".repeat(33 << 20));

        assertThat(log.all()).containsExactly(huge);
    }

    @Test
    void aWaitInVainSaysWhatItSaw() {
        begin("/1");

        assertThatThrownBy(() -> log.awaitCancelled(Duration.ofMillis(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 cancelled exchanges")
                .hasMessageContaining("1 requests, 1 in flight");
    }

    @Test
    void headersAreFoundInAnyCase() {
        var request = new ReceivedRequest("GET", "/", Map.of("x-id", List.of("7", "8")));

        assertThat(request.header("X-Id")).isEqualTo("7");
        assertThat(request.header("Other")).isNull();
        assertThat(request.json().isMissingNode()).isTrue();
    }

    private ReceivedRequest begin(String path) {
        var request = new ReceivedRequest("POST", path, Map.of());
        log.begin(request);
        return request;
    }
}
