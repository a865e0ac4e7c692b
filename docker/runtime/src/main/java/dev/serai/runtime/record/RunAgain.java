package dev.serai.runtime.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.support.json.Json;
import dev.serai.support.route.Continuation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Route;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does runs again, with what was kept of them, or for the first time. What was cut or masked is not guessed. */
final class RunAgain {

    private static final Logger LOG = LoggerFactory.getLogger(RunAgain.class);

    private final CamelContext context;
    private final RunIds ids;
    private final Executor routes;

    /** @param routes where routes may take their time */
    RunAgain(CamelContext context, RunIds ids, Executor routes) {
        this.context = context;
        this.ids = ids;
        this.routes = routes;
    }

    /** A first run, with what somebody has written. */
    String byHand(String routeId, Object body) {
        var route = route(routeId);
        long id = ids.next();
        var exchange = route.getEndpoint().createExchange(ExchangePattern.InOut);
        exchange.getMessage().setBody(body);
        exchange.setProperty(Again.PROPERTY, new Again(null, -1, id));
        send(route, exchange, id);
        return RunIds.text(id);
    }

    String fromStart(RunDetail run) {
        var first = run.steps().stream()
                .filter(step -> step.lane() == 0 && step.parent() == -1)
                .findFirst()
                .orElseThrow(() -> new RecordException(
                        RecordError.NOT_WHOLE, "the steps of run '" + run.run().id() + "' were not kept"));
        var route = route(run.run().workflow());
        long id = ids.next();
        send(route, exchange(route, run, first, new Again(number(run), -1, id)), id);
        return RunIds.text(id);
    }

    private void send(Route route, Exchange exchange, long id) {
        exchange.getExchangeExtension().setFromEndpoint(route.getEndpoint());
        exchange.getExchangeExtension().setFromRouteId(route.getRouteId());
        var processor = route.getConsumer().getProcessor();
        AsyncProcessor whole = AsyncProcessorConverterHelper.convert(processor);
        routes.execute(() -> whole.process(exchange, synchronously -> LOG.debug("Run {} has ended", id)));
    }

    String fromStep(RunDetail run, long number) {
        var step = run.steps().stream()
                .filter(one -> one.number() == number && one.node() != null && one.route() != null)
                .findFirst()
                .orElseThrow(() -> new RecordException(
                        RecordError.NO_STEP,
                        "run '" + run.run().id() + "' has no step " + number + " at a node of a route"));
        var route = route(step.route());
        var rest = Continuation.at(route, step.node());
        long id = ids.next();
        var exchange = exchange(route, run, step, new Again(number(run), number, id));
        routes.execute(() -> rest.run(exchange).whenComplete((done, error) -> {
            if (error != null) {
                LOG.warn("Run {} could not be gone on with", run.run().id(), error);
            }
        }));
        return RunIds.text(id);
    }

    private Route route(String id) {
        var route = context.getRoute(id);
        var status = route == null ? null : context.getRouteController().getRouteStatus(id);
        if (status == null || !status.isStarted()) {
            throw new RecordException(
                    RecordError.NO_ROUTE, "the route '" + id + "' is " + (route == null ? "not loaded" : "stopped"));
        }
        return route;
    }

    private Exchange exchange(Route route, RunDetail run, StepRecord step, Again again) {
        var exchange = route.getEndpoint().createExchange(ExchangePattern.InOut);
        exchange.getMessage().setBody(value("the body", step.input()));
        fill("header", step.headers(), exchange.getMessage()::setHeader);
        fill("variable", step.variables(), exchange::setVariable);
        exchange.setProperty(Again.PROPERTY, again);
        return exchange;
    }

    private static void fill(String kind, Map<String, Shown> values, BiConsumer<String, Object> to) {
        if (values.containsKey(Fields.MORE)) {
            throw new RecordException(RecordError.NOT_WHOLE, "not every " + kind + " was kept");
        }
        values.forEach((name, value) -> {
            // A login belongs to who sent it, so it is not sent again for somebody else.
            if (!(value.masked() && kind.equals("header"))) {
                to.accept(name, value(kind + " '" + name + "'", value));
            }
        });
    }

    private static Object value(String what, Shown value) {
        if (!value.whole()) {
            throw new RecordException(RecordError.NOT_WHOLE, what + " " + reason(value));
        }
        if (value.text() == null) {
            return null;
        }
        return switch (value.kind()) {
            case Shown.JSON -> json(what, value);
            case Shown.BYTES -> value.text().getBytes(StandardCharsets.UTF_8);
            case Shown.TEXT -> value.text();
            default -> throw new RecordException(RecordError.NOT_WHOLE, what + " was a " + value.type());
        };
    }

    private static Object json(String what, Shown value) {
        try {
            var tree = Json.read(value.text());
            return value.type().startsWith("com.fasterxml.jackson")
                    ? tree
                    : Json.MAPPER.convertValue(tree, Object.class);
        } catch (JsonProcessingException e) {
            throw new RecordException(RecordError.NOT_WHOLE, what + " was a " + value.type());
        }
    }

    private static String reason(Shown value) {
        if (value.text() == null) {
            return "was a " + value.type() + ", of which only the size is kept";
        }
        if (value.cut()) {
            return "was longer than what is kept of it";
        }
        return value.masked() ? "holds a secret, which is not kept" : "holds objects of the application";
    }

    private static long number(RunDetail run) {
        return RunIds.number(run.run().id());
    }
}
