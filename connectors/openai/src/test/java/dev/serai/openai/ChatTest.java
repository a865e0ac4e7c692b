package dev.serai.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ChatRole;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.chat.ResponseFormat;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.chat.Usage;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChatTest {

    private static final ToolCall CALL = new ToolCall("call-1", "weather", Map.of("city", "Lima"));
    private static final Usage USAGE = Usage.tokens(10, 5);

    private final AtomicReference<ChatRequest> asked = new AtomicReference<>();

    private static ChatReply reply(String text, String thinking, List<ToolCall> calls, FinishReason reason) {
        return new ChatReply("inner", text, thinking, calls, USAGE, reason);
    }

    private Processor answers(Object body) {
        return exchange -> {
            asked.set(exchange.getMessage().getBody(ChatRequest.class));
            exchange.getMessage().setBody(body);
        };
    }

    private static Processor streams(ChatDelta... deltas) {
        return exchange -> exchange.getMessage().setBody(ChatStream.of(List.of(deltas)));
    }

    private static List<JsonNode> events(String body) throws Exception {
        var events = new ArrayList<JsonNode>();
        for (var event : body.split("\n\n")) {
            assertThat(event).startsWith("data: ");
            if (!event.equals("data: [DONE]")) {
                events.add(Json.read(event.substring(6)));
            }
        }
        return events;
    }

    private static List<JsonNode> stream(Serving serving, String more) throws Exception {
        var response =
                serving.chat("{'model':'m','stream':true,'messages':[{'role':'user','content':'hi'}]" + more + "}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        return events(response.body());
    }

    private static String text(List<JsonNode> events) {
        var text = new StringBuilder();
        events.forEach(event -> text.append(event.at("/choices/0/delta/content").asText("")));
        return text.toString();
    }

    @Test
    void aTextIsAnAnswer() throws Exception {
        try (var serving = Serving.with(answers("Hello"))) {
            var answer = serving.ask("");
            assertThat(answer.path("object").asText()).isEqualTo("chat.completion");
            assertThat(answer.path("id").asText()).startsWith("chatcmpl-");
            assertThat(answer.path("model").asText()).isEqualTo("m");
            assertThat(answer.at("/choices/0/message/role").asText()).isEqualTo("assistant");
            assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("Hello");
            assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
            assertThat(answer.has("usage")).isFalse();
        }
    }

    @Test
    void aReplyKeepsWhatItCostAndWhatWasThought() throws Exception {
        try (var serving = Serving.with(answers(reply("Hi", "hm", null, FinishReason.LENGTH)))) {
            var answer = serving.ask("");
            assertThat(answer.at("/choices/0/message/reasoning_content").asText())
                    .isEqualTo("hm");
            assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("length");
            assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(10);
            assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(5);
            assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(15);
        }
    }

    @Test
    void toolsArePassedThroughInBothDirections() throws Exception {
        try (var serving = Serving.with(answers(reply("", null, List.of(CALL), FinishReason.TOOL_CALLS)))) {
            var answer = serving.ask(",'tools':[{'type':'function','function':{'name':'weather','description':'W',"
                    + "'parameters':{'type':'object','properties':{'city':{'type':'string'}}}}}]");
            var tool = asked.get().tools().get(0);
            assertThat(tool.name()).isEqualTo("weather");
            assertThat(tool.parameters()).containsKey("properties");
            assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
            assertThat(answer.at("/choices/0/message/content").isNull()).isTrue();
            var call = answer.at("/choices/0/message/tool_calls/0");
            assertThat(call.path("id").asText()).isEqualTo("call-1");
            assertThat(call.path("type").asText()).isEqualTo("function");
            assertThat(call.at("/function/name").asText()).isEqualTo("weather");
            assertThat(call.at("/function/arguments").asText()).isEqualTo("{\"city\":\"Lima\"}");
        }
    }

    @Test
    void theResultOfACallKeepsTheToolsName() throws Exception {
        try (var serving = Serving.with(answers("ok"))) {
            serving.chat("{'model':'m','messages':[{'role':'user','content':'hi'},"
                    + "{'role':'assistant','content':null,'tool_calls':[{'id':'c','type':'function',"
                    + "'function':{'name':'weather','arguments':'{}'}}]},"
                    + "{'role':'tool','tool_call_id':'c','content':'21'}]}");
            var messages = asked.get().messages();
            assertThat(messages.get(1).toolCalls().get(0).name()).isEqualTo("weather");
            assertThat(messages.get(2).role()).isEqualTo(ChatRole.TOOL);
            assertThat(messages.get(2).toolName()).isEqualTo("weather");
            assertThat(messages.get(2).text()).isEqualTo("21");
        }
    }

    @Test
    void settingsHaveTheNamesOfModelEndpoints() throws Exception {
        try (var serving = Serving.with(answers("ok"))) {
            serving.ask(",'temperature':0.5,'top_p':0.9,'max_tokens':7,'seed':3,'stop':'x','presence_penalty':1,"
                    + "'frequency_penalty':2,'reasoning_effort':'none','response_format':{'type':'json_object'}");
            assertThat(asked.get().options())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "temperature",
                            0.5,
                            "topP",
                            0.9,
                            "numPredict",
                            7,
                            "seed",
                            3,
                            "stop",
                            List.of("x"),
                            "presencePenalty",
                            1.0,
                            "frequencyPenalty",
                            2.0,
                            "think",
                            "false"));
            assertThat(asked.get().format()).isEqualTo(ResponseFormat.JSON);
        }
    }

    @Test
    void picturesComeAlongAndSchemasToo() throws Exception {
        try (var serving = Serving.with(answers("ok"))) {
            serving.chat(
                    "{'model':'m','messages':[{'role':'developer','content':'Be kind'},{'role':'user','content':["
                            + "{'type':'text','text':'What is it?'},"
                            + "{'type':'image_url','image_url':{'url':'data:image/jpeg;base64,AQID'}}]}],"
                            + "'response_format':{'type':'json_schema','json_schema':{'name':'x','schema':{'type':'object'}}}}");
            var messages = asked.get().messages();
            assertThat(messages.get(0).role()).isEqualTo(ChatRole.SYSTEM);
            assertThat(messages.get(1).text()).isEqualTo("What is it?");
            assertThat(messages.get(1).images().get(0).data()).containsExactly(1, 2, 3);
            assertThat(messages.get(1).images().get(0).mediaType()).isEqualTo("image/jpeg");
            assertThat(asked.get().format().schema()).containsEntry("type", "object");
        }
    }

    @Test
    void anAnswerIsStreamedAsItIsWritten() throws Exception {
        var done = new ChatDelta.Done(reply("Hello you", "hm", null, FinishReason.STOP));
        try (var serving = Serving.with(
                streams(new ChatDelta.Thinking("hm"), new ChatDelta.Text("Hello "), new ChatDelta.Text("you"), done))) {
            var events = stream(serving, ",'stream_options':{'include_usage':true}");
            assertThat(text(events)).isEqualTo("Hello you");
            assertThat(events.get(0).at("/choices/0/delta/role").asText()).isEqualTo("assistant");
            assertThat(events.get(0).at("/choices/0/delta/reasoning_content").asText())
                    .isEqualTo("hm");
            assertThat(events.get(3).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
            var last = events.get(4);
            assertThat(last.path("choices").isEmpty()).isTrue();
            assertThat(last.at("/usage/total_tokens").asInt()).isEqualTo(15);
            assertThat(events)
                    .extracting(event -> event.path("id").asText())
                    .containsOnly(last.path("id").asText());
            assertThat(stream(serving, "")).noneMatch(event -> event.has("usage"));
        }
    }

    @Test
    void aStreamIsPutTogetherForWhoWantsOnePiece() throws Exception {
        var done = new ChatDelta.Done(reply("Hello you", null, null, FinishReason.STOP));
        try (var serving = Serving.with(streams(new ChatDelta.Text("Hello "), new ChatDelta.Text("you"), done))) {
            assertThat(serving.ask("").at("/choices/0/message/content").asText())
                    .isEqualTo("Hello you");
        }
    }

    @Test
    void anAnswerInOnePieceIsAStreamToo() throws Exception {
        try (var serving = Serving.with(answers("Hello"))) {
            var events = stream(serving, "");
            assertThat(text(events)).isEqualTo("Hello");
            assertThat(events.get(events.size() - 1)
                            .at("/choices/0/finish_reason")
                            .asText())
                    .isEqualTo("stop");
        }
    }

    @Test
    void callsThatAnAgentMakesItselfAreNotTheClients() throws Exception {
        var deltas = new ChatDelta[] {
            new ChatDelta.Call(CALL),
            new ChatDelta.ToolResult(CALL, "21", false),
            new ChatDelta.Text("It is 21."),
            new ChatDelta.Done(reply("It is 21.", null, null, FinishReason.STOP))
        };
        try (var serving = Serving.with(streams(deltas))) {
            assertThat(stream(serving, "").toString()).doesNotContain("tool_calls", "weather");
        }
    }

    @Test
    void callsThatTheClientShallMakeComeAtTheEndOfAStream() throws Exception {
        var done = new ChatDelta.Done(reply("", null, List.of(CALL, CALL), FinishReason.TOOL_CALLS));
        try (var serving = Serving.with(streams(new ChatDelta.Call(CALL), new ChatDelta.Call(CALL), done))) {
            var events = stream(serving, "");
            assertThat(events).hasSize(2);
            var calls = events.get(0).at("/choices/0/delta/tool_calls");
            assertThat(calls).hasSize(2);
            assertThat(calls.get(1).path("index").asInt()).isEqualTo(1);
            assertThat(events.get(1).at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
        }
    }

    @Test
    void anAnswerThatIsThereAlreadyMayBeLong() throws Exception {
        var deltas = new ArrayList<ChatDelta>();
        for (int i = 0; i < 20_000; i++) {
            deltas.add(new ChatDelta.Text("x"));
        }
        deltas.add(new ChatDelta.Done(reply("x", null, null, FinishReason.STOP)));
        try (var serving = Serving.with(streams(deltas.toArray(ChatDelta[]::new)))) {
            assertThat(text(stream(serving, ""))).hasSize(20_000);
        }
    }

    @Test
    void aStreamThatHasBeenReadIsAFailureAndNoEndlessWait() throws Exception {
        var stream = ChatStream.of(List.of(new ChatDelta.Done(reply("once", null, null, FinishReason.STOP))));
        try (var serving = Serving.with(exchange -> exchange.getMessage().setBody(stream))) {
            assertThat(text(stream(serving, ""))).isEqualTo("once");
            for (var more : List.of("", ",'stream':true")) {
                var again = serving.chat("{'model':'m','messages':[{'role':'user','content':'hi'}]" + more + "}");
                assertThat(again.body()).contains("GATEWAY-111");
            }
        }
    }

    @Test
    void routesAreAskedForAStreamUnlessTheySayOtherwise() throws Exception {
        Processor tells = exchange ->
                exchange.getMessage().setBody("" + exchange.getMessage().getHeader(ChatRequest.STREAM));
        try (var serving = Serving.with(tells)) {
            assertThat(serving.ask("").at("/choices/0/message/content").asText())
                    .isEqualTo("true");
            assertThat(serving.ask(",'response_format':{'type':'json_object'}")
                            .at("/choices/0/message/content")
                            .asText())
                    .isEqualTo("null");
        }
        try (var serving = Serving.with(tells, "stream: false")) {
            assertThat(serving.ask("").at("/choices/0/message/content").asText())
                    .isEqualTo("null");
        }
    }
}
