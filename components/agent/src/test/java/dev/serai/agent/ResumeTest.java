package dev.serai.agent;

import static dev.serai.agent.ScriptedModel.call;
import static dev.serai.agent.ScriptedModel.calls;
import static dev.serai.agent.ScriptedModel.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.agent.run.RunStatus;
import dev.serai.support.approval.Approval;
import dev.serai.support.approval.Decision;
import dev.serai.support.approval.Decisions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs that another process has left behind. */
@Timeout(60)
class ResumeTest {

    private static final String SEND = Yaml.tool("send", "Sent", "parameter.n: integer");

    private static String told(Routes routes, int number) {
        var approver = routes.mock("mock:approver");
        await().until(() -> approver.getReceivedCounter() >= number);
        return approver.getExchanges()
                .get(number - 1)
                .getMessage()
                .getBody(Approval.class)
                .id();
    }

    private static void allow(Routes routes, String id) throws Exception {
        routes.context()
                .getCamelContextExtension()
                .getContextPlugin(Decisions.class)
                .decide(id, Decision.allow("ann"))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private static String agent(String... options) {
        var all = new java.util.ArrayList<>(List.of("tools: send", "runs: '#bean:kept'", "resumeTo: mock:resumed"));
        all.addAll(List.of(options));
        return Yaml.agent(all.toArray(String[]::new));
    }

    @Test
    void theAnswerOfARunThatIsParkedTwiceIsDeliveredWhereNobodyWaitsAnyMore() throws Exception {
        var runs = new KeptRuns();
        var options = new String[] {"approval: send", "approver: mock:approver", "whenParked: wait"};
        String first;
        try (var routes = Routes.start(Map.of("kept", runs), SEND, agent(options))) {
            routes.model().then(calls(call("send", Map.of("n", 1))));
            routes.begin("direct:ask", "hi", Map.of());
            first = told(routes, 1);
        }
        try (var routes = Routes.start(Map.of("kept", runs), SEND, agent(options))) {
            routes.model().then(calls(call("send", Map.of("n", 2))), text("Done."));
            allow(routes, first);
            allow(routes, told(routes, 1));
            var resumed = routes.mock("mock:resumed");
            await().until(() -> resumed.getReceivedCounter() == 1);
            assertThat(resumed.getExchanges().get(0).getMessage().getBody()).isEqualTo("Done.");
        }
    }

    @Test
    void aRunWhoseToolIsNotThereYetIsTakenOverWhenItIs() throws Exception {
        var whole = new KeptRuns();
        try (var routes = Routes.start(Map.of("kept", whole), SEND, agent())) {
            routes.model().then(text("Done."));
            routes.ask("direct:ask", "hi", String.class);
        }
        var runs = new KeptRuns();
        runs.orphan(whole.only().run(), List.of());
        try (var routes = Routes.start(Map.of("kept", runs), agent())) {
            await().until(() -> runs.looks() > 0);
            await().during(java.time.Duration.ofMillis(500)).until(() -> runs.claims() == 0);
            assertThat(runs.only().run().status()).isEqualTo(RunStatus.RUNNING);
        }
    }

    @Test
    void peopleAreAskedForAllCallsWhenTheEndCameBetweenThem() throws Exception {
        var whole = new KeptRuns().failOn(step -> step.number() == 2);
        var options = new String[] {"approval: send", "approver: mock:approver"};
        try (var routes = Routes.start(Map.of("kept", whole), SEND, agent(options))) {
            routes.model().then(calls(call("send", Map.of("n", 1)), call("send", Map.of("n", 2))));
            assertThat(routes.send("direct:ask", "hi").getException()).hasMessageStartingWith("[AGENT-202]");
        }
        // Not parked, or nobody would take it over.
        assertThat(whole.only().run().status()).isEqualTo(RunStatus.RUNNING);
        var runs = new KeptRuns();
        runs.orphan(whole.only().run(), whole.only().steps());
        try (var routes = Routes.start(Map.of("kept", runs), SEND, agent(options))) {
            routes.model().then(text("Done."));
            allow(routes, told(routes, 2));
            allow(routes, told(routes, 1));
            var resumed = routes.mock("mock:resumed");
            await().until(() -> resumed.getReceivedCounter() == 1);
            assertThat(resumed.getExchanges().get(0).getMessage().getBody()).isEqualTo("Done.");
        }
    }
}
