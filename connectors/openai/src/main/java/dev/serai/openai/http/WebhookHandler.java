package dev.serai.openai.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.openai.GatewayKind;
import dev.serai.openai.model.Models;
import dev.serai.openai.model.Question;
import dev.serai.openai.wire.WebhookQuestion;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.json.Json;
import java.util.UUID;

/** Answers chats that were made for a webhook of n8n: they send one text and show one text. */
final class WebhookHandler implements Handler {

    private final Models models;

    WebhookHandler(Models models) {
        this.models = models;
    }

    @Override
    public void handle(Call call, Admission admission, byte[] body) {
        var question = WebhookQuestion.read(body);
        var model = models.named(
                GatewayKind.MODEL, Operation.WEBHOOK.name(admission.head().path()));
        // Who names no session begins one, since the text alone says nothing of what was before it.
        var id = question.sessionId() == null ? UUID.randomUUID().toString() : question.sessionId();
        var headers = ChatHandler.headers(
                admission, model.id(), Sessions.named(admission, id), Sessions.user(admission, null));
        model.ask(new Question(model.id(), ChatRequest.user(question.chatInput()), headers))
                .whenComplete(call.then(
                        answered -> Whole.of(call, answered, reply -> call.answer(Plain.json(output(reply))))));
    }

    private static ObjectNode output(ChatReply reply) {
        return Json.object().put("output", reply.text());
    }
}
