package dev.serai.items;

import dev.serai.items.model.Item;
import dev.serai.items.model.Items;
import dev.serai.items.model.Outputs;
import dev.serai.support.camel.EndpointCall;
import dev.serai.support.error.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** Sends the batches of a loop to its body, one after the other. A batch that fails is sent again as often as told. */
final class LoopBody implements AutoCloseable {

    private final EndpointCall call;
    private final String name;
    private final int batch;
    private final int tries;
    private final long wait;
    private final OnError onError;
    private final boolean untilEmpty;

    LoopBody(CamelContext context, ItemsConfiguration options) throws Exception {
        name = options.getName();
        batch = options.getBatchSize();
        tries = options.getTries();
        wait = options.getTryWait();
        onError = options.getOnError();
        untilEmpty = options.isUntilEmpty();
        if (batch < 1 || tries < 1) {
            throw new ItemsException(ItemsError.BAD_OPTION, "batchSize=" + batch + ", tries=" + tries);
        }
        call = new EndpointCall(context, options.getTo());
    }

    /** What came back, and at a second output what failed if that goes on. */
    CompletableFuture<Outputs> run(Exchange exchange, Items items) {
        var trip = new Trip(exchange, items);
        trip.go();
        return trip.done();
    }

    private final class Trip extends OneByOne<Outputs> {

        private final List<Item> results = new ArrayList<>();
        private final List<Item> failures = new ArrayList<>();
        private final Exchange exchange;
        private final Items items;
        private Items part = Items.NONE;
        private int from;
        private int failed;

        Trip(Exchange exchange, Items items) {
            this.exchange = exchange;
            this.items = items;
        }

        @Override
        CompletableFuture<Exchange> ask() {
            if (from >= items.size()) {
                return null;
            }
            part = Items.of(items.subList(from, Math.min(from + batch, items.size())));
            return call.send(exchange, part, copy -> copy.setProperty(NodeWork.LAST, part));
        }

        @Override
        Outputs result() {
            return onError == OnError.OUTPUT
                    ? new Outputs(List.of("main", "error"), List.of(results, failures))
                    : Outputs.single(results);
        }

        /** Whether the next batch, or this one again, is to be sent at once. */
        @Override
        boolean take(Exchange copy, Throwable error) {
            var failure = error;
            if (failure == null) {
                try {
                    var given = own(copy, Bodies.items(copy));
                    if (untilEmpty && given.isEmpty()) {
                        done().complete(Outputs.single(List.of()));
                        return false;
                    }
                    results.addAll(given);
                } catch (RuntimeException e) {
                    failure = e;
                }
            }
            if (failure != null && ++failed < tries) {
                if (wait <= 0) {
                    return true;
                }
                CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS).execute(this::go);
                return false;
            }
            if (failure != null && onError == OnError.FAIL) {
                done().completeExceptionally(failure);
                return false;
            }
            if (failure != null) {
                if (batch > 1) {
                    // What fails as a whole lets its input through.
                    results.addAll(part);
                } else {
                    (onError == OnError.OUTPUT ? failures : results).addAll(told(Failures.unwrap(failure)));
                }
            }
            from += part.size();
            failed = 0;
            return true;
        }

        /** What no step of items: has made becomes a run of its own, so that links lead back. */
        private Items own(Exchange copy, Items given) {
            var run = ItemsRuntime.run(exchange);
            if (given.isEmpty() || given.stream().anyMatch(item -> run.maker(item) != null)) {
                return given;
            }
            var last = copy.getProperty(NodeWork.LAST, Items.class);
            // The body may have called another flow, whose steps are none of this one's.
            var input = last.isEmpty() || run.maker(last.get(0)) == null ? part : last;
            var made = given.linkedTo(input);
            run.record(named("result"), List.of(input), Outputs.single(made), Map.of());
            return made;
        }

        private String named(String part) {
            return (name == null ? "loop" : name) + " (" + part + ")";
        }

        /** The items that failed, with the reason; they belong to a step of their own, so that links lead back. */
        private Items told(Throwable failure) {
            var message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
            var made = part.each(item -> AfterFailure.told(item, message, onError != OnError.CONTINUE));
            ItemsRuntime.run(exchange).record(named("failed"), List.of(part), Outputs.single(made), Map.of());
            return made;
        }
    }

    @Override
    public void close() {
        call.close();
    }
}
