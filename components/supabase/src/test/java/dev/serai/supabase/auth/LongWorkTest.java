package dev.serai.supabase.auth;

import static dev.serai.supabase.auth.ScriptedAuth.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.supabase.TestServer.Answer;
import dev.serai.supabase.TestServer.Asked;
import dev.serai.support.camel.AnswerStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.TypeConverterSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work of many requests outlives a token, and work that waits for a token does not hold up others. */
@Timeout(60)
class LongWorkTest extends SessionRoutes {

    private static final String ROWS = "{\"id\":1},{\"id\":2}";

    /** Two pages of two rows, and one of one; the token ends after each. */
    private void pagesThatTakeAnHour() {
        server.answer(asked -> {
            if (!asked.uri().startsWith("/rest/")) {
                return auth.apply(asked);
            }
            clock.forward(LIFE);
            return Answer.json(200, "4".equals(asked.parameter("offset")) ? "[{\"id\":1}]" : "[" + ROWS + "]");
        });
    }

    private List<String> bearers() {
        return server.asked().stream()
                .filter(asked -> asked.uri().startsWith("/rest/"))
                .map(asked -> asked.header("authorization").replace("Bearer ", ""))
                .toList();
    }

    @Test
    void eachPageIsAskedForWithATokenThatHolds() {
        signIn();
        pagesThatTakeAnHour();
        assertThat((List<?>) routes.ask(TABLE + "&pageSize=2&order=id")).hasSize(5);
        assertThat(bearers()).containsExactly(token(ANN, 1), token(ANN, 2), token(ANN, 3));
    }

    @Test
    void soIsEachPageOfAStream() {
        signIn();
        pagesThatTakeAnHour();
        var rows = new ArrayList<Object>();
        ((Iterator<?>) routes.ask(TABLE + "&stream=true&pageSize=2&order=id")).forEachRemaining(rows::add);
        assertThat(rows).hasSize(5);
        assertThat(bearers()).containsExactly(token(ANN, 1), token(ANN, 2), token(ANN, 3));
    }

    @Test
    void eachBatchIsStoredWithATokenThatHolds() {
        signIn();
        pagesThatTakeAnHour();
        routes.ask(TABLE + "&operation=insert&batchSize=1", List.of(Map.of("a", 1), Map.of("a", 2)));
        assertThat(bearers()).containsExactly(token(ANN, 1), token(ANN, 2));
    }

    /** A body that keeps which thread has read it. */
    private static final class Body extends ByteArrayInputStream {
        private final AtomicReference<String> reader = new AtomicReference<>();

        Body() {
            super("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            reader.compareAndSet(null, Thread.currentThread().getName());
            return super.read(target, offset, length);
        }
    }

    @Test
    void aBodyIsNotReadOnTheThreadsThatBringAnswers() {
        signIn();
        for (var uri : List.of(TABLE + "&operation=insert", "supabase:functions/f?session=ann")) {
            clock.forward(LIFE);
            var body = new Body();
            routes.ask(uri, new AnswerStream(body, -1, ""));
            assertThat(server.last().body()).contains("\"a\":1");
            assertThat(body.reader.get()).as(uri).isNotNull().doesNotStartWith("serai-http");
        }
    }

    /** A file that is a body. */
    private record Wrapped(InputStream content) implements WrappedFile<Object> {

        @Override
        public Object getFile() {
            return content;
        }

        @Override
        public Object getBody() {
            return content;
        }

        /** Newer versions of Camel ask for it, so this cannot say that it overrides. */
        public long getFileLength() {
            return -1;
        }
    }

    @Test
    void aFileIsClosedWhereNobodyIsSignedIn() {
        var closed = new AtomicInteger();
        var content = new ByteArrayInputStream(new byte[3]) {
            @Override
            public void close() throws IOException {
                closed.incrementAndGet();
                super.close();
            }
        };
        assertThat(routes.fails("supabase:functions/f?session=ann", content).getId())
                .isEqualTo("SUPABASE-301");
        assertThat(closed).as("what the message brought").hasValue(0);
        // Camel itself knows only how to open its own kinds of files.
        routes.context()
                .getTypeConverterRegistry()
                .addTypeConverter(InputStream.class, Wrapped.class, new TypeConverterSupport() {
                    @Override
                    public <T> T convertTo(Class<T> type, Exchange exchange, Object value) {
                        return type.cast(((Wrapped) value).content());
                    }
                });
        assertThat(routes.fails("supabase:functions/f?session=ann", new Wrapped(content))
                        .getId())
                .isEqualTo("SUPABASE-301");
        assertThat(closed).hasValue(1);
        assertThat(server.asked().stream().map(Asked::uri)).isEmpty();
    }
}
