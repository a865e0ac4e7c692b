package dev.serai.agent;

import static dev.serai.agent.ScriptedModel.call;
import static dev.serai.agent.ScriptedModel.calls;
import static dev.serai.agent.ScriptedModel.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ChatRole;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What falls out of the window is summed up. */
@Timeout(60)
class SummaryTest {

    private static final String[] OPTIONS = {
        "memory: local", "session: s", "memoryMessages: 4", "memorySummary: true", "tools: note"
    };

    private static boolean sumsUp(ChatRequest request) {
        return request.messages().get(request.messages().size() - 1).text().startsWith("Sum up");
    }

    private static List<String> texts(ChatRequest request) {
        return request.messages().stream().map(message -> message.text()).toList();
    }

    @Test
    void whatFallsOutIsSummedUpOnceAndShown() throws Exception {
        try (var routes = Routes.start(Yaml.tool("note", "Noted"), Yaml.agent(OPTIONS))) {
            var summaries = new AtomicInteger();
            routes.model().always(request -> text(sumsUp(request) ? "SUM" + summaries.incrementAndGet() : "ok"));
            for (var question : List.of("a", "b", "c")) {
                routes.ask("direct:ask", question, String.class);
            }
            routes.ask("direct:ask", "d", String.class);
            assertThat(summaries).hasValue(1);
            var questions = routes.model().requests().stream()
                    .filter(one -> !sumsUp(one))
                    .toList();
            assertThat(texts(questions.get(3)).get(0)).contains("SUM1");
            assertThat(texts(questions.get(3)).subList(1, 4)).containsExactly("c", "ok", "d");
            var summing = routes.model().requests().stream()
                    .filter(SummaryTest::sumsUp)
                    .toList()
                    .get(0);
            assertThat(texts(summing)).startsWith("a", "ok", "b", "ok").hasSize(5);
        }
    }

    @Test
    void anotherModelMaySumUp() throws Exception {
        var summarizer = """
                - route:
                    from:
                      uri: direct:sum
                      steps:
                        - setBody:
                            constant: by another
                """;
        var options = new String[] {
            "memory: local", "session: s", "memoryMessages: 2", "memorySummary: true", "summaryModel: direct:sum"
        };
        try (var routes = Routes.start(summarizer, Yaml.agent(options))) {
            routes.model().always(request -> text("ok"));
            for (var question : List.of("a", "b", "c")) {
                routes.ask("direct:ask", question, String.class);
            }
            assertThat(texts(routes.model().last()).get(0)).contains("by another");
        }
    }

    /** Also while no summary can be had, the window's promises hold. */
    @Test
    void aSummaryThatFailsHarmsNothing() throws Exception {
        try (var routes = Routes.start(Yaml.tool("note", "Noted"), Yaml.agent(OPTIONS))) {
            var broken = new AtomicBoolean(true);
            routes.model().always(request -> {
                if (sumsUp(request)) {
                    if (broken.get()) {
                        throw new IllegalStateException("no summary today");
                    }
                    return text("SUM");
                }
                var last = request.messages().get(request.messages().size() - 1);
                return last.role() == ChatRole.TOOL
                        ? text("ok")
                        : new ChatReply(
                                null,
                                "",
                                null,
                                calls(call("note", Map.of("q", last.text()))).toolCalls(),
                                null,
                                null);
            });
            for (var question : List.of("a", "b", "c", "d", "e")) {
                assertThat(routes.ask("direct:ask", question, String.class)).isEqualTo("ok");
                for (var request : routes.model().requests()) {
                    if (!sumsUp(request)) {
                        assertThat(request.messages().get(0).role()).isNotEqualTo(ChatRole.TOOL);
                        assertThat(request.messages()).hasSizeLessThanOrEqualTo(4 + 3);
                    }
                }
            }
            broken.set(false);
            routes.ask("direct:ask", "f", String.class);
            routes.ask("direct:ask", "g", String.class);
            var asked = routes.model().requests().stream()
                    .filter(one -> !sumsUp(one))
                    .toList();
            assertThat(texts(asked.get(asked.size() - 1)).get(0)).contains("SUM");
        }
    }
}
