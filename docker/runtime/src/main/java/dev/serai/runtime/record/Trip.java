package dev.serai.runtime.record;

import org.apache.camel.Exchange;

/**
 * An exchange on its way in a run. Copies of the exchange carry their origin's trip along, and so are known as lanes of
 * their own. Only the thread that has the exchange uses it.
 */
final class Trip {

    /** The property of an exchange that holds it. */
    static final String PROPERTY = "CamelSeraiTrip";

    final Run run;
    private final Exchange exchange;
    private final Trip origin;
    private final int lane;
    private final Step branch;

    private Step current;
    private Object body;
    private Shown shown;
    private Fields headers = Fields.NONE;
    private Fields variables = Fields.NONE;
    /** Whether nothing but Camel itself was at work since the body was shown. */
    private boolean fresh;

    Trip(Run run, Exchange exchange, Trip origin) {
        this.run = run;
        this.exchange = exchange;
        this.origin = origin;
        this.lane = run.newLane();
        this.branch = origin == null ? null : origin.current;
        if (origin != null) {
            body = origin.body;
            shown = origin.shown;
            headers = origin.headers;
        }
    }

    /** The trip of this exchange; null if it is another's that was copied along. */
    Trip of(Exchange wanted) {
        // Results of a copy are put into its origin, with the copy's trip.
        for (var trip = this; trip != null; trip = trip.origin) {
            if (trip.exchange == wanted) {
                return trip;
            }
        }
        return null;
    }

    Step begin(Node node, Bodies bodies, Secrets secrets) {
        var around = current == null ? branch : current;
        var step = run.begin(node, around == null ? -1 : around.number, lane);
        if (step == null) {
            return null;
        }
        step.around = current;
        step.before = exchange.getException();
        step.in = body(bodies, true);
        if (run.input == null) {
            run.input = step.in;
        }
        step.headersIn = headers(secrets);
        if (exchange.hasVariables()) {
            variables = Fields.of(exchange.getVariables(), variables, secrets);
            step.variables = variables;
        }
        current = step;
        fresh = false;
        if (node.person()) {
            run.waits(1);
        }
        run.push(step);
        return step;
    }

    void end(Step step, Bodies bodies, Secrets secrets) {
        current = step.around;
        step.out = body(bodies, fresh);
        step.headersOut = headers(secrets);
        fresh = true;
        var failure = exchange.getException();
        if (failure != null && failure != step.before) {
            step.error = Texts.of(failure);
        }
        step.before = null;
        step.around = null;
        step.took = run.elapsed() - step.began;
        if (step.node.person()) {
            run.waits(-1);
        }
        step.end();
    }

    int lane() {
        return lane;
    }

    Step current() {
        return current == null ? branch : current;
    }

    Trip childOf(Exchange copy) {
        return new Trip(run, copy, this);
    }

    /** What the exchange holds now, as it was shown last if that still holds. */
    Shown body(Bodies bodies, boolean unchanged) {
        var message = exchange.getMessage();
        var now = message.getBody();
        if (shown != null && now == body && (unchanged || Bodies.isFixed(now))) {
            return shown;
        }
        var next = bodies.show(now, message.getHeader(Exchange.CONTENT_TYPE));
        if (!next.equals(shown)) {
            shown = run.weigh(next.weight())
                    ? next
                    : new Shown(next.kind(), next.type(), null, next.size(), true, false);
        }
        body = now;
        return shown;
    }

    Shown last(Bodies bodies) {
        return body(bodies, fresh);
    }

    private Fields headers(Secrets secrets) {
        var next = Fields.of(exchange.getMessage().getHeaders(), headers, secrets);
        if (next != headers) {
            headers = run.weigh(next.weight()) ? next : Fields.NONE;
        }
        return headers;
    }
}
