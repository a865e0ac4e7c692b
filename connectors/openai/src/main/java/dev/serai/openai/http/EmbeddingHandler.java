package dev.serai.openai.http;

import dev.serai.openai.GatewayConstants;
import dev.serai.openai.GatewayKind;
import dev.serai.openai.model.Models;
import dev.serai.openai.model.Question;
import dev.serai.openai.wire.EmbeddingQuestion;
import dev.serai.openai.wire.EmbeddingWriter;

/** Turns texts into vectors. */
final class EmbeddingHandler implements Handler {

    private final Models models;

    EmbeddingHandler(Models models) {
        this.models = models;
    }

    @Override
    public void handle(Call call, Admission admission, byte[] body) {
        var question = EmbeddingQuestion.read(body);
        var model = models.named(GatewayKind.EMBEDDING, question.model());
        var headers = ChatHandler.headers(admission, question.model(), null, Sessions.user(admission, question.user()));
        if (question.dimensions() != null) {
            headers.put(GatewayConstants.DIMENSIONS, question.dimensions());
        }
        model.ask(new Question(model.id(), question.texts(), headers))
                .whenComplete(
                        call.then(answered -> call.answer(Plain.json(EmbeddingWriter.write(question, answered)))));
    }
}
