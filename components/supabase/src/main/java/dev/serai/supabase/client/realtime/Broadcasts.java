package dev.serai.supabase.client.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.supabase.client.Credentials;
import dev.serai.supabase.client.Gateway;
import dev.serai.support.http.HttpReply;
import dev.serai.support.http.RetryPolicy;
import dev.serai.support.json.Json;
import java.util.concurrent.CompletableFuture;

/** Sends broadcasts by HTTP, for which no channel need be joined. */
public record Broadcasts(Gateway gateway) {

    /** Completes when the service has taken the message on. */
    public CompletableFuture<HttpReply> send(
            String channel, String event, JsonNode payload, boolean restricted, Credentials who) {
        var body = Json.object();
        var message = body.putArray("messages").addObject();
        message.put("topic", channel).put("event", event).put("private", restricted);
        message.set("payload", payload);
        var call = gateway.call("POST", "/realtime/v1/api/broadcast", who)
                .json(Json.bytes(body))
                .retry(RetryPolicy.NONE)
                .build();
        return gateway.send(call, who, (status, error) -> null);
    }
}
