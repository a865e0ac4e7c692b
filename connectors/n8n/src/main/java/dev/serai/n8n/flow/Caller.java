package dev.serai.n8n.flow;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** Who waits for an answer of a flow. The first answer counts, whichever part of the flow gives it. */
final class Caller {

    /** Nodes give the answer; what the flow ends with is none. */
    static final String NODE = "node";

    /** A person before a page: what follows is another page. */
    static final String FORM = "form";

    private static final Map<String, String> JSON = Map.of(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
    private static final String SENT = "Your answers have been sent. Thank you.";

    private final String mode;
    private final CompletableFuture<State.Reply> answered = new CompletableFuture<>();

    Caller(String mode) {
        this.mode = mode;
    }

    CompletableFuture<State.Reply> answered() {
        return answered;
    }

    void answer(State.Reply reply) {
        answered.complete(reply);
    }

    /** The flow has come to its end with a list. */
    void ended(Object items) {
        answer(reply(mode, items));
    }

    void failed(Throwable error) {
        answered.completeExceptionally(error);
    }

    /**
     * The flow waits, so that its end is far away.
     *
     * @param page the address of the page that it waits with, or null
     */
    void paused(Object items, String page) {
        if (mode.equals(FORM) && page != null) {
            answer(new State.Reply(303, Map.of("Location", page), "", true));
        } else if (mode.equals(NODE)) {
            answer(new State.Reply(200, JSON, Map.of("message", "The flow waits.")));
        } else {
            ended(items);
        }
    }

    static State.Reply reply(String mode, Object items) {
        if (mode.equals(FORM)) {
            return page(200, FormPage.message("Sent", SENT));
        }
        var json = Values.json(items);
        Object body = switch (mode) {
            case "noData" -> "";
            case "allEntries" -> json;
            case NODE -> Map.of("message", "The flow has ended without an answer.");
            default -> json.isEmpty() ? Map.of() : json.get(0);
        };
        return new State.Reply(mode.equals(NODE) ? 500 : 200, JSON, body);
    }

    static State.Reply page(int status, String html) {
        return new State.Reply(status, Map.of(Exchange.CONTENT_TYPE, "text/html; charset=UTF-8"), html, true);
    }

    static State.Reply message(int status, String message) {
        return new State.Reply(status, JSON, Map.of("message", message));
    }
}
