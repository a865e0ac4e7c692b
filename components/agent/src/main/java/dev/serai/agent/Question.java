package dev.serai.agent;

import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ChatRole;
import dev.serai.support.chat.ResponseFormat;
import dev.serai.support.chat.ToolSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;

/**
 * What an exchange asks of an agent.
 *
 * @param before messages that come before the new turn, as the caller tells them
 * @param turn the new messages, from the question on
 * @param session null for an agent without memory
 */
record Question(
        List<ChatMessage> before,
        List<ChatMessage> turn,
        List<ToolSpec> tools,
        ResponseFormat format,
        Map<String, Object> options,
        Map<String, Object> toolHeaders,
        String session,
        boolean whole) {

    static Question read(AgentSetup setup, Exchange exchange) {
        var body = exchange.getMessage().getBody();
        var session = session(setup, exchange);
        var headers = toolHeaders(setup, exchange);
        if (body instanceof ChatRequest request) {
            return of(request, headers, session);
        }
        var text = text(setup.prompt(), exchange);
        if (text == null || text.isBlank()) {
            throw new AgentException(AgentError.BAD_BODY, "there is no question for the agent '" + setup.name() + "'");
        }
        return new Question(
                List.of(), List.of(ChatMessage.user(text)), List.of(), null, Map.of(), headers, session, false);
    }

    private static Question of(ChatRequest request, Map<String, Object> headers, String session) {
        var messages = request.messages();
        int start = messages.size() - 1;
        while (start >= 0 && messages.get(start).role() != ChatRole.USER) {
            start--;
        }
        if (start < 0) {
            throw new AgentException(AgentError.BAD_BODY, "the ChatRequest has no message of a user");
        }
        return new Question(
                messages.subList(0, start),
                messages.subList(start, messages.size()),
                request.tools(),
                request.format(),
                request.options(),
                headers,
                session,
                true);
    }

    private static String session(AgentSetup setup, Exchange exchange) {
        if (setup.memory() == null) {
            return null;
        }
        var session = text(setup.session(), exchange);
        if (session == null || session.isBlank()) {
            throw new AgentException(
                    AgentError.NO_SESSION, "the agent '" + setup.name() + "' has a memory, but the message no session");
        }
        return session;
    }

    private static Map<String, Object> toolHeaders(AgentSetup setup, Exchange exchange) {
        var headers = new HashMap<String, Object>();
        for (var name : setup.toolHeaders()) {
            var value = exchange.getMessage().getHeader(name, String.class);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }

    static String text(Expression expression, Exchange exchange) {
        return expression == null ? null : expression.evaluate(exchange, String.class);
    }

    /** The text that guards and retrievers see. */
    String text() {
        return turn.get(0).text();
    }

    Question withText(String text) {
        if (text.equals(text())) {
            return this;
        }
        var changed = new ArrayList<>(turn);
        changed.set(0, ChatMessage.user(text, turn.get(0).images()));
        return new Question(before, changed, tools, format, options, toolHeaders, session, whole);
    }

    /** What the model is shown: one system text, earlier messages, the new turn. */
    List<ChatMessage> messages(List<String> system, List<ChatMessage> earlier) {
        var texts = new ArrayList<>(system);
        var all = new ArrayList<ChatMessage>();
        for (var message : before) {
            // Many models read the first message as system text only.
            if (message.role() == ChatRole.SYSTEM) {
                texts.add(message.text());
            } else if (session == null) {
                all.add(message);
            }
        }
        all.addAll(earlier);
        all.addAll(turn);
        if (!texts.isEmpty()) {
            all.add(0, ChatMessage.system(String.join("\n\n", texts)));
        }
        return all;
    }
}
