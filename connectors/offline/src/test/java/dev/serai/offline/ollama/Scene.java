package dev.serai.offline.ollama;

import dev.serai.offline.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Sets a server up like the one that was recorded, and rebuilds the requests that were too long to record. */
final class Scene {
    private static final TokenLogprob THERE = TokenLogprob.of(" there", -3.547);
    private static final ScriptedReply STORY = ScriptedReply.chunks(
                    ",", " there", " was", " a", " little", " g", "irl", " named", " Lily", ".")
            .logprobs(
                    TokenLogprob.of(",", -0.031, TokenLogprob.of(",", -0.031), THERE),
                    TokenLogprob.of(" there", -0.068, THERE, TokenLogprob.of(" in", -2.979)));

    private Scene() {}

    static OllamaStandIn serverFor(String recording) {
        var builder = OllamaStandIn.builder();
        if (recording.equals("err-503-busy")) {
            builder.parallel(1, 0);
        }
        var server = builder.start();
        addStories(server);
        server.when()
                .model("stories:260k")
                .matches("^Once$")
                .reply(ScriptedReply.chunks(" upon", " a", " time", ",", " there"));
        server.when()
                .model("stories:260k")
                .matches("^Once upon$")
                .reply(ScriptedReply.chunks(" a", " time", ",", " there", " was"));
        if (recording.equals("midstream-crash-tail")) {
            server.always(ScriptedReply.chunks(" round", " we", " go").crashAfter(3));
        }
        server.when().model("stories:260k").reply(STORY);
        prepare(server, recording);
        return server;
    }

    static String bodyOf(Recording recording) {
        return switch (recording.name()) {
            case "chat-history-truncated-silently" -> longHistory();
            case "chat-overlong-prompt-default" -> longMessage(true);
            case "chat-overlong-prompt-truncate-false" -> longMessage(false);
            case "err-503-busy" -> Http.chat("scripted-chat", "hi");
            case "midstream-crash-tail" -> Http.chatStream("scripted-chat", "forever");
            case "err-embed-too-long-truncate-false" -> """
                    {"model":"all-minilm","input":"%s","truncate":false}""".formatted("word ".repeat(2000));
            default -> recording.body();
        };
    }

    private static void prepare(OllamaStandIn server, String recording) {
        switch (recording) {
            case "delete" -> Http.post(server, "/api/copy", """
                    {"source":"stories:260k","destination":"stories-copy"}""");
            case "ps-loaded", "ps-loaded-or-empty" -> Http.post(server, "/api/generate", """
                    {"model":"stories:260k"}""");
            case "ps-two" -> Http.post(server, "/api/embed", """
                    {"model":"all-minilm"}""");
            case "tags-four" -> Http.post(server, "/api/create", """
                    {"model":"assistant-x","from":"scripted-chat"}""");
            case "err-503-busy" -> {
                server.script().otherwise(ScriptedReply.neverAnswers());
                Http.postLater(server, "/api/chat", Http.chat("scripted-chat", "hi"));
                server.requests().await(r -> !r.body().isEmpty(), Duration.ofSeconds(10));
            }
            default -> {}
        }
    }

    private static void addStories(OllamaStandIn server) {
        try (var file = Scene.class.getResourceAsStream("/models/stories260K.head.gguf")) {
            var bytes = file.readAllBytes();
            server.models()
                    .add(GgufModel.define("stories:260k", Digests.of(bytes), bytes)
                            .license("MIT")
                            .parameter("num_predict", 40)
                            .parameter("seed", 1)
                            .parameter("temperature", 0)
                            .charactersPerToken(4)
                            .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String longHistory() {
        var body = Json.object().put("model", "scripted-chat").put("stream", false);
        body.putObject("options").put("num_ctx", 512);
        var messages = body.putArray("messages");
        messages.addObject().put("role", "system").put("content", "Be kind.");
        for (var i = 0; i < 30; i++) {
            messages.addObject()
                    .put("role", "user")
                    .put("content", "This is question number " + i + ", and more of it");
            messages.addObject().put("role", "assistant").put("content", "This is answer number " + i);
        }
        messages.addObject().put("role", "user").put("content", "hi");
        return body.toString();
    }

    private static String longMessage(boolean truncate) {
        var body = Json.object().put("model", "stories:260k").put("stream", false);
        body.putObject("options").put("num_predict", 4).put("num_ctx", 128);
        body.putArray("messages").addObject().put("role", "user").put("content", "word ".repeat(1600));
        if (!truncate) {
            body.put("truncate", false);
        }
        return body.toString();
    }
}
