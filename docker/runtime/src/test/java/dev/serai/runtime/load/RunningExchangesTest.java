package dev.serai.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.StatefulService;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs while its file is replaced, and routes whose start takes long. */
class RunningExchangesTest {

    private static final String WAITS = """
            - route:
                id: a
                from:
                  uri: seda:a
                  steps:
                    - process:
                        ref: gate
                    - setBody:
                        constant: "%s"
            """;
    private static final String SLOW = """
            - route:
                id: slow
                from:
                  uri: slow:start
                  steps:
                    - to: log:x
            """;

    private static final String TWO = """
            - route:
                id: a
                from:
                  uri: direct:a
                  steps:
                    - process:
                        ref: gate
                    - to: %1$s
            - route:
                id: b
                from:
                  uri: direct:b
                  steps:
                    - to: %2$s
            """;

    private static final String KAMELET = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: greet
            spec:
              definition:
                title: Greets
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - setBody:
                        constant: "%s"
            """;
    private static final String GREETS = "        - to: kamelet:greet\n";

    @TempDir
    Path folder;

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    private void gate(Exchange exchange) throws Exception {
        entered.countDown();
        open.await();
    }

    @Test
    void aRunningExchangeEndsOnTheOldVersionAndOtherFilesReloadMeanwhile() throws Exception {
        try (var mounted = new Mounted(
                folder,
                settings -> settings.withTimes(Duration.ofMillis(50), Duration.ofMinutes(1), Duration.ofSeconds(1)))) {
            mounted.context.getRegistry().bind("gate", (Processor) this::gate);
            mounted.write("a.yaml", WAITS.formatted("old"));
            mounted.write("b.yaml", Mounted.answers("b", "one")).start();
            var before = mounted.file("a.yaml").loaded();
            var answer = CompletableFuture.supplyAsync(() -> mounted.ask("seda:a"));
            entered.await();
            mounted.write("a.yaml", WAITS.formatted("new"));
            mounted.write("b.yaml", Mounted.answers("b", "two"));
            mounted.awaitAnswer("direct:b", "two");
            assertThat(answer).isNotDone();
            open.countDown();
            assertThat(answer.join()).isEqualTo("old");
            await().atMost(Mounted.PATIENCE)
                    .until(() -> mounted.isNewerThan("a.yaml", before)
                            && mounted.file("a.yaml").routes().stream().anyMatch(WorkflowRoute::on));
            assertThat(mounted.ask("seda:a")).isEqualTo("new");
        }
    }

    private Mounted neverCutOff() throws Exception {
        return new Mounted(
                folder,
                settings -> settings.withTimes(Duration.ofMillis(50), Duration.ofHours(1), Duration.ofSeconds(1)));
    }

    @Test
    void routesThatCallOneAnotherComeToRestWhenNothingRunsInThem() throws Exception {
        try (var mounted = neverCutOff()) {
            mounted.context.getRegistry().bind("gate", (Processor) this::gate);
            mounted.write("a.yaml", TWO.formatted("direct:b", "direct:a")).start();
            var before = mounted.file("a.yaml").loaded();
            mounted.write("a.yaml", Mounted.answers("a", "new"));
            await().atMost(Mounted.PATIENCE).until(() -> mounted.isNewerThan("a.yaml", before));
            mounted.awaitAnswer("direct:a", "new");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"to: log:{{workflow.folder}}", "toD: log:${routeId}"})
    void aRouteThatNoOtherCallsRestsAtOnce(String step) throws Exception {
        try (var mounted = neverCutOff()) {
            mounted.context.getRegistry().bind("gate", (Processor) this::gate);
            mounted.write("a.yaml", TWO.replace("to: %1$s", step).replace("to: %2$s", step))
                    .start();
            var answer = CompletableFuture.supplyAsync(() -> mounted.ask("direct:a"), task -> new Thread(task).start());
            entered.await();
            var consumer = (StatefulService) mounted.context.getRoute("b").getConsumer();
            mounted.write("a.yaml", Mounted.answers("a", "new"));
            await().atMost(Mounted.PATIENCE).until(consumer::isSuspended);
            assertThat(answer).isNotDone();
            open.countDown();
            mounted.awaitAnswer("direct:a", "new");
        } finally {
            open.countDown();
        }
    }

    @Test
    void anExchangeThatDoesNotEndIsCutOffWhenItsTimeIsOver() throws Exception {
        try (var mounted = new Mounted(
                folder,
                settings -> settings.withTimes(Duration.ofMillis(50), Duration.ofMillis(300), Duration.ofSeconds(1)))) {
            mounted.context.getRegistry().bind("gate", (Processor) this::gate);
            mounted.write("a.yaml", WAITS.formatted("old")).start();
            var stuck = CompletableFuture.supplyAsync(() -> mounted.ask("seda:a"));
            entered.await();
            mounted.write("a.yaml", Mounted.answers("a", "new"));
            mounted.awaitAnswer("direct:a", "new");
            open.countDown();
            await().atMost(Mounted.PATIENCE).until(stuck::isDone);
        }
    }

    @Test
    void aRouteWhoseStartHangsKeepsNoOtherFromStarting() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.context.addComponent("slow", new SlowComponent(Way.PATIENT));
            mounted.write("a-slow.yaml", SLOW);
            mounted.write("b.yaml", Mounted.answers("b", "two")).start();
            assertThat(mounted.ask("direct:b")).isEqualTo("two");
            assertThat(mounted.problem("a-slow.yaml").code()).isEqualTo("LOAD-112");
            assertThat(mounted.file("a-slow.yaml").routes().get(0).on()).isFalse();
            mounted.write("c.yaml", Mounted.answers("c", "three"));
            mounted.awaitAnswer("direct:c", "three");
            open.countDown();
            await().atMost(Mounted.PATIENCE)
                    .until(() -> mounted.file("a-slow.yaml").problems().isEmpty());
            mounted.await("a-slow.yaml", FileState.ON);
        }
    }

    @Test
    void aRouteThatHangsAtItsStartCanBeReplaced() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.context.addComponent("slow", new SlowComponent(Way.PATIENT));
            mounted.write("a.yaml", SLOW).start();
            mounted.write("a.yaml", Mounted.answers("slow", "quick"));
            mounted.awaitAnswer("direct:slow", "quick");
            assertThat(mounted.file("a.yaml").problems()).isEmpty();
        }
    }

    @Test
    void aRouteWhoseStartCannotBeEndedIsReplacedWhenItHasEnded() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.context.addComponent("slow", new SlowComponent(Way.STUBBORN));
            mounted.write("a.yaml", SLOW);
            mounted.write("b.yaml", Mounted.answers("b", "one")).start();
            mounted.write("a.yaml", Mounted.answers("slow", "quick"));
            mounted.await("a.yaml", FileState.STALE);
            assertThat(mounted.problem("a.yaml").reason()).contains("cannot be stopped");
            mounted.write("b.yaml", Mounted.answers("b", "two"));
            mounted.awaitAnswer("direct:b", "two");
            open.countDown();
            mounted.awaitAnswer("direct:slow", "quick");
            mounted.await("a.yaml", FileState.ON);
        }
    }

    @Test
    void aRouteThatCannotBeStoppedKeepsTheOthersOfItsKameletGoing() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.context.addComponent("slow", new SlowComponent(Way.STUBBORN));
            mounted.write("greet.kamelet.yaml", KAMELET.formatted("Hello"));
            mounted.write("a.yaml", SLOW + GREETS);
            mounted.write("z.yaml", Mounted.answers("z", "x") + GREETS).start();
            assertThat(mounted.ask("direct:z")).isEqualTo("Hello");
            mounted.write("greet.kamelet.yaml", KAMELET.formatted("Good day"));
            mounted.await("greet.kamelet.yaml", FileState.STALE);
            assertThat(mounted.ask("direct:z")).isEqualTo("Hello");
            open.countDown();
            mounted.awaitAnswer("direct:z", "Good day");
            mounted.await("a.yaml", FileState.ON);
        }
    }

    @Test
    void aConsumerThatHangsAtItsEndKeepsNoOtherFileFromLoading() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.context.addComponent("slow", new SlowComponent(Way.HANGS_AT_END));
            mounted.write("greet.kamelet.yaml", KAMELET.formatted("Hello"));
            mounted.write("a.yaml", SLOW + GREETS);
            mounted.write("z.yaml", Mounted.answers("z", "x") + GREETS);
            mounted.write("b.yaml", Mounted.answers("b", "one")).start();
            mounted.write("greet.kamelet.yaml", KAMELET.formatted("Good day"));
            entered.await();
            mounted.write("b.yaml", Mounted.answers("b", "two"));
            mounted.awaitAnswer("direct:b", "two");
            mounted.await("greet.kamelet.yaml", FileState.STALE);
            assertThat(mounted.problem("greet.kamelet.yaml").code()).isEqualTo("LOAD-114");
            // It was stopped before the one that hangs.
            mounted.awaitAnswer("direct:z", "Hello");
            open.countDown();
            mounted.awaitAnswer("direct:z", "Good day");
            mounted.await("a.yaml", FileState.ON);
        }
    }

    @Test
    void aRouteThatIsSwitchedOnAndFailsLaterIsToldInItsFile() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.context.addComponent("slow", new SlowComponent(Way.FAILS));
            mounted.write("a.yaml", SLOW.replace("id: slow", "id: slow\n    autoStartup: false"))
                    .start();
            mounted.workflows.switchRoute("slow", true).toCompletableFuture().join();
            assertThat(mounted.file("a.yaml").problems()).isEmpty();
            open.countDown();
            await().atMost(Mounted.PATIENCE)
                    .until(() -> !mounted.file("a.yaml").problems().isEmpty());
            assertThat(mounted.problem("a.yaml").reason()).contains("no such server");
        }
    }

    private enum Way {
        PATIENT,
        /** An interrupt does not end the start. */
        STUBBORN,
        HANGS_AT_END,
        FAILS
    }

    /** Consumers of it start, or end, when the gate opens. */
    private final class SlowComponent extends DefaultComponent {

        private final Way way;

        SlowComponent(Way way) {
            this.way = way;
        }

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            return new SlowEndpoint(uri, this, way);
        }
    }

    private final class SlowEndpoint extends DefaultEndpoint {

        private final Way way;

        SlowEndpoint(String uri, SlowComponent component, Way way) {
            super(uri, component);
            this.way = way;
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new DefaultConsumer(this, processor) {
                @Override
                protected void doStart() throws Exception {
                    switch (way) {
                        case STUBBORN -> Uninterruptibles.await(open);
                        case HANGS_AT_END -> {}
                        default -> open.await();
                    }
                    if (way == Way.FAILS) {
                        throw new IllegalStateException("no such server");
                    }
                    super.doStart();
                }

                @Override
                protected void doStop() throws Exception {
                    if (way == Way.HANGS_AT_END) {
                        entered.countDown();
                        Uninterruptibles.await(open);
                    }
                    super.doStop();
                }
            };
        }
    }

    private static final class Uninterruptibles {

        static void await(CountDownLatch latch) {
            for (var waiting = true; waiting; ) {
                try {
                    latch.await();
                    waiting = false;
                } catch (InterruptedException ignored) {
                    waiting = true;
                }
            }
        }
    }
}
