package dev.serai.items;

import dev.serai.items.model.Item;
import dev.serai.items.model.Items;
import dev.serai.items.model.Outputs;
import dev.serai.support.camel.EndpointCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/** Sends lists to other endpoints one after the other, and collects what comes back. No thread waits for them. */
final class SubRoutes implements AutoCloseable {

    /** A list and where it goes. */
    private record Errand(EndpointCall call, Items items) {}

    private final Map<String, EndpointCall> targets = new LinkedHashMap<>();
    private final List<String> first;
    private final LoopBody body;

    SubRoutes(ItemsEndpoint endpoint) throws Exception {
        var options = endpoint.getConfiguration();
        for (var target : options.getOutput().entrySet()) {
            targets.put(
                    target.getKey(), new EndpointCall(endpoint.getCamelContext(), String.valueOf(target.getValue())));
        }
        first = options.getOutputOrder() == null
                ? List.of()
                : Arrays.stream(options.getOutputOrder().split(","))
                        .map(String::strip)
                        .toList();
        body = endpoint.getOperation() == ItemsOperation.LOOP && options.getTo() != null
                ? new LoopBody(endpoint.getCamelContext(), options)
                : null;
    }

    boolean hasTargets() {
        return !targets.isEmpty();
    }

    boolean isLoop() {
        return body != null;
    }

    /** The outputs in the order that was asked for, else in their own, each to its endpoint; one without an endpoint goes on as it is. */
    CompletableFuture<Items> send(Exchange exchange, Outputs outputs) {
        Stream.concat(targets.keySet().stream(), first.stream()).forEach(name -> known(name, outputs));
        var errands = new ArrayList<Errand>();
        for (int i : order(outputs)) {
            if (!outputs.get(i).isEmpty()) {
                var call = targets.getOrDefault(outputs.names().get(i), targets.get(String.valueOf(i)));
                errands.add(new Errand(call, outputs.get(i)));
            }
        }
        return run(exchange, errands);
    }

    private static void known(String name, Outputs outputs) {
        if (outputs.named(name) == null) {
            throw new ItemsException(
                    ItemsError.UNKNOWN_OUTPUT, "there is no output '" + name + "' but " + outputs.names());
        }
    }

    private List<Integer> order(Outputs outputs) {
        return IntStream.range(0, outputs.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> {
                    int named = first.indexOf(outputs.names().get(i));
                    int place = named < 0 ? first.indexOf(String.valueOf(i)) : named;
                    return place < 0 ? first.size() : place;
                }))
                .toList();
    }

    CompletableFuture<Outputs> loop(Exchange exchange, Items items) {
        return body.run(exchange, items);
    }

    private static CompletableFuture<Items> run(Exchange exchange, List<Errand> errands) {
        var done = new CompletableFuture<Items>();
        next(exchange, errands, 0, new ArrayList<>(), done);
        return done;
    }

    /** A loop as long as the answers are there at once, since thousands of calls within calls overflow the stack. */
    private static void next(
            Exchange exchange, List<Errand> errands, int from, List<Item> results, CompletableFuture<Items> done) {
        for (int i = from; i < errands.size(); i++) {
            var errand = errands.get(i);
            if (errand.call() == null) {
                results.addAll(errand.items());
                continue;
            }
            boolean last = i == errands.size() - 1;
            var answer = errand.call()
                    .send(
                            exchange,
                            errand.items(),
                            copy -> copy.setProperty(
                                    ItemsConstants.MORE_OUTPUTS,
                                    !last || Boolean.TRUE.equals(copy.getProperty(ItemsConstants.MORE_OUTPUTS))));
            if (!answer.isDone()) {
                int after = i + 1;
                answer.whenComplete((copy, error) -> {
                    if (take(copy, error, results, done)) {
                        next(exchange, errands, after, results, done);
                    }
                });
                return;
            }
            var goesOn = new boolean[1];
            answer.whenComplete((copy, error) -> goesOn[0] = take(copy, error, results, done));
            if (!goesOn[0]) {
                return;
            }
        }
        done.complete(Items.of(results));
    }

    private static boolean take(Exchange copy, Throwable error, List<Item> results, CompletableFuture<Items> done) {
        if (error != null) {
            done.completeExceptionally(error);
            return false;
        }
        try {
            results.addAll(Bodies.items(copy));
            return true;
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
            return false;
        }
    }

    @Override
    public void close() {
        targets.values().forEach(EndpointCall::close);
        if (body != null) {
            body.close();
        }
    }
}
