package dev.serai.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.people.task.Answer;
import dev.serai.people.task.Question;
import dev.serai.people.task.Task;
import dev.serai.people.task.TaskJson;
import dev.serai.people.task.TaskQuery;
import dev.serai.people.task.TaskStatus;
import dev.serai.support.camel.Headers;
import dev.serai.support.json.Json;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Answers, shows and cancels tasks for routes. */
final class AnswerHandler {

    private static final int LISTED = 100;

    private final Inbox inbox;

    AnswerHandler(Inbox inbox) {
        this.inbox = inbox;
    }

    CompletionStage<?> list(Exchange exchange) {
        var message = exchange.getMessage();
        var status = Headers.get(
                exchange,
                PeopleConstants.STATUS,
                TaskStatus.class,
                TaskStatus.OPEN,
                fact -> new PeopleException(PeopleError.BAD_OPTION, fact));
        var query = new TaskQuery(
                status,
                null,
                message.getHeader(PeopleConstants.ASSIGNEE, String.class),
                message.getHeader(PeopleConstants.GROUP, String.class),
                null,
                0,
                LISTED);
        return inbox.find(query)
                .thenAccept(tasks ->
                        message.setBody(tasks.stream().map(TaskJson::view).toList()));
    }

    CompletionStage<?> get(Exchange exchange) {
        return inbox.get(id(exchange)).thenAccept(task -> show(exchange, task));
    }

    CompletionStage<?> cancel(Exchange exchange) {
        return inbox.cancel(id(exchange), by(exchange)).thenAccept(task -> show(exchange, task));
    }

    CompletionStage<?> answer(Exchange exchange) {
        var message = exchange.getMessage();
        var id = message.getHeader(PeopleConstants.TASK_ID, String.class);
        if (id != null) {
            return inbox.get(id)
                    .thenCompose(task -> inbox.answer(id, read(message, task.question()), by(exchange)))
                    .thenAccept(task -> show(exchange, task));
        }
        var token = message.getHeader(PeopleConstants.TOKEN, String.class);
        if (token != null) {
            return inbox.byToken(token)
                    .thenCompose(task -> inbox.answerByToken(token, read(message, task.question())))
                    .thenAccept(task -> show(exchange, task));
        }
        return answerByMail(exchange, MailReply.token(message.getHeader("Subject", String.class)));
    }

    private CompletionStage<?> answerByMail(Exchange exchange, String token) {
        var message = exchange.getMessage();
        if (token == null) {
            throw new PeopleException(PeopleError.NO_TASK_ID, "the message names no task");
        }
        var automatic = message.getHeader("Auto-Submitted", String.class);
        if (automatic != null && !automatic.strip().equalsIgnoreCase("no")) {
            throw new PeopleException(PeopleError.BAD_ANSWER, "the mail was written by a machine");
        }
        var reply = new MailReply(token, message.getHeader("From", String.class), message.getBody(String.class));
        return inbox.byToken(token)
                .thenCompose(task -> {
                    reply.checkSender(task.question());
                    return inbox.answerByToken(token, reply.answer(task.question()));
                })
                .thenAccept(task -> show(exchange, task));
    }

    /** What the body says, by what the question asks for. */
    private static Answer read(Message message, Question question) {
        var choice = message.getHeader(PeopleConstants.CHOICE, String.class);
        var comment = message.getHeader(PeopleConstants.COMMENT, String.class);
        if (question.form() != null) {
            return new Answer(choice, comment, values(message));
        }
        var body = message.getBody(String.class);
        if (question.choices().isEmpty()) {
            return new Answer(choice, body, null);
        }
        return new Answer(choice == null ? body : choice, comment, null);
    }

    private static Map<String, Object> values(Message message) {
        if (message.getBody() instanceof Map<?, ?> map) {
            return Json.map(Json.tree(map));
        }
        try {
            var text = message.getBody(String.class);
            return Json.map(text == null ? "" : text);
        } catch (JsonProcessingException e) {
            throw new PeopleException(PeopleError.BAD_ANSWER, "the body is no JSON object with the form's values");
        }
    }

    private static String id(Exchange exchange) {
        var id = exchange.getMessage().getHeader(PeopleConstants.TASK_ID, String.class);
        if (id == null || id.isBlank()) {
            throw new PeopleException(
                    PeopleError.NO_TASK_ID, "the message names no task", "Set the header CamelPeopleTaskId.");
        }
        return id;
    }

    private static String by(Exchange exchange) {
        return exchange.getMessage().getHeader(PeopleConstants.ANSWERED_BY, String.class);
    }

    private static void show(Exchange exchange, Task task) {
        exchange.getMessage().setHeader(PeopleConstants.TASK_ID, task.id());
        exchange.getMessage().setBody(TaskJson.view(task));
    }
}
