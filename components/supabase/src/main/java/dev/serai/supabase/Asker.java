package dev.serai.supabase;

import dev.serai.supabase.client.Credentials;
import dev.serai.support.error.Failures;
import dev.serai.support.http.CallFuture;
import dev.serai.support.http.HttpReply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/** Who asks in work of many requests, which may take longer than a session's token holds. */
public final class Asker {

    private final Supplier<CompletionStage<Credentials>> who;

    Asker(Supplier<CompletionStage<Credentials>> who) {
        this.who = who;
    }

    /** Sends a request with what holds now; to cancel the answer cancels the request. */
    public CompletableFuture<HttpReply> ask(Function<Credentials, CompletableFuture<HttpReply>> request) {
        var call = new AtomicReference<CompletableFuture<HttpReply>>();
        var answer = new CallFuture<HttpReply>(() -> {
            var started = call.get();
            if (started != null) {
                started.cancel(false);
            }
        });
        who.get()
                .thenCompose(credentials -> {
                    var started = request.apply(credentials);
                    call.set(started);
                    if (answer.isDone()) {
                        started.cancel(false);
                    }
                    return started;
                })
                .whenComplete((reply, failure) -> {
                    if (failure == null) {
                        answer.deliver(reply);
                    } else {
                        answer.fail(Failures.unwrap(failure));
                    }
                });
        return answer;
    }
}
