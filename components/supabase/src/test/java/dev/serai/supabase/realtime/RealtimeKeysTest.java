package dev.serai.supabase.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.supabase.Routes;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which key the frames of a channel show. */
@Timeout(60)
class RealtimeKeysTest {

    private static String frames(String key) throws Exception {
        try (var server = new ScriptedRealtime();
                var routes = new Routes(server.url())) {
            routes.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("supabase:realtime/room?changes=INSERT&table=a&heartbeat=200ms&key=" + key)
                            .process(exchange -> {});
                }
            });
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Stream.of("\"heartbeat\"", "\"phx_join\"")
                            .allMatch(event -> server.frames.stream().anyMatch(frame -> frame.contains(event))));
            return String.join("\n", server.frames);
        }
    }

    @Test
    void onlyTheChosenOne() throws Exception {
        assertThat(frames("anon")).contains(Routes.ANON).doesNotContain(Routes.SERVICE);
        assertThat(frames("service")).contains(Routes.SERVICE).doesNotContain(Routes.ANON);
    }
}
