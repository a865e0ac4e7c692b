package dev.serai.people;

import dev.serai.people.store.Kept;
import dev.serai.people.store.TaskStore;
import dev.serai.people.task.Answer;
import dev.serai.people.task.Origin;
import dev.serai.people.task.Outcome;
import dev.serai.people.task.Question;
import dev.serai.people.task.Task;
import dev.serai.support.approval.Approval;
import dev.serai.support.approval.Approvals;
import dev.serai.support.approval.Decision;
import dev.serai.support.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Makes tasks of the calls for which agents need permission. */
final class PeopleApprovals implements Approvals {

    static final String ALLOW = "allow";
    static final String REFUSE = "refuse";

    private static final int LONGEST = 20_000;
    private static final CompletionStage<Void> NOTHING = CompletableFuture.completedFuture(null);

    private final TaskStore store;
    private final Keeper keeper;
    private final Notifiers notifiers;
    private final PeopleConfiguration configuration;
    private final String notifier;

    PeopleApprovals(
            TaskStore store, Keeper keeper, Notifiers notifiers, PeopleConfiguration configuration, String notifier) {
        var dueAnswer = configuration.getDueAnswer();
        if (dueAnswer != null && !dueAnswer.equals(ALLOW) && !dueAnswer.equals(REFUSE)) {
            throw new PeopleException(
                    PeopleError.BAD_OPTION,
                    "dueAnswer of the component is '" + dueAnswer + "', and approvals are on",
                    "Set it to allow or refuse, or set dueAnswer at the endpoints.");
        }
        Asking.checkDue(configuration);
        this.store = store;
        this.keeper = keeper;
        this.notifiers = notifiers;
        this.configuration = configuration;
        this.notifier = notifier;
    }

    @Override
    public CompletionStage<Void> ask(Approval approval) {
        var id = taskId(approval.id());
        var question = new Question(
                "May " + approval.agent() + " call " + approval.call().name() + "?",
                text(approval),
                null,
                List.of(ALLOW, REFUSE),
                configuration.getAssignee(),
                configuration.getGroup(),
                List.of());
        var due = configuration.getDue();
        var origin = new Origin(
                null,
                null,
                null,
                false,
                approval.runId(),
                approval.id(),
                approval.agent(),
                notifier,
                due == null ? 0 : due.toSeconds(),
                configuration.getWhenDue(),
                configuration.getDueAnswer() == null ? null : Answer.choice(configuration.getDueAnswer()));
        var now = Instant.now();
        var task = Task.open(id, question, origin, now, due == null ? null : now.plus(due), false);
        return store.add(task, Kept.NOTHING, null, GoingOn.LEASE).thenAccept(added -> {
            if (added) {
                keeper.watch(task);
                notifiers.tell(task);
            }
        });
    }

    /** The same id each time that the same call is asked for. */
    private static String taskId(String approvalId) {
        return UUID.nameUUIDFromBytes(approvalId.getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    @Override
    public CompletionStage<Void> decided(String approvalId, Decision decision) {
        var answer = new Answer(decision.allowed() ? ALLOW : REFUSE, decision.reason(), null);
        return store.get(taskId(approvalId))
                .thenCompose(found -> found.filter(Task::isOpen)
                        .map(task -> store.decide(
                                        task.id(), task.round(), Outcome.ANSWERED, answer, decision.by(), Instant.now())
                                .thenCompose(won -> won ? store.close(task.id(), null, Instant.now()) : NOTHING))
                        .orElse(NOTHING));
    }

    /** The arguments as they will be sent, in a block that they cannot end themselves. */
    private static String text(Approval approval) {
        var arguments = Json.tree(approval.call().arguments()).toPrettyString();
        if (arguments.length() > LONGEST) {
            arguments = arguments.substring(0, LONGEST) + "\n(cut; " + arguments.length() + " characters in all)";
        }
        var fence = "```";
        while (arguments.contains(fence)) {
            fence += "`";
        }
        var description = approval.toolDescription() == null
                ? ""
                : approval.toolDescription().strip();
        return (description.isEmpty() ? "" : description + "\n\n") + fence + "json\n" + arguments + "\n" + fence;
    }
}
