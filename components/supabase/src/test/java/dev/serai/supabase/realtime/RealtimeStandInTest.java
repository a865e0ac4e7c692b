package dev.serai.supabase.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.offline.http.Json;
import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.supabase.SupabaseComponent;
import dev.serai.supabase.SupabaseConstants;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Component and stand-in together, over a real database. */
@Timeout(120)
class RealtimeStandInTest {

    @RegisterExtension
    static SupabaseServerExtension supabase = new SupabaseServerExtension();

    private final CamelContext context = new DefaultCamelContext();
    private final List<Message> heard = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void makeTables() {
        supabase.sql(
                "create table messages (id int primary key, room int, text text, at timestamptz default clock_timestamp());"
                        + "create table secrets (id int primary key, owner text); alter table secrets enable row level security;"
                        + "create policy mine on secrets for select using (owner = auth.role());"
                        + "create table unpublished (id int primary key);"
                        + "alter publication supabase_realtime add table messages, secrets");
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private void listen(String uri) throws Exception {
        var component = context.getComponent("supabase", SupabaseComponent.class);
        component.getConfiguration().setUrl(supabase.baseUrl());
        component.getConfiguration().setApiKey(supabase.anonKey());
        component.getConfiguration().setServiceKey(supabase.serviceKey());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri)
                        .routeId("ear")
                        .process(exchange -> heard.add(exchange.getMessage().copy()));
            }
        });
        context.start();
    }

    private RealtimeConsumer consumer() {
        return (RealtimeConsumer) context.getRoute("ear").getConsumer();
    }

    private void joins() {
        await().atMost(Duration.ofSeconds(30)).until(() -> consumer().channel().isJoined());
    }

    private void hears(int messages) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(heard).hasSize(messages));
    }

    @Test
    void changesOfAFilteredTableAreTold() throws Exception {
        listen("supabase:realtime/room?changes=ALL&table=messages&filter=RAW(room=eq.7)");
        joins();
        supabase.sql("insert into messages(id, room, text) values (5001, 7, 'it''s [new]: x'), (5002, 8, 'other')");
        supabase.sql("update messages set text = null where id = 5001");
        supabase.sql("insert into unpublished values (1)");
        hears(2);
        assertThat(heard.get(0).getBody(Map.class)).containsEntry("id", 5001).containsEntry("text", "it's [new]: x");
        assertThat(heard.get(1).getBody(Map.class)).containsEntry("id", 5001).containsEntry("text", null);
        assertThat(heard.get(1).getHeader(SupabaseConstants.REALTIME_OLD)).isEqualTo(Map.of("id", 5001));
        assertThat(heard.get(0).getHeader(SupabaseConstants.REALTIME_COMMITTED)).isInstanceOf(Instant.class);
    }

    @Test
    void policiesHold() throws Exception {
        listen("supabase:realtime/room?changes=INSERT&table=secrets");
        joins();
        supabase.sql("insert into secrets values (1, 'authenticated'), (2, 'anon')");
        hears(1);
        assertThat(heard.get(0).getBody(Map.class)).containsEntry("id", 2);
    }

    @Test
    void aTableThatIsNotPublishedIsNamed() throws Exception {
        listen("supabase:realtime/room?changes=INSERT&table=unpublished");
        await().until(() -> consumer().channel().trouble().isPresent());
        assertThat(consumer().channel().trouble().orElseThrow())
                .hasMessageContaining("SUPABASE-607")
                .hasMessageContaining("public.unpublished");
    }

    @Test
    void aBroadcastByHttpReachesTheChannel() throws Exception {
        listen("supabase:realtime/room?broadcast=hello");
        joins();
        context.createProducerTemplate().sendBody("supabase:realtime/room?event=hello", Map.of("a", 1));
        hears(1);
        assertThat(heard.get(0).getBody()).isEqualTo(Map.of("a", 1));
    }

    /** A thousand changes in a row, over five connections that are lost in between. */
    @Test
    void whatIsMissedOverFiveReconnectsLiesWithinTheNamedGaps() throws Exception {
        listen("supabase:realtime/room?changes=INSERT&table=messages&gaps=emit&rejoinDelays=20ms");
        joins();
        var proof = new GapProof(heard);
        for (var id = 0; id < GapProof.CHANGES; id++) {
            if (GapProof.loses(id)) {
                // a database under load tells late, and what it has not told yet belongs to the gap
                var told = id - 30;
                await().pollInterval(Duration.ofMillis(5)).until(() -> proof.hasHeard(told));
                supabase.server().realtime().dropConnections();
            }
            // for a while the changes fall into the gap
            if (GapProof.hasReturned(id)) {
                var gaps = id / 180 + 1;
                await().pollInterval(Duration.ofMillis(5)).until(() -> proof.gaps() == gaps);
            }
            supabase.sql("insert into messages(id, room) values (" + id + ", 1)");
        }
        supabase.server()
                .rows("select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') as at"
                        + " from messages where id < 1000")
                .forEach(row -> proof.committed(
                        row.get("id").asInt(), Instant.parse(row.get("at").asText())));
        proof.holds();
    }

    @ParameterizedTest
    @CsvSource({"authenticated, 61", "service_role, '60,61,62'"})
    void theTokenSaysWhoAsks(String role, String ids) throws Exception {
        var token = supabase.server().tokens().sign(Json.object().put("role", role));
        listen("supabase:realtime/room?changes=INSERT&table=secrets&accessToken=" + token);
        joins();
        supabase.sql("insert into secrets values (60, 'anon'), (61, 'authenticated'), (62, 'somebody')");
        hears(ids.split(",").length);
        assertThat(heard)
                .extracting(message -> message.getBody(Map.class).get("id").toString())
                .containsExactly(ids.split(","));
        supabase.sql("delete from secrets");
    }

    @Test
    void theServiceKeyPassesAllPolicies() throws Exception {
        listen("supabase:realtime/room?changes=INSERT&table=secrets&key=service");
        joins();
        supabase.sql("insert into secrets values (70, 'anon'), (71, 'somebody')");
        hears(2);
    }

    @Test
    void aServerThatFallsSilentIsLeftAndTheTimeIsNamed() throws Exception {
        listen("supabase:realtime/room?changes=INSERT&table=messages&gaps=emit&rejoinDelays=20ms&heartbeat=1s"
                + "&joinTimeout=2s");
        joins();
        supabase.server().realtime().hold(true);
        supabase.sql("insert into messages(id, room) values (6001, 1)");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> consumer().channel().trouble().isPresent());
        assertThat(consumer().channel().trouble().orElseThrow()).hasMessageContaining("SUPABASE-609");
        supabase.server().realtime().hold(false);
        joins();
        supabase.sql("insert into messages(id, room) values (6002, 1)");
        // a database under load tells even the first one now, late but not lost
        await().atMost(Duration.ofSeconds(30))
                .until(() -> heard.stream()
                        .anyMatch(message -> Integer.valueOf(6002)
                                .equals(message.getBody(Map.class).get("id"))));
        var committed = Instant.parse(supabase.server()
                .rows("select to_char(at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') as at"
                        + " from messages where id = 6001")
                .at("/0/at")
                .asText());
        assertThat(heard)
                .filteredOn(message -> message.getHeader(SupabaseConstants.REALTIME_GAP) != null)
                .extracting(message -> message.getHeader(SupabaseConstants.REALTIME_GAP, String.class)
                        .split("/"))
                .anySatisfy(gap -> assertThat(committed).isBetween(Instant.parse(gap[0]), Instant.parse(gap[1])));
    }

    @Test
    void refusedConnectionsAndJoinsAreTriedAgain() throws Exception {
        supabase.server().realtime().refuseConnects(2);
        supabase.server().realtime().refuseJoins(2);
        listen("supabase:realtime/room?broadcast=ALL&rejoinDelays=20ms");
        joins();
        assertThat(supabase.server().realtime().joined()).isEqualTo(1);
    }

    @Test
    void oneConsumerSeesTheOtherComeAndGo() throws Exception {
        listen("supabase:realtime/people?presence=true");
        joins();
        hears(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("supabase:realtime/people?broadcast=ALL&presenceKey=bob&presenceState=RAW({\"at\":\"desk\"})")
                        .routeId("bob")
                        .to("mock:bob");
            }
        });
        hears(2);
        assertThat(Json.MAPPER
                        .valueToTree(heard.get(1).getBody())
                        .at("/joins/bob/metas/0/at")
                        .asText())
                .isEqualTo("desk");
        context.getRouteController().stopRoute("bob");
        hears(3);
        assertThat(Json.MAPPER
                        .valueToTree(heard.get(2).getBody())
                        .at("/leaves/bob/metas/0/at")
                        .asText())
                .isEqualTo("desk");
    }
}
