package dev.serai.n8n.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;

/** What one trip through a flow keeps beside its items. Copies of the exchange share it, so it is safe for threads. */
final class State {

    /** What the caller of a webhook gets. */
    record Reply(int status, Map<String, String> headers, Object body) {}

    private static final String PROPERTY = "CamelN8nState";

    private final Map<String, Map<Integer, Object>> arrived = new HashMap<>();
    private final Map<String, Queue<Object>> rounds = new HashMap<>();
    private final CompletableFuture<Reply> answered = new CompletableFuture<>();
    private final Map<String, Integer> turns = new HashMap<>();
    private Reply reply;

    private State() {}

    static State begin(Exchange exchange) {
        var state = new State();
        exchange.setProperty(PROPERTY, state);
        // Another run of items: begins, also where a flow is called by another one.
        exchange.removeProperty("CamelItemsRun");
        var route = ExchangeHelper.getRouteId(exchange);
        if (route != null) {
            // All triggers of a workflow are the same workflow to its expressions, and remember together.
            exchange.setProperty("CamelItemsWorkflow", route.replaceFirst("/.*", ""));
        }
        return state;
    }

    static State of(Exchange exchange) {
        var state = exchange.getProperty(PROPERTY, State.class);
        return state == null ? begin(exchange) : state;
    }

    synchronized void arrive(String merge, int input, Object items) {
        arrived.computeIfAbsent(merge, name -> new HashMap<>()).merge(input, items, State::both);
    }

    /** Several ways may lead into one input. */
    private static Object both(Object first, Object second) {
        var all = new ArrayList<Object>(Values.list(first));
        all.addAll(Values.list(second));
        return all;
    }

    /** What has come so far. The next round, in a loop, begins with nothing. */
    synchronized Map<Integer, Object> take(String merge) {
        var lists = arrived.remove(merge);
        return lists == null ? Map.of() : lists;
    }

    synchronized void again(String node, Object items) {
        rounds.computeIfAbsent(node, name -> new ArrayDeque<>()).add(items);
    }

    synchronized boolean more(String node) {
        return rounds.containsKey(node) && !rounds.get(node).isEmpty();
    }

    synchronized Object next(String node) {
        turns.merge(node, 1, Integer::sum);
        return rounds.get(node).remove();
    }

    /** How often a cycle has gone round. */
    synchronized int turns(String node) {
        return turns.getOrDefault(node, 0);
    }

    /** The first answer counts. */
    synchronized void reply(Reply given) {
        if (reply == null) {
            reply = given;
            answered.complete(given);
        }
    }

    /** Completed with the first answer. */
    CompletableFuture<Reply> answered() {
        return answered;
    }

    synchronized Reply reply() {
        return reply;
    }
}
