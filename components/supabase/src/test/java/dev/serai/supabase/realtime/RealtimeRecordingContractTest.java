package dev.serai.supabase.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import dev.serai.supabase.client.Credentials;
import dev.serai.supabase.client.Gateway;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.realtime.ChannelPlan;
import dev.serai.supabase.client.realtime.RealtimeChannel;
import dev.serai.supabase.client.realtime.RealtimeEvent;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.HttpPort;
import dev.serai.support.http.RetryPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A channel with the same wishes says the same as the official client. */
@Timeout(60)
class RealtimeRecordingContractTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void theFramesAreThoseOfTheOfficialClient() throws Exception {
        var token = new AtomicReference<String>();
        try (var server = new ScriptedRealtime();
                var port = HttpPort.builder().build();
                var channel = new RealtimeChannel(
                        new Gateway(
                                port,
                                URI.create(server.url()),
                                Map.of(),
                                List.of(),
                                HttpLimits.DEFAULTS,
                                RetryPolicy.NONE),
                        plan(),
                        () -> CompletableFuture.completedFuture(
                                new Credentials("sb_publishable_x", false, token.get())),
                        new Deaf())) {
            channel.open();
            await().until(channel::isJoined);
            token.set("newjwt");
            await().untilAsserted(
                            () -> assertThat(server.frames).anyMatch(frame -> frame.contains("access_token\",{")));
            await().untilAsserted(() -> assertThat(server.frames).anyMatch(frame -> frame.contains("heartbeat")));
            assertThat(server.addresses).containsExactly(recorded(0).path("url").asText());
            for (var event : List.of("phx_join", "presence", "access_token", "heartbeat")) {
                assertThat(shape(sent(server, event))).isEqualTo(shape(official(event)));
            }
        }
    }

    private static ChannelPlan plan() {
        return new ChannelPlan(
                "room1",
                List.of(new ChannelPlan.WantedChange("*", "public", "authors", "id=gt.0", List.of())),
                Set.of("*"),
                true,
                true,
                "k1",
                Json.object().put("user", "ann"),
                false,
                Duration.ofSeconds(1),
                LONG,
                List.of(LONG));
    }

    /** References only count by whether they are there; what this client never wants is left out. */
    private static JsonNode shape(JsonNode frame) {
        var shape = Json.array().add(frame.get(0).isTextual()).add(frame.get(1).isTextual());
        shape.add(frame.get(2)).add(frame.get(3));
        var payload = frame.get(4).<ObjectNode>deepCopy();
        if (frame.get(3).asText().equals("phx_join")) {
            // it broadcasts by HTTP, so it needs no answers here, and it has its token when it joins
            payload.withObject("/config/broadcast").remove("ack");
            payload.remove("access_token");
        }
        return shape.add(payload);
    }

    private static JsonNode sent(ScriptedRealtime server, String event) {
        return server.frames.stream()
                .map(Json::parse)
                .filter(frame -> frame.get(3).asText().equals(event))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode official(String event) throws IOException {
        return StreamSupport.stream(recording().spliterator(), false)
                .map(step -> step.path("frame"))
                .filter(frame -> frame.isArray() && frame.get(3).asText().equals(event))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode recorded(int step) throws IOException {
        return recording().get(step);
    }

    private static JsonNode recording() throws IOException {
        try (var file =
                RealtimeRecordingContractTest.class.getResourceAsStream("/recordings/realtime-js-frames.json")) {
            return Json.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static final class Deaf implements RealtimeChannel.Listener {
        @Override
        public void joined(RealtimeEvent.Gap gap, Runnable more) {
            more.run();
        }

        @Override
        public void event(RealtimeEvent event, Runnable more) {
            more.run();
        }

        @Override
        public void noted() {}

        @Override
        public void lost(SupabaseException reason, Duration delay) {
            throw new AssertionError(reason);
        }
    }
}
