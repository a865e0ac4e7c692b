package dev.serai.modal.client.sandbox;

import com.google.protobuf.MessageLite;
import dev.serai.modal.client.grpc.GrpcException;
import dev.serai.modal.client.grpc.GrpcNetwork;
import dev.serai.modal.client.grpc.GrpcStatus;
import dev.serai.modal.client.grpc.Rpc;
import dev.serai.modal.client.grpc.Valve;
import dev.serai.modal.client.plane.Attempts;
import dev.serai.modal.client.plane.Stages;
import dev.serai.modal.client.plane.Tokens;
import dev.serai.support.error.Failures;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Calls to the service that runs commands in one sandbox. It wants a key of its own, which runs out. */
final class Router {

    private static final Duration BEFORE_EXPIRY = Duration.ofSeconds(30);
    private static final int MOST_TRIES = 10;

    /** Where it is, and the key. */
    record Access(URI server, String key) {
        @Override
        public String toString() {
            return "Access[" + server + "]";
        }
    }

    private final GrpcNetwork network;
    private final Clock clock;
    private final Duration requestTimeout;
    private final Supplier<CompletableFuture<Access>> renewal;
    private CompletableFuture<Access> access;

    /** @param first the access that came with the sandbox, or null */
    Router(
            GrpcNetwork network,
            Clock clock,
            Duration requestTimeout,
            Access first,
            Supplier<CompletableFuture<Access>> renewal) {
        this.network = network;
        this.clock = clock;
        this.requestTimeout = requestTimeout;
        this.renewal = renewal;
        this.access = first == null ? null : CompletableFuture.completedFuture(first);
    }

    private synchronized CompletableFuture<Access> access() {
        var held = access;
        if (held != null && held.isDone() && (held.isCompletedExceptionally() || isOver(held.getNow(null)))) {
            held = null;
        }
        if (held == null) {
            held = renewal.get();
            access = held;
        }
        return held.copy();
    }

    private boolean isOver(Access held) {
        return Tokens.expiry(held.key())
                .map(expiry -> clock.instant().isAfter(expiry.minus(BEFORE_EXPIRY)))
                .orElse(false);
    }

    private synchronized void refused(Access used) {
        if (access != null && access.isDone() && !access.isCompletedExceptionally() && access.getNow(null) == used) {
            access = null;
        }
    }

    Executor executor() {
        return network.executor();
    }

    /** @param waits how long the server may wait on purpose before it answers */
    <Q extends MessageLite, A extends MessageLite> CompletableFuture<A> call(
            Rpc<Q, A> rpc, Q question, Duration waits) {
        return call(rpc, question, waits, MOST_TRIES);
    }

    /** Not tried again. */
    <Q extends MessageLite, A extends MessageLite> CompletableFuture<A> once(
            Rpc<Q, A> rpc, Q question, Duration waits) {
        return call(rpc, question, waits, 0);
    }

    private <Q extends MessageLite, A extends MessageLite> CompletableFuture<A> call(
            Rpc<Q, A> rpc, Q question, Duration waits, int tries) {
        var policy = new Attempts.Policy(
                tries, Duration.ofMillis(10), Duration.ofSeconds(5), Duration.ZERO, GrpcException::again);
        return new Attempts<A>(
                        policy,
                        network.executor(),
                        attempt -> authorized(used ->
                                network.unary(used.server(), rpc, question, headers(used), requestTimeout.plus(waits))))
                .start();
    }

    /** Not tried again, as some of the answer may have been used; but a key that was refused is not used again. */
    <Q extends MessageLite, A extends MessageLite> CompletableFuture<Void> stream(
            Rpc<Q, A> rpc, Q question, Duration limit, Consumer<A> answers, Valve valve) {
        return Stages.then(
                access(),
                used -> Stages.recover(
                        network.stream(used.server(), rpc, question, headers(used), limit, answers, valve), error -> {
                            if (isStatus(error, GrpcStatus.UNAUTHENTICATED)) {
                                refused(used);
                            }
                            return CompletableFuture.failedFuture(error);
                        }));
    }

    /** With a new key if the one that was thought good is refused, once. */
    private <A> CompletableFuture<A> authorized(Function<Access, CompletableFuture<A>> call) {
        return Stages.then(
                access(),
                used -> Stages.recover(call.apply(used), error -> {
                    if (!isStatus(error, GrpcStatus.UNAUTHENTICATED)) {
                        return CompletableFuture.failedFuture(error);
                    }
                    refused(used);
                    return Stages.then(access(), call);
                }));
    }

    static boolean isStatus(Throwable error, GrpcStatus status) {
        return Failures.unwrap(error) instanceof GrpcException fault && fault.status() == status;
    }

    private static Map<String, String> headers(Access used) {
        return Map.of("authorization", "Bearer " + used.key());
    }
}
