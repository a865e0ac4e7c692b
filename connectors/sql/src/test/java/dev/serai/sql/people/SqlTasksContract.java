package dev.serai.sql.people;

import static dev.serai.support.contract.Stages.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.people.store.Kept;
import dev.serai.people.store.TaskStore;
import dev.serai.people.task.Answer;
import dev.serai.people.task.Origin;
import dev.serai.people.task.Outcome;
import dev.serai.people.task.Question;
import dev.serai.people.task.Task;
import dev.serai.people.task.WhenDue;
import dev.serai.sql.Application;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Besides: what processes that share a database do. */
abstract class SqlTasksContract extends TasksContract {

    private static final Duration LONG = Duration.ofMinutes(5);

    private Application application;
    private Application other;
    private TaskStore store;
    private TaskStore others;

    abstract Map<String, String> settings();

    @BeforeEach
    void open() {
        application = new Application(settings());
        other = new Application(settings());
        store = application.keep(new SqlTaskStoreFactory().tasks(application.context()));
        others = other.keep(new SqlTaskStoreFactory().tasks(other.context()));
    }

    @AfterEach
    void close() {
        application.close();
        other.close();
    }

    @Override
    TaskStore store() {
        return store;
    }

    private String added(String owner, Duration lease) {
        var question = new Question("Pay?", null, null, List.of(), null, null, List.of());
        var origin = new Origin("r", null, "n", true, null, null, null, null, 0, WhenDue.FAIL, null);
        var id = UUID.randomUUID().toString();
        var task = Task.open(id, question, origin, Instant.now(), null, owner != null);
        assertThat(done(store.add(task, Kept.NOTHING, owner, lease))).isTrue();
        return id;
    }

    private boolean awaited(String id) {
        return done(others.get(id)).orElseThrow().awaited();
    }

    @Test
    void otherProcessLeavesATaskAloneForWhichAnExchangeWaits() {
        var owner = UUID.randomUUID().toString();
        var id = added(owner, LONG);
        assertThat(awaited(id)).isTrue();
        assertThat(done(others.decide(id, 0, Outcome.ANSWERED, Answer.text("x"), "ada", Instant.now())))
                .isTrue();

        assertThat(done(others.claim(id, "other", LONG))).isFalse();
        assertThat(done(others.claimable("other", 500))).doesNotContain(id);
        assertThat(done(store.claimable(owner, 500))).contains(id);
        assertThat(done(store.claim(id, owner, LONG))).isTrue();
    }

    @Test
    void taskOfADeadProcessIsTakenOver() {
        var id = added("dead", Duration.ZERO);
        done(store.decide(id, 0, Outcome.ANSWERED, Answer.text("x"), "ada", Instant.now()));
        assertThat(done(others.claim(id, "other", LONG))).isTrue();
        assertThat(done(store.claim(id, "third", LONG))).isFalse();
    }

    @Test
    void leaseIsRenewedAndGivenUp() {
        var owner = UUID.randomUUID().toString();
        var id = added(owner, Duration.ZERO);
        assertThat(awaited(id)).isFalse();
        done(store.renew(owner, LONG));
        assertThat(awaited(id)).isTrue();
        assertThat(done(others.owned(owner))).containsExactly(id);
        done(store.release(owner));
        assertThat(awaited(id)).isFalse();
        assertThat(done(others.owned(owner))).isEmpty();
    }

    @Test
    void processesShareTheKeyOfTheLinks() {
        assertThat(done(store.key("mine"))).isEqualTo(done(others.key("theirs")));
    }
}
