package dev.serai.openai.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.serai.openai.model.GatewayModel;

/** A model as the API describes it; Open WebUI shows the name. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Listed(
        String id,
        String object,
        long created,
        @JsonProperty("owned_by") String ownedBy,
        String name,
        String description) {

    static Listed of(GatewayModel model) {
        return new Listed(model.id(), "model", model.since(), "serai", model.title(), model.description());
    }
}
