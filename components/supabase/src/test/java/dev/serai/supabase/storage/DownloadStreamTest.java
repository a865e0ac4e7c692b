package dev.serai.supabase.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.serai.supabase.Routes;
import dev.serai.supabase.SupabaseComponent;
import dev.serai.supabase.TestServer;
import dev.serai.supabase.TestServer.Answer;
import dev.serai.support.camel.AnswerStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.ExchangePattern;
import org.apache.camel.StreamCache;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A download that is handed on while it comes. */
@Timeout(60)
class DownloadStreamTest {

    /** More than the connection's buffers hold, so that the rest waits at the server. */
    private static final String LARGE = "0123456789".repeat(2_000_000);

    @TempDir
    Path folder;

    private TestServer server;
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
        server.answer(Answer.of(200, "application/octet-stream", LARGE));
        routes = new Routes(server.url());
    }

    @AfterEach
    void stop() {
        routes.close();
        server.close();
    }

    private int open() {
        return routes.context()
                .getComponent("supabase", SupabaseComponent.class)
                .port()
                .inFlight();
    }

    private void route(String from, RouteStep step) throws Exception {
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                var route = from(from).streamCache("true").to("supabase:storage/docs?path=a");
                step.on(route);
            }
        });
    }

    private interface RouteStep {
        void on(RouteDefinition route);
    }

    @Test
    void camelDoesNotSpoolIt() throws Exception {
        var seen = new CopyOnWriteArrayList<Object>();
        route(
                "direct:a",
                route -> route.process(
                                exchange -> seen.add(exchange.getMessage().getBody()))
                        .to("file:" + folder + "?fileName=a"));
        routes.ask("direct:a");
        assertThat(seen.get(0)).isInstanceOf(AnswerStream.class);
        assertThat(((StreamCache) seen.get(0)).length()).isEqualTo(LARGE.length());
        assertThat(Files.size(folder.resolve("a"))).isEqualTo(LARGE.length());
        assertThat(open()).isZero();
    }

    @Test
    void whatIsReadTwiceSaysSo() throws Exception {
        route(
                "direct:a",
                route -> route.convertBodyTo(InputStream.class)
                        .process(exchange ->
                                exchange.getMessage().getBody(InputStream.class).read())
                        .process(exchange ->
                                exchange.getMessage().getBody(InputStream.class).read()));
        assertThatThrownBy(() -> routes.ask("direct:a")).hasMessageContaining("comes only once");
        await().until(() -> open() == 0);
    }

    @Test
    void whatIsLeftUnreadIsClosed() throws Exception {
        route("direct:replaced", route -> route.setBody().constant("other"));
        assertThat(routes.ask("direct:replaced")).isEqualTo("other");
        await().until(() -> open() == 0);
        route("direct:failed", route -> route.throwException(new IllegalStateException("no")));
        assertThat(routes.send("direct:failed", null, Map.of()).getException()).isNotNull();
        await().until(() -> open() == 0);
        route("direct:oneway", route -> route.log("done"));
        routes.context().createProducerTemplate().send("direct:oneway", ExchangePattern.InOnly, exchange -> {});
        await().until(() -> open() == 0);
    }

    @Test
    void aStreamThatNobodyBeginsToReadIsClosed() throws Exception {
        var stream = (InputStream) routes.ask("supabase:storage/docs?path=a&idleTimeout=2s");
        await().until(() -> open() == 0);
        assertThatThrownBy(stream::read).isInstanceOf(IOException.class).hasMessageContaining("idleTimeout");
    }

    @Test
    void aStreamThatIsClosedUnderItsReaderDoesNotLookWhole() {
        var answer = new AtomicReference<AnswerStream>();
        var input = new InputStream() {
            @Override
            public int read() throws IOException {
                // As another thread does while this one waits for the server.
                answer.get().close();
                return -1;
            }
        };
        answer.set(new AnswerStream(input, 10, "nothing"));
        assertThatThrownBy(() -> answer.get().readAllBytes())
                .isInstanceOf(IOException.class)
                .hasMessage("the stream is closed");
    }

    @Test
    void aStreamThatIsReadSlowlyStaysOpen() throws Exception {
        try (var stream = (InputStream) routes.ask("supabase:storage/docs?path=a&idleTimeout=2s")) {
            assertThat(stream.read()).isEqualTo('0');
            var other = (InputStream) routes.ask("supabase:storage/docs?path=a&idleTimeout=2s");
            // As long as it takes until one that is not read is closed.
            await().until(() -> open() == 1);
            assertThat(stream.readAllBytes()).hasSize(LARGE.length() - 1);
            other.close();
        }
    }
}
