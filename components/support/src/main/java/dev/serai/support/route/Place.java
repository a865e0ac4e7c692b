package dev.serai.support.route;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Channel;
import org.apache.camel.Navigate;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.Traceable;
import org.apache.camel.processor.CatchProcessor;
import org.apache.camel.processor.ChoiceProcessor;
import org.apache.camel.processor.FilterProcessor;
import org.apache.camel.processor.FinallyProcessor;
import org.apache.camel.processor.Pipeline;
import org.apache.camel.processor.TryProcessor;
import org.apache.camel.processor.idempotent.IdempotentConsumer;
import org.apache.camel.spi.IdAware;
import org.apache.camel.support.service.ServiceHelper;

/** Where a node stands in its route. */
final class Place {

    /** Blocks that do nothing more when what they hold is done. */
    private static final Set<Class<?>> TRANSPARENT = Set.of(
            ChoiceProcessor.class,
            FilterProcessor.class,
            IdempotentConsumer.class,
            CatchProcessor.class,
            FinallyProcessor.class);

    /** Camel numbers nodes without an id of their own, anew in each process and with each load. */
    private static final Pattern NUMBERED = Pattern.compile("[A-Za-z]+\\d+");

    private static final String BY_ID = "id=";

    private final CamelContext context;
    private final String nodeId;
    private final String address;
    /** The blocks around the node, the innermost first. */
    private final List<Step> around;

    private final Processor node;

    private Place(CamelContext context, String nodeId, String address, Processor node, List<Step> around) {
        this.context = context;
        this.nodeId = nodeId;
        this.address = address;
        this.node = node;
        this.around = around;
    }

    static Place of(Route route, String nodeId) {
        var path = new ArrayDeque<Step>();
        if (nodeId == null || !find(route.navigate(), nodeId, path)) {
            throw new RouteException(
                    RouteError.NO_NODE, "route '" + route.getRouteId() + "' has no node '" + nodeId + "'");
        }
        return of(route, nodeId, path);
    }

    /** @param address what {@link #address} has given, perhaps in another process */
    static Place at(Route route, String address) {
        if (address.startsWith(BY_ID)) {
            return of(route, address.substring(BY_ID.length()));
        }
        int end = address.indexOf('=');
        var path = new ArrayDeque<Step>();
        Processor node = null;
        var block = route.navigate();
        for (var index : address.substring(0, Math.max(0, end)).split("\\.")) {
            var inside = block == null ? null : block.next();
            if (inside == null || !index.matches("\\d{1,6}") || Integer.parseInt(index) >= inside.size()) {
                node = null;
                break;
            }
            path.push(new Step(block, inside, Integer.parseInt(index)));
            node = path.peek().next();
            block = navigate(node);
        }
        if (node == null || !kind(node).equals(address.substring(end + 1))) {
            throw new RouteException(
                    RouteError.NO_NODE,
                    "route '" + route.getRouteId() + "' has changed: there is no " + address.substring(end + 1)
                            + " where it was",
                    "Give the step an id, so that it is found in a changed route, or load the route as it was.");
        }
        return of(route, node instanceof IdAware named ? named.getId() : "", path);
    }

    private static Place of(Route route, String nodeId, Deque<Step> path) {
        var around = new ArrayList<>(path);
        Processor node = around.get(0).next();
        var address = NUMBERED.matcher(nodeId).matches() ? path(path) + "=" + kind(node) : BY_ID + nodeId;
        // A node is entered through its channel, which has the node's error handler.
        if (around.get(0).block() instanceof Channel channel) {
            node = channel;
            around.remove(0);
        }
        return new Place(route.getCamelContext(), nodeId, address, node, around);
    }

    private static String path(Deque<Step> path) {
        var indexes = new ArrayList<String>();
        path.descendingIterator().forEachRemaining(step -> indexes.add(String.valueOf(step.index())));
        return String.join(".", indexes);
    }

    /** What a node does, without its options: these may change. */
    private static String kind(Object node) {
        return node instanceof Traceable traced && node instanceof IdAware
                ? traced.getTraceLabel().replaceAll("[\\[?].*", "")
                : node.getClass().getSimpleName();
    }

    String address() {
        return address;
    }

    private static boolean find(Navigate<Processor> block, String nodeId, Deque<Step> path) {
        var inside = block == null ? null : block.next();
        for (int i = 0; inside != null && i < inside.size(); i++) {
            var next = inside.get(i);
            path.push(new Step(block, inside, i));
            if (next instanceof IdAware named && nodeId.equals(named.getId()) || find(navigate(next), nodeId, path)) {
                return true;
            }
            path.pop();
        }
        return false;
    }

    @SuppressWarnings("unchecked")
    private static Navigate<Processor> navigate(Processor processor) {
        return processor instanceof Navigate<?> block && block.hasNext() ? (Navigate<Processor>) block : null;
    }

    Processor from() {
        return rest(node);
    }

    /** @return null when nothing comes after the node */
    Processor behind() {
        return rest(null);
    }

    private Processor rest(Processor first) {
        var rest = first;
        for (var step : around) {
            rest = rest(rest, step);
        }
        return rest;
    }

    private Processor rest(Processor inner, Step step) {
        var block = step.block();
        if (block instanceof Pipeline) {
            var sequence = new ArrayList<Processor>();
            if (inner != null) {
                sequence.add(inner);
            }
            sequence.addAll(step.following());
            var rest = Pipeline.newInstance(context, sequence);
            // The nodes are the route's, so it is not started, nor ever stopped.
            ServiceHelper.buildService(rest);
            return rest;
        }
        if (block instanceof TryProcessor whole) {
            return rest(inner, whole, step.next());
        }
        if (block instanceof Channel || TRANSPARENT.contains(block.getClass())) {
            return inner;
        }
        throw new RouteException(
                RouteError.NOT_CONTINUABLE,
                "node '" + nodeId + "' stands in " + name(block) + ", which cannot be gone on with in the middle");
    }

    private Processor rest(Processor inner, TryProcessor whole, Processor next) {
        var part = next instanceof Channel channel ? channel.getNextProcessor() : next;
        if (part instanceof FinallyProcessor) {
            return inner;
        }
        List<Processor> catches = part instanceof CatchProcessor ? List.of() : whole.getCatchClauses();
        return new TryProcessor(context, inner, catches, whole.getFinallyProcessor());
    }

    private static String name(Object block) {
        var kind = kind(block);
        return block instanceof IdAware named && named.getId() != null ? kind + " '" + named.getId() + "'" : kind;
    }

    private record Step(Navigate<Processor> block, List<Processor> inside, int index) {

        Processor next() {
            return inside.get(index);
        }

        List<Processor> following() {
            return inside.subList(index + 1, inside.size());
        }
    }
}
