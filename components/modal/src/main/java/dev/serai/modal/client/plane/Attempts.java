package dev.serai.modal.client.plane;

import dev.serai.modal.client.grpc.GrpcException;
import dev.serai.support.error.Failures;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/** Tries one call until it succeeds or it is no use any more. All tries carry the same key, so that the server does the work once. */
public final class Attempts<A> {

    /**
     * @param most        how often a transient failure is tried again
     * @param first       the first wait; it doubles
     * @param longest     the longest wait of our own
     * @param throttleMost how long the waits that the server asks for may be in all
     * @param again       what else than the usual is worth another try
     */
    public record Policy(
            int most, Duration first, Duration longest, Duration throttleMost, Predicate<GrpcException> again) {

        static Policy usual(ClientSettings settings) {
            return new Policy(
                    settings.retries(),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(1),
                    settings.throttleWait(),
                    GrpcException::again);
        }
    }

    private final Policy policy;
    private final Executor executor;
    private final Function<Map<String, String>, CompletableFuture<A>> call;
    private final CompletableFuture<A> result = new CompletableFuture<>();
    private final String key = UUID.randomUUID().toString();
    private final long began = System.nanoTime();
    private volatile CompletableFuture<A> current;
    private int retries;
    private int throttled;

    public Attempts(Policy policy, Executor executor, Function<Map<String, String>, CompletableFuture<A>> call) {
        this.policy = policy;
        this.executor = executor;
        this.call = call;
    }

    public CompletableFuture<A> start() {
        result.whenComplete((answer, error) -> {
            if (result.isCancelled() && current != null) {
                current.cancel(true);
            }
        });
        attempt();
        return result;
    }

    private void attempt() {
        if (result.isDone()) {
            return;
        }
        current = call.apply(metadata());
        current.whenComplete((answer, error) -> {
            if (error == null) {
                result.complete(answer);
            } else {
                failed(Failures.unwrap(error));
            }
        });
        if (result.isCancelled()) {
            current.cancel(true);
        }
    }

    private Map<String, String> metadata() {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("x-idempotency-key", key);
        metadata.put("x-retry-attempt", String.valueOf(retries));
        metadata.put("x-throttle-retry-attempt", String.valueOf(throttled));
        var seconds = String.format(Locale.ROOT, "%.3f", elapsed().toNanos() / 1e9);
        if (retries > 0) {
            metadata.put("x-retry-delay", seconds);
        }
        if (throttled > 0) {
            metadata.put("x-throttle-retry-delay", seconds);
        }
        return metadata;
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void failed(Throwable error) {
        if (error instanceof GrpcException fault && fault.pause() != null) {
            var pause = longer(fault.pause(), policy.first());
            if (elapsed().plus(pause).compareTo(policy.throttleMost()) < 0) {
                throttled++;
                after(pause);
                return;
            }
        } else if (error instanceof GrpcException fault && policy.again().test(fault) && retries < policy.most()) {
            var doubled = policy.first().multipliedBy(1L << Math.min(retries, 20));
            retries++;
            after(doubled.compareTo(policy.longest()) > 0 ? policy.longest() : doubled);
            return;
        }
        result.completeExceptionally(error);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private void after(Duration pause) {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, executor)
                .execute(this::attempt);
    }
}
