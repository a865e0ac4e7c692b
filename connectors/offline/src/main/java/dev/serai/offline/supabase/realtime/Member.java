package dev.serai.offline.supabase.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.supabase.Claims;
import java.util.List;
import java.util.UUID;

/** One connection's place on one channel. */
final class Member {
    final Peer peer;
    final String topic;
    final String joinRef;
    final boolean self;
    final boolean ack;
    final boolean presence;
    final String key;
    volatile Claims claims;
    volatile List<Wish> wishes = List.of();
    /** What the others see; null while the member is not tracked. */
    volatile ObjectNode shown;

    Member(Peer peer, Frame join, Claims claims) {
        this.peer = peer;
        this.claims = claims;
        topic = join.topic();
        joinRef = join.joinRef();
        var config = join.payload().path("config");
        self = config.path("broadcast").path("self").asBoolean();
        ack = config.path("broadcast").path("ack").asBoolean();
        var named = config.path("presence").path("key").asText("");
        key = named.isEmpty() ? UUID.randomUUID().toString() : named;
        presence = config.path("presence").path("enabled").asBoolean(!named.isEmpty());
    }

    void say(String event, JsonNode payload) {
        peer.send(new Frame(joinRef, null, topic, event, payload));
    }

    void system(String status, String extension, String message) {
        say(
                "system",
                Json.object()
                        .put("message", message)
                        .put("status", status)
                        .put("extension", extension)
                        .put("channel", topic.substring("realtime:".length())));
    }

    void reply(String ref, String status, ObjectNode response) {
        var payload = Json.object().put("status", status);
        payload.set("response", response);
        peer.send(new Frame(joinRef, ref, topic, "phx_reply", payload));
    }
}
