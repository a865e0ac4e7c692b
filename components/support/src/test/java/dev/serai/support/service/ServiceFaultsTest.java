package dev.serai.support.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.error.ErrorCode;
import dev.serai.support.http.HttpFault;
import dev.serai.support.http.HttpReply;
import dev.serai.support.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceFaultsTest {

    private static final URI SERVER = URI.create("http://me:pw@host:1/api");
    private static final ErrorReader NO_WORDS = (reply, body) -> null;

    private enum Code implements ErrorCode {
        UNKNOWN_HOST,
        REFUSED,
        CONNECT_TIMEOUT,
        FIRST_BYTE_TIMEOUT,
        IDLE_TIMEOUT,
        TOTAL_TIMEOUT,
        CUT,
        TOO_LARGE,
        EGRESS,
        CANCELLED,
        PROTOCOL,
        ANSWERED;

        @Override
        public String id() {
            return "TEST-" + ordinal();
        }

        @Override
        public String remedy() {
            return "Do something.";
        }

        @Override
        public boolean retryableRead() {
            return this == CUT || this == REFUSED;
        }
    }

    private static final class Failure extends ServiceException {
        private static final long serialVersionUID = 1L;

        private final transient ServiceFault fault;

        Failure(ServiceFault fault, String fact, boolean retryable, Throwable cause) {
            super(fault, fact, retryable, cause);
            this.fault = fault;
        }
    }

    private static final class Faults extends ServiceFaults<Failure> {
        Faults(boolean reads) {
            super(Failure.class, SERVER, Arrays.asList("s3cret", null), reads);
        }

        @Override
        protected ErrorCode transport(HttpFault.Kind kind) {
            return Code.valueOf(kind.name());
        }

        @Override
        protected ServiceFault general(HttpReply reply, JsonNode body) {
            return new ServiceFault(
                    Code.ANSWERED,
                    reply.status(),
                    null,
                    body.isObject() ? Replies.message(body, "message") : Replies.said(reply));
        }

        @Override
        protected Failure exception(ServiceFault fault, String fact, boolean retryable, Throwable cause) {
            return new Failure(fault, fact, retryable, cause);
        }
    }

    private final Faults reading = new Faults(true);
    private final Faults writing = new Faults(false);

    private static HttpReply reply(int status, String type, String body) {
        return new HttpReply(status, Map.of("Content-Type", List.of(type)), body.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpFault fault(HttpFault.Kind kind, boolean nothingSent) {
        return new HttpFault(kind, SERVER, null, nothingSent, "about s3cret");
    }

    @Test
    void aFailureThatIsToldAlreadyStaysTheSame() {
        var failure = reading.of(fault(HttpFault.Kind.CUT, false));
        assertThat(writing.of(new CompletionException(failure))).isSameAs(failure);
    }

    @ParameterizedTest
    @EnumSource(HttpFault.Kind.class)
    void eachFailureOfTheConnectionHasItsCode(HttpFault.Kind kind) {
        var failure = reading.of(new CompletionException(fault(kind, false)));
        assertThat(failure.code()).isEqualTo(Code.valueOf(kind.name()));
        assertThat(failure)
                .hasMessageNotContaining("s3cret")
                .hasMessageNotContaining("pw")
                .hasMessageEndingWith("Do something.");
        assertThat(failure.getStatus()).isZero();
    }

    @Test
    void whatWasCutMayBeAskedAgainAndIsWrittenAgainOnlyIfNothingWasSent() {
        assertThat(reading.of(fault(HttpFault.Kind.CUT, false)).isRetryable()).isTrue();
        assertThat(writing.of(fault(HttpFault.Kind.CUT, false)).isRetryable()).isFalse();
        assertThat(writing.of(fault(HttpFault.Kind.REFUSED, true)).isRetryable())
                .isTrue();
        assertThat(reading.of(fault(HttpFault.Kind.EGRESS, true)).isRetryable()).isFalse();
    }

    @Test
    void aCancelledRequestIsNoLostConnection() {
        var failure = reading.of(new CancellationException("Bearer of a key"));
        assertThat(failure.code()).isEqualTo(Code.CANCELLED);
        assertThat(failure.getCause()).hasMessage("java.util.concurrent.CancellationException");
    }

    @Test
    void anUnexpectedFailureDoesNotQuoteItsCause() {
        var failure = reading.of(new IllegalStateException("Bearer of a key"));
        assertThat(failure.code()).isEqualTo(Code.CUT);
        assertThat(failure).hasMessageContaining("IllegalStateException").hasMessageNotContaining("Bearer");
        assertThat(failure.getCause()).hasMessage("java.lang.IllegalStateException");
    }

    @Test
    void theServicesWordsAreShownWithoutSecretsAndItsHintComesFirst() {
        var failure = reading.status(
                reply(400, "application/json", "{}"),
                (reply, body) -> new ServiceFault(
                        Code.ANSWERED, 418, "C1", "bad s3cret", "the s3cret row", "mend s3cret", "Mend it, s3cret."));
        assertThat(failure)
                .hasMessage("[TEST-11] http://***@host:1/api answers 418 C1: bad *** (the *** row). "
                        + "mend ***. Mend it, ***.");
        assertThat(failure.getStatus()).isEqualTo(418);
        assertThat(failure.getServiceCode()).isEqualTo("C1");
        assertThat(failure.getServiceMessage()).isEqualTo("bad ***");
        assertThat(failure.fault.details()).isEqualTo("the *** row");
    }

    @Test
    void aRowInTheDetailsIsInNoMessage() {
        var failure = reading.told(new ServiceFault(Code.ANSWERED, 400, null, "no", "a row", null, null, true));
        assertThat(failure).hasMessageNotContaining("a row");
        assertThat(failure.fault.details()).isEqualTo("a row");
    }

    @Test
    void aLongSpeechIsCut() {
        var failure = reading.status(reply(500, "text/plain", "a".repeat(10_000)), NO_WORDS);
        assertThat(failure.getServiceMessage()).hasSize(503).endsWith("...");
    }

    @Test
    void aPageOrARedirectSaysNothingThatHelps() {
        assertThat(reading.status(reply(502, "text/html", "down"), NO_WORDS).getServiceMessage())
                .isEqualTo("a web page");
        assertThat(reading.status(reply(302, "text/plain", "there"), NO_WORDS).getServiceMessage())
                .contains("not followed");
        assertThat(reading.status(reply(500, "text/plain", ""), NO_WORDS)).hasMessageContaining("500: no reason");
    }

    @ParameterizedTest
    @CsvSource({"429,true", "400,false"})
    void tooManyRequestsAreToldBeforeAnythingIsDone(int status, boolean again) {
        assertThat(writing.status(reply(status, "text/plain", "no"), NO_WORDS).isRetryable())
                .isEqualTo(again);
    }

    @Test
    void anAnswerThatIsNotWhatWasAgreedOnIsTold() {
        assertThat(reading.unreadable(Code.PROTOCOL, "is no JSON"))
                .hasMessage("[TEST-10] the answer of http://***@host:1/api is no JSON. Do something.");
    }

    @Test
    void theFirstFieldThatIsThereHoldsTheWords() throws Exception {
        var body = Json.read("{\"a\":null,\"b\":{},\"c\":7}".getBytes(StandardCharsets.UTF_8));
        assertThat(Replies.message(body, "a", "b", "c")).isEqualTo("7");
        assertThat(Replies.message(body, "a")).isEqualTo(body.toString());
        assertThat(Replies.json(reply(200, "text/plain", "{")).isMissingNode()).isTrue();
        assertThat(Replies.json(reply(200, "text/plain", "")).isMissingNode()).isTrue();
    }
}
