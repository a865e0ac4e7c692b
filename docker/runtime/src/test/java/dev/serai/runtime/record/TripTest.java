package dev.serai.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultMessage;
import org.junit.jupiter.api.Test;

class TripTest {

    private static final Node ASK = new Node("r", "ask", "to", "people:inbox", false, true);

    private final Secrets secrets = new Secrets(SecretValuesTest.of());
    private final Bodies bodies = new Bodies(1_000, secrets);
    private final DefaultExchange exchange = new DefaultExchange(new DefaultCamelContext());
    private final Run run = new Run(1, "r", null, null, false);
    private final Trip trip = new Trip(run, exchange, null);

    @Test
    void aStepEndsAlsoWhenItsHeadersCannotBeRead() {
        var step = trip.begin(ASK, bodies, secrets);
        assertThat(run.state()).isEqualTo(RunState.WAITING);
        exchange.setMessage(new DefaultMessage(exchange) {
            @Override
            public Map<String, Object> getHeaders() {
                throw new ConcurrentModificationException("another thread changes them");
            }
        });
        assertThatThrownBy(() -> trip.end(step, bodies, secrets)).isInstanceOf(ConcurrentModificationException.class);
        assertThat(step.hasEnded()).isTrue();
        assertThat(run.state()).isEqualTo(RunState.RUNNING);
        assertThat(trip.current()).isNull();
    }

    @Test
    void aCopyShowsWhatItHoldsWhenItsOriginHasChangedThat() {
        var body = new HashMap<>(Map.of("item", "tea"));
        exchange.getMessage().setBody(body);
        var step = trip.begin(ASK, bodies, secrets);
        var copy = exchange.copy();
        body.put("item", "coffee");
        var first = trip.childOf(copy).begin(ASK, bodies, secrets);
        assertThat(step.in.text()).contains("tea");
        assertThat(first.in.text()).contains("coffee");
        assertThat(first.parent).isEqualTo(step.number);
    }

    @Test
    void headersThatTheRunHasNoRoomForAreMarked() {
        run.weigh(16 * 1_024 * 1_024 - 64);
        exchange.getMessage().setHeader("name", "x".repeat(200));
        var step = trip.begin(ASK, bodies, secrets);
        assertThat(step.headersIn.names).containsExactly(Fields.MORE);
        exchange.getMessage().removeHeaders("*");
        trip.end(step, bodies, secrets);
        assertThat(step.headersOut.names).isEmpty();
    }

    @Test
    void whatACopyShowsAsItsOriginDidIsKeptOnce() {
        exchange.getMessage().setBody(new HashMap<>(Map.of("item", "tea")));
        var step = trip.begin(ASK, bodies, secrets);
        assertThat(trip.childOf(exchange.copy()).begin(ASK, bodies, secrets).in).isSameAs(step.in);
    }
}
