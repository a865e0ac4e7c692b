package dev.serai.agent;

import static dev.serai.agent.ScriptedModel.call;
import static dev.serai.agent.ScriptedModel.calls;
import static dev.serai.agent.ScriptedModel.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.serai.agent.run.RunStatus;
import dev.serai.support.approval.Decision;
import dev.serai.support.approval.Decisions;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages that name their run. */
@Timeout(60)
class RunIdTest {

    private static final String[] OPTIONS = {"runs: '#bean:kept'", "runId: 'order-${header.number}'"};

    private final KeptRuns runs = new KeptRuns();

    private Routes start(String... yaml) throws Exception {
        return Routes.start(Map.of("kept", runs), yaml);
    }

    @Test
    void aMessageThatComesAgainGetsTheAnswerOfItsRun() throws Exception {
        try (var routes = start(Yaml.agent(OPTIONS))) {
            routes.model().then(text("Once."));
            var first = routes.send("direct:ask", "hi", Map.of("number", 7));
            var second = routes.send("direct:ask", "hi", Map.of("number", 7));
            assertThat(second.getMessage().getBody()).isEqualTo("Once.");
            assertThat(second.getMessage().getHeader(AgentConstants.RUN_ID)).isEqualTo("order-7");
            assertThat(first.getMessage().getHeader(AgentConstants.RUN_ID)).isEqualTo("order-7");
            assertThat(routes.model().requests()).hasSize(1);
        }
    }

    @Test
    void twoAtOnceBeginOneRunAndBothGetItsAnswer() throws Exception {
        var answer = new CompletableFuture<ChatReply>();
        try (var routes = start(Yaml.agent(OPTIONS))) {
            routes.model().then(request -> answer);
            var first = routes.begin("direct:ask", "hi", Map.of("number", 7));
            await().until(() -> routes.model().requests().size() == 1);
            var second = routes.begin("direct:ask", "hi", Map.of("number", 7));
            await().until(() -> runs.claims() > 0);
            answer.complete(text("Once."));
            assertThat(first.get(20, TimeUnit.SECONDS).getMessage().getBody()).isEqualTo("Once.");
            assertThat(second.get(20, TimeUnit.SECONDS).getMessage().getBody()).isEqualTo("Once.");
            assertThat(routes.model().requests()).hasSize(1);
        }
    }

    private static void decide(Routes routes, String approval) throws Exception {
        routes.context()
                .getCamelContextExtension()
                .getContextPlugin(Decisions.class)
                .decide(approval, Decision.allow("ann"))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @Test
    void aMessageThatComesAgainWaitsForThePersonToo() throws Exception {
        var tool = Yaml.tool("send", "Sent", "parameter.n: integer");
        var agent = Yaml.agent("tools: send", "approval: send", "whenParked: wait", OPTIONS[0], OPTIONS[1]);
        try (var routes = start(tool, agent)) {
            routes.model().then(calls(call("send", Map.of("n", 1))));
            var first = routes.begin("direct:ask", "hi", Map.of("number", 7));
            await().until(() -> runs.all().size() == 1 && runs.only().run().status() == RunStatus.PARKED);
            var second = routes.begin("direct:ask", "hi", Map.of("number", 7));
            await().during(Duration.ofMillis(300)).until(() -> !first.isDone() && !second.isDone());
            routes.model().then(text("Sent it."));
            decide(routes, "order-7/1.0");
            assertThat(first.get(20, TimeUnit.SECONDS).getMessage().getBody()).isEqualTo("Sent it.");
            assertThat(second.get(20, TimeUnit.SECONDS).getMessage().getBody()).isEqualTo("Sent it.");
        }
    }

    @Test
    void aParkedRunOfAnotherProcessIsWaitedForToo() throws Exception {
        var tool = Yaml.tool("send", "Sent", "parameter.n: integer");
        var agent = Yaml.agent("tools: send", "approval: send", OPTIONS[0], OPTIONS[1]);
        try (var routes = start(tool, agent)) {
            routes.model().then(calls(call("send", Map.of("n", 1))));
            routes.send("direct:ask", "hi", Map.of("number", 7));
        }
        try (var routes =
                start(tool, Yaml.agent("tools: send", "approval: send", "whenParked: wait", OPTIONS[0], OPTIONS[1]))) {
            var again = routes.begin("direct:ask", "hi", Map.of("number", 7));
            await().during(Duration.ofMillis(300)).until(() -> !again.isDone());
            routes.model().then(text("Sent it."));
            decide(routes, "order-7/1.0");
            assertThat(again.get(20, TimeUnit.SECONDS).getMessage().getBody()).isEqualTo("Sent it.");
        }
    }

    @Test
    void aRunWhoseProcessHasEndedIsGoneOnWith() throws Exception {
        var tool = Yaml.tool("send", "Sent", "parameter.n: integer");
        var whole = new KeptRuns();
        var options = new String[] {"tools: send", OPTIONS[0], OPTIONS[1]};
        try (var routes = Routes.start(Map.of("kept", whole), tool, Yaml.agent(options))) {
            routes.model().then(calls(call("send", Map.of("n", 1))), text("Lost."));
            routes.send("direct:ask", "hi", Map.of("number", 7));
        }
        runs.orphan(whole.only().run(), whole.only().steps().subList(0, 2));
        try (var routes = start(tool, Yaml.agent(options))) {
            routes.model().then(text("Found."));
            var answered = routes.send("direct:ask", "hi", Map.of("number", 7));
            assertThat(answered.getMessage().getBody()).isEqualTo("Found.");
            // The model that had asked for the tool was not asked for that again.
            assertThat(routes.model().requests()).hasSize(1);
            assertThat(runs.only().run().status()).isEqualTo(RunStatus.DONE);
        }
    }

    @Test
    void aRunThatHasFailedIsTriedAgainFromThere() throws Exception {
        var tool = Yaml.tool("send", "Sent", "parameter.n: integer");
        try (var routes = start(tool, Yaml.agent("tools: send", OPTIONS[0], OPTIONS[1]))) {
            routes.model()
                    .then(calls(call("send", Map.of("n", 1))))
                    .thenFail(new IllegalStateException("out of memory"));
            assertThat(routes.send("direct:ask", "hi", Map.of("number", 7)).getException())
                    .hasMessageContaining("out of memory");
            routes.model().then(text("Found."));
            assertThat(routes.send("direct:ask", "hi", Map.of("number", 7))
                            .getMessage()
                            .getBody())
                    .isEqualTo("Found.");
            assertThat(routes.model().requests()).hasSize(3);
            assertThat(runs.only().run().status()).isEqualTo(RunStatus.DONE);
        }
    }

    @Test
    void theAnswerOfAKnownRunIsStreamedToo() throws Exception {
        try (var routes = start(
                Yaml.agent(OPTIONS), Yaml.agentAt("direct:stream", "clerk", OPTIONS[0], OPTIONS[1], "stream: true"))) {
            routes.model().then(text("Once."));
            routes.send("direct:ask", "hi", Map.of("number", 7));
            var streamed = routes.send("direct:stream", "hi", Map.of("number", 7));
            var deltas = Deltas.all(streamed.getMessage().getBody(ChatStream.class));
            assertThat(Deltas.kinds(deltas)).containsExactly("text", "done");
            assertThat(Deltas.text(deltas)).isEqualTo("Once.");
        }
    }

    @Test
    void anIdThatIsNotThereAndOneOfAnotherAgentAreRefused() throws Exception {
        try (var routes = start(
                Yaml.agent(OPTIONS[0], "runId: '${header.number}'"),
                Yaml.agentAt("direct:other", "other", OPTIONS[0], "runId: '${header.number}'"))) {
            routes.model().then(text("Once."));
            assertThat(routes.send("direct:ask", "hi").getException()).hasMessageContaining("gives no id");
            routes.send("direct:ask", "hi", Map.of("number", 7));
            assertThat(routes.send("direct:other", "hi", Map.of("number", 7)).getException())
                    .hasMessageContaining("one of the agent 'clerk'");
        }
    }

    @Test
    void runsThatAreForgottenCannotBeNamed() {
        assertThatThrownBy(() -> Routes.start(Map.of(), Yaml.agent("runId: '${header.number}'")))
                .rootCause()
                .hasMessageContaining("Set runs=sql too.");
    }
}
