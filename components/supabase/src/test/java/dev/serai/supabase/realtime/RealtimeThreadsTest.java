package dev.serai.supabase.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.supabase.Routes;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Channels that wait for events cost no thread. */
@Tag("alone")
@Timeout(120)
class RealtimeThreadsTest {

    private static final int CHANNELS = 200;
    private static final int THREADS = 60;

    @Test
    void twoHundredIdleChannelsShareAHandfulOfThreads() throws Exception {
        List<Object> heard = new CopyOnWriteArrayList<>();
        try (var server = new ScriptedRealtime();
                var routes = new Routes(server.url())) {
            routes.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    for (var i = 0; i < CHANNELS; i++) {
                        from("supabase:realtime/room" + i + "?changes=INSERT&heartbeat=5s")
                                .process(exchange ->
                                        heard.add(exchange.getMessage().getBody()));
                    }
                }
            });
            await().atMost(Duration.ofSeconds(60)).until(() -> server.joined() == CHANNELS);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> server.frames.stream()
                                    .filter(frame -> frame.contains("\"heartbeat\""))
                                    .count()
                            >= CHANNELS);
            // Server, test and JVM included.
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(THREADS);
            assertThat(server.joined()).isEqualTo(CHANNELS);
            server.insert("room7", 1);
            await().until(() -> heard.size() == 1);
        }
    }
}
