package dev.serai.openai.http;

import dev.serai.openai.GatewayConstants;
import dev.serai.openai.GatewayKind;
import dev.serai.openai.model.Answered;
import dev.serai.openai.model.Models;
import dev.serai.openai.model.Question;
import dev.serai.openai.wire.ChatReader;
import dev.serai.openai.wire.ChatWriter;
import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers conversations. */
final class ChatHandler implements Handler {

    /** Agents read it; a route needs no step that copies one header to the other. */
    private static final String AGENT_SESSION = "CamelAgentSessionId";

    private final Models models;

    ChatHandler(Models models) {
        this.models = models;
    }

    @Override
    public void handle(Call call, Admission admission, byte[] body) {
        var question = ChatReader.read(body);
        var model = models.named(GatewayKind.MODEL, question.model());
        var user = Sessions.user(admission, question.user());
        var headers = headers(admission, question.model(), Sessions.of(admission, question), user);
        var writer = new ChatWriter(question.model(), question.withUsage());
        model.ask(new Question(model.id(), question.request(), headers)).whenComplete(call.then(answered -> {
            if (question.stream()) {
                stream(answered).subscribe(new EventRelay(call, writer::events));
            } else {
                Whole.of(call, answered, reply -> call.answer(Plain.json(writer.whole(reply))));
            }
        }));
    }

    private static ChatStream stream(Answered answered) {
        return answered.body() instanceof ChatStream stream
                ? stream
                : ChatStream.of(List.<ChatDelta>of(new ChatDelta.Done(reply(answered.body()))));
    }

    /** What a route has given in one piece. */
    static ChatReply reply(Object body) {
        return body instanceof ChatReply reply
                ? reply
                : new ChatReply(null, String.valueOf(body), null, null, null, null);
    }

    static Map<String, Object> headers(Admission admission, String model, String session, String user) {
        var headers = new HashMap<String, Object>();
        headers.put(GatewayConstants.MODEL, model);
        if (session != null) {
            headers.put(GatewayConstants.SESSION_ID, session);
            headers.put(AGENT_SESSION, session);
        }
        if (admission.client() != null) {
            headers.put(GatewayConstants.CLIENT, admission.client());
        }
        if (user != null) {
            headers.put(GatewayConstants.USER, user);
        }
        return headers;
    }
}
