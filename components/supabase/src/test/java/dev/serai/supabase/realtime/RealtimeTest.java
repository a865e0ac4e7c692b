package dev.serai.supabase.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.serai.offline.http.Json;
import dev.serai.supabase.SupabaseComponent;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.error.SeraiException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.DefaultConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RealtimeTest {

    private static final String QUICK = "&rejoinDelays=20ms&heartbeat=300ms";
    private static final String INSERTS = "supabase:realtime/room?changes=INSERT&table=messages";

    private final ScriptedRealtime server = new ScriptedRealtime();
    private final CamelContext context = new DefaultCamelContext();
    private final List<Message> heard = new CopyOnWriteArrayList<>();
    private final List<Throwable> troubles = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        context.stop();
        server.close();
    }

    private void component() {
        var component = context.getComponent("supabase", SupabaseComponent.class);
        component.getConfiguration().setUrl(server.url());
        component.getConfiguration().setApiKey("hush-key");
    }

    private void listen(String uri, org.apache.camel.Processor processor) throws Exception {
        component();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("ear").process(processor);
            }
        });
        context.start();
        ((DefaultConsumer) context.getRoute("ear").getConsumer()).setExceptionHandler(new Remember());
    }

    private void listen(String uri) throws Exception {
        listen(uri, exchange -> heard.add(exchange.getMessage().copy()));
    }

    private void listenJoined(String uri) throws Exception {
        listen(uri);
        joins();
    }

    private RealtimeConsumer consumer() {
        return (RealtimeConsumer) context.getRoute("ear").getConsumer();
    }

    private void joins() {
        await().until(() -> consumer().channel().isJoined() && server.joined() == 1);
    }

    private void hears(int messages) {
        await().untilAsserted(() -> assertThat(heard).hasSize(messages));
    }

    private Throwable trouble() {
        await().until(() -> consumer().channel().trouble().isPresent());
        return consumer().channel().trouble().orElseThrow();
    }

    private final class Remember implements ExceptionHandler {
        @Override
        public void handleException(Throwable exception) {
            troubles.add(exception);
        }

        @Override
        public void handleException(String message, Throwable exception) {
            troubles.add(exception);
        }

        @Override
        public void handleException(String message, Exchange exchange, Throwable exception) {
            troubles.add(exception);
        }
    }

    @Test
    void theJoinSaysWhatIsWanted() throws Exception {
        listenJoined("supabase:realtime/room?changes=INSERT,update&table=messages&filter=RAW(room=eq.1)&broadcast=hello"
                + "&presence=true&presenceKey=k1&presenceState=RAW({\"user\":\"ann\"})&privateChannel=true");
        await().until(() -> server.frames.size() >= 2);
        assertThat(Json.parse(server.frames.get(0))).isEqualTo(Json.parse("""
                ["1","1","realtime:room","phx_join",{"config":{"broadcast":{"self":false,"ack":false},
                "presence":{"key":"k1","enabled":true},"postgres_changes":[
                {"event":"INSERT","schema":"public","table":"messages","filter":"room=eq.1"},
                {"event":"UPDATE","schema":"public","table":"messages","filter":"room=eq.1"}],
                "private":true},"access_token":"hush-key"}]"""));
        assertThat(Json.parse(server.frames.get(1))).isEqualTo(Json.parse("""
                ["1","2","realtime:room","presence",{"type":"presence","event":"track","payload":{"user":"ann"}}]"""));
        assertThat(server.requests().all().get(0).path()).isEqualTo("/realtime/v1/websocket");
    }

    @Test
    void messagesMayBeOfAnySizeWhereAnswersMay() throws Exception {
        listen(INSERTS + "&maxResponseSize=0");
        joins();
    }

    @Test
    void aHeaderThatNoHandshakeTakesIsNamed() throws Exception {
        listen(INSERTS + "&httpHeader.Sec-WebSocket-Extensions=x&joinTimeout=10m");
        assertThat(trouble()).hasMessageContaining("Sec-WebSocket-Extensions");
    }

    @Test
    void theColumnsThatAreToldCanBeChosen() throws Exception {
        listenJoined(INSERTS + "&columns=id,text");
        assertThat(Json.parse(server.frames.get(0)).at("/4/config/postgres_changes/0"))
                .isEqualTo(
                        Json.parse(
                                "{\"event\":\"INSERT\",\"schema\":\"public\",\"table\":\"messages\",\"select\":[\"id\",\"text\"]}"));
    }

    @Test
    void aChangeIsAnExchangeWithItsRow() throws Exception {
        listenJoined("supabase:realtime/room?changes=ALL");
        server.tell("room", "postgres_changes", """
                {"ids":[1000],"data":{"schema":"public","table":"messages","commit_timestamp":"2026-11-20T08:00:00.123Z",
                "type":"UPDATE","columns":[],"record":{"id":1,"text":"new"},"old_record":{"id":1},"errors":["Error 413"]}}""");
        server.tell("room", "postgres_changes", """
                {"ids":[1000],"data":{"schema":"public","table":"messages","commit_timestamp":"2026-11-20T08:00:01+00:00",
                "type":"DELETE","columns":[],"old_record":{"id":1},"errors":null}}""");
        hears(2);
        var update = heard.get(0);
        assertThat(update.getBody()).isEqualTo(Map.of("id", 1, "text", "new"));
        assertThat(update.getHeaders())
                .containsEntry(SupabaseConstants.REALTIME_KIND, "change")
                .containsEntry(SupabaseConstants.REALTIME_EVENT, "UPDATE")
                .containsEntry(SupabaseConstants.REALTIME_CHANNEL, "room")
                .containsEntry(SupabaseConstants.REALTIME_SCHEMA, "public")
                .containsEntry(SupabaseConstants.REALTIME_TABLE, "messages")
                .containsEntry(SupabaseConstants.REALTIME_COMMITTED, Instant.parse("2026-11-20T08:00:00.123Z"))
                .containsEntry(SupabaseConstants.REALTIME_OLD, Map.of("id", 1))
                .containsEntry(SupabaseConstants.REALTIME_ERRORS, List.of("Error 413"));
        assertThat(heard.get(1).getBody()).isEqualTo(Map.of("id", 1));
        assertThat(heard.get(1).getHeader(SupabaseConstants.REALTIME_COMMITTED))
                .isEqualTo(Instant.parse("2026-11-20T08:00:01Z"));
    }

    @Test
    void broadcastsComeAsTextAndAsBytes() throws Exception {
        listenJoined("supabase:realtime/room?broadcast=hello,bye");
        server.tell("room", "broadcast", "{\"type\":\"broadcast\",\"event\":\"hello\",\"payload\":{\"a\":1}}");
        server.tell("room", "broadcast", "{\"type\":\"broadcast\",\"event\":\"other\",\"payload\":{}}");
        server.tellBytes(binary("realtime:room", "bye", "{\"a\":\"ü\"}"));
        hears(2);
        assertThat(heard)
                .extracting(message -> message.getHeader(SupabaseConstants.REALTIME_EVENT))
                .containsExactly("hello", "bye");
        assertThat(heard).extracting(Message::getBody).containsExactly(Map.of("a", 1), Map.of("a", "ü"));
    }

    private static byte[] binary(String topic, String event, String payload) {
        var bytes = new ByteArrayOutputStream();
        bytes.write(4);
        bytes.write(topic.length());
        bytes.write(event.length());
        bytes.write(2);
        bytes.write(1);
        bytes.writeBytes((topic + event + "{}" + payload).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    @Test
    void presenceComesWholeAndInParts() throws Exception {
        listenJoined("supabase:realtime/room?presence=true");
        server.tell("room", "presence_state", "{\"k1\":{\"metas\":[{\"user\":\"ann\"}]}}");
        server.tell("room", "presence_diff", "{\"joins\":{},\"leaves\":{\"k1\":{\"metas\":[]}}}");
        hears(2);
        assertThat(heard)
                .extracting(message -> message.getHeader(SupabaseConstants.REALTIME_EVENT))
                .containsExactly("state", "diff");
        assertThat(heard.get(1).getBody(Map.class)).containsOnlyKeys("joins", "leaves");
    }

    @Test
    void joinedMeansThatTheChangesAreConfirmed() throws Exception {
        server.changesStatus = null;
        listen(INSERTS + QUICK + "&joinTimeout=400ms");
        assertThat(trouble()).hasMessageContaining("SUPABASE-608").hasMessageContaining("not confirmed the changes");
        assertThat(server.joined()).isZero();
        server.changesStatus = "ok";
        joins();
        assertThat(consumer().channel().trouble()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Unauthorized: You do not have permissions to read from this Channel topic, SUPABASE-604",
        "InvalidJWTToken: Token has expired 3 seconds ago hush-key, SUPABASE-605",
        "ChannelRateLimitReached: Too many channels, SUPABASE-606",
        "TopicNameRequired, SUPABASE-603",
    })
    void aRefusedJoinIsNamedAndTriedAgain(String reason, String code) throws Exception {
        server.joinProblem = reason;
        listen(INSERTS + QUICK);
        assertThat(trouble()).hasMessageContaining(code).hasMessageNotContaining("hush");
        server.joinProblem = null;
        joins();
    }

    @Test
    void changesThatTheServerCannotTellAreNamed() throws Exception {
        server.changesStatus = "error";
        listen(INSERTS + QUICK);
        assertThat(trouble()).hasMessageContaining("SUPABASE-607").hasMessageContaining("no such table");
    }

    @ParameterizedTest
    @CsvSource({"401, SUPABASE-112", "404, SUPABASE-111", "429, SUPABASE-113", "500, SUPABASE-602"})
    void aRefusedHandshakeIsNamedAndTriedAgain(int status, String code) throws Exception {
        server.refusalStatus = status;
        server.refusals.set(Integer.MAX_VALUE);
        listen(INSERTS + QUICK);
        assertThat(trouble()).hasMessageContaining(code).hasMessageNotContaining("hush");
        server.refusals.set(0);
        joins();
    }

    @Test
    void aSilentServerIsLeft() throws Exception {
        listenJoined(INSERTS + QUICK + "&gaps=emit");
        server.answersHeartbeats = false;
        await().until(() -> !heard.isEmpty());
        assertThat(heard.get(0).getHeader(SupabaseConstants.REALTIME_KIND)).isEqualTo("gap");
        assertThat(heard.get(0).getBody(Map.class).get("reason").toString()).contains("heartbeat");
    }

    @Test
    void answeredHeartbeatsKeepTheConnection() throws Exception {
        listenJoined(INSERTS + "&heartbeat=1s");
        await().until(() -> server.frames.stream()
                        .filter(frame -> frame.contains("heartbeat"))
                        .count()
                >= 3);
        assertThat(server.connections).hasValue(1);
    }

    @Test
    void aSlowRouteIsNoSilentServer() throws Exception {
        var pass = new Semaphore(0);
        listen(INSERTS + "&heartbeat=1s", exchange -> {
            pass.acquire();
            heard.add(exchange.getMessage().copy());
        });
        joins();
        for (var id = 0; id < 5; id++) {
            server.insert("room", id);
        }
        await().until(() -> server.frames.stream()
                        .filter(frame -> frame.contains("heartbeat"))
                        .count()
                >= 3);
        assertThat(server.connections).hasValue(1);
        pass.release(5);
        hears(5);
        assertThat(server.connections).hasValue(1);
    }

    @Test
    void oneExchangeIsUnderWayAtATimeUnlessMoreAreAllowed() throws Exception {
        var waiting = new Semaphore(0);
        listen(INSERTS + "&concurrent=3", exchange -> {
            heard.add(exchange.getMessage().copy());
            waiting.acquire();
        });
        joins();
        for (var id = 0; id < 5; id++) {
            server.insert("room", id);
        }
        hears(3);
        await().during(Duration.ofMillis(200)).until(() -> heard.size() == 3);
        waiting.release(5);
        hears(5);
    }

    @Test
    void aFailedExchangeDoesNotEndTheRoute() throws Exception {
        listen(INSERTS, exchange -> {
            heard.add(exchange.getMessage().copy());
            if (heard.size() == 1) {
                throw new IllegalStateException("no");
            }
        });
        joins();
        server.insert("room", 1);
        server.insert("room", 2);
        hears(2);
        assertThat(troubles).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "[1,2]",
                "not json",
                "[\"1\",null,5,\"broadcast\",{}]",
            })
    void whatIsNoMessageEndsTheConnectionAndNotTheRoute(String text) throws Exception {
        listenJoined(INSERTS + QUICK + "&gaps=emit");
        server.tellText(text);
        hears(1);
        assertThat(heard.get(0).getBody(Map.class).get("reason").toString()).contains("no message of the protocol");
        joins();
        server.insert("room", 1);
        hears(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\u0004", "\u0004\u007f\u007f\u007f\u0001", "\u0003\0\0\0\u0001{}", "\u0004\0\0\0\u0001{"})
    void bytesThatAreNoBroadcastEndTheConnectionAndNotTheRoute(String bytes) throws Exception {
        listenJoined(INSERTS + QUICK + "&gaps=emit");
        server.tellBytes(bytes.getBytes(StandardCharsets.UTF_8));
        hears(1);
        assertThat(heard.get(0).getBody(Map.class).get("reason").toString()).contains("no message of the protocol");
        joins();
        server.insert("room", 1);
        hears(2);
    }

    @Test
    void whatIsTooDeepOrTooLargeEndsTheConnectionAndNotTheRoute() throws Exception {
        listenJoined(INSERTS + QUICK + "&gaps=emit&maxResponseSize=50000");
        server.tell("room", "broadcast", "[".repeat(900) + "]".repeat(900));
        hears(1);
        joins();
        server.tell("room", "broadcast", "\"" + "x".repeat(60_000) + "\"");
        hears(2);
        assertThat(heard)
                .extracting(message ->
                        message.getBody(Map.class).get("reason").toString().replaceAll("http[^ ]*", "server"))
                .containsExactly(
                        "channel 'room': server sends what is no message of the protocol",
                        "the answer of server is larger than allowed");
        joins();
        server.insert("room", 1);
        hears(3);
    }

    @Test
    void oddPayloadsArePassedOver() throws Exception {
        listenJoined("supabase:realtime/room?changes=ALL&broadcast=ALL&presence=true");
        for (var event : List.of("postgres_changes", "broadcast", "presence_state", "presence_diff", "unheard_of")) {
            for (var payload : List.of("null", "[7]", "7", "\"text\"")) {
                server.tell("room", event, payload);
            }
        }
        server.tell("room", "postgres_changes", "{\"ids\":[1],\"data\":{\"type\":\"TRUNCATE\"}}");
        server.tell("room", "broadcast", "{\"event\":{},\"payload\":1}");
        server.tell("room", "system", "{\"status\":[],\"message\":7}");
        server.tell("other", "postgres_changes", "{\"data\":{\"type\":\"INSERT\"}}");
        server.tellText("[\"99\",null,\"realtime:room\",\"phx_close\",{}]");
        server.insert("room", 42);
        hears(1);
        assertThat(heard.get(0).getBody()).isEqualTo(Map.of("id", 42));
        assertThat(server.connections).hasValue(1);
    }

    @Test
    void aChangeWhosePartsAreOfTheWrongKindHasNone() throws Exception {
        listenJoined("supabase:realtime/room?changes=ALL" + QUICK);
        server.tell("room", "postgres_changes", """
                {"ids":7,"data":{"type":"UPDATE","schema":[1],"table":{},"record":"x","old_record":[1],"errors":"no",
                "commit_timestamp":"+999999999-01-01T00:00:00Z"}}""");
        server.insert("room", 42);
        hears(2);
        assertThat(heard.get(0).getBody()).isEqualTo(Map.of());
        assertThat(heard.get(0).getHeaders())
                .containsEntry(SupabaseConstants.REALTIME_SCHEMA, "")
                .doesNotContainKeys(
                        SupabaseConstants.REALTIME_COMMITTED,
                        SupabaseConstants.REALTIME_OLD,
                        SupabaseConstants.REALTIME_ERRORS);
    }

    @Test
    void noLineOfTheLogBeginsWithAStrangersWords() throws Exception {
        server.joinProblem = "no\n[main] ERROR forged hush-key";
        listen(INSERTS + QUICK + "&httpHeader.x-tunnel=hush-tunnel");
        assertThat(trouble()).hasMessageContaining("no [main] ERROR forged ***").hasMessageNotContaining("\n");
        server.joinProblem = "hush-tunnel";
        await().untilAsserted(() -> assertThat(trouble()).hasMessageContaining("refuses the join: ***"));
    }

    @Test
    void aStoppedRouteLeavesTheChannel() throws Exception {
        listenJoined(INSERTS);
        context.getRouteController().stopRoute("ear");
        await().until(() -> server.frames.stream().anyMatch(frame -> frame.contains("phx_leave")));
        await().until(() -> server.joined() == 0);
        assertThat(server.connections).hasValue(1);
    }

    @Test
    void theHealthCheckIsUpWhileJoined() throws Exception {
        server.joinProblem = "Unauthorized";
        listen(INSERTS + QUICK);
        trouble();
        var check = consumer().getHealthCheck();
        assertThat(check.call().getState().name()).isEqualTo("DOWN");
        assertThat(check.call().getMessage().orElse("")).contains("SUPABASE-604");
        server.joinProblem = null;
        joins();
        assertThat(check.call().getState().name()).isEqualTo("UP");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "supabase:realtime/room | SUPABASE-601",
                "supabase:realtime?changes=ALL | SUPABASE-002",
                "supabase:realtime/room?changes=TRUNCATE | SUPABASE-003",
                "supabase:realtime/room?broadcast=a&table=t | SUPABASE-003",
                "supabase:realtime/room?broadcast=a&columns=t | SUPABASE-003",
                "supabase:realtime/room?broadcast=a&rejoinDelays= | SUPABASE-003",
                "supabase:realtime/room?broadcast=a&heartbeat=0 | SUPABASE-003",
                "supabase:realtime/room?broadcast=a&concurrent=0 | SUPABASE-003",
                "supabase:realtime/room?broadcast=a&rejoinDelays=soon | SUPABASE-003",
                "supabase:realtime/room?broadcast=a&presenceState=RAW([]) | SUPABASE-003",
            })
    void optionsThatCannotBeAreRefusedAtTheStart(String uri, String code) {
        assertThatThrownBy(() -> listen(uri)).hasStackTraceContaining(code);
    }

    @Test
    void aBroadcastIsSentByHttp() throws Exception {
        component();
        context.start();
        context.createProducerTemplate()
                .sendBodyAndHeader(
                        "supabase:realtime/room?event=hello&privateChannel=true",
                        Map.of("a", 1),
                        SupabaseConstants.BROADCAST_EVENT,
                        "bye");
        context.createProducerTemplate().sendBody("supabase:realtime/room?event=hello", "{\"a\":2}");
        assertThat(server.bodies)
                .containsExactly(
                        "{\"messages\":[{\"topic\":\"room\",\"event\":\"bye\",\"private\":true,\"payload\":{\"a\":1}}]}",
                        "{\"messages\":[{\"topic\":\"room\",\"event\":\"hello\",\"private\":false,\"payload\":{\"a\":2}}]}");
        var request = server.requests().all().get(0);
        assertThat(request.path()).isEqualTo("/realtime/v1/api/broadcast");
        assertThat(request.headers()).containsEntry("apikey", List.of("hush-key"));
    }

    @Test
    void anAnswerDoesNotGoOutAsTheQuestion() throws Exception {
        component();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("supabase:realtime/room?broadcast=question")
                        .routeId("ear")
                        .to("supabase:realtime/room?event=answer");
            }
        });
        context.start();
        joins();
        server.tell("room", "broadcast", "{\"event\":\"question\",\"payload\":{}}");
        await().until(() -> !server.bodies.isEmpty());
        assertThat(server.bodies.get(0)).contains("\"event\":\"answer\"");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"a\":1}', '', 202, SUPABASE-612",
        "no json, e, 202, SUPABASE-004",
        "[1], e, 202, SUPABASE-004",
        "{}, e, 422, SUPABASE-115",
        "{}, e, 503, SUPABASE-113"
    })
    void aBroadcastThatIsNotTakenFails(String body, String event, int status, String code) throws Exception {
        server.restStatus = status;
        component();
        context.start();
        var exchange = context.createProducerTemplate()
                .request(
                        "supabase:realtime/room" + (event.isEmpty() ? "" : "?event=" + event),
                        asked -> asked.getMessage().setBody(body));
        assertThat(exchange.getException()).isInstanceOf(SupabaseException.class);
        assertThat(((SeraiException) exchange.getException()).getId()).isEqualTo(code);
    }

    /** A thousand changes in a row, over five connections that are lost in between. */
    @Test
    void whatIsMissedOverFiveReconnectsLiesWithinTheNamedGaps() throws Exception {
        listenJoined(INSERTS + "&rejoinDelays=20ms&gaps=emit");
        var proof = new GapProof(heard);
        for (var id = 0; id < GapProof.CHANGES; id++) {
            if (GapProof.loses(id)) {
                server.drop();
            }
            // for a while the changes fall into the gap
            if (GapProof.hasReturned(id)) {
                await().pollInterval(Duration.ofMillis(5)).until(() -> server.joined() == 1);
            }
            proof.committed(id, server.insert("room", id));
        }
        proof.holds();
        assertThat(server.connections).hasValue(1 + GapProof.LOSSES);
    }
}
