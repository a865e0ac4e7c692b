package dev.serai.modal.client.plane;

import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.support.error.Failures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The short-lived token that goes with each call. It is renewed when somewhat more than half of its life is over; one
 * call fetches it for all that wait, and while the old one still holds nobody waits.
 */
final class AuthToken {

    private static final Logger LOG = LoggerFactory.getLogger(AuthToken.class);
    private static final Duration UNKNOWN_LIFE = Duration.ofMinutes(20);
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(5);

    private record Held(String token, Instant renewal, Instant expiry) {}

    private final Supplier<CompletableFuture<String>> source;
    private final Clock clock;
    private Held held;
    private Instant notBefore = Instant.MIN;
    private CompletableFuture<String> fetching;

    AuthToken(Supplier<CompletableFuture<String>> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    synchronized CompletableFuture<String> get() {
        var now = clock.instant();
        var valid = held != null && now.isBefore(held.expiry());
        if (valid && (now.isBefore(held.renewal()) || fetching != null || now.isBefore(notBefore))) {
            return CompletableFuture.completedFuture(held.token());
        }
        var token = valid ? held.token() : null;
        var fetch = fetching == null ? fetch() : fetching;
        // A copy, since who gives up waiting must not take the token from the others.
        return valid ? CompletableFuture.completedFuture(token) : fetch.copy();
    }

    private CompletableFuture<String> fetch() {
        var fetch = new CompletableFuture<String>();
        fetching = fetch;
        source.get().whenComplete((token, error) -> {
            settled(token, error);
            if (error != null) {
                fetch.completeExceptionally(Failures.unwrap(error));
            } else if (token.isEmpty()) {
                fetch.completeExceptionally(
                        new ModalException(ModalError.BAD_ANSWER, "AuthTokenGet gives an empty token"));
            } else {
                fetch.complete(token);
            }
        });
        return fetch;
    }

    private synchronized void settled(String token, Throwable error) {
        fetching = null;
        var now = clock.instant();
        if (error == null && !token.isEmpty()) {
            var expiry = Tokens.expiry(token).orElse(now.plus(UNKNOWN_LIFE));
            var life = Duration.between(now, expiry);
            var part = 0.5 + 0.1 * ThreadLocalRandom.current().nextDouble();
            held = new Held(token, now.plusMillis((long) (life.toMillis() * part)), expiry);
        } else {
            notBefore = now.plus(REST_AFTER_FAILURE);
            if (held != null) {
                LOG.warn("the token could not be renewed: {}", error == null ? "empty" : error.getMessage());
            }
        }
    }
}
