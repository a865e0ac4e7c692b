package dev.serai.sql.people;

import static dev.serai.support.contract.Stages.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.people.store.Kept;
import dev.serai.people.store.TaskStore;
import dev.serai.people.task.Answer;
import dev.serai.people.task.Attachment;
import dev.serai.people.task.Origin;
import dev.serai.people.task.Outcome;
import dev.serai.people.task.Question;
import dev.serai.people.task.Task;
import dev.serai.people.task.TaskQuery;
import dev.serai.people.task.TaskStatus;
import dev.serai.people.task.WhenDue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of tasks does. */
abstract class TasksContract {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123456Z");
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Kept KEPT = new Kept("{\"exchange\":1}", "{\"a.txt\":\"YQ==\"}");

    abstract TaskStore store();

    private static Task task(String team, Instant due) {
        var question = new Question(
                "Pay 100%_?",
                "Order *7*",
                "{}",
                List.of("yes", "no"),
                "ada@example.com",
                team,
                List.of(new Attachment("a.txt", "text/plain", 1)));
        var origin = new Origin(
                "route",
                null,
                "node",
                true,
                "run",
                "run/1.0",
                "clerk",
                "n",
                60,
                WhenDue.ANSWER,
                Answer.values(Map.of("days", 3)));
        return Task.open(UUID.randomUUID().toString(), question, origin, NOON, due, false);
    }

    private static String team() {
        return UUID.randomUUID().toString();
    }

    private String added(Task task) {
        assertThat(done(store().add(task, KEPT, null, LONG))).isTrue();
        return task.id();
    }

    private Task get(String id) {
        return done(store().get(id)).orElseThrow();
    }

    private CompletionStage<Boolean> answer(String id, int round, String choice) {
        return store().decide(id, round, Outcome.ANSWERED, Answer.choice(choice), "ada", NOON);
    }

    @Test
    void taskComesBackAsItWasAdded() {
        var task = task(team(), NOON.plusSeconds(1));
        added(task);

        assertThat(get(task.id())).isEqualTo(task);
        assertThat(done(store().kept(task.id()))).contains(KEPT);
        assertThat(done(store().get("nowhere"))).isEmpty();
    }

    @Test
    void taskIsAddedOnce() {
        var task = task(team(), null);
        added(task);
        assertThat(done(store().add(task, KEPT, null, LONG))).isFalse();
    }

    @Test
    void ofManyAnswersOneCounts() {
        var id = added(task(team(), null));

        var won = IntStream.range(0, 8).mapToObj(i -> answer(id, 0, "yes" + i)).toList().stream()
                .filter(stage -> done(stage))
                .count();

        assertThat(won).isEqualTo(1);
        assertThat(get(id).status()).isEqualTo(TaskStatus.GOES_ON);
        assertThat(get(id).outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(get(id).by()).isEqualTo("ada");
        assertThat(get(id).decided()).isEqualTo(NOON);
    }

    @Test
    void onlyWhatIsDecidedCanBeClaimedAndClosed() {
        var id = added(task(team(), null));
        assertThat(done(store().claim(id, "me", LONG))).isFalse();
        assertThat(done(answer(id, 0, "yes"))).isTrue();

        assertThat(done(store().claimable("me", 500))).contains(id);
        assertThat(done(store().claim(id, "me", LONG))).isTrue();
        done(store().close(id, "it failed", NOON));

        assertThat(done(store().claimable("me", 500))).doesNotContain(id);
        assertThat(get(id).status()).isEqualTo(TaskStatus.CLOSED);
        assertThat(get(id).error()).isEqualTo("it failed");
        assertThat(done(store().kept(id))).contains(Kept.NOTHING);
    }

    @Test
    void reopenedTaskHasANewRound() {
        var id = added(task(team(), null));
        assertThat(done(answer(id, 0, "yes"))).isTrue();

        done(store().reopen(id, "the route is gone"));

        var task = get(id);
        assertThat(task.isOpen()).isTrue();
        assertThat(task.round()).isEqualTo(1);
        assertThat(task.answer()).isNull();
        assertThat(task.outcome()).isNull();
        assertThat(task.error()).isEqualTo("the route is gone");
        assertThat(done(store().kept(id))).contains(KEPT);
        assertThat(done(answer(id, 0, "yes"))).isFalse();
        assertThat(done(answer(id, 1, "yes"))).isTrue();
        assertThat(get(id).error()).isNull();
    }

    @Test
    void noteIsForOpenTasks() {
        var id = added(task(team(), null));
        done(store().note(id, "not now"));
        assertThat(get(id).error()).isEqualTo("not now");
    }

    @Test
    void tasksAreFoundByWhatTheyAre() {
        var team = team();
        var first = added(task(team, null));
        var second = added(task(team, null));
        done(answer(second, 0, "yes"));

        assertThat(find(TaskStatus.OPEN, team, null)).containsExactly(first);
        assertThat(find(TaskStatus.GOES_ON, team, null)).containsExactly(second);
        assertThat(find(null, team, "ORDER *7")).containsExactlyInAnyOrder(first, second);
        assertThat(find(null, team, "100%_")).hasSize(2);
        assertThat(find(null, team, "100_%")).isEmpty();
        assertThat(find(null, team(), null)).isEmpty();
        var answered = new TaskQuery(null, Outcome.ANSWERED, null, team, null, 0, 10);
        assertThat(done(store().find(answered))).extracting(Task::id).containsExactly(second);
        assertThat(done(store().ids(answered))).containsExactly(second);
        assertThat(done(store().ids(new TaskQuery(null, null, null, team, null, 0, 10))))
                .containsExactlyElementsOf(find(null, team, null));
        assertThat(done(store().find(new TaskQuery(null, null, "ada@example.com", team, null, 1, 1))))
                .hasSize(1);
        assertThat(done(store().find(new TaskQuery(null, null, "bob", team, null, 0, 10))))
                .isEmpty();
    }

    private List<String> find(TaskStatus status, String team, String text) {
        return done(store().find(new TaskQuery(status, null, null, team, text, 0, 10))).stream()
                .map(Task::id)
                .toList();
    }

    @Test
    void dueTasksAreFoundAndRemindedOnce() {
        var id = added(task(team(), NOON.plusSeconds(60)));

        assertThat(due(NOON)).doesNotContain(id);
        assertThat(due(NOON.plusSeconds(60))).contains(id);
        assertThat(done(store().remind(id, NOON.plusSeconds(60), NOON.plusSeconds(120))))
                .isTrue();
        assertThat(done(store().remind(id, NOON.plusSeconds(60), NOON.plusSeconds(120))))
                .isFalse();
        assertThat(due(NOON.plusSeconds(60))).doesNotContain(id);
    }

    private List<String> due(Instant now) {
        return done(store().due(now, 500)).stream().map(Task::id).toList();
    }

    @Test
    void closedTasksAreDeletedAfterAWhile() {
        var id = added(task(team(), null));
        done(answer(id, 0, "yes"));
        var longAgo = Instant.parse("2001-01-01T00:00:00Z");
        done(store().close(id, null, longAgo));

        assertThat(done(store().prune(longAgo))).isZero();
        assertThat(done(store().prune(longAgo.plusSeconds(1)))).isEqualTo(1);
        assertThat(done(store().get(id))).isEmpty();
    }

    @Test
    void firstKeyIsKept() {
        var key = done(store().key("first"));
        assertThat(done(store().key("second"))).isEqualTo(key);
    }
}
