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
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                    .until(() -> !before.equals(mounted.file("a.yaml").loaded())
                            && mounted.file("a.yaml").routes().stream().anyMatch(WorkflowRoute::on));
            assertThat(mounted.ask("seda:a")).isEqualTo("new");
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
            mounted.context.addComponent("slow", new SlowComponent());
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
            mounted.context.addComponent("slow", new SlowComponent());
            mounted.write("a.yaml", SLOW).start();
            mounted.write("a.yaml", Mounted.answers("slow", "quick"));
            mounted.awaitAnswer("direct:slow", "quick");
            assertThat(mounted.file("a.yaml").problems()).isEmpty();
        }
    }

    @Test
    void aRouteWhoseStartCannotBeEndedIsReplacedWhenItHasEnded() throws Exception {
        try (var mounted = new Mounted(folder)) {
            var component = new SlowComponent();
            component.stubborn = true;
            mounted.context.addComponent("slow", component);
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

    /** Consumers of it start when the gate opens. */
    private final class SlowComponent extends DefaultComponent {

        /** Whether an interrupt does not end the start. */
        private boolean stubborn;

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            return new SlowEndpoint(uri, this, stubborn);
        }
    }

    private final class SlowEndpoint extends DefaultEndpoint {

        private final boolean stubborn;

        SlowEndpoint(String uri, SlowComponent component, boolean stubborn) {
            super(uri, component);
            this.stubborn = stubborn;
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
                    if (stubborn) {
                        Uninterruptibles.await(open);
                    } else {
                        open.await();
                    }
                    super.doStart();
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
