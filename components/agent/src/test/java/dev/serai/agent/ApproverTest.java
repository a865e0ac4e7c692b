package dev.serai.agent;

import static dev.serai.agent.ScriptedModel.call;
import static dev.serai.agent.ScriptedModel.calls;
import static dev.serai.agent.ScriptedModel.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.support.approval.Approval;
import dev.serai.support.approval.Approvals;
import dev.serai.support.approval.Decision;
import dev.serai.support.approval.Decisions;
import dev.serai.support.chat.ChatStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is told of a parked call, and where the answer goes. */
@Timeout(60)
class ApproverTest {

    private static final String SEND = Yaml.tool("send", "Sent");

    private static Routes start(Map<String, Object> beans, String... options) throws Exception {
        var all = new ArrayList<>(List.of("tools: send", "approval: '*'"));
        all.addAll(List.of(options));
        return Routes.start(beans, SEND, Yaml.agent(all.toArray(String[]::new)));
    }

    private static CompletableFuture<Void> allow(Routes routes, String id) {
        return routes.context()
                .getCamelContextExtension()
                .getContextPlugin(Decisions.class)
                .decide(id, Decision.allow("ann"))
                .toCompletableFuture();
    }

    private static Exchange told(Routes routes, int number) {
        var approver = routes.mock("mock:approver");
        await().until(() -> approver.getReceivedCounter() >= number);
        return approver.getExchanges().get(number - 1);
    }

    @Test
    void theApproverIsToldAndTheAnswerGoesWhereItShould() throws Exception {
        try (var routes =
                start(Map.of(), "approver: mock:approver", "resumeTo: mock:resumed", "memory: local", "session: s")) {
            routes.model().then(calls(call("send", Map.of())), text("Done."));
            routes.send("direct:ask", "hi");
            var message = told(routes, 1).getMessage();
            var approval = message.getBody(Approval.class);
            assertThat(message.getHeader(AgentConstants.APPROVAL_ID)).isEqualTo(approval.id());
            allow(routes, approval.id()).get(20, TimeUnit.SECONDS);
            var resumed = routes.mock("mock:resumed");
            await().until(() -> resumed.getReceivedCounter() == 1);
            var answer = resumed.getExchanges().get(0).getMessage();
            assertThat(answer.getBody()).isEqualTo("Done.");
            assertThat(answer.getHeader(AgentConstants.SESSION_ID)).isEqualTo("s");
            assertThat(answer.getHeader(AgentConstants.NAME)).isEqualTo("clerk");
            assertThat(answer.getHeader(AgentConstants.RUN_ID)).isEqualTo(approval.runId());
        }
    }

    @Test
    void aBeanIsToldWhereThereIsNoApprover() throws Exception {
        var asked = new CopyOnWriteArrayList<Approval>();
        Approvals bean = approval -> {
            asked.add(approval);
            return CompletableFuture.completedFuture(null);
        };
        try (var routes = start(Map.of("people", bean))) {
            routes.model().then(calls(call("send", Map.of())));
            routes.send("direct:ask", "hi");
            assertThat(asked)
                    .singleElement()
                    .satisfies(one -> assertThat(one.agent()).isEqualTo("clerk"));
        }
    }

    @Test
    void theExchangeMayWaitForTheAnswerAlsoThroughASecondCall() throws Exception {
        try (var routes =
                start(Map.of(), "approver: mock:approver", "whenParked: wait", "memory: local", "session: s")) {
            routes.model().then(calls(call("send", Map.of("n", 1))), text("meanwhile"));
            var waiting = routes.begin("direct:ask", "hi", Map.of());
            var first = told(routes, 1).getMessage().getBody(Approval.class);
            assertThat(routes.ask("direct:ask", "other", String.class)).isEqualTo("meanwhile");
            routes.model().then(calls(call("send", Map.of("n", 2))), text("Done."));
            allow(routes, first.id()).get(20, TimeUnit.SECONDS);
            var second = told(routes, 2).getMessage().getBody(Approval.class);
            assertThat(waiting).isNotDone();
            allow(routes, second.id()).get(20, TimeUnit.SECONDS);
            var answered = waiting.get(20, TimeUnit.SECONDS);
            assertThat(answered.getMessage().getBody()).isEqualTo("Done.");
            assertThat(answered.getMessage().getHeader(AgentConstants.STATUS)).isEqualTo("done");
        }
    }

    @Test
    void anAnswerThatComesAtOnceIsNotLost() throws Exception {
        var routes = new CompletableFuture<Routes>();
        Approvals bean = approval -> allow(routes.join(), approval.id());
        try (var started = start(Map.of("people", bean), "whenParked: wait", "memory: local", "session: s")) {
            routes.complete(started);
            started.model().then(calls(call("send", Map.of())), text("Done."));
            assertThat(started.ask("direct:ask", "hi", String.class)).isEqualTo("Done.");
        }
    }

    @Test
    void aStreamGoesOnAfterTheDecision() throws Exception {
        try (var routes = start(Map.of(), "approver: mock:approver", "whenParked: wait", "stream: true")) {
            routes.model().then(calls(call("send", Map.of())), text("Done."));
            var deltas = Deltas.on(routes.ask("direct:ask", "hi", ChatStream.class), Long.MAX_VALUE);
            var id = told(routes, 1).getMessage().getBody(Approval.class).id();
            await().until(() -> deltas.seen().size() == 2);
            assertThat(deltas.end()).isNotDone();
            allow(routes, id).get(20, TimeUnit.SECONDS);
            deltas.end().get(20, TimeUnit.SECONDS);
            assertThat(Deltas.kinds(deltas.seen()))
                    .containsExactly("tool_call", "approval", "tool_result", "text", "done");
        }
    }

    @Test
    void anotherExchangeMayDecideForTheOneThatWaits() throws Exception {
        try (var routes = start(Map.of(), "approver: mock:approver", "whenParked: wait")) {
            routes.model().then(calls(call("send", Map.of())), text("Done."));
            var waiting = routes.begin("direct:ask", "hi", Map.of());
            var headers = new HashMap<String, Object>();
            headers.put(
                    AgentConstants.APPROVAL_ID,
                    told(routes, 1).getMessage().getBody(Approval.class).id());
            headers.put(AgentConstants.DECISION, "allow");
            assertThat(routes.send("direct:ask", null, headers).getMessage().getBody())
                    .isEqualTo("Done.");
            assertThat(waiting.get(20, TimeUnit.SECONDS).getMessage().getBody()).isEqualTo("Done.");
        }
    }

    @Test
    void anApproverThatFailsFailsTheRun() throws Exception {
        Approvals bean = approval -> CompletableFuture.failedFuture(new IllegalStateException("no mail"));
        try (var routes = start(Map.of("people", bean), "whenParked: wait")) {
            routes.model().then(calls(call("send", Map.of())));
            assertThat(routes.begin("direct:ask", "hi", Map.of())
                            .get(20, TimeUnit.SECONDS)
                            .getException())
                    .hasMessageContaining("no mail");
        }
    }

    @Test
    void aStopDoesNotLeaveExchangesHanging() throws Exception {
        CompletableFuture<Exchange> parked;
        try (var routes = start(Map.of(), "approver: mock:approver", "whenParked: wait")) {
            routes.model().then(calls(call("send", Map.of())));
            parked = routes.begin("direct:ask", "hi", Map.of());
            told(routes, 1);
        }
        assertThat(parked.get(20, TimeUnit.SECONDS).getException()).isNotNull();
    }
}
