package dev.serai.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.Api;
import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.offline.ollama.ScriptedReply;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.chat.ToolSpec;
import java.io.ByteArrayInputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same endpoints on a server with OpenAI's API. */
@Timeout(30)
class OpenAiTest {

    private static final String CHAT = "ollama:chat/scripted-chat?api=openai&retries=0";
    private static final ToolSpec WEATHER = new ToolSpec(
            "get_weather",
            "Weather",
            Map.of(
                    "type",
                    "object",
                    "properties",
                    Map.of("city", Map.of("type", "string")),
                    "required",
                    List.of("city")));

    @RegisterExtension
    static final OllamaServerExtension ollama =
            new OllamaServerExtension(OllamaStandIn.builder().model("whisper-1"));

    private static Routes routes;

    @BeforeAll
    static void start() throws Exception {
        routes = Routes.on(ollama.baseUrl());
    }

    @AfterAll
    static void stop() {
        routes.close();
    }

    @Test
    void aBareHostMeansItsV1Path() {
        assertThat(routes.ask(CHAT, "hi", String.class)).isEqualTo("Hello from the scripted model.");
        assertThat(ollama.server().requests().last().path()).isEqualTo("/v1/chat/completions");
    }

    @Test
    void anAddressThatEndsInV1NeedsNothingElse() {
        routes.ask("ollama:chat/scripted-chat?baseUrl=" + ollama.baseUrl() + "/v1/", "hi", String.class);
        assertThat(ollama.server().requests().last().path()).isEqualTo("/v1/chat/completions");
    }

    @Test
    void theKeyAndFurtherHeadersAreSent() {
        routes.ask(CHAT + "&apiKey=RAW(abc)&httpHeader.X-Title=Serai", "hi", String.class);
        assertThat(ollama.server().requests().last().header("Authorization")).isEqualTo("Bearer abc");
        assertThat(ollama.server().requests().last().header("X-Title")).isEqualTo("Serai");
    }

    @Test
    void settingsAreSentByTheirNamesThere() {
        routes.ask(CHAT + "&temperature=0.5&numPredict=7&stop=a,b", "hi", String.class);
        var body = ollama.server().requests().last().json();
        assertThat(body.path("temperature").asDouble()).isEqualTo(0.5);
        assertThat(body.path("max_tokens").asInt()).isEqualTo(7);
        assertThat(body.path("stop")).hasSize(2);
        assertThat(body.has("num_ctx")).isFalse();
    }

    @Test
    void anOptionThatTheApiDoesNotHaveIsRefusedAtStart() {
        assertThatThrownBy(() -> routes.send(CHAT + "&keepAlive=5m", "hi"))
                .hasStackTraceContaining("[OLLAMA-005] option keepAlive is not part of OpenAI's API");
    }

    @Test
    void anOperationThatTheApiDoesNotHaveIsRefused() {
        var error = routes.send("ollama:pull/x?api=openai", null).getException(OllamaException.class);
        assertThat(error.error()).isEqualTo(OllamaError.NOT_IN_API);
    }

    @Test
    void toolCallsInFragmentsArePutTogetherWhileStreaming() {
        ollama.always(ScriptedReply.toolCall("get_weather", Map.of("city", "Rome"))
                .andCall("get_weather", Map.of("city", "Oslo"))
                .argumentsInFragments(4));
        var request = ChatRequest.user("weather").withTools(List.of(WEATHER));
        var stream = routes.ask(CHAT + "&stream=true", request, ChatStream.class);
        var deltas = new ArrayList<ChatDelta>();
        stream.forEachRemaining(deltas::add);
        var reply = ((ChatDelta.Done) deltas.get(deltas.size() - 1)).reply();
        assertThat(reply.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(reply.toolCalls())
                .extracting(call -> call.arguments().get("city"))
                .containsExactly("Rome", "Oslo");
        assertThat(reply.usage().promptTokens()).isPositive();
    }

    @Test
    void thinkingComesApartHereToo() {
        ollama.always(ScriptedReply.text("hello").thinking("greet"));
        var reply = routes.ask(CHAT, ChatRequest.user("hi"), ChatReply.class);
        assertThat(reply.text()).isEqualTo("hello");
        assertThat(reply.thinking()).isEqualTo("greet");
    }

    @Test
    void aSchemaIsSentAndChecked() {
        ollama.always(ScriptedReply.text("{\"city\": \"Lima\", \"temperature\": 18}"));
        routes.ask(CHAT + "&format=resource:classpath:weather.schema.json", "json", String.class);
        var body = ollama.server().requests().last().json();
        assertThat(body.at("/response_format/type").asText()).isEqualTo("json_schema");
        assertThat(body.at("/response_format/json_schema/schema/type").asText()).isEqualTo("object");
    }

    @Test
    void picturesAreSentAsDataUrls() {
        routes.send(CHAT, "what is it?", Map.of(OllamaConstants.IMAGES, new byte[] {(byte) 0xff, (byte) 0xd8, 1, 2}));
        assertThat(ollama.server()
                        .requests()
                        .last()
                        .json()
                        .at("/messages/0/content/1/image_url/url")
                        .asText())
                .startsWith("data:image/jpeg;base64,");
    }

    @Test
    void bothApisEmbedAlike() {
        var texts = List.of("A cat sits on the mat.", "The weather is fine.");
        var own = routes.ask("ollama:embed/all-minilm", texts, List.class);
        var other = routes.ask("ollama:embed/all-minilm?api=openai", texts, List.class);
        assertThat(own).hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertThat((float[]) other.get(i)).hasSize(384).containsExactly((float[]) own.get(i), within(1e-4f));
        }
        assertThat(routes.ask("ollama:embed/all-minilm?dimensions=64", "one text", float[].class))
                .hasSize(64);
    }

    @Test
    void theModelsAreListedByName() {
        assertThat(routes.ask("ollama:tags?api=openai", null, List.class).toString())
                .contains("name=scripted-chat");
    }

    @Test
    void aRecordingIsWrittenDown() {
        ollama.when().through(Api.TRANSCRIPTION).reply(ScriptedReply.text("good morning"));
        var exchange =
                routes.send("ollama:transcribe/whisper-1?api=openai", new ByteArrayInputStream("RIFF....".getBytes()));
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo("good morning");
        assertThat(ollama.server().requests().last().path()).isEqualTo("/v1/audio/transcriptions");
        assertThat(ollama.server().requests().last().body()).isEqualTo("RIFF....");
    }

    @Test
    void aRecordingIsSentWithItsNameAndLanguage() throws Exception {
        var form = new CompletableFuture<String>();
        var whisper = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        whisper.createContext("/v1/audio/transcriptions", exchange -> {
            form.complete(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var answer = "{\"text\": \" guten Morgen \", \"duration\": 1.5}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        whisper.start();
        try {
            var address = "http://127.0.0.1:" + whisper.getAddress().getPort() + "/v1";
            var message = routes.send(
                            "ollama:transcribe/whisper-1?language=de&baseUrl=" + address,
                            "RIFF".getBytes(StandardCharsets.UTF_8),
                            Map.of(OllamaConstants.FILE_NAME, "gruss.wav"))
                    .getMessage();
            assertThat(message.getBody()).isEqualTo("guten Morgen");
            assertThat(message.getHeader(OllamaConstants.TRANSCRIPT, Map.class)).containsEntry("duration", 1.5);
            assertThat(form.join()).contains("name=\"language\"", "de", "filename=\"gruss.wav\"", "RIFF");
        } finally {
            whisper.stop(0);
        }
    }

    @Test
    void errorsInTheOtherShapeAreUnderstood() {
        var error = routes.send("ollama:chat/nope?api=openai", "hi").getException(OllamaException.class);
        assertThat(error.error()).isEqualTo(OllamaError.MODEL_MISSING);
    }
}
