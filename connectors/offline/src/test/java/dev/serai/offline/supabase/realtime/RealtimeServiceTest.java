package dev.serai.offline.supabase.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.offline.supabase.Api;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class RealtimeServiceTest {
    @RegisterExtension
    static SupabaseServerExtension supabase = new SupabaseServerExtension();

    private final List<Wire> wires = new ArrayList<>();

    @BeforeAll
    static void makeTables() {
        supabase.sql("create table notes (id int primary key, room int, text text);"
                + "create table secrets (id int primary key, owner text); alter table secrets enable row level security;"
                + "create policy mine on secrets for select using (owner = auth.role());"
                + "create table whole (id int primary key, n numeric); alter table whole replica identity full;"
                + "create table diaries (id int primary key, text text); alter table diaries enable row level security;"
                + "alter table diaries replica identity full;"
                + "create table closed (id int primary key); revoke all on closed from anon, authenticated;"
                + "create table unpublished (id int primary key);"
                + "alter publication supabase_realtime add table notes, secrets, whole, diaries, closed");
    }

    @AfterEach
    void close() {
        wires.forEach(Wire::close);
    }

    private Wire open(String query) {
        var wire = Wire.open(supabase.baseUrl(), query);
        wires.add(wire);
        return wire;
    }

    private Wire open() {
        return open("apikey=" + supabase.anonKey() + "&vsn=2.0.0");
    }

    private static String join(String config) {
        return "[\"1\",\"1\",\"realtime:room\",\"phx_join\",{\"config\":" + config + "}]";
    }

    /** A client that has joined and whose reply is read. */
    private Wire joined(String config) {
        var wire = open().say(join(config));
        assertThat(wire.next("phx_reply").path("status").asText()).isEqualTo("ok");
        return wire;
    }

    private Wire hearing(String change) {
        var wire = joined("{\"postgres_changes\":[" + change + "]}");
        assertThat(wire.next("system").path("status").asText()).isEqualTo("ok");
        return wire;
    }

    private static String reason(JsonNode reply) {
        assertThat(reply.path("status").asText()).isEqualTo("error");
        return reply.path("response").path("reason").asText();
    }

    private String token(String role) {
        return supabase.server().tokens().sign(Json.object().put("role", role));
    }

    @Test
    void protocolTwoSpeaksInLists() {
        var wire = open().say(
                        join("{\"postgres_changes\":[{\"event\":\"*\",\"schema\":\"public\",\"table\":\"notes\"}]}"));
        var reply = wire.nextJson();
        var id = reply.at("/4/response/postgres_changes/0/id").asInt();
        assertThat(id).isPositive();
        assertThat(reply).isEqualTo(Json.parse("""
                ["1","1","realtime:room","phx_reply",{"status":"ok","response":{"postgres_changes":[
                {"event":"*","schema":"public","table":"notes","id":%d}]}}]""".formatted(id)));
        assertThat(wire.nextJson()).isEqualTo(Json.parse("""
                ["1",null,"realtime:room","system",{"message":"Subscribed to PostgreSQL","status":"ok",
                "extension":"postgres_changes","channel":"room"}]"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&vsn=1.0.0"})
    void protocolOneSpeaksInObjects(String version) {
        var wire = open("apikey=" + supabase.anonKey() + version)
                .say("{\"join_ref\":\"1\",\"ref\":\"1\",\"topic\":\"realtime:room\",\"event\":\"phx_join\",\"payload\":"
                        + "{\"config\":{\"broadcast\":{\"self\":true}}}}");
        assertThat(wire.nextJson()).isEqualTo(Json.parse("""
                {"ref":"1","topic":"realtime:room","event":"phx_reply","join_ref":"1",
                "payload":{"status":"ok","response":{"postgres_changes":[]}}}"""));
        wire.say("{\"join_ref\":\"1\",\"ref\":\"2\",\"topic\":\"realtime:room\",\"event\":\"broadcast\",\"payload\":"
                + "{\"type\":\"broadcast\",\"event\":\"hi\",\"payload\":{\"a\":1}}}");
        assertThat(wire.nextJson()).isEqualTo(Json.parse("""
                {"ref":null,"topic":"realtime:room","event":"broadcast","join_ref":"1",
                "payload":{"type":"broadcast","event":"hi","payload":{"a":1}}}"""));
        wire.say("{\"ref\":\"3\",\"topic\":\"phoenix\",\"event\":\"heartbeat\",\"payload\":{}}");
        assertThat(wire.nextJson()).isEqualTo(Json.parse("""
                {"ref":"3","topic":"phoenix","event":"phx_reply","payload":{"status":"ok","response":{}}}"""));
    }

    @Test
    void aHeartbeatIsAnswered() {
        assertThat(open().say("[null,\"7\",\"phoenix\",\"heartbeat\",{}]").nextJson())
                .isEqualTo(Json.parse("[null,\"7\",\"phoenix\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]"));
    }

    @Test
    void aChangeHasRowColumnsAndTime() {
        var wire = hearing("{\"event\":\"*\",\"schema\":\"public\",\"table\":\"notes\"}");
        var before = Instant.now().minusSeconds(5);
        supabase.sql("insert into notes values (1, 7, 'it''s [new]: x')");
        var insert = wire.next("postgres_changes");
        assertThat(Instant.parse(insert.at("/data/commit_timestamp").asText()))
                .isBetween(before, Instant.now().plusSeconds(5));
        assertThat(insert.path("ids")).hasSize(1);
        assertThat(without(insert, "commit_timestamp")).isEqualTo(Json.parse("""
                {"schema":"public","table":"notes","type":"INSERT","columns":[{"name":"id","type":"int4"},
                {"name":"room","type":"int4"},{"name":"text","type":"text"}],
                "record":{"id":1,"room":7,"text":"it's [new]: x"},"errors":null}"""));
        supabase.sql("update notes set text = null where id = 1; delete from notes where id = 1");
        var update = wire.next("postgres_changes").path("data");
        assertThat(update.path("record")).isEqualTo(Json.parse("{\"id\":1,\"room\":7,\"text\":null}"));
        assertThat(update.path("old_record")).isEqualTo(Json.parse("{\"id\":1}"));
        var delete = wire.next("postgres_changes").path("data");
        assertThat(delete.path("type").asText()).isEqualTo("DELETE");
        assertThat(delete.has("record")).isFalse();
        assertThat(delete.path("old_record")).isEqualTo(Json.parse("{\"id\":1}"));
    }

    private static JsonNode without(JsonNode change, String field) {
        return change.path("data").<ObjectNode>deepCopy().without(field);
    }

    @Test
    void theWholeOldRowIsToldWhereTheTableKeepsIt() {
        var wire = hearing("{\"event\":\"*\",\"schema\":\"public\",\"table\":\"whole\"}");
        supabase.sql("insert into whole values (1, 1.5); update whole set n = 2.5 where id = 1");
        wire.next("postgres_changes");
        assertThat(wire.next("postgres_changes").at("/data/old_record")).isEqualTo(Json.parse("{\"id\":1,\"n\":1.5}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "eq.2 12",
                "neq.2 11,13",
                "lt.2 11",
                "lte.2 11,12",
                "gt.2 13",
                "gte.2 12,13",
                "in.(1,3) 11,13",
                "gt.1,id=lt.13 12",
                "neq.1,text=eq.\\\"a,b\\\" 13",
                "in.(1,2,3),text=in.(\\\"a,b\\\",y) 13",
            })
    void filtersChoose(String filter, String ids) {
        var wire = hearing("{\"event\":\"INSERT\",\"schema\":\"public\",\"table\":\"notes\",\"filter\":\"room=" + filter
                + "\"},{\"event\":\"DELETE\",\"schema\":\"public\",\"table\":\"whole\"}");
        supabase.sql(
                "delete from notes; insert into notes values (11, 1, 'x'), (12, 2, ''), (13, 3, 'a,b'), (14, null, null);"
                        + "insert into whole values (9, 9); delete from whole where id = 9");
        var told = new ArrayList<String>();
        for (var change = data(wire); !change.path("table").asText().equals("whole"); change = data(wire)) {
            told.add(change.at("/record/id").asText());
        }
        assertThat(String.join(",", told)).isEqualTo(ids);
    }

    private static JsonNode data(Wire wire) {
        return wire.next("postgres_changes").path("data");
    }

    @Test
    void eachWishIsNamedByItsId() {
        var wire = open().say(
                        join("{\"postgres_changes\":[{\"event\":\"INSERT\",\"schema\":\"public\",\"table\":\"whole\"},"
                                + "{\"event\":\"*\",\"schema\":\"public\"}]}"));
        var wishes = wire.next("phx_reply").at("/response/postgres_changes");
        wire.next("system");
        supabase.sql("insert into whole values (21, 1); insert into notes values (21)");
        assertThat(ids(wire))
                .containsExactly(wishes.at("/0/id").asInt(), wishes.at("/1/id").asInt());
        assertThat(ids(wire)).containsExactly(wishes.at("/1/id").asInt());
    }

    private static List<Integer> ids(Wire wire) {
        return StreamSupport.stream(wire.next("postgres_changes").path("ids").spliterator(), false)
                .map(JsonNode::asInt)
                .toList();
    }

    @Test
    void ofADeletedRowThatPoliciesGuardOnlyTheKeyIsTold() {
        var wire = hearing("{\"event\":\"DELETE\",\"schema\":\"public\",\"table\":\"diaries\"}");
        supabase.sql("insert into diaries values (1, 'hush'); delete from diaries");
        assertThat(data(wire).path("old_record")).isEqualTo(Json.parse("{\"id\":1}"));
    }

    @Test
    void whoMayNotSelectATableHearsNothingOfIt() {
        var wire = hearing("{\"event\":\"*\",\"schema\":\"public\"}");
        supabase.sql("insert into closed values (1); insert into notes values (51)");
        assertThat(data(wire).at("/record/id").asInt()).isEqualTo(51);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anon", "authenticated", "service_role"})
    void policiesDecideWhoHearsOfARow(String role) {
        var wire = open().say("[\"1\",\"1\",\"realtime:room\",\"phx_join\",{\"access_token\":\"" + token(role)
                + "\",\"config\":{\"postgres_changes\":[{\"event\":\"*\",\"schema\":\"public\"}]}}]");
        wire.next("system");
        supabase.sql(
                "delete from secrets; delete from notes; insert into secrets values (1, 'authenticated'), (2, 'anon');"
                        + "insert into notes values (999)");
        var owners = new ArrayList<String>();
        for (var change = data(wire); change.at("/record/id").asInt() != 999; change = data(wire)) {
            if (change.path("type").asText().equals("INSERT")) {
                owners.add(change.at("/record/owner").asText());
            }
        }
        assertThat(owners).isEqualTo(role.equals("service_role") ? List.of("authenticated", "anon") : List.of(role));
    }

    @Test
    void aNewTokenCountsWithoutANewJoin() {
        var wire = hearing("{\"event\":\"INSERT\",\"schema\":\"public\",\"table\":\"secrets\"}");
        wire.say("[\"1\",\"2\",\"realtime:room\",\"access_token\",{\"access_token\":\"" + token("authenticated")
                + "\"}]");
        assertThat(wire.soFar()).isEmpty();
        supabase.sql("insert into secrets values (31, 'anon'), (32, 'authenticated')");
        assertThat(data(wire).at("/record/id").asInt()).isEqualTo(32);
    }

    @Test
    void aWrongNewTokenEndsTheChannel() {
        var wire = joined("{}");
        wire.say("[\"1\",\"2\",\"realtime:room\",\"access_token\",{\"access_token\":\"a.b.c\"}]");
        assertThat(wire.next("system").path("status").asText()).isEqualTo("error");
        wire.next("phx_close");
        assertThat(supabase.server().realtime().joined()).isZero();
    }

    @Test
    void wrongTokensDoNotJoin() {
        var expired = supabase.server()
                .tokens()
                .sign(Json.object().put("role", "anon").put("exp", 1));
        for (var token : List.of("a.b.c", "nonsense", expired)) {
            var reply = open().say("[\"1\",\"1\",\"realtime:room\",\"phx_join\",{\"access_token\":\"" + token + "\"}]")
                    .next("phx_reply");
            assertThat(reason(reply)).startsWith("InvalidJWTToken: ").doesNotContain(token);
        }
    }

    @Test
    void wrongKeysAndVersionsDoNotConnect() {
        var url = supabase.baseUrl();
        assertThat(Wire.refused(url, "vsn=2.0.0")).isEqualTo(401);
        assertThat(Wire.refused(url, "apikey=wrong&vsn=2.0.0")).isEqualTo(401);
        assertThat(Wire.refused(url, "apikey=" + supabase.anonKey() + "&vsn=3.0.0"))
                .isEqualTo(501);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"private\":true} | private channels",
                "{\"broadcast\":{\"replay\":{\"since\":1}}} | broadcast.replay",
                "{\"postgres_changes_options\":{\"wait\":true}} | postgres_changes_options",
                "{\"postgres_changes\":[{\"event\":\"*\",\"select\":[\"id\"]}]} | select",
                "{\"postgres_changes\":[{\"event\":\"*\",\"filter\":\"id=eq.1,room=like.x\"}]} | filter room=like.x",
                "{\"postgres_changes\":[7]} | no object",
            })
    void whatIsNotDoneIsRefusedByName(String config, String name) {
        assertThat(reason(open().say(join(config)).next("phx_reply")))
                .startsWith("the stand-in has no ")
                .contains(name);
        assertThat(supabase.server().realtime().joined()).isZero();
    }

    @Test
    void aTopicMustBeNamed() {
        var reply = open().say("[\"1\",\"1\",\"realtime:\",\"phx_join\",{}]").next("phx_reply");
        assertThat(reason(reply)).startsWith("TopicNameRequired");
    }

    @Test
    void unpublishedTablesAreNamed() {
        var wire = joined("{\"postgres_changes\":[{\"event\":\"*\",\"schema\":\"public\",\"table\":\"unpublished\"}]}");
        var system = wire.next("system");
        assertThat(system.path("status").asText()).isEqualTo("error");
        assertThat(system.path("message").asText()).contains("public.unpublished");
    }

    @Test
    void broadcastsReachTheOthersInTheirOwnProtocol() {
        var two = joined("{}");
        var one = open("apikey=" + supabase.anonKey() + "&vsn=1.0.0")
                .say(
                        "{\"join_ref\":\"1\",\"ref\":\"1\",\"topic\":\"realtime:room\",\"event\":\"phx_join\",\"payload\":{}}");
        one.next();
        two.say(Wire.broadcast("2", "realtime:room", "bytes", "{\"a\":1}"));
        assertThat(one.nextJson().at("/payload/payload")).isEqualTo(Json.parse("{\"a\":1}"));
        two.say(
                "[\"1\",\"3\",\"realtime:room\",\"broadcast\",{\"type\":\"broadcast\",\"event\":\"text\",\"payload\":{}}]");
        assertThat(one.nextJson().at("/payload/event").asText()).isEqualTo("text");
        assertThat(two.soFar()).isEmpty();
        one.say("{\"ref\":\"2\",\"topic\":\"realtime:room\",\"event\":\"broadcast\",\"payload\":"
                + "{\"type\":\"broadcast\",\"event\":\"hi\",\"payload\":{\"b\":2}}}");
        assertThat(two.next("broadcast"))
                .isEqualTo(Json.parse("{\"bytes\":true,\"event\":\"hi\",\"payload\":{\"b\":2}}"));
    }

    @Test
    void theSenderHearsItselfAndAnAnswerWhereItWants() {
        var wire = joined("{\"broadcast\":{\"self\":true,\"ack\":true}}");
        wire.say(Wire.broadcast("2", "realtime:room", "hi", "{\"a\":1}"));
        assertThat(wire.next("broadcast").path("payload")).isEqualTo(Json.parse("{\"a\":1}"));
        assertThat(wire.nextJson())
                .isEqualTo(Json.parse(
                        "[\"1\",\"2\",\"realtime:room\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]"));
    }

    @Test
    void broadcastsStayInTheirChannel() {
        var wire = joined("{\"broadcast\":{\"self\":true}}");
        var api = new Api(supabase.baseUrl(), supabase.anonKey());
        var answer = api.post(
                "/realtime/v1/api/broadcast",
                "{\"messages\":[{\"topic\":\"other\",\"event\":\"e\",\"payload\":{}},{\"topic\":\"room\",\"event\":\"e\","
                        + "\"payload\":{\"n\":1}}]}");
        assertThat(answer.statusCode()).isEqualTo(202);
        var heard = wire.soFar();
        assertThat(heard).hasSize(1);
        assertThat(heard.get(0).at("/4/payload")).isEqualTo(Json.parse("{\"n\":1}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/broadcast | {\"messages\":[{\"topic\":\"a\",\"event\":\"e\",\"private\":true}]} | 501 | private channels",
                "/api/broadcast | {\"messages\":[{\"topic\":\"a\"}]} | 422 | topic and event",
                "/api/broadcast/room/events/e?private=true | {} | 501 | private channels",
                "/api/broadcast | nonsense | 400 | cannot be read",
                "/api/tenants | {} | 501 | POST /api/tenants",
            })
    void broadcastsByHttpThatCannotBeAreRefused(String path, String body, int status, String name) {
        var answer = new Api(supabase.baseUrl(), supabase.anonKey())
                .post("/realtime/v1" + path, body, "Content-Type", "application/json");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(name);
    }

    @Test
    void oneBroadcastMayStandInTheAddress() {
        var wire = open().say("[\"1\",\"1\",\"realtime:a b\",\"phx_join\",{}]");
        wire.next("phx_reply");
        var api = new Api(supabase.baseUrl(), supabase.anonKey());
        var path = "/realtime/v1/api/broadcast/a%20b/events/e%2Ff";
        assertThat(api.post(path, "{\"n\":1}", "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(202);
        assertThat(wire.next("broadcast"))
                .isEqualTo(Json.parse("{\"bytes\":true,\"event\":\"e/f\",\"payload\":{\"n\":1}}"));
        var bytes = api.post(path, "x", "Content-Type", "application/octet-stream");
        assertThat(bytes.statusCode()).isEqualTo(501);
        assertThat(bytes.body()).contains("broadcasts of bytes");
    }

    @Test
    void presenceTellsWhoComesAndGoes() {
        var ann = joined("{\"presence\":{\"key\":\"ann\",\"enabled\":true}}");
        assertThat(ann.next("presence_state")).isEmpty();
        ann.say("[\"1\",\"2\",\"realtime:room\",\"presence\",{\"type\":\"presence\",\"event\":\"track\","
                + "\"payload\":{\"at\":\"desk\"}}]");
        assertThat(ann.next("phx_reply").path("status").asText()).isEqualTo("ok");
        var came = ann.next("presence_diff");
        assertThat(came.at("/joins/ann/metas/0/at").asText()).isEqualTo("desk");
        assertThat(came.at("/joins/ann/metas/0/phx_ref").asText()).isNotEmpty();
        assertThat(came.path("leaves")).isEmpty();

        var bob = joined("{\"presence\":{\"key\":\"bob\",\"enabled\":true}}");
        assertThat(bob.next("presence_state").at("/ann/metas/0/at").asText()).isEqualTo("desk");
        bob.say(
                "[\"1\",\"2\",\"realtime:room\",\"presence\",{\"type\":\"presence\",\"event\":\"track\",\"payload\":{}}]");
        assertThat(ann.next("presence_diff").path("joins").has("bob")).isTrue();

        ann.say("[\"1\",\"3\",\"realtime:room\",\"presence\",{\"type\":\"presence\",\"event\":\"untrack\"}]");
        bob.next("presence_diff");
        var left = bob.next("presence_diff");
        assertThat(left.at("/leaves/ann/metas/0/at").asText()).isEqualTo("desk");
        assertThat(left.path("joins")).isEmpty();

        ann.next("presence_diff");
        bob.close();
        assertThat(ann.next("presence_diff").path("leaves").has("bob")).isTrue();
    }

    @Test
    void theUntrackedAreNotSeen() {
        var wire = joined("{\"presence\":{\"key\":\"ann\",\"enabled\":true}}");
        wire.next("presence_state");
        var guest = joined("{}");
        guest.close();
        assertThat(wire.soFar()).isEmpty();
        wire.say("[\"1\",\"2\",\"realtime:room\",\"presence\",{\"type\":\"presence\",\"event\":\"update\"}]");
        assertThat(reason(wire.next("phx_reply"))).contains("no presence update");
    }

    @Test
    void whoLeavesHearsNothingMore() {
        var wire = joined("{}");
        wire.say("[\"1\",\"2\",\"realtime:room\",\"phx_leave\",{}]");
        assertThat(wire.next("phx_reply").path("status").asText()).isEqualTo("ok");
        wire.next("phx_close");
        new Api(supabase.baseUrl(), supabase.anonKey())
                .post("/realtime/v1/api/broadcast", "{\"messages\":[{\"topic\":\"room\",\"event\":\"e\"}]}");
        assertThat(wire.soFar()).isEmpty();
        wire.say(Wire.broadcast("3", "realtime:room", "hi", "{}"));
        assertThat(reason(wire.next("phx_reply"))).isEqualTo("unmatched topic");
    }

    @Test
    void unknownEventsAreNamed() {
        var wire = joined("{}").say("[\"1\",\"2\",\"realtime:room\",\"dance\",{}]");
        assertThat(reason(wire.next("phx_reply"))).isEqualTo("the stand-in has no dance");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "[1,2]", "7"})
    void whatIsNoMessageEndsTheConnection(String text) {
        assertThat(open().say(text).next()).startsWith("closed 1003 ");
    }

    @Test
    void otherBinaryMessagesAreNamed() {
        assertThat(open().say(new byte[] {9, 0, 0, 0, 0, 0, 1}).next()).startsWith("closed 1003 501: binary message");
        assertThat(open().say(new byte[] {3, 99, 0, 0, 0, 0, 1}).next()).startsWith("closed 1003 ");
    }

    @Test
    void whatIsHeldComesAfterwards() {
        var wire = hearing("{\"event\":\"INSERT\",\"schema\":\"public\",\"table\":\"notes\"}");
        supabase.server().realtime().hold(true);
        wire.say("[null,\"7\",\"phoenix\",\"heartbeat\",{}]");
        supabase.sql("insert into notes values (41)");
        var other = hearsNothingYet();
        supabase.server().realtime().hold(false);
        assertThat(wire.nextJson().get(1).asText()).isEqualTo("7");
        assertThat(data(wire).at("/record/id").asInt()).isEqualTo(41);
        assertThat(other.nextJson().get(1).asText()).isEqualTo("8");
    }

    /** A connection of the time in which the service holds. */
    private Wire hearsNothingYet() {
        var wire = open().say("[null,\"8\",\"phoenix\",\"heartbeat\",{}]");
        assertThat(wire.isQuiet()).isTrue();
        return wire;
    }

    @Test
    void testsRefuseAndDrop() {
        supabase.server().realtime().refuseConnects(1);
        assertThat(Wire.refused(supabase.baseUrl(), "apikey=" + supabase.anonKey()))
                .isEqualTo(503);
        supabase.server().realtime().refuseJoins(1);
        assertThat(reason(open().say(join("{}")).next("phx_reply"))).startsWith("ClientJoinRateLimitReached");
        var wire = joined("{}");
        assertThat(supabase.server().realtime().dropConnections()).isEqualTo(2);
        assertThat(wire.next()).isEqualTo("closed 1012 service restart");
        assertThat(supabase.server().realtime().joined()).isZero();
    }
}
