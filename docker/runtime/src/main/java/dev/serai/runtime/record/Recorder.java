package dev.serai.runtime.record;

import dev.serai.support.route.RouteProperties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.ExchangeHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes what happens in routes. A run is the way of an exchange that a consumer made, with all its copies; it begins with
 * its first step. It works on the threads that route, so it keeps references and leaves the rest to the writer.
 */
final class Recorder implements InterceptStrategy {

    /** The property of exchanges that names their run. */
    static final String RUN_ID = RouteProperties.RUN_ID;

    /** A property of routes; off leaves their steps out. */
    private static final String ROUTE_PROPERTY = "serai.records";

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final String PROMPT_TOKENS = "CamelOllamaPromptTokens";
    private static final String OUTPUT_TOKENS = "CamelOllamaOutputTokens";

    /** What exchanges of runs that are left out hold in the place of a trip. */
    private static final Object LEFT_OUT = "left out";

    private final RunIds ids;
    private final Bodies bodies;
    private final Secrets secrets;
    private final Set<String> off;
    private final Backlog backlog;
    private final AgentRuns agents;
    private final AtomicLong faults = new AtomicLong();
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile boolean on;

    Recorder(RunIds ids, RecordPolicy policy, Secrets secrets, Backlog backlog, AgentRuns agents) {
        this.ids = ids;
        this.bodies = new Bodies(policy.bodyLimit(), secrets);
        this.secrets = secrets;
        this.off = policy.off();
        this.backlog = backlog;
        this.agents = agents;
    }

    void turn(boolean nowOn) {
        on = nowOn;
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        var route = Node.routeOf(definition);
        if (route != null && isOff(route)) {
            return target;
        }
        return new StepProcessor(target, this, Node.of(definition, route == null ? null : route.getRouteId()));
    }

    private boolean isOff(RouteDefinition route) {
        var properties = route.getRouteProperties();
        return off.contains(String.valueOf(route.getRouteId()))
                || properties != null
                        && properties.stream()
                                .anyMatch(property -> ROUTE_PROPERTY.equals(property.getKey())
                                        && "off".equalsIgnoreCase(property.getValue()));
    }

    /** The trip of an exchange that comes to a node; null when it is not recorded. */
    Trip enter(Exchange exchange, Node node) {
        if (!on) {
            return null;
        }
        try {
            var known = exchange.getProperty(Trip.PROPERTY);
            if (known instanceof Trip trip) {
                var own = trip.of(exchange);
                return own == trip ? trip : put(exchange, own == null ? trip.childOf(exchange) : own);
            }
            if (known == null) {
                var trip = first(exchange, node);
                exchange.setProperty(Trip.PROPERTY, trip == null ? LEFT_OUT : trip);
                return trip;
            }
            return null;
        } catch (RuntimeException e) {
            fault(e);
            return null;
        }
    }

    private static Trip put(Exchange exchange, Trip trip) {
        exchange.setProperty(Trip.PROPERTY, trip);
        return trip;
    }

    /** @return null when it is left out, because too much waits to be written */
    private Trip first(Exchange exchange, Node node) {
        var caller = agents.callerOf(exchange);
        if (caller != null) {
            return caller.childOf(exchange);
        }
        long kept = RunIds.number(exchange.getProperty(RUN_ID) instanceof String text ? text : null);
        var run = kept < 0 ? null : backlog.running(kept);
        if (run != null) {
            return new Trip(run, exchange, null);
        }
        if (kept < 0 && backlog.refuses()) {
            return null;
        }
        run = kept < 0 ? start(exchange, node) : resumed(kept, workflow(exchange, node));
        backlog.began(run);
        exchange.setProperty(RUN_ID, RunIds.text(run.id));
        var trip = new Trip(run, exchange, null);
        exchange.getExchangeExtension().addOnCompletion(new RunEnd(this, trip));
        return trip;
    }

    /** Others that wait in it go on waiting. */
    private Run resumed(long id, String workflow) {
        var run = new Run(id, workflow, null, null, true);
        run.parkedAgents.addAll(agents.parkedIn(id));
        return run;
    }

    private Run start(Exchange exchange, Node node) {
        var again = exchange.getProperty(Again.PROPERTY) instanceof Again value ? value : null;
        exchange.removeProperty(Again.PROPERTY);
        return new Run(
                again == null ? ids.next() : again.id(),
                workflow(exchange, node),
                exchange.getFromEndpoint(),
                again,
                false);
    }

    private String workflow(Exchange exchange, Node node) {
        var from = exchange.getFromRouteId();
        if (from != null && !off.contains(from)) {
            return from;
        }
        var route = node.route() == null ? ExchangeHelper.getRouteId(exchange) : node.route();
        return route == null ? "" : route;
    }

    Step begin(Trip trip, Node node) {
        try {
            var step = trip.begin(node, bodies, secrets);
            backlog.pushed(trip.run);
            return step;
        } catch (RuntimeException e) {
            fault(e);
            return null;
        }
    }

    void end(Trip trip, Step step, Exchange exchange) {
        try {
            trip.end(step, bodies, secrets);
            if (step.node.model() && step.error == null) {
                trip.run.tokens(number(exchange, PROMPT_TOKENS), number(exchange, OUTPUT_TOKENS));
            }
        } catch (RuntimeException e) {
            fault(e);
        }
    }

    private static long number(Exchange exchange, String header) {
        return exchange.getMessage().getHeader(header) instanceof Number number ? number.longValue() : 0;
    }

    void ended(Trip trip, Exchange exchange, Throwable failure) {
        try {
            var run = trip.run;
            if (isParked(exchange)) {
                run.parkAtEnd();
            }
            run.end(trip.last(bodies), failure == null ? null : Texts.of(failure));
            backlog.ended(run);
        } catch (RuntimeException e) {
            fault(e);
        }
    }

    /** Whoever parks an exchange says so in a header of its answer. */
    private static boolean isParked(Exchange exchange) {
        var message = exchange.getMessage();
        return "parked".equals(message.getHeader("CamelAgentStatus"))
                || "waiting".equals(message.getHeader("CamelPeopleStatus"));
    }

    /** A step without a node of its own, such as what an agent's model answers. */
    void note(Trip trip, Node node, Object out, String failure, long tookNanos) {
        try {
            var run = trip.run;
            var around = trip.current();
            var step = run.begin(node, around == null ? -1 : around.number, trip.lane(), tookNanos);
            if (step != null) {
                step.in = Shown.NONE;
                step.out = run.kept(bodies.show(out, null));
                step.error = failure;
                step.took = tookNanos;
                step.end();
                run.push(step);
                backlog.pushed(run);
            }
        } catch (RuntimeException e) {
            fault(e);
        }
    }

    /** Goes on with a run that waited for a person, for an exchange that no consumer made. */
    Trip goOn(Exchange exchange, long runId, String workflow) {
        var running = backlog.running(runId);
        var run = running == null ? resumed(runId, workflow) : running;
        run.goingOn.incrementAndGet();
        backlog.began(run);
        exchange.setProperty(RUN_ID, RunIds.text(runId));
        return put(exchange, new Trip(run, exchange, null));
    }

    /** An agent that waited in a run goes on in another one. */
    void goesOnElsewhere(String agentRun, long runId, String workflow) {
        var running = backlog.running(runId);
        var run = running == null ? resumed(runId, workflow) : running;
        run.parkedAgents.remove(agentRun);
        if (running == null) {
            backlog.began(run);
            run.end(null, null);
            backlog.ended(run);
        }
    }

    /** Recording must never harm a route. */
    private void fault(RuntimeException e) {
        faults.incrementAndGet();
        if (told.compareAndSet(false, true)) {
            LOG.warn("A step could not be recorded; further ones are only counted", e);
        }
    }

    long faults() {
        return faults.get();
    }
}
