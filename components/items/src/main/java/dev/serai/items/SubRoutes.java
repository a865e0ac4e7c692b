package dev.serai.items;

import dev.serai.items.model.Item;
import dev.serai.items.model.Items;
import dev.serai.items.model.Outputs;
import dev.serai.support.camel.EndpointCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/** Sends lists to other endpoints one after the other, and collects what comes back. */
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
        var round = new Round(exchange, errands);
        round.go();
        return round.done();
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

    /** What comes back of all errands, in their order. */
    private static final class Round extends OneByOne<Items> {

        private final Exchange exchange;
        private final Iterator<Errand> errands;
        private final List<Item> results = new ArrayList<>();

        Round(Exchange exchange, List<Errand> errands) {
            this.exchange = exchange;
            this.errands = errands.iterator();
        }

        @Override
        CompletableFuture<Exchange> ask() {
            while (errands.hasNext()) {
                var errand = errands.next();
                if (errand.call() != null) {
                    boolean last = !errands.hasNext();
                    return errand.call()
                            .send(
                                    exchange,
                                    errand.items(),
                                    copy -> copy.setProperty(
                                            ItemsConstants.MORE_OUTPUTS,
                                            !last
                                                    || Boolean.TRUE.equals(
                                                            copy.getProperty(ItemsConstants.MORE_OUTPUTS))));
                }
                results.addAll(errand.items());
            }
            return null;
        }

        @Override
        boolean take(Exchange answer, Throwable error) {
            if (error != null) {
                done().completeExceptionally(error);
                return false;
            }
            results.addAll(Bodies.items(answer));
            return true;
        }

        @Override
        Items result() {
            return Items.of(results);
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
