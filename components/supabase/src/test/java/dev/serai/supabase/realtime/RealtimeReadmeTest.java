package dev.serai.supabase.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.supabase.SupabaseComponent;
import dev.serai.supabase.SupabaseConstants;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The README's routes with live changes run as they stand there, against the stand-in. */
@Timeout(120)
class RealtimeReadmeTest {

    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @RegisterExtension
    static SupabaseServerExtension supabase = new SupabaseServerExtension();

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<Map<?, ?>> tickets = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void makeTables() {
        supabase.sql(
                "create table tickets (id int primary key, status text,"
                        + " created_at timestamptz default clock_timestamp()); alter publication supabase_realtime add table tickets");
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private static List<String> routes() throws Exception {
        return YAML.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains("supabase:realtime"))
                .toList();
    }

    private void start(int index) throws Exception {
        // else a gap, which begins before the first join, would find them
        supabase.sql("delete from tickets");
        var component = context.getComponent("supabase", SupabaseComponent.class);
        component.getConfiguration().setUrl(supabase.baseUrl());
        component.getConfiguration().setApiKey(supabase.anonKey());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ticket")
                        .process(exchange -> tickets.add(exchange.getMessage().getBody(Map.class)));
                from("direct:think").setBody(constant(Map.of("text", "42")));
            }
        });
        var loader = PluginHelper.getRoutesLoader(context);
        loader.loadRoutes(ResourceHelper.fromString("readme.camel.yaml", routes().get(index)));
        context.start();
        joined(1);
    }

    private void joined(int consumers) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> context.getRoutes().stream()
                                .filter(route -> route.getConsumer() instanceof RealtimeConsumer consumer
                                        && consumer.channel().isJoined())
                                .count()
                        == consumers);
    }

    private void hears(Object... ids) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(tickets)
                        .extracting(ticket -> (Object) ticket.get("id"))
                        .containsExactly(ids));
    }

    @Test
    void itHasTheRoutesThatAreTestedHere() throws Exception {
        assertThat(routes()).hasSize(3);
    }

    @Test
    void changes() throws Exception {
        start(0);
        supabase.sql(
                "insert into tickets(id, status) values (1, 'closed'), (2, 'open'); delete from tickets where id = 2");
        hears(2);
    }

    @Test
    void whatWasMissedIsRead() throws Exception {
        start(1);
        supabase.server().realtime().refuseConnects(1);
        supabase.server().realtime().dropConnections();
        supabase.sql("insert into tickets(id, status) values (11, 'open'), (12, 'open')");
        hears(11, 12);
        joined(1);
        supabase.sql("insert into tickets(id, status) values (13, 'open')");
        hears(11, 12, 13);
    }

    @Test
    void broadcastsAndPresence() throws Exception {
        start(2);
        List<Object> heard = new CopyOnWriteArrayList<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("supabase:realtime/room?broadcast=answer&presence=true")
                        .filter(header(SupabaseConstants.REALTIME_EVENT).isNotEqualTo("diff"))
                        .process(exchange -> heard.add(exchange.getMessage().getBody()));
            }
        });
        joined(2);
        await().until(() -> heard.size() == 1);
        assertThat(heard.get(0).toString()).contains("helper").contains("busy=false");
        context.createProducerTemplate().sendBody("supabase:realtime/room?event=question", Map.of("text", "why"));
        await().untilAsserted(() -> assertThat(heard).hasSize(2).last().isEqualTo(Map.of("text", "42")));
    }
}
