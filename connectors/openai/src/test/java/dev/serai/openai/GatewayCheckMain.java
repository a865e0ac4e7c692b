package dev.serai.openai;

import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.chat.Usage;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** A gateway for a check with other clients. It serves until its input ends, and prints where it listens. */
public final class GatewayCheckMain {

    private GatewayCheckMain() {}

    public static void main(String[] args) throws Exception {
        var endless = new Endless(Long.MAX_VALUE);
        Map<String, Object> beans = Map.of(
                "work", (Processor) GatewayCheckMain::answer,
                "endless", (Processor) exchange -> exchange.getMessage().setBody(endless.stream()),
                "stopped", (Processor) exchange -> exchange.getMessage().setBody("" + endless.stopped.isDone()),
                "vectors", (Processor) GatewayCheckMain::vectors);
        try (var serving = Serving.start(
                beans,
                gateway -> gateway.setKeys("check=0123456789abcdef"),
                Serving.model("clerk", "process: {ref: work}", "title: The clerk"),
                Serving.model("endless", "process: {ref: endless}"),
                Serving.model("stopped", "process: {ref: stopped}"),
                Serving.model(
                        "broken", "throwException: {exceptionType: java.lang.IllegalStateException, message: sesame}"),
                Serving.route("gateway:embedding/pair", "process: {ref: vectors}"))) {
            System.out.println("listening on " + serving.url("/v1"));
            System.in.transferTo(OutputStream.nullOutputStream());
        }
        System.exit(0);
    }

    private static void vectors(Exchange exchange) {
        var texts = exchange.getMessage().getBody(List.class);
        exchange.getMessage()
                .setBody(texts.stream().map(text -> new float[] {0.1f, -2.5f}).toList());
    }

    /** Wants the first tool called once; fails in the middle when it is asked to. */
    private static void answer(Exchange exchange) {
        var request = exchange.getMessage().getBody(ChatRequest.class);
        var last = request.messages().get(request.messages().size() - 1);
        var usage = Usage.tokens(7, 2);
        if (last.text().equals("break off")) {
            exchange.getMessage().setBody(ChatStream.of(List.of(new ChatDelta.Text("Well, "))));
        } else if (!request.tools().isEmpty() && last.toolName() == null) {
            var call = new ToolCall("call-1", request.tools().get(0).name(), Map.of("city", "Lima"));
            var reply = new ChatReply("x", "", null, List.of(call), usage, FinishReason.TOOL_CALLS);
            exchange.getMessage().setBody(ChatStream.of(List.of(new ChatDelta.Call(call), new ChatDelta.Done(reply))));
        } else {
            var text = "You said: " + last.text();
            var reply = new ChatReply("x", text, "hm", null, usage, FinishReason.STOP);
            exchange.getMessage()
                    .setBody(ChatStream.of(List.of(
                            new ChatDelta.Thinking("hm"),
                            new ChatDelta.Text("You said: "),
                            new ChatDelta.Text(last.text()),
                            new ChatDelta.Done(reply))));
        }
    }
}
