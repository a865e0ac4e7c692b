package dev.serai.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.people.store.Kept;
import dev.serai.people.store.TaskStore;
import dev.serai.people.task.Answer;
import dev.serai.people.task.Outcome;
import dev.serai.people.task.Task;
import dev.serai.people.task.TaskQuery;
import dev.serai.support.error.Failures;
import dev.serai.support.error.SeraiException;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks of a Camel context, for whoever shows them to people. Nothing here waits: stages may complete on threads
 * that must not be blocked. Who may see and answer what is for the caller to decide; what is answered here counts.
 */
public final class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final String PATH = "/answer/";

    private final TaskStore store;
    private final GoingOn goingOn;
    private final Supplier<CompletionStage<Links>> links;
    private final String publicUrl;

    Inbox(TaskStore store, GoingOn goingOn, Supplier<CompletionStage<Links>> links, String publicUrl) {
        this.store = store;
        this.goingOn = goingOn;
        this.links = links;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    /** The inbox of a context, if it has the people component. */
    public static Optional<Inbox> of(CamelContext context) {
        return Optional.ofNullable(context.getCamelContextExtension().getContextPlugin(Inbox.class));
    }

    public CompletionStage<List<Task>> find(TaskQuery query) {
        return known(store.find(query));
    }

    /** The ids of what {@link #find} finds. */
    public CompletionStage<List<String>> ids(TaskQuery query) {
        return known(store.ids(query));
    }

    /** Who answers may be a stranger, who learns nothing of the database. */
    private static <T> CompletionStage<T> known(CompletionStage<T> stage) {
        return stage.exceptionallyCompose(error -> {
            var cause = Failures.unwrap(error);
            LOG.warn("The store of the tasks does not answer: {}", cause.getMessage());
            return CompletableFuture.failedFuture(
                    new PeopleException(PeopleError.STORE_FAILED, "the store of the tasks does not answer", cause));
        });
    }

    /** Fails with PEOPLE-202 when there is no such task. */
    public CompletionStage<Task> get(String id) {
        return known(store.get(id))
                .thenApply(found -> found.orElseThrow(
                        () -> new PeopleException(PeopleError.NO_TASK, "there is no task '" + shown(id) + "'")));
    }

    /**
     * Checks the answer, keeps it and goes on with what asked, in the background. Of several at once one counts; the
     * others fail with PEOPLE-201, which names who was first.
     *
     * @param by who answers; null when unknown
     * @return the task when the answer is kept
     */
    public CompletionStage<Task> answer(String id, Answer answer, String by) {
        return get(id).thenCompose(task -> decide(task, Outcome.ANSWERED, answer, by));
    }

    /** What asked goes on with the error PEOPLE-302, so that the route can clean up. */
    public CompletionStage<Task> cancel(String id, String by) {
        return get(id).thenCompose(task -> decide(task, Outcome.CANCELLED, null, by));
    }

    /** An address at which whoever has it can answer the task once, until the time is over. */
    public CompletionStage<String> link(String id, Duration validFor) {
        return token(id, validFor).thenApply(token -> publicUrl + PATH + token);
    }

    CompletionStage<String> token(String id, Duration validFor) {
        return get(id).thenCombine(
                        known(links.get()),
                        (task, signing) ->
                                signing.token(id, task.round(), Instant.now().plus(validFor)));
    }

    /** The task that a link leads to, while it can be answered by it. */
    public CompletionStage<Task> byToken(String token) {
        return known(links.get()).thenCompose(signing -> {
            var claim = signing.read(token, Instant.now());
            return get(claim.taskId()).thenApply(task -> {
                if (!task.isOpen()) {
                    throw conflict(task);
                }
                if (task.round() != claim.round()) {
                    throw new PeopleException(PeopleError.EXPIRED, "the link was used before");
                }
                return task;
            });
        });
    }

    /** Answers with a link, in the name of the assignee. */
    public CompletionStage<Task> answerByToken(String token, Answer answer) {
        return byToken(token).thenCompose(task -> {
            var assignee = task.question().assignee();
            return decide(task, Outcome.ANSWERED, answer, assignee == null ? "link" : assignee);
        });
    }

    /** What stands in a file of an open task. */
    public CompletionStage<byte[]> attachment(String id, String name) {
        return known(store.kept(id))
                .thenApply(found -> found.map(Kept::attachments)
                        .map(Inbox::files)
                        .map(files -> bytes(files, name))
                        .orElseThrow(() -> new PeopleException(
                                PeopleError.NO_TASK, "task '" + shown(id) + "' has no file '" + shown(name) + "'")));
    }

    private static JsonNode files(String attachments) {
        try {
            return Json.read(attachments);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kept files cannot be read", e);
        }
    }

    private static byte[] bytes(JsonNode files, String name) {
        try {
            return files.path(name).binaryValue();
        } catch (IOException e) {
            throw new IllegalStateException("a kept file cannot be read", e);
        }
    }

    CompletionStage<Task> decide(Task task, Outcome outcome, Answer answer, String by) {
        Answer checked;
        try {
            if (!task.isOpen()) {
                throw conflict(task);
            }
            checked = outcome == Outcome.ANSWERED ? Answers.checked(task.question(), answer) : null;
        } catch (PeopleException e) {
            return CompletableFuture.failedFuture(e);
        }
        try {
            // A task whose route will not come back must end all the same when it is cancelled, or its time is over.
            if (outcome == Outcome.ANSWERED) {
                goingOn.check(task);
            }
        } catch (SeraiException e) {
            return known(store.note(task.id(), e.getMessage())).thenCompose(noted -> CompletableFuture.failedFuture(e));
        }
        return known(store.decide(task.id(), task.round(), outcome, checked, by, Instant.now()))
                .thenCompose(won -> get(task.id()).thenApply(now -> {
                    if (!won) {
                        throw conflict(now);
                    }
                    goingOn.goOn(task.id());
                    return now;
                }));
    }

    private static PeopleException conflict(Task task) {
        if (task.outcome() == Outcome.CANCELLED) {
            return new PeopleException(PeopleError.CONFLICT, "the task was cancelled" + by(task));
        }
        if (task.outcome() == Outcome.OVERDUE) {
            return new PeopleException(PeopleError.CONFLICT, "the time for an answer was over at " + task.decided());
        }
        return new PeopleException(
                PeopleError.CONFLICT,
                task.isOpen() ? "the task was asked anew" : "the task was answered" + by(task),
                task.isOpen() ? "Look at the task again, then answer." : PeopleError.CONFLICT.remedy());
    }

    private static String by(Task task) {
        return (task.by() == null ? "" : " by " + task.by()) + (task.decided() == null ? "" : " at " + task.decided());
    }

    private static String shown(String id) {
        return id == null || id.length() <= 100 ? id : id.substring(0, 100) + "...";
    }
}
