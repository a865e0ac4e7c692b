package dev.serai.people;

import dev.serai.people.store.Kept;
import dev.serai.people.task.Origin;
import dev.serai.people.task.Task;
import dev.serai.support.json.Json;
import dev.serai.support.route.Continuation;
import dev.serai.support.route.ExchangeText;
import dev.serai.support.route.RouteException;
import dev.serai.support.route.RouteProperties;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Asks, and lets the exchange go on with what comes of it. */
final class AskHandler {

    private static final int ACCEPTED = 202;
    private static final List<String> QUESTION_HEADERS = List.of(
            PeopleConstants.TITLE,
            PeopleConstants.TEXT,
            PeopleConstants.FORM,
            PeopleConstants.CHOICES,
            PeopleConstants.ASSIGNEE,
            PeopleConstants.GROUP,
            PeopleConstants.ATTACHMENTS,
            PeopleConstants.DUE);

    private final PeopleComponent component;
    private final Asking asking;

    AskHandler(PeopleComponent component, Asking asking) {
        this.component = component;
        this.asking = asking;
    }

    CompletionStage<?> handle(Exchange exchange) {
        var node = exchange.getExchangeExtension().getHistoryNodeId();
        var place = place(exchange, node);
        // It stays on the exchange for an error handler that tries again, but later questions are questions of their
        // own.
        var resumed = exchange.getProperty(GoingOn.RESUMED, GoingOn.Resumed.class);
        if (resumed != null && resumed.exchangeId().equals(exchange.getExchangeId()) && place.isOf(resumed.task())) {
            goOn(exchange, resumed.task());
            return CompletableFuture.completedFuture(null);
        }
        return asking.waits() ? askAndWait(exchange, place) : askAndReturn(exchange, place);
    }

    private CompletionStage<?> askAndWait(Exchange exchange, Place place) {
        var text = place.obstacle() == null ? kept(exchange) : null;
        var known = place.resumable(text != null);
        var files = asking.files(exchange);
        var task = task(exchange, known, files, true);
        var outcome = component.goingOn().expect(task.id(), exchange);
        return add(task, new Kept(text, files.json()), component.goingOn().owner())
                .whenComplete((added, error) -> {
                    if (error != null) {
                        component.goingOn().forget(task.id());
                    }
                })
                .thenCompose(added -> outcome)
                .thenAccept(decided -> {
                    if (decided != null) {
                        goOn(exchange, decided);
                    } else if (known.resumable()) {
                        park(exchange, task);
                    } else {
                        throw new PeopleException(
                                PeopleError.STOPPED, "this process waits no longer for task '" + task.id() + "'");
                    }
                });
    }

    /** Who waits in this process can do without what another process would need. */
    private String kept(Exchange exchange) {
        try {
            return ExchangeText.write(exchange, component.getMaxKept());
        } catch (RouteException e) {
            return null;
        }
    }

    private CompletionStage<?> askAndReturn(Exchange exchange, Place place) {
        if (place.obstacle() != null) {
            throw new PeopleException(PeopleError.CANNOT_PARK, place.obstacle());
        }
        var text = ExchangeText.write(exchange, component.getMaxKept());
        var files = asking.files(exchange);
        var task = task(exchange, place.resumable(true), files, false);
        return add(task, new Kept(text, files.json()), null).thenAccept(added -> park(exchange, task));
    }

    private CompletionStage<?> add(Task task, Kept kept, String owner) {
        return component.store().add(task, kept, owner, GoingOn.LEASE).thenAccept(added -> {
            component.keeper().watch(task);
            component.notifiers().tell(task);
        });
    }

    private Task task(Exchange exchange, Place place, Files files, boolean awaited) {
        var due = asking.due(exchange);
        var now = Instant.now();
        var origin = new Origin(
                place.route(),
                place.from(),
                place.address(),
                place.resumable(),
                runId(exchange),
                null,
                null,
                asking.notifier(),
                due == null ? 0 : due.toSeconds(),
                asking.whenDue(),
                asking.dueAnswer());
        var question = asking.question(exchange, files);
        if (asking.dueAnswer() != null) {
            // Else it would turn out to be no answer when nobody is there any more who could mend it.
            Answers.checked(question, asking.dueAnswer());
        }
        return Task.open(
                UUID.randomUUID().toString(), question, origin, now, due == null ? null : now.plus(due), awaited);
    }

    private static String runId(Exchange exchange) {
        var property = exchange.getProperty(RouteProperties.RUN_ID, String.class);
        return property == null ? exchange.getMessage().getHeader(RouteProperties.RUN_ID, String.class) : property;
    }

    private static Place place(Exchange exchange, String node) {
        var work = exchange.getUnitOfWork();
        var route = work == null ? null : work.getRoute();
        if (route == null || node == null) {
            return new Place(null, null, null, false, "the question is asked outside of a route");
        }
        var id = route.getRouteId();
        if (work.routeStackLevel() > 1) {
            return new Place(
                    id, null, null, false, "route '" + id + "' was called by another route, which would not go on");
        }
        var from = route.isCustomId() ? null : GoingOn.from(route);
        try {
            var address = Continuation.address(route, node);
            Continuation.atAddress(route, address);
            return new Place(id, from, address, false, null);
        } catch (RouteException e) {
            return new Place(id, from, null, false, e.getFact());
        }
    }

    private static void park(Exchange exchange, Task task) {
        var message = exchange.getMessage();
        var told = new LinkedHashMap<String, Object>();
        told.put("task", task.id());
        told.put("status", "waiting");
        message.setBody(Json.text(told));
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, ACCEPTED);
        message.setHeader(PeopleConstants.TASK_ID, task.id());
        message.setHeader(PeopleConstants.STATUS, "waiting");
        exchange.setRouteStop(true);
    }

    private static void goOn(Exchange exchange, Task task) {
        var message = exchange.getMessage();
        QUESTION_HEADERS.forEach(message::removeHeader);
        message.setHeader(PeopleConstants.TASK_ID, task.id());
        switch (task.outcome()) {
            case OVERDUE ->
                throw new PeopleException(
                        PeopleError.OVERDUE,
                        "nobody answered '" + task.question().title() + "' until " + task.decided());
            case CANCELLED ->
                throw new PeopleException(
                        PeopleError.CANCELLED,
                        "'" + task.question().title() + "' was cancelled"
                                + (task.by() == null ? "" : " by " + task.by()));
            case ANSWERED -> answered(message, task);
        }
    }

    private static void answered(Message message, Task task) {
        var answer = task.answer();
        message.setHeader(PeopleConstants.STATUS, "answered");
        message.setHeader(PeopleConstants.ANSWERED_AT, task.decided());
        set(message, PeopleConstants.ANSWERED_BY, task.by());
        set(message, PeopleConstants.CHOICE, answer.choice());
        if (answer.values() != null) {
            message.setBody(new LinkedHashMap<>(answer.values()));
        } else {
            message.setBody(answer.choice() == null ? answer.text() : answer.choice());
        }
        boolean isComment = answer.values() != null || answer.choice() != null;
        set(message, PeopleConstants.COMMENT, isComment ? answer.text() : null);
    }

    private static void set(Message message, String header, Object value) {
        if (value == null) {
            message.removeHeader(header);
        } else {
            message.setHeader(header, value);
        }
    }

    /** @param obstacle why another exchange cannot go on there; null when it can */
    private record Place(String route, String from, String address, boolean resumable, String obstacle) {

        /** The numbers that Camel gives to routes without an id change, so these are known by what they begin with. */
        boolean isOf(Task task) {
            var origin = task.origin();
            return origin.address().equals(address)
                    && Objects.equals(origin.from(), from)
                    && (from != null || origin.routeId().equals(route));
        }

        Place resumable(boolean can) {
            return new Place(route, from, address, can, obstacle);
        }
    }
}
