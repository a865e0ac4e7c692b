package dev.serai.openai.http;

import dev.serai.openai.GatewayError;
import dev.serai.openai.GatewayException;
import dev.serai.openai.model.GatewayModel;
import dev.serai.openai.model.Models;
import dev.serai.support.json.Json;
import java.util.List;

/** Lists the models, or describes one. */
final class ModelHandler implements Handler {

    private final Models models;

    ModelHandler(Models models) {
        this.models = models;
    }

    @Override
    public void handle(Call call, Admission admission, byte[] body) {
        models.all().whenComplete(call.then(all -> {
            if (admission.operation() == Operation.MODELS) {
                call.answer(list(all));
            } else {
                describe(call, all, Operation.MODEL.name(admission.head().path()));
            }
        }));
    }

    private static Plain list(List<GatewayModel> all) {
        var list = Json.object().put("object", "list");
        var data = list.putArray("data");
        all.forEach(model -> data.add(Json.tree(Listed.of(model))));
        return Plain.json(list);
    }

    private static void describe(Call call, List<GatewayModel> all, String id) {
        all.stream()
                .filter(model -> model.id().equals(id) || model.id().equals(id + ":latest"))
                .findFirst()
                .ifPresentOrElse(
                        model -> call.answer(Plain.json(Listed.of(model))),
                        () -> call.fail(new GatewayException(
                                GatewayError.UNKNOWN_MODEL,
                                "there is no model '" + GatewayException.shown(id) + "'",
                                "model")));
    }
}
