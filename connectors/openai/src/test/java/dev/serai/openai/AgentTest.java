package dev.serai.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.json.Json;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An agent as a model. */
@Timeout(60)
class AgentTest {

    private static final String MODEL = Serving.route("direct:model", "process: {ref: work}");
    private static final String TOOL =
            Serving.route("tool:hours", "setBody: {constant: From 10}", "description: When the shop is open");

    private final List<ChatRequest> asked = new CopyOnWriteArrayList<>();

    private static String agent(String options) {
        return Serving.model("clerk", "to: {uri: 'agent:clerk', parameters: {model: 'direct:model', " + options + "}}");
    }

    /** Says what it was told last; calls the tools that it has once. */
    private Processor model() {
        return exchange -> {
            var request = exchange.getMessage().getBody(ChatRequest.class);
            asked.add(request);
            var last = request.messages().get(request.messages().size() - 1);
            boolean calls = !request.tools().isEmpty() && last.toolName() == null;
            var call = calls
                    ? new ToolCall(
                            "c", request.tools().get(request.tools().size() - 1).name(), Map.of())
                    : null;
            answer(
                    exchange,
                    new ChatReply(
                            "inner",
                            calls ? "" : "You said: " + last.text(),
                            null,
                            calls ? List.of(call) : null,
                            null,
                            FinishReason.STOP));
        };
    }

    private static void answer(Exchange exchange, ChatReply reply) {
        var body = exchange.getMessage().getHeader(ChatRequest.STREAM, false, Boolean.class)
                ? ChatStream.of(List.of(new ChatDelta.Text(reply.text()), new ChatDelta.Done(reply)))
                : reply;
        exchange.getMessage().setBody(body);
    }

    private static String chat(Serving serving, String messages, String more) throws Exception {
        var response = serving.chat(
                "{'model':'clerk','messages':[" + messages + "]" + more + "}", "X-OpenWebUI-Chat-Id", "c-1");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return more.contains("stream")
                ? response.body()
                : Json.read(response.body()).at("/choices/0/message/content").asText();
    }

    private List<String> lastSeen() {
        return asked.get(asked.size() - 1).messages().stream()
                .map(ChatMessage::text)
                .toList();
    }

    @Test
    void anAgentWithoutMemorySeesWhatTheClientSends() throws Exception {
        try (var serving = Serving.start(Map.of("work", model()), MODEL, agent("stream: true"))) {
            chat(serving, "{'role':'user','content':'one'}", "");
            chat(
                    serving,
                    "{'role':'user','content':'one'},{'role':'assistant','content':'1'},{'role':'user','content':'two'}",
                    "");
            assertThat(lastSeen()).containsExactly("one", "1", "two");
        }
    }

    @Test
    void anAgentWithMemorySeesEachMessageOnce() throws Exception {
        try (var serving = Serving.start(Map.of("work", model()), MODEL, agent("memory: local"))) {
            var first = chat(serving, "{'role':'user','content':'one'}", "");
            chat(
                    serving,
                    "{'role':'system','content':'Be kind'},{'role':'user','content':'one'},"
                            + "{'role':'assistant','content':'" + first + "'},{'role':'user','content':'two'}",
                    "");
            assertThat(lastSeen()).containsExactly("Be kind", "one", "You said: one", "two");
        }
    }

    @Test
    void theAgentsOwnToolsAreNotTheClients() throws Exception {
        try (var serving = Serving.start(Map.of("work", model()), MODEL, TOOL, agent("tools: hours, stream: true"))) {
            var events = chat(serving, "{'role':'user','content':'when?'}", ",'stream':true");
            assertThat(events).contains("You said: From 10").doesNotContain("tool_calls", "hours");
            assertThat(chat(serving, "{'role':'user','content':'when?'}", "")).isEqualTo("You said: From 10");
        }
    }

    @Test
    void theClientsToolsAreCalledByTheClient() throws Exception {
        var tools = ",'tools':[{'type':'function','function':{'name':'mine'}}]";
        try (var serving = Serving.start(Map.of("work", model()), MODEL, TOOL, agent("tools: hours, stream: true"))) {
            var events = chat(serving, "{'role':'user','content':'do it'}", tools + ",'stream':true");
            assertThat(events).contains("\"name\":\"mine\"", "\"finish_reason\":\"tool_calls\"");
            var answer = chat(
                    serving,
                    "{'role':'user','content':'do it'},{'role':'assistant','tool_calls':[{'id':'c','type':'function',"
                            + "'function':{'name':'mine','arguments':'{}'}}]},"
                            + "{'role':'tool','tool_call_id':'c','content':'done'}",
                    tools);
            assertThat(answer).isEqualTo("You said: done");
        }
    }

    @Test
    void anAgentWithMemoryRemembersTheClientsCallsOnce() throws Exception {
        var tools = ",'tools':[{'type':'function','function':{'name':'mine'}}]";
        var called = "{'role':'user','content':'do it'},{'role':'assistant','tool_calls':[{'id':'c','type':'function',"
                + "'function':{'name':'mine','arguments':'{}'}}]},"
                + "{'role':'tool','tool_call_id':'c','content':'done'}";
        try (var serving = Serving.start(Map.of("work", model()), MODEL, agent("memory: local"))) {
            chat(serving, "{'role':'user','content':'do it'}", tools);
            var answer = chat(serving, called, tools);
            chat(
                    serving,
                    called + ",{'role':'assistant','content':'" + answer + "'},{'role':'user','content':'two'}",
                    "");
            assertThat(lastSeen()).containsExactly("do it", "", "done", "You said: done", "two");
        }
    }

    @Test
    void aCallThatWaitsForAPersonIsToldInWords() throws Exception {
        try (var serving = Serving.start(
                Map.of("work", model()), MODEL, TOOL, agent("tools: hours, approval: hours, stream: true"))) {
            assertThat(chat(serving, "{'role':'user','content':'when?'}", "")).contains("hours");
            assertThat(chat(serving, "{'role':'user','content':'when?'}", ",'stream':true"))
                    .contains("hours", "\"finish_reason\":\"stop\"", "[DONE]");
        }
    }
}
