package dev.serai.agent.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.http.SseEvent;
import dev.serai.support.json.Json;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads the messages of an event stream, the next one only when the one before has been dealt with. */
final class EventReader implements Flow.Subscriber<SseEvent> {

    private final Function<JsonNode, CompletableFuture<?>> taker;
    private final Consumer<Throwable> end;
    private Flow.Subscription subscription;

    /**
     * @param taker deals with a message
     * @param end takes why the stream has ended, or null if it has just ended
     */
    EventReader(Function<JsonNode, CompletableFuture<?>> taker, Consumer<Throwable> end) {
        this.taker = taker;
        this.end = end;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(SseEvent event) {
        if (!event.event().equals("message") || event.data().isEmpty()) {
            subscription.request(1);
            return;
        }
        try {
            taker.apply(Json.read(event.data())).whenComplete((done, error) -> subscription.request(1));
        } catch (JsonProcessingException e) {
            subscription.cancel();
            end.accept(e);
        }
    }

    @Override
    public void onError(Throwable error) {
        end.accept(error);
    }

    @Override
    public void onComplete() {
        end.accept(null);
    }
}
