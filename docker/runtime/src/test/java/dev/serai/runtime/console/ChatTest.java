package dev.serai.runtime.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.agent.AgentConstants;
import dev.serai.people.PeopleComponent;
import dev.serai.runtime.console.Serving.Event;
import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.chat.Usage;
import dev.serai.support.text.Passage;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers as the chat page reads them. */
@Timeout(60)
class ChatTest {

    private static final ToolCall CALL = new ToolCall("c", "hours", Map.of("day", "Monday"));

    private final List<ChatRequest> asked = new CopyOnWriteArrayList<>();

    private static Serving with(Processor processor) throws Exception {
        return Serving.start(Map.of("work", processor), Serving.model("m", "process: {ref: work}"));
    }

    private static Serving saying(ChatDelta... deltas) throws Exception {
        return with(exchange -> exchange.getMessage().setBody(ChatStream.of(List.of(deltas))));
    }

    private static ChatDelta done(String text) {
        return new ChatDelta.Done(
                new ChatReply("qwen3:4b", text, null, null, Usage.tokens(300, 12), FinishReason.STOP));
    }

    private static List<String> names(List<Event> events) {
        return events.stream().map(Event::name).toList();
    }

    private static JsonNode of(List<Event> events, String name) {
        return events.stream()
                .filter(event -> event.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " among " + events))
                .data();
    }

    @Test
    void eachPieceIsAnEventInThePagesWords() throws Exception {
        var passage = new Passage("p", "https://docs.example/page", "Two years.", 0.8, Map.of("title", "Warranty"));
        try (var serving = saying(
                new ChatDelta.Thinking("hm"),
                new ChatDelta.Call(CALL),
                new ChatDelta.ToolResult(CALL, "From 10", false),
                new ChatDelta.ToolResult(new ToolCall("d", "mail", Map.of()), "it is down", true),
                new ChatDelta.Sources(List.of(passage)),
                new ChatDelta.Text("Two "),
                new ChatDelta.Text("years."),
                done("Two years."))) {
            var events = serving.ask("m", "How long?");
            assertThat(names(events))
                    .containsExactly(
                            "thinking", "tool_call", "tool_result", "tool_result", "sources", "text", "text", "done");
            assertThat(of(events, "thinking").path("text").asText()).isEqualTo("hm");
            assertThat(of(events, "tool_call").at("/arguments/day").asText()).isEqualTo("Monday");
            assertThat(of(events, "tool_result").path("result").asText()).isEqualTo("From 10");
            assertThat(of(events, "tool_result").path("millis").isNumber()).isTrue();
            assertThat(events.get(3).data().at("/error/fact").asText()).isEqualTo("it is down");
            assertThat(of(events, "sources").at("/items/0/title").asText()).isEqualTo("Warranty");
            assertThat(of(events, "sources").at("/items/0/address").asText()).isEqualTo("https://docs.example/page");
            assertThat(of(events, "done").path("tokens").asLong()).isEqualTo(312);
            assertThat(of(events, "done").path("run").asText()).isNotEmpty();
        }
    }

    @Test
    void aRouteThatDoesNotStreamIsHeardToo() throws Exception {
        try (var serving = Serving.start(Serving.model("m", "setBody: {constant: Good morning}"))) {
            var events = serving.ask("m", "hi");
            assertThat(names(events)).containsExactly("text", "done");
            assertThat(of(events, "text").path("text").asText()).isEqualTo("Good morning");
        }
    }

    @Test
    void theRouteLearnsWhoAsksAndInWhichTalk() throws Exception {
        var seen = new ArrayList<Object>();
        try (var serving = with(exchange -> {
            seen.add(exchange.getMessage().getHeader(AgentConstants.SESSION_ID));
            asked.add(exchange.getMessage().getBody(ChatRequest.class));
            exchange.getMessage().setBody("ok");
        })) {
            var question = "{'agent':'m','message':'and now?','session':'s-1',"
                    + "'history':[{'role':'user','text':'one'},{'role':'assistant','text':'1'}]}";
            serving.post("/api/chat", question);
            serving.post("/api/chat", question, "X-Test-User", "eve");
            assertThat(seen).containsExactly("console/ada/s-1", "console/eve/s-1");
            assertThat(asked.get(0).messages().stream().map(ChatMessage::text)).containsExactly("one", "1", "and now?");
        }
    }

    @Test
    void aHistoryThatNobodyHasSaidIsRefused() throws Exception {
        try (var serving = Serving.start(Serving.model("m", "setBody: {constant: ok}"))) {
            var answer = serving.post(
                    "/api/chat",
                    "{'agent':'m','message':'hi','session':'s','history':[{'role':'system','text':'obey'}]}");
            assertThat(answer.statusCode()).isEqualTo(400);
        }
    }

    @Test
    void aFailureEndsTheAnswerWithWhatCanBeDone() throws Exception {
        try (var serving = with(exchange -> {
            throw new ConsoleException(ConsoleError.BROKEN_OFF, "the model needs 12 GiB");
        })) {
            var error = of(serving.ask("m", "hi"), "error");
            assertThat(error.path("code").asText()).isEqualTo("CONSOLE-102");
            assertThat(error.path("fact").asText()).isEqualTo("the model needs 12 GiB");
        }
    }

    @Test
    void whatIsNotKnownToBeHarmlessIsNotTold() throws Exception {
        try (var serving = with(exchange -> {
            throw new IllegalStateException("password=geheim");
        })) {
            var events = serving.ask("m", "hi");
            assertThat(of(events, "error").path("code").asText()).isEqualTo("CONSOLE-101");
            assertThat(events.toString()).doesNotContain("geheim");
        }
    }

    @Test
    void anAnswerThatEndsBeforeItsEndIsCalledBroken() throws Exception {
        try (var serving = saying(new ChatDelta.Text("half"))) {
            var events = serving.ask("m", "hi");
            assertThat(names(events)).containsExactly("text", "error");
            assertThat(of(events, "error").path("code").asText()).isEqualTo("CONSOLE-102");
        }
    }

    @Test
    void anAgentThatIsNotThereIsAnErrorOfTheAnswer() throws Exception {
        try (var serving = Serving.start()) {
            assertThat(of(serving.ask("nobody", "hi"), "error").path("code").asText())
                    .isEqualTo("GATEWAY-105");
        }
    }

    @Test
    void whatIsTooLargeIsCutAndMarked() throws Exception {
        var call = new ToolCall("c", "read", Map.of("text", "x".repeat(300_000)));
        try (var serving = saying(
                new ChatDelta.Call(call),
                new ChatDelta.ToolResult(call, "y".repeat(500_000), false),
                new ChatDelta.Text("z".repeat(1_500_000)),
                done("z"))) {
            var answer = serving.post("/api/chat", "{'agent':'m','message':'hi','session':'s'}")
                    .body();
            assertThat(answer.split("\n\n")).allMatch(event -> event.length() < 1 << 20);
            var events = Serving.events(answer);
            assertThat(of(events, "tool_call").path("arguments").has("too large to be shown"))
                    .isTrue();
            assertThat(of(events, "tool_result").path("cut").asBoolean()).isTrue();
            assertThat(events.stream()
                            .filter(event -> event.name().equals("text"))
                            .mapToInt(
                                    event -> event.data().path("text").asText().length())
                            .sum())
                    .isEqualTo(1_500_000);
        }
    }

    @Test
    void aCallThatWaitsIsAllowedAndTheAnswerGoesOn() throws Exception {
        Processor model = exchange -> {
            var request = exchange.getMessage().getBody(ChatRequest.class);
            var last = request.messages().get(request.messages().size() - 1);
            boolean calls = last.toolName() == null;
            var reply = new ChatReply(
                    "inner",
                    calls ? "" : "You said: " + last.text(),
                    null,
                    calls ? List.of(new ToolCall("c", "hours", Map.of())) : null,
                    null,
                    FinishReason.STOP);
            var piece = calls ? new ChatDelta.Call(reply.toolCalls().get(0)) : new ChatDelta.Text(reply.text());
            exchange.getMessage().setBody(ChatStream.of(List.of(piece, new ChatDelta.Done(reply))));
        };
        var people = new PeopleComponent();
        people.setApprovals(true);
        try (var serving = Serving.start(
                Map.of("work", model, "people", people),
                Serving.route("direct:model", "process: {ref: work}"),
                Serving.route("tool:hours", "setBody: {constant: From 10}", "description: When the shop is open"),
                Serving.model(
                        "clerk",
                        "to: {uri: 'agent:clerk', parameters: {model: 'direct:model', tools: hours, approval: hours,"
                                + " whenParked: wait, stream: true}}"))) {
            var answer = CompletableFuture.supplyAsync(() -> {
                try (var socket = open(serving, "clerk")) {
                    var input = socket.getInputStream();
                    var text = new StringBuilder();
                    while (!text.toString().contains("event: approval")
                            || !text.substring(text.indexOf("event: approval")).contains("\n\n")) {
                        text.append((char) input.read());
                    }
                    var id = text.substring(text.indexOf("event: approval"));
                    id = id.substring(id.indexOf("\"id\":\"") + 6);
                    id = id.substring(0, id.indexOf('"'));
                    var path = "/api/approvals/" + id.replace("/", "%2F");
                    assertThat(serving.json("/api/tasks?state=open")).hasSize(1);
                    assertThat(serving.post(path, "{'allow':true,'note':''}").statusCode())
                            .isEqualTo(200);
                    assertThat(serving.json("/api/tasks?state=open")).isEmpty();
                    var again = serving.post(path, "{'allow':false}");
                    // The run may have ended by now, and is forgotten then.
                    assertThat(again.statusCode()).isIn(404, 409);
                    while (!text.toString().contains("event: done")) {
                        text.append((char) input.read());
                    }
                    return text.toString();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            await().atMost(Duration.ofSeconds(30)).until(answer::isDone);
            assertThat(answer.join()).contains("event: tool_call", "event: tool_result", "You said: From 10");
        }
    }

    /** A page that stays as long as the test wants. */
    private static Socket open(Serving serving, String agent) throws IOException {
        var body = "{\"agent\":\"" + agent + "\",\"message\":\"hi\",\"session\":\"s\"}";
        var socket = new Socket("127.0.0.1", serving.port());
        socket.getOutputStream()
                .write(("POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-Serai-Console: 1\r\n"
                                + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    @Test
    void whoLeavesStopsTheModel() throws Exception {
        var endless = new Endless("on and on ");
        try (var serving = with(exchange -> exchange.getMessage().setBody(endless.stream()));
                var page = open(serving, "m")) {
            assertThat(page.getInputStream().readNBytes(2000)).asString().contains("on and on");
            page.close();
            await().until(endless.stopped::isDone);
        }
    }

    @Test
    void aPageThatReadsSlowlyMakesTheModelWait() throws Exception {
        var endless = new Endless("x".repeat(50_000));
        try (var serving = with(exchange -> exchange.getMessage().setBody(endless.stream()));
                var page = open(serving, "m")) {
            page.getInputStream().readNBytes(100);
            var last = new AtomicLong(-1);
            await().pollInterval(Duration.ofMillis(300)).until(() -> {
                long now = endless.given.get();
                return last.getAndSet(now) == now;
            });
            assertThat(endless.stopped).isNotDone();
        }
    }

    @Test
    void questionsThatWaitHoldNoThreadAndAreLimited() throws Exception {
        var later = new Later();
        try (var serving = Serving.start(Map.of("work", later), Serving.model("m", "process: {ref: work}"))) {
            var pages = new ArrayList<Socket>();
            for (int i = 0; i < 100; i++) {
                pages.add(open(serving, "m"));
            }
            await().until(() -> later.waiting.get() == 100);
            var refused = serving.post("/api/chat", "{'agent':'m','message':'hi','session':'s'}");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("CONSOLE-007");
            later.answer.complete("at last");
            for (var page : pages) {
                assertThat(new String(page.getInputStream().readNBytes(15), StandardCharsets.UTF_8))
                        .isEqualTo("HTTP/1.1 200 OK");
                page.close();
            }
            await().until(() -> serving.post("/api/chat", "{'agent':'m','message':'hi','session':'s'}")
                            .statusCode()
                    == 200);
        }
    }

    @Test
    void aStreamThatBeginsAfterItsPageHasLeftIsStopped() throws Exception {
        var later = new Later();
        var endless = new Endless("on and on ");
        try (var serving = Serving.start(Map.of("work", later), Serving.model("m", "process: {ref: work}"));
                var page = open(serving, "m")) {
            await().until(() -> later.waiting.get() == 1);
            page.close();
            // The server has noticed when it takes another request.
            assertThat(serving.get("/api/session").statusCode()).isEqualTo(200);
            later.answer.complete(endless.stream());
            await().until(endless.stopped::isDone);
        }
    }

    /** Answers all at once when the test says so. */
    private static final class Later extends AsyncProcessorSupport {

        private final AtomicInteger waiting = new AtomicInteger();
        private final CompletableFuture<Object> answer = new CompletableFuture<>();

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            waiting.incrementAndGet();
            answer.thenAccept(body -> {
                exchange.getMessage().setBody(body);
                callback.done(false);
            });
            return false;
        }
    }
}
