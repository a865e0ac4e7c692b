package dev.serai.n8n.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.items.model.Binary;
import dev.serai.items.model.Item;
import dev.serai.n8n.N8nException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitingTest {

    @TempDir
    private Path folder;

    private DefaultCamelContext keeping() {
        var context = new DefaultCamelContext();
        context.disableJMX();
        context.getPropertiesComponent().addInitialProperty("serai.items.state", folder.toString());
        context.start();
        return context;
    }

    private static Parked parked(String token) {
        return of("w", token);
    }

    private static Parked of(String flow, String token) {
        return new Parked(flow, token, Parked.Kind.WEBHOOK, Map.of(), null, 1);
    }

    @Test
    void noMoreFlowsWaitThanThereIsRoomFor() throws Exception {
        try (var context = new DefaultCamelContext()) {
            context.disableJMX();
            context.start();
            var waiting = Waiting.of(context);
            var state = State.begin(new DefaultExchange(context));
            var seventh = parked("token7");
            for (int i = 0; i < 2_000; i++) {
                waiting.park(i == 7 ? seventh : parked("token" + i), state, null, null);
            }
            assertThatThrownBy(() -> waiting.park(parked("one more"), state, null, null))
                    .isInstanceOf(N8nException.class)
                    .hasMessageContaining("N8N-113")
                    .hasMessageContaining("'w'");
            for (int i = 0; i < 8_000; i++) {
                waiting.park(of("w" + i % 4, "token" + i), state, null, null);
            }
            assertThatThrownBy(() -> waiting.park(of("other", "one more"), state, null, null))
                    .isInstanceOf(N8nException.class)
                    .hasMessageContaining("N8N-113");
            assertThat(waiting.take(seventh)).isPresent();
            assertThat(waiting.take(seventh)).isEmpty();
            assertThat(waiting.park(parked("one more"), state, null, null)).isNotDone();
        }
    }

    private static Parked timed(String token, Instant until) {
        return new Parked("w", token, Parked.Kind.TIME, Map.of(), until, 1);
    }

    @Test
    void manyFlowsWaitForATime() throws Exception {
        try (var context = new DefaultCamelContext()) {
            context.disableJMX();
            context.start();
            var waiting = Waiting.of(context);
            var state = State.begin(new DefaultExchange(context));
            var later = Instant.now().plusSeconds(86_400);
            for (int i = 0; i < 1_500; i++) {
                assertThat(waiting.park(timed("token" + i, later), state, null, null))
                        .isNotDone();
            }
        }
    }

    @Test
    void nothingIsLeftOfAFlowThatCannotWait() throws Exception {
        try (var context = keeping()) {
            var waiting = Waiting.of(context);
            var state = State.begin(new DefaultExchange(context));
            var token = "a".repeat(32);
            assertThatThrownBy(() -> waiting.park(timed(token, Instant.MAX), state, null, "{}"))
                    .isInstanceOf(ArithmeticException.class);
            assertThat(waiting.find("w", token)).isEmpty();
            try (var kept = Files.list(folder.resolve("waiting"))) {
                assertThat(kept).isEmpty();
            }
        }
    }

    @Test
    void anExchangeGoesOnWhereItsFileCannotBeRemoved() throws Exception {
        try (var context = keeping()) {
            var waiting = Waiting.of(context);
            var parked = parked("a".repeat(32));
            var outcome = waiting.park(parked, State.begin(new DefaultExchange(context)), null, "{}");
            try (var kept = Files.list(folder.resolve("waiting"))) {
                var file = kept.findFirst().orElseThrow();
                Files.delete(file);
                Files.createDirectories(file.resolve("not empty"));
            }
            waiting.take(parked).orElseThrow().goOn().accept("yes");
            assertThat(outcome.join()).contains("yes");
        }
    }

    @Test
    void whoHasSeenAnEarlierWaitDoesNotTakeTheNext() throws Exception {
        try (var context = new DefaultCamelContext()) {
            context.disableJMX();
            context.start();
            var waiting = Waiting.of(context);
            var state = State.begin(new DefaultExchange(context));
            var first = parked("token");
            waiting.park(first, state, null, null);
            assertThat(waiting.take(first)).isPresent();
            var next = parked("token");
            waiting.park(next, state, null, null);
            assertThat(waiting.take(first)).isEmpty();
            assertThat(waiting.take(next)).isPresent();
        }
    }

    /** A value that tells how often it was written. */
    public static final class Counted {
        private int written;

        public String getName() {
            written++;
            return "counted";
        }
    }

    private static int written(DefaultCamelContext context, int size) {
        var value = new Counted();
        var files = Map.of("file", new Binary(new byte[size], null, null));
        var exchange = new DefaultExchange(context);
        exchange.setVariable("p", Map.of("alone", "true"));
        exchange.setVariable("items", List.of(new Item(Map.of("value", value), files, null, null)));
        assertThat(new Wait().webhook(exchange)).isNotCompleted();
        return value.written;
    }

    @Test
    void onlyWhatCanBeKeptIsWritten() throws Exception {
        try (var context = keeping()) {
            assertThat(written(context, 1)).isEqualTo(1);
            assertThat(written(context, 3_200_000)).isZero();
        }
        try (var context = new DefaultCamelContext()) {
            context.disableJMX();
            context.start();
            assertThat(written(context, 1)).isZero();
        }
    }

    @Test
    void tokensAreNoPaths() throws Exception {
        try (var context = new DefaultCamelContext()) {
            context.disableJMX();
            context.start();
            assertThat(Waiting.of(context).find("w", "../../../../etc/passwd")).isEmpty();
        }
    }

    @Test
    void aWaitThatTheProcessEndsFails() throws Exception {
        var context = new DefaultCamelContext();
        context.disableJMX();
        context.start();
        var outcome = Waiting.of(context).park(parked("token"), State.begin(new DefaultExchange(context)), null, null);
        context.stop();
        assertThatThrownBy(outcome::join).hasMessageContaining("N8N-114");
    }

    @Test
    void aPageLeadsToOtherHousesOnlyByAnAddressOfTheWeb() {
        assertThat(FormPage.leadingTo("https://example.com/?a=1&b=2"))
                .contains("href=\"https://example.com/?a=1&amp;b=2\"");
        for (var bad : new String[] {"javascript:alert(1)", "https://a/\"onclick=x", "//a", ""}) {
            assertThat(FormPage.leadingTo(bad)).doesNotContain("href", "refresh");
        }
    }
}
