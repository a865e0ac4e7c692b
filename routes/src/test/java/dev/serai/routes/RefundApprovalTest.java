package dev.serai.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.people.Inbox;
import dev.serai.people.task.Answer;
import dev.serai.people.task.Task;
import dev.serai.people.task.TaskQuery;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

class RefundApprovalTest {

    private static final long PATIENCE_MILLIS = 60_000;

    private static LocalServer start(String due) throws Exception {
        return new LocalServer(
                "classpath:refund-approval/refund-approval.camel.yaml",
                "http://127.0.0.1:1",
                Map.of("refunds.decided", "mock:decided", "refunds.due", due));
    }

    private static HttpResponse<String> ask(LocalServer server) throws Exception {
        return server.postJson(
                "/refunds",
                "{\"order\": \"4711\", \"customer\": \"Ada\", \"amount\": 42, \"reason\": \"The chain is broken.\"}");
    }

    private static MockEndpoint decided(LocalServer server) {
        var decided = server.camel().getEndpoint("mock:decided", MockEndpoint.class);
        decided.setResultWaitTime(PATIENCE_MILLIS);
        decided.expectedMessageCount(1);
        return decided;
    }

    private static Task answer(LocalServer server, Task task, Answer answer) throws Exception {
        return Inbox.of(server.camel())
                .orElseThrow()
                .answer(task.id(), answer, "grace")
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    @Test
    void aPersonsDecisionGoesOn() throws Exception {
        try (var server = start("2d")) {
            var decided = decided(server);
            assertThat(ask(server).statusCode()).isEqualTo(202);
            var task = Inbox.of(server.camel())
                    .orElseThrow()
                    .find(TaskQuery.open(10))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS)
                    .get(0);
            assertThat(task.question().title()).isEqualTo("Refund order 4711?");
            assertThat(task.question().text()).isEqualTo("**Ada** wants **42** back: The chain is broken.");
            assertThat(task.question().group()).isEqualTo("office");

            assertThatThrownBy(() -> answer(server, task, new Answer("refund", null, Map.of("amount", "much"))))
                    .hasMessageContaining("PEOPLE-203");
            answer(server, task, new Answer("refund", null, Map.of("amount", 40)));

            decided.assertIsSatisfied();
            var message = decided.getExchanges().get(0).getMessage();
            assertThat(message.getBody(String.class)).isEqualTo("{\"amount\":40}");
            assertThat(message.getHeaders())
                    .containsEntry("order", "4711")
                    .containsEntry("decision", "refund")
                    .containsEntry("by", "grace");
        }
    }

    @Test
    void whatNobodyDecidesInTimeGoesOnToo() throws Exception {
        try (var server = start("100ms")) {
            var decided = decided(server);
            ask(server);
            decided.assertIsSatisfied();
            assertThat(decided.getExchanges().get(0).getMessage().getHeaders())
                    .containsEntry("order", "4711")
                    .containsEntry("decision", "overdue");
        }
    }
}
