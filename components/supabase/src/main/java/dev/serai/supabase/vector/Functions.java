package dev.serai.supabase.vector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.supabase.client.Credentials;
import dev.serai.supabase.client.RestClient;
import dev.serai.supabase.client.RestRequest;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.concurrent.CompletionStage;

/** Calls the database functions of a table of documents. */
record Functions(RestClient client, VectorFaults faults) {

    /** @param reads whether the function changes nothing, so that the call may be sent twice */
    CompletionStage<JsonNode> call(String function, ObjectNode arguments, boolean reads, Credentials credentials) {
        var names = new ArrayList<String>();
        arguments.fieldNames().forEachRemaining(names::add);
        var request =
                RestRequest.function("POST", function, names).repeatable(reads).json(Json.bytes(arguments));
        return client.send(request, credentials).handle((reply, failure) -> {
            if (failure != null) {
                throw faults.ofCall(function, failure);
            }
            return Passages.json(reply, function);
        });
    }
}
