package dev.serai.supabase.realtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.supabase.Access;
import dev.serai.supabase.OperationHandler;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.SupabaseEndpoint;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.realtime.Broadcasts;
import dev.serai.supabase.client.realtime.RealtimeError;
import dev.serai.support.camel.Headers;
import dev.serai.support.json.Json;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;

/** Sends the body to all who have joined the channel. The body stays what it is. */
public final class RealtimeBroadcaster implements OperationHandler {

    private final Access access;
    private final Broadcasts broadcasts;
    private final String channel;
    private final String event;
    private final boolean restricted;

    public RealtimeBroadcaster(SupabaseEndpoint endpoint, Access access) {
        this.access = access;
        broadcasts = new Broadcasts(access.gateway());
        channel = endpoint.requiredName();
        event = endpoint.getRealtimeOptions().getEvent();
        restricted = endpoint.getRealtimeOptions().isPrivateChannel();
    }

    @Override
    public CompletionStage<?> handle(Exchange exchange) {
        var named = Headers.get(exchange, SupabaseConstants.BROADCAST_EVENT, String.class, event, Access::bad);
        if (named == null || named.isBlank()) {
            throw new SupabaseException(
                    RealtimeError.NO_EVENT, "a broadcast to channel '" + channel + "' has no event");
        }
        var payload = payload(exchange);
        return access.credentials(exchange)
                .thenCompose(who -> broadcasts.send(channel, named, payload, restricted, who));
    }

    private static JsonNode payload(Exchange exchange) {
        var body = exchange.getMessage().getBody();
        try {
            var payload = body instanceof String || body instanceof byte[] || body instanceof InputStream
                    ? Json.read(exchange.getMessage().getMandatoryBody(String.class))
                    : Json.tree(body);
            if (payload.isObject()) {
                return payload;
            }
        } catch (JsonProcessingException | IllegalArgumentException | InvalidPayloadException e) {
            // The cause would quote the body.
            throw new SupabaseException(SupabaseError.BAD_BODY, "the body of a broadcast is no JSON");
        }
        throw new SupabaseException(SupabaseError.BAD_BODY, "the body of a broadcast is no JSON object");
    }
}
