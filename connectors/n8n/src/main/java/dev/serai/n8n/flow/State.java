package dev.serai.n8n.flow;

import dev.serai.items.ItemsConstants;
import dev.serai.n8n.N8nError;
import dev.serai.n8n.N8nException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;

/** What one trip through a flow keeps beside its items. Copies of the exchange share it, so it is safe for threads. */
final class State {

    /**
     * What the caller of a webhook gets.
     *
     * @param form whether it is a page of ours, which may send forms to where it came from, and nothing else
     */
    record Reply(int status, Map<String, String> headers, Object body, boolean form) {

        Reply(int status, Map<String, String> headers, Object body) {
            this(status, headers, body, false);
        }
    }

    private static final String PROPERTY = "CamelN8nState";
    private static final int TOKEN_BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** How many workflows deep calls may go; one that calls itself without waiting would go on for ever. */
    private static final int DEEPEST = 100;

    private final int depth;
    private final Map<String, Map<Integer, Object>> arrived = new HashMap<>();
    private final Map<String, Queue<Object>> rounds = new HashMap<>();
    private final Map<String, Integer> turns = new HashMap<>();
    /** Names this trip to whoever may let it go on. */
    private final String token;

    private final boolean called;
    private final String id;
    private String address = "";
    private int waits;
    private Caller caller = new Caller(Caller.NODE);

    private State(String token, String id, boolean called, int depth) {
        this.token = token;
        this.id = id;
        this.called = called;
        this.depth = depth;
    }

    static State begin(Exchange exchange) {
        var work = exchange.getUnitOfWork();
        var outer = exchange.getProperty(PROPERTY, State.class);
        if (outer != null && outer.depth >= DEEPEST) {
            throw new N8nException(
                    N8nError.ENDLESS, "workflows call one another " + DEEPEST + " deep, which is as deep as they may");
        }
        boolean called = outer != null || work != null && work.routeStackLevel() > 1;
        var bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var state = new State(token, exchange.getExchangeId(), called, outer == null ? 1 : outer.depth + 1);
        exchange.setProperty(PROPERTY, state);
        exchange.removeProperty(ItemsConstants.EXECUTION);
        // Another run of items: begins, also where a flow is called by another one.
        exchange.removeProperty("CamelItemsRun");
        var route = ExchangeHelper.getRouteId(exchange);
        if (route != null) {
            // All triggers of a workflow are the same workflow to its expressions, and remember together.
            exchange.setProperty("CamelItemsWorkflow", route.replaceFirst("/.*", ""));
        }
        return state;
    }

    /** A trip goes on that another exchange began, perhaps in another process. */
    static State goOn(Exchange exchange, String token, String id, String address, int waits) {
        var state = new State(token, id, false, 1);
        state.waits = waits;
        exchange.setProperty(PROPERTY, state);
        state.at(exchange, address);
        return state;
    }

    /** Expressions learn under which address the trip goes on when it waits. */
    void at(Exchange exchange, String where) {
        address = where.replaceAll("(?<!:)/{2,}", "/");
        if (!where.isEmpty()) {
            var own = address + "/" + token;
            exchange.setProperty(ItemsConstants.EXECUTION, Map.of("id", id, "resumeUrl", own, "resumeFormUrl", own));
        }
    }

    String token() {
        return token;
    }

    String id() {
        return id;
    }

    /** The trip waits once more: how often by now. */
    synchronized int waits() {
        return ++waits;
    }

    String address() {
        return address;
    }

    /** Whether somebody has called this flow who goes on behind it, and whom nobody could wake after a restart. */
    boolean called() {
        return called;
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

    synchronized Caller caller() {
        return caller;
    }

    /** Somebody else asks now, such as who lets the flow go on. */
    synchronized Caller asks(String mode) {
        caller = new Caller(mode);
        return caller;
    }

    /** The first answer counts. */
    void reply(Reply given) {
        caller().answer(given);
    }

    /** Null while there is none. */
    Reply reply() {
        var answered = caller().answered();
        return answered.isCompletedExceptionally() ? null : answered.getNow(null);
    }

    /** The flow has run to its end, also behind what it has waited for. */
    void ended(Exchange exchange, Throwable error) {
        if (error != null) {
            caller().failed(error);
        } else {
            caller().ended(exchange.getMessage().getBody());
        }
    }
}
