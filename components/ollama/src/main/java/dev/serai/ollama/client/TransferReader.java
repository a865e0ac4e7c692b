package dev.serai.ollama.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.support.http.HttpStream;
import dev.serai.support.json.Json;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Hands on what a transfer reports and notices how it ended. */
final class TransferReader implements Flow.Subscriber<String> {

    private final Faults faults;
    private final Consumer<Progress> listener;
    private final CompletableFuture<Void> result;
    private final HttpStream response;
    private boolean success;

    TransferReader(Faults faults, Consumer<Progress> listener, CompletableFuture<Void> result, HttpStream response) {
        this.faults = faults;
        this.listener = listener;
        this.result = result;
        this.response = response;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (result.isDone() || line.isBlank()) {
            return;
        }
        try {
            var node = Json.read(line);
            if (node.hasNonNull("error")) {
                throw faults.transfer(Faults.errorText(node.get("error")));
            }
            // It goes to the log.
            var status = node.path("status").asText("").replaceAll("\\p{Cc}+", " ");
            success |= status.equals("success");
            listener.accept(new Progress(
                    status,
                    node.path("digest").asText(null),
                    node.path("total").asLong(-1),
                    node.path("completed").asLong(-1)));
        } catch (JsonProcessingException e) {
            fail(faults.notJson("a line of the progress", line, e));
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(Throwable error) {
        result.completeExceptionally(error);
        response.close();
    }

    @Override
    public void onError(Throwable error) {
        result.completeExceptionally(faults.of(error));
    }

    @Override
    public void onComplete() {
        if (success) {
            result.complete(null);
        } else {
            result.completeExceptionally(faults.cut("the progress ended before success was reported"));
        }
    }
}
