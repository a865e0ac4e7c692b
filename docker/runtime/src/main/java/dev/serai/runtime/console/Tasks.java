package dev.serai.runtime.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.people.Inbox;
import dev.serai.people.task.Answer;
import dev.serai.people.task.Outcome;
import dev.serai.people.task.Task;
import dev.serai.people.task.TaskQuery;
import dev.serai.people.task.TaskStatus;
import dev.serai.support.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.CamelContext;

/** What people are asked, and what they answer. */
final class Tasks {

    private static final int ROWS = 200;
    private static final int LONGEST_TEXT = 200_000;
    private static final Duration LINK_VALIDITY = Duration.ofDays(7);

    private final CamelContext context;

    Tasks(CamelContext context) {
        this.context = context;
    }

    /** @param state open, answered, expired or cancelled */
    record Row(String id, String title, String assignee, String group, String asked, String due, String state) {}

    /**
     * @param form a JSON schema; null for a question without a form
     * @param by who answered; null while it is open
     * @param error why it could not be gone on with; null when nothing went wrong
     */
    record Shown(
            String id,
            String title,
            String text,
            JsonNode form,
            List<String> choices,
            List<File> attachments,
            String assignee,
            String group,
            String asked,
            String due,
            String state,
            String by,
            String run,
            String error) {}

    record File(String name, String type, long size, String address) {}

    /** Without the component nobody is asked anything. */
    CompletionStage<List<Row>> find(ApiCall call) {
        var state = call.query("state");
        var inbox = Inbox.of(context).orElse(null);
        if (inbox == null) {
            return CompletableFuture.completedFuture(List.of());
        }
        var status = "open".equals(state) ? TaskStatus.OPEN : null;
        return inbox.find(new TaskQuery(status, outcome(state), null, null, call.query("q"), 0, ROWS))
                .thenApply(found -> found.stream().map(Tasks::row).toList());
    }

    private static Outcome outcome(String state) {
        return switch (state == null ? "open" : state) {
            case "open" -> null;
            case "answered" -> Outcome.ANSWERED;
            case "expired" -> Outcome.OVERDUE;
            case "cancelled" -> Outcome.CANCELLED;
            default ->
                throw new ConsoleException(
                        ConsoleError.BAD_REQUEST, "'state' is none of open, answered, expired, cancelled");
        };
    }

    CompletionStage<Shown> get(ApiCall call) {
        return inbox(call).get(call.id()).thenApply(task -> shown(task, "/api/tasks/" + encoded(task.id())));
    }

    CompletionStage<Row> answer(ApiCall call) {
        return inbox(call).answer(call.id(), said(call), call.user()).thenApply(Tasks::row);
    }

    CompletionStage<Row> cancel(ApiCall call) {
        return inbox(call).cancel(call.id(), call.user()).thenApply(Tasks::row);
    }

    /** The address begins with that of this page: who makes the link knows where its reader will be. */
    CompletionStage<Map<String, String>> link(ApiCall call) {
        return inbox(call)
                .link(call.id(), LINK_VALIDITY)
                .thenApply(link -> Map.of("address", link.substring(link.lastIndexOf("/answer/"))));
    }

    CompletionStage<Shown> getByToken(ApiCall call) {
        // The files of a question are for those who can log in: a link may be passed on.
        return inbox(call).byToken(call.id()).thenApply(task -> shown(task, ""));
    }

    CompletionStage<Row> answerByToken(ApiCall call) {
        return inbox(call).answerByToken(call.id(), said(call)).thenApply(Tasks::row);
    }

    CompletionStage<ApiFile> attachment(ApiCall call) {
        var name = call.id("name");
        return inbox(call).attachment(call.id(), name).thenApply(bytes -> new ApiFile(name, bytes));
    }

    private Inbox inbox(ApiCall call) {
        return Inbox.of(context).orElseThrow(() -> ConsoleException.unknown("task", call.id()));
    }

    private static Answer said(ApiCall call) {
        var values = call.body().get("values");
        if (values != null && !values.isNull() && !values.isObject()) {
            throw new ConsoleException(ConsoleError.BAD_REQUEST, "'values' is no object");
        }
        Map<String, Object> fields = values == null || values.isNull() ? null : Json.map(values);
        return new Answer(call.optional("choice", LONGEST_TEXT), call.optional("text", LONGEST_TEXT), fields);
    }

    private static Row row(Task task) {
        var question = task.question();
        return new Row(
                task.id(),
                question.title(),
                question.assignee(),
                question.group(),
                String.valueOf(task.asked()),
                task.due() == null ? null : task.due().toString(),
                state(task));
    }

    private static String state(Task task) {
        if (task.outcome() == null) {
            return "open";
        }
        return switch (task.outcome()) {
            case ANSWERED -> "answered";
            case OVERDUE -> "expired";
            case CANCELLED -> "cancelled";
        };
    }

    /** @param address of the task's own files; empty for who has a link, and sees nothing else of the console */
    private static Shown shown(Task task, String address) {
        var question = task.question();
        var files = question.attachments().stream()
                .map(file -> new File(
                        file.name(),
                        file.type(),
                        file.size(),
                        address.isEmpty() ? null : address + "/attachments/" + encoded(file.name())))
                .toList();
        return new Shown(
                task.id(),
                question.title(),
                question.text(),
                form(question.form()),
                question.choices(),
                files,
                question.assignee(),
                question.group(),
                String.valueOf(task.asked()),
                task.due() == null ? null : task.due().toString(),
                state(task),
                task.by(),
                address.isEmpty() ? null : task.origin().runId(),
                address.isEmpty() ? null : task.error());
    }

    private static JsonNode form(String schema) {
        try {
            return schema == null ? null : Json.read(schema);
        } catch (JsonProcessingException e) {
            throw new ConsoleException(ConsoleError.FAILED, "the task's form is no JSON");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A file of a stranger: a browser keeps it and does not show it. */
    record ApiFile(String name, byte[] bytes) {

        String disposition() {
            var plain = name.replaceAll("[^A-Za-z0-9._-]", "_").toLowerCase(Locale.ROOT);
            return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded(name);
        }
    }
}
