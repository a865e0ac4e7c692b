package dev.serai.runtime.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.agent.AgentConstants;
import dev.serai.openai.GatewayConstants;
import dev.serai.openai.model.GatewayModel;
import dev.serai.openai.model.Question;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Asks a route that is a model, or a model, what a person writes, and streams the answer to the page. */
final class Chat {

    private static final int LONGEST_MESSAGE = 200_000;
    private static final int MOST_EARLIER = 100;
    private static final int MOST_TURNS = 100;
    private static final Pattern SESSION = Pattern.compile("[\\x21-\\x7e&&[^/]]{1,200}");

    private final AgentList agents;
    private final Work work;
    private final AtomicInteger turns = new AtomicInteger();

    Chat(AgentList agents, Work work) {
        this.agents = agents;
        this.work = work;
    }

    /** Runs on the connection's thread, which goes on at once. */
    void serve(RoutingContext request) {
        var call = ApiCall.of(request);
        var agent = call.text("agent", 300);
        var said = new ArrayList<>(earlier(call.body().path("history")));
        said.add(ChatMessage.user(call.text("message", LONGEST_MESSAGE)));
        var session = session(call);
        if (turns.incrementAndGet() > MOST_TURNS) {
            turns.decrementAndGet();
            throw new ConsoleException(ConsoleError.TOO_MANY, MOST_TURNS + " questions are being answered already");
        }
        var response = new EventResponse(request);
        var turn = new ChatTurn(response);
        response.begin(() -> {
            turns.decrementAndGet();
            turn.left();
        });
        try {
            work.execute(() ->
                    ask(agent, new ChatRequest(said, null, null, null), headers(agent, session, call.user()), turn));
        } catch (ConsoleException e) {
            turn.failed(e);
        }
    }

    private void ask(String agent, ChatRequest question, Map<String, Object> headers, ChatTurn turn) {
        try {
            GatewayModel model = agents.named(agent);
            var asked = new Question(model.id(), question, headers);
            var answer = model instanceof AgentRoute route ? route.ask(asked, turn::recordedAs) : model.ask(asked);
            answer.whenComplete((answered, error) -> {
                if (error != null) {
                    turn.failed(error);
                } else {
                    turn.answered(answered.body());
                }
            });
        } catch (Exception e) {
            turn.failed(e);
        }
    }

    /** What the page still has of the talk; an agent with a memory takes it from there instead. */
    private static List<ChatMessage> earlier(JsonNode history) {
        var messages = new ArrayList<ChatMessage>();
        int from = Math.max(0, history.size() - MOST_EARLIER);
        for (int i = from; i < history.size(); i++) {
            var text = history.get(i).path("text").asText();
            var role = history.get(i).path("role").asText();
            if (text.length() > LONGEST_MESSAGE || !role.matches("user|assistant")) {
                throw new ConsoleException(ConsoleError.BAD_REQUEST, "'history' holds something that nobody has said");
            }
            messages.add(
                    role.equals("user")
                            ? ChatMessage.user(text)
                            : ChatMessage.of(new ChatReply(null, text, null, null, null, null)));
        }
        return messages;
    }

    /**
     * The person's name is part of it, so that nobody enters the conversations of another: names may hold a slash, so
     * the id holds none.
     */
    private static String session(ApiCall call) {
        var id = call.text("session", 200);
        if (!SESSION.matcher(id).matches()) {
            throw new ConsoleException(
                    ConsoleError.BAD_REQUEST, "the session's id is not 1 to 200 visible characters without a slash");
        }
        return "console/" + call.user() + "/" + id;
    }

    private static Map<String, Object> headers(String agent, String session, String user) {
        var headers = new HashMap<String, Object>();
        headers.put(GatewayConstants.MODEL, agent);
        headers.put(GatewayConstants.SESSION_ID, session);
        headers.put(AgentConstants.SESSION_ID, session);
        headers.put(GatewayConstants.CLIENT, "console");
        headers.put(GatewayConstants.USER, user);
        return headers;
    }
}
