package dev.serai.agent;

import static dev.serai.agent.ScriptedModel.call;
import static dev.serai.agent.ScriptedModel.calls;
import static dev.serai.agent.ScriptedModel.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.support.approval.Approval;
import dev.serai.support.approval.Decision;
import dev.serai.support.approval.Decisions;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.FinishReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that wait for a person, while the route goes on. */
@Timeout(60)
class ApprovalTest {

    private static final String SEND = Yaml.tool("send", "Sent to ${header.CamelToolArg_to}", "parameter.to: string")
            .replace("steps:\n", "steps:\n        - to: mock:sent\n");
    private static final String NOTE = Yaml.tool("note", "Noted");

    private static Routes start(String... options) throws Exception {
        var all = new ArrayList<>(List.of("tools: '*'", "approval: send"));
        all.addAll(List.of(options));
        return Routes.start(SEND, NOTE, Yaml.agent(all.toArray(String[]::new)));
    }

    private static Decisions decisions(Routes routes) {
        return routes.context().getCamelContextExtension().getContextPlugin(Decisions.class);
    }

    @SuppressWarnings("unchecked")
    private static List<Approval> approvals(Exchange parked) {
        assertThat(parked.getException()).isNull();
        assertThat(parked.getMessage().getHeader(AgentConstants.STATUS)).isEqualTo("parked");
        return parked.getMessage().getHeader(AgentConstants.APPROVALS, List.class);
    }

    private static Exchange decide(Routes routes, String id, String decision) {
        return routes.send("direct:ask", null, headers(id, decision));
    }

    private static Map<String, Object> headers(String id, String decision) {
        var headers = new HashMap<String, Object>();
        headers.put(AgentConstants.APPROVAL_ID, id);
        headers.put(AgentConstants.DECISION, decision);
        headers.put(AgentConstants.DECISION_REASON, "not today");
        return headers;
    }

    private static List<String> texts(Routes routes) {
        return routes.model().last().messages().stream().map(ChatMessage::text).toList();
    }

    @Test
    void aWrongNameIsAnErrorAndNoPermission() throws Exception {
        try (var routes = Routes.start(SEND, NOTE, Yaml.agent("tools: '*'", "approval: sent"))) {
            routes.model().then(calls(call("send", Map.of("to", "ann"))));
            assertThat(routes.send("direct:ask", "hi").getException()).hasMessageStartingWith("[AGENT-006]");
            assertThat(routes.model().requests()).isEmpty();
        }
    }

    @Test
    void aTagMeansAllItsTools() throws Exception {
        var tagged = SEND.replace("parameter.to", "tags: outgoing\n        parameter.to");
        try (var routes = Routes.start(tagged, NOTE, Yaml.agent("tools: '*'", "approval: outgoing"))) {
            routes.model().then(calls(call("send", Map.of("to", "ann")), call("note", Map.of())));
            assertThat(approvals(routes.send("direct:ask", "hi"))).hasSize(1);
            assertThat(routes.mock("mock:sent").getReceivedCounter()).isZero();
        }
    }

    @Test
    void theExactCallIsParkedAndMadeWhenAllowed() throws Exception {
        try (var routes = start()) {
            routes.model().then(calls(call("send", Map.of("to", "ann"))));
            var parked = routes.send("direct:ask", "hi");
            var approval = approvals(parked).get(0);
            assertThat(approval.call().arguments()).isEqualTo(Map.of("to", "ann"));
            assertThat(approval.toolDescription()).isEqualTo("What send does.");
            assertThat(parked.getMessage().getHeader(AgentConstants.FINISH_REASON))
                    .isEqualTo(FinishReason.PARKED);
            assertThat(routes.mock("mock:sent").getReceivedCounter()).isZero();
            routes.model().then(text("Done."));
            var answered = decide(routes, approval.id(), "allow");
            assertThat(answered.getMessage().getBody()).isEqualTo("Done.");
            assertThat(answered.getMessage().getHeaders()).doesNotContainKey(AgentConstants.APPROVAL_ID);
            assertThat(texts(routes)).containsExactly("hi", "", "Sent to ann");
            assertThat(routes.model().requests()).hasSize(2);
            assertThat(routes.mock("mock:sent").getReceivedCounter()).isEqualTo(1);
        }
    }

    @Test
    void aRefusalAndItsReasonAreToldToTheModel() throws Exception {
        try (var routes = start()) {
            routes.model().then(calls(call("send", Map.of("to", "ann"))), text("Ok."));
            var approval = approvals(routes.send("direct:ask", "hi")).get(0);
            assertThat(decide(routes, approval.id(), "refuse").getMessage().getBody())
                    .isEqualTo("Ok.");
            assertThat(texts(routes).get(2)).contains("refused", "not today");
            assertThat(routes.mock("mock:sent").getReceivedCounter()).isZero();
        }
    }

    @Test
    void decisionsOnNothingAndUnknownWordsAreRefused() throws Exception {
        try (var routes = start()) {
            for (var id : List.of("nothing", "no/1.0")) {
                assertThat(decide(routes, id, "allow").getException()).hasMessageStartingWith("[AGENT-205]");
                assertThat(decisions(routes).decide(id, Decision.allow("ann")).toCompletableFuture())
                        .failsWithin(10, TimeUnit.SECONDS)
                        .withThrowableThat()
                        .withMessageContaining("[AGENT-205]");
            }
            routes.model().then(calls(call("send", Map.of("to", "ann"))));
            var id = approvals(routes.send("direct:ask", "hi")).get(0).id();
            assertThat(decide(routes, id, "maybe").getException()).hasMessageStartingWith("[AGENT-001]");
            assertThat(decide(routes, id.replace("1.0", "1.7"), "allow").getException())
                    .hasMessageStartingWith("[AGENT-205]");
        }
    }

    @Test
    void theFirstDecisionCounts() throws Exception {
        try (var routes = start()) {
            routes.model().then(calls(call("send", Map.of("to", "ann"))));
            var id = approvals(routes.send("direct:ask", "hi")).get(0).id();
            var answer = new CompletableFuture<ChatReply>();
            routes.model().then(request -> answer);
            var first = routes.begin("direct:ask", null, headers(id, "allow"));
            await().until(() -> routes.model().requests().size() == 2);
            assertThat(decide(routes, id, "refuse").getException()).hasMessageStartingWith("[AGENT-206]");
            answer.complete(text("Done."));
            assertThat(first.get(20, TimeUnit.SECONDS).getMessage().getBody()).isEqualTo("Done.");
        }
    }

    @Test
    void ofManyDecisionsAtOnceOneGoesOn() throws Exception {
        try (var routes = start()) {
            for (int round = 0; round < 20; round++) {
                routes.model().then(calls(call("send", Map.of("to", "ann"))), text("Done."));
                var id = approvals(routes.send("direct:ask", "hi")).get(0).id();
                var deciders = new ArrayList<CompletableFuture<Exchange>>();
                for (int i = 0; i < 6; i++) {
                    deciders.add(CompletableFuture.supplyAsync(() -> decide(routes, id, "allow")));
                }
                int won = 0;
                for (var decider : deciders) {
                    var exchange = decider.get(20, TimeUnit.SECONDS);
                    if (exchange.getException() == null) {
                        won++;
                    } else {
                        assertThat(exchange.getException().getMessage()).matches("\\[AGENT-20[356]].*");
                    }
                }
                assertThat(won).isEqualTo(1);
                assertThat(routes.mock("mock:sent").getReceivedCounter()).isEqualTo(round + 1);
            }
        }
    }

    @Test
    void twoCallsOfOneTurnWaitForBothAndOthersAreMade() throws Exception {
        try (var routes = start()) {
            routes.model()
                    .then(calls(
                            call("send", Map.of("to", "ann")),
                            call("note", Map.of()),
                            call("send", Map.of("to", "bob"))));
            var approvals = approvals(routes.send("direct:ask", "hi"));
            assertThat(approvals)
                    .extracting(one -> one.call().arguments().get("to"))
                    .containsExactly("ann", "bob");
            var first = decide(routes, approvals.get(1).id(), "refuse");
            assertThat(first.getMessage().getHeader(AgentConstants.STATUS)).isEqualTo("parked");
            assertThat(routes.model().requests()).hasSize(1);
            routes.model().then(text("Done."));
            assertThat(decide(routes, approvals.get(0).id(), "allow")
                            .getMessage()
                            .getBody())
                    .isEqualTo("Done.");
            assertThat(texts(routes)).startsWith("hi", "", "Sent to ann", "Noted");
        }
    }

    @Test
    void aSecondCallIsParkedAfterTheFirst() throws Exception {
        try (var routes = start()) {
            routes.model().then(calls(call("send", Map.of("to", "ann"))), calls(call("send", Map.of("to", "bob"))));
            var first = approvals(routes.send("direct:ask", "hi")).get(0);
            var second = approvals(decide(routes, first.id(), "allow")).get(0);
            assertThat(second.id()).isNotEqualTo(first.id());
            routes.model().then(text("Done."));
            assertThat(decide(routes, second.id(), "allow").getMessage().getBody())
                    .isEqualTo("Done.");
        }
    }

    @Test
    void aCallThatCannotBeMadeIsNotWorthAPersonsTime() throws Exception {
        try (var routes = start()) {
            routes.model().then(calls(call("send", Map.of("to", List.of(1)))), text("Oh."));
            assertThat(routes.ask("direct:ask", "hi", String.class)).isEqualTo("Oh.");
        }
    }

    @Test
    void theSessionGoesOnWhileACallIsParked() throws Exception {
        try (var routes = start("memory: local", "session: s")) {
            routes.model().then(calls(call("send", Map.of("to", "ann"))), text("B"), text("Done."), text("last"));
            var approval = approvals(routes.send("direct:ask", "a")).get(0);
            assertThat(routes.ask("direct:ask", "b", String.class)).isEqualTo("B");
            assertThat(decide(routes, approval.id(), "allow").getMessage().getBody())
                    .isEqualTo("Done.");
            routes.ask("direct:ask", "c", String.class);
            assertThat(texts(routes)).containsExactly("b", "B", "a", "", "Sent to ann", "Done.", "c");
        }
    }

    @Test
    void aDirectResultIsNoAnswerBesideOtherCalls() throws Exception {
        var form = Yaml.tool("form", "The form", "returnDirect: true");
        try (var routes = Routes.start(form, NOTE, Yaml.agent("tools: '*'", "approval: form"))) {
            routes.model().then(calls(call("note", Map.of()), call("form", Map.of())), text("Both."));
            var id = approvals(routes.send("direct:ask", "hi")).get(0).id();
            assertThat(decide(routes, id, "allow").getMessage().getBody()).isEqualTo("Both.");
        }
    }
}
