package dev.serai.runtime.record;

import java.util.Map;
import org.apache.camel.Exchange;

/**
 * An exchange on its way in a run. Copies of the exchange carry their origin's trip along, and so are known as lanes of
 * their own. Only the thread that has the exchange uses it, but for what it has seen last: a copy begins with that, on
 * another thread and while its origin goes on.
 */
final class Trip {

    /** The property of an exchange that holds it. */
    static final String PROPERTY = "CamelSeraiTrip";

    final Run run;
    private final Exchange exchange;
    private final Trip origin;
    private final int lane;
    private final Step branch;

    private volatile Seen seen;
    private Fields variables = Fields.NONE;
    /** Whether nothing but Camel itself was at work since the body was shown. */
    private boolean untouched;

    /**
     * What belongs together of one moment.
     *
     * @param step the one that the exchange is in; null when it is in none
     * @param shown how the body was shown; null when it was not
     */
    private record Seen(Step step, Object body, Shown shown, Fields headers) {

        static final Seen NOTHING = new Seen(null, null, null, Fields.NONE);

        /** Another thread may have changed the body since it was shown, so a copy looks for itself. */
        Seen forCopy() {
            return new Seen(null, Bodies.isFixed(body) ? body : NOTHING, shown, headers);
        }
    }

    Trip(Run run, Exchange exchange, Trip origin) {
        this.run = run;
        this.exchange = exchange;
        this.origin = origin;
        this.lane = run.newLane();
        var before = origin == null ? Seen.NOTHING : origin.seen;
        this.branch = before.step();
        this.seen = before.forCopy();
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
        var before = seen;
        var around = before.step() == null ? branch : before.step();
        var step = run.begin(node, around == null ? -1 : around.number, lane);
        if (step == null) {
            return null;
        }
        step.around = before.step();
        step.before = exchange.getException();
        var now = look(step, before, true, bodies, secrets);
        step.in = now.shown();
        if (run.input == null) {
            run.input = step.in;
        }
        step.headersIn = now.headers();
        if (exchange.hasVariables()) {
            variables = fields(exchange.getVariables(), variables, secrets);
            step.variables = variables;
        }
        seen = now;
        untouched = false;
        if (node.person()) {
            run.waits(1);
        }
        run.push(step);
        return step;
    }

    void end(Step step, Bodies bodies, Secrets secrets) {
        var before = seen;
        var now = new Seen(step.around, before.body(), before.shown(), before.headers());
        try {
            now = look(step.around, before, untouched, bodies, secrets);
            step.out = now.shown();
            step.headersOut = now.headers();
            var failure = exchange.getException();
            if (failure != null && failure != step.before) {
                step.error = Texts.of(failure);
            }
        } finally {
            // A step that never ends would keep its run from being done with.
            step.out = step.out == null ? Shown.NONE : step.out;
            seen = now;
            untouched = true;
            step.before = null;
            step.around = null;
            step.took = run.elapsed() - step.began;
            if (step.node.person()) {
                run.waits(-1);
            }
            step.end();
        }
    }

    int lane() {
        return lane;
    }

    Step current() {
        var step = seen.step();
        return step == null ? branch : step;
    }

    Trip childOf(Exchange copy) {
        return new Trip(run, copy, this);
    }

    Shown last(Bodies bodies) {
        return shown(seen, untouched, bodies);
    }

    private Seen look(Step step, Seen before, boolean unchanged, Bodies bodies, Secrets secrets) {
        var message = exchange.getMessage();
        var headers = fields(message.getHeaders(), before.headers(), secrets);
        return new Seen(step, message.getBody(), shown(before, unchanged, bodies), headers);
    }

    private Fields fields(Map<String, Object> map, Fields before, Secrets secrets) {
        var now = Fields.of(map, before, secrets);
        return now == before ? before : run.kept(now);
    }

    /** What the exchange holds now, as it was shown last if that still holds. */
    private Shown shown(Seen before, boolean unchanged, Bodies bodies) {
        var message = exchange.getMessage();
        var now = message.getBody();
        if (before.shown() != null && now == before.body() && (unchanged || Bodies.isFixed(now))) {
            return before.shown();
        }
        var next = bodies.show(now, message.getHeader(Exchange.CONTENT_TYPE));
        if (next.equals(before.shown())) {
            return before.shown();
        }
        return run.kept(next);
    }
}
