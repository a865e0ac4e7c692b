package dev.serai.people;

import static dev.serai.people.Routes.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.serai.people.store.Kept;
import dev.serai.people.store.LocalTasks;
import dev.serai.people.store.TaskStore;
import dev.serai.people.task.Answer;
import dev.serai.people.task.Origin;
import dev.serai.people.task.Outcome;
import dev.serai.people.task.Question;
import dev.serai.people.task.Task;
import dev.serai.people.task.TaskQuery;
import dev.serai.people.task.TaskStatus;
import dev.serai.people.task.WhenDue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What stores, other processes and lost routes may do to tasks. */
@Timeout(90)
class KeeperTest {

    private static final int MANY = 60;
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Instant LONG_AGO = Instant.parse("2026-01-02T12:00:00Z");

    private static final String ASKS = """
            - route:
                id: asks
                from:
                  uri: direct:ask
                  steps:
                    - to:
                        id: question
                        uri: people:inbox
                        parameters:
                          title: Pay ${body}?
                          whenParked: %s
                          %s
                    - choice:
                        when:
                          - simple: ${body} == 'hold'
                            steps:
                              - process:
                                  ref: hold
                    - to: mock:after
            """;

    private final LocalTasks store = new LocalTasks();

    /** Never goes on. */
    private static final class Hold extends AsyncProcessorSupport {

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            return false;
        }
    }

    private Routes start(TaskStore tasks, String whenParked, String option) throws Exception {
        return Routes.start(
                Map.of("people", component(), "tasks", tasks, "hold", new Hold()), ASKS.formatted(whenParked, option));
    }

    private static PeopleComponent component(Routes routes) {
        return routes.context().getComponent("people", PeopleComponent.class);
    }

    private static Task task(String id, WhenDue whenDue, Instant due) {
        var question = new Question("Pay?", null, null, List.of(), null, null, List.of());
        var answer = whenDue == WhenDue.ANSWER ? Answer.text("no") : null;
        var origin = new Origin("gone", null, "id=x", true, null, null, null, null, 1, whenDue, answer);
        return Task.open(id, question, origin, LONG_AGO, due, false);
    }

    private List<String> leave(WhenDue whenDue) throws Exception {
        for (int i = 0; i < MANY; i++) {
            get(store.add(task(whenDue + "-" + i, whenDue, LONG_AGO), Kept.NOTHING, null, Duration.ZERO));
        }
        return get(store.find(TaskQuery.open(MANY))).stream().map(Task::id).toList();
    }

    @Test
    void tasksThatNobodyCanGoOnWithDoNotStandBeforeTheOthers() throws Exception {
        leave(WhenDue.ANSWER);
        try (var routes =
                start(store, "return", "due: 1s\n              whenDue: answer\n              dueAnswer: no")) {
            routes.mock("mock:after").expectedBodiesReceived("no");
            routes.send("direct:ask", "7");
            routes.mock("mock:after").assertIsSatisfied();
        }
    }

    @Test
    void overdueTaskThatNobodyCanGoOnWithEnds() throws Exception {
        var ids = leave(WhenDue.FAIL);
        try (var routes = start(store, "return", "")) {
            component(routes).goingOn().setPatience(Duration.ZERO);
            await().atMost(LONG).until(() -> {
                component(routes).keeper().tick();
                return get(store.find(TaskQuery.open(MANY))).isEmpty();
            });
            var task =
                    await().atMost(LONG).until(() -> routes.task(ids.get(0)), now -> now.status() == TaskStatus.CLOSED);
            assertThat(task.outcome()).isEqualTo(Outcome.OVERDUE);
            assertThat(task.error()).contains("PEOPLE-207");
        }
    }

    private static final String OTHER = """
            - route:
                from:
                  uri: direct:other
                  steps:
                    - to: people:inbox?title=Other
            """;

    private static final String FAILS = """
            - route:
                id: asks
                from:
                  uri: direct:ask
                  steps:
                    - doTry:
                        steps:
                          - to:
                              id: question
                              uri: people:inbox
                              parameters:
                                title: Pay?
                                due: 1s
                        doCatch:
                          - exception: [dev.serai.people.PeopleException]
                            steps:
                              - setBody:
                                  simple: ${exception.id}
                    - to: mock:after
            """;

    private Routes others() throws Exception {
        var routes = Routes.start(Map.of("people", component(), "tasks", store), OTHER);
        component(routes).keeper().setRetry(Duration.ofMillis(1));
        return routes;
    }

    @Test
    void overdueTaskWaitsForItsRoute() throws Exception {
        String id;
        try (var routes = Routes.start(Map.of("people", component(), "tasks", store), FAILS)) {
            id = routes.send("direct:ask", "7").getMessage().getHeader(PeopleConstants.TASK_ID, String.class);
        }
        await().atMost(LONG).until(() -> get(store.get(id)).orElseThrow().due().isBefore(Instant.now()));
        try (var routes = others()) {
            for (int i = 0; i < 3; i++) {
                component(routes).keeper().tick();
            }
            assertThat(routes.task(id).status()).isEqualTo(TaskStatus.OPEN);
            routes.load("late", FAILS);
            routes.mock("mock:after").expectedBodiesReceived("PEOPLE-301");
            await().atMost(LONG).until(() -> {
                component(routes).keeper().tick();
                return routes.mock("mock:after").getReceivedCounter() == 1;
            });
            routes.mock("mock:after").assertIsSatisfied();
        }
    }

    @Test
    void answerThatACrashLeftWaitsForItsRoute() throws Exception {
        String id;
        try (var routes = start(store, "return", "")) {
            id = routes.send("direct:ask", "7").getMessage().getHeader(PeopleConstants.TASK_ID, String.class);
        }
        get(store.decide(id, 0, Outcome.ANSWERED, Answer.text("go"), "ada", Instant.now()));
        try (var routes = others()) {
            routes.context().getRegistry().bind("hold", new Hold());
            for (int i = 0; i < 3; i++) {
                component(routes).keeper().tick();
            }
            await().atMost(LONG).until(() -> component(routes).goingOn().busy() == 0);
            assertThat(routes.task(id).status()).isEqualTo(TaskStatus.GOES_ON);
            routes.load("late", ASKS.formatted("return", ""));
            await().atMost(LONG).until(() -> {
                component(routes).keeper().tick();
                return routes.mock("mock:after").getReceivedCounter() == 1;
            });
            assertThat(routes.closed(id).outcome()).isEqualTo(Outcome.ANSWERED);
        }
    }

    private PeopleComponent component() {
        var component = new PeopleComponent();
        component.setStore("#bean:tasks");
        return component;
    }

    @Test
    void whatTakesLongDoesNotKeepTheRestFromBeingTakenUp() throws Exception {
        try (var routes = start(store, "return", "")) {
            for (int i = 0; i < MANY; i++) {
                decided(routes.send("direct:ask", "7"), "hold");
            }
            decided(routes.send("direct:ask", "7"), "go");
            routes.mock("mock:after").expectedBodiesReceived("go");
            await().atMost(LONG).until(() -> {
                component(routes).keeper().tick();
                return routes.mock("mock:after").getReceivedCounter() == 1;
            });
        }
    }

    /** As a process does that ends at once. */
    private void decided(Exchange asked, String text) throws Exception {
        var id = asked.getMessage().getHeader(PeopleConstants.TASK_ID, String.class);
        get(store.decide(id, 0, Outcome.ANSWERED, Answer.text(text), null, Instant.now()));
    }

    @Test
    void whatHasEndedIsNotDoneAgainWhenTheStoreFails() throws Exception {
        var fails = new AtomicBoolean(true);
        try (var routes = start(failing("close", fails), "return", "")) {
            routes.send("direct:ask", "7");
            var id = routes.open().id();
            get(routes.inbox().answer(id, Answer.text("go"), "ada"));
            await().atMost(LONG).until(() -> routes.mock("mock:after").getReceivedCounter() == 1);
            await().atMost(LONG).until(() -> {
                component(routes).keeper().tick();
                return component(routes).goingOn().busy() == 1;
            });
            assertThat(routes.task(id).status()).isEqualTo(TaskStatus.GOES_ON);

            fails.set(false);
            component(routes).keeper().tick();

            assertThat(routes.closed(id).error()).isNull();
            assertThat(routes.mock("mock:after").getReceivedCounter()).isEqualTo(1);
        }
    }

    private TaskStore failing(String name, AtomicBoolean fails) {
        return (TaskStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TaskStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals(name) && arguments != null && fails.get()) {
                        return CompletableFuture.failedFuture(new IllegalStateException("no database"));
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void whoIsSlowToTellPeopleHoldsUpNeitherQuestionsNorAnswers() throws Exception {
        var free = new CountDownLatch(1);
        var slow = """
                - route:
                    from:
                      uri: direct:tell
                      steps:
                        - process:
                            ref: slow
                """;
        Processor waits = exchange -> free.await();
        var yaml = ASKS.formatted("return", "notify: direct:tell");
        try (var routes = Routes.start(Map.of("slow", waits, "hold", new Hold()), slow, yaml)) {
            for (int i = 0; i < 10; i++) {
                var asked = get(routes.begin("direct:ask", i));
                var id = asked.getMessage().getHeader(PeopleConstants.TASK_ID, String.class);
                get(routes.inbox().answer(id, Answer.text("go"), "ada"));
            }
            await().atMost(LONG).until(() -> routes.mock("mock:after").getReceivedCounter() == 10);
            free.countDown();
        } finally {
            free.countDown();
        }
    }

    @Test
    void whatFailsInTheStoreIsNotTold() throws Exception {
        try (var routes = start(failing("get", new AtomicBoolean(true)), "return", "")) {
            assertThatThrownBy(() -> get(routes.inbox().get("x")))
                    .hasMessageContaining("[PEOPLE-103]")
                    .cause()
                    .hasMessageNotContaining("no database");
        }
    }

    @Test
    void localStoreHasAnEnd() throws Exception {
        var kept = new Kept("x".repeat(1 << 20), null);
        for (int i = 0; i < 256; i++) {
            assertThat(get(store.add(task("t" + i, WhenDue.FAIL, null), kept, null, Duration.ZERO)))
                    .isTrue();
        }
        var one = task("one", WhenDue.FAIL, null);
        assertThatThrownBy(() -> get(store.add(one, kept, null, Duration.ZERO))).hasMessageContaining("[PEOPLE-102]");
        get(store.decide("t0", 0, Outcome.CANCELLED, null, null, Instant.now()));
        get(store.close("t0", null, Instant.now()));
        assertThat(get(store.add(one, kept, null, Duration.ZERO))).isTrue();
    }

    @Test
    void exchangeWhoseTaskAnotherProcessHasEndedIsLetGo() throws Exception {
        try (var routes = start(store, "wait", "")) {
            var waiting = routes.begin("direct:ask", "7");
            var task = routes.open();
            component(routes).keeper().tick();
            assertThat(waiting).isNotDone();
            synchronized (store) {
                get(store.decide(task.id(), 0, Outcome.ANSWERED, Answer.text("go"), "ada", Instant.now()));
                get(store.close(task.id(), null, Instant.now()));
            }

            component(routes).keeper().tick();

            assertThat(get(waiting).getMessage().getBody(String.class)).contains("\"waiting\"");
            assertThat(routes.mock("mock:after").getReceivedCounter()).isZero();
        }
    }

    @Test
    void whoAsksWhileTheProcessStopsDoesNotWait() throws Exception {
        try (var routes = start(store, "wait", "")) {
            component(routes).goingOn().stop();
            var asked = get(routes.begin("direct:ask", "7"));
            assertThat(asked.getMessage().getBody(String.class)).contains("\"waiting\"");
        }
    }
}
