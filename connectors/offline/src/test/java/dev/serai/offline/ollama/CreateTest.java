package dev.serai.offline.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.OllamaServerExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CreateTest {
    @RegisterExtension
    static OllamaServerExtension ollama = new OllamaServerExtension();

    @Test
    void anUploadedFileBecomesAModelThatShowsWhatTheFileSays() throws Exception {
        var file = head("scripted-think");
        var digest = Digests.of(file);

        assertThat(upload(digest, file)).isEqualTo(201);
        assertThat(upload(digest, file)).isEqualTo(200);
        var created = create("""
                {"model":"mine","files":{"m.gguf":"%s"},"stream":false}""".formatted(digest));
        var shown = Http.json(Http.post(ollama.server(), "/api/show", """
                {"model":"mine"}"""));

        assertThat(created).isEqualTo("{\"status\":\"success\"}");
        assertThat(shown.path("model_info").path("llama.context_length").asInt())
                .isEqualTo(4096);
        assertThat(shown.path("details").path("parameter_size").asText()).isEqualTo("641K");
        assertThat(shown.path("details").path("quantization_level").asText()).isEqualTo("F16");
        assertThat(shown.path("capabilities")).hasToString("[\"completion\",\"tools\",\"thinking\"]");
        assertThat(shown.path("tensors")).isNotEmpty();
    }

    @Test
    void anUploadUnderAWrongDigestIsRefused() throws Exception {
        assertThat(upload("sha256:" + "0".repeat(64), new byte[] {1})).isEqualTo(400);
    }

    @Test
    void aMissingBlobIsNotThere() {
        assertThat(Http.send(ollama.server(), "HEAD", "/api/blobs/sha256:" + "0".repeat(64), "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aFileThatIsNoGgufIsRefused() throws Exception {
        var text = "not a model".getBytes();
        upload(Digests.of(text), text);

        assertThat(create("""
                {"model":"mine","files":{"m.gguf":"%s"}}""".formatted(Digests.of(text)))).contains("invalid file magic");
    }

    @Test
    void aFileThatEndsTooEarlyIsRefused() throws Exception {
        var half = java.util.Arrays.copyOf(head("scripted-chat"), 2000);
        upload(Digests.of(half), half);

        assertThat(create("""
                {"model":"mine","files":{"m.gguf":"%s"}}""".formatted(Digests.of(half)))).contains("error");
    }

    @Test
    void aModelMadeOfAnotherKeepsItsAnswersAndAddsItsTexts() {
        create("""
                {"model":"brief","from":"scripted-chat","system":"Be brief.","license":["A","B"],
                "parameters":{"num_ctx":1024,"stop":["<|end|>"]},"messages":[{"role":"user","content":"hi"}]}""");
        var shown = Http.json(Http.post(ollama.server(), "/api/show", """
                {"model":"brief"}"""));
        Http.post(ollama.server(), "/api/chat", Http.chat("brief", "hi"));

        assertThat(shown.path("system").asText()).isEqualTo("Be brief.");
        assertThat(shown.path("license").asText()).isEqualTo("A\nB");
        assertThat(shown.path("parameters").asText()).contains("num_ctx").contains("\"<|end|>\"");
        assertThat(shown.path("details").path("parent_model").asText()).isEqualTo("scripted-chat:latest");
        assertThat(ollama.server().loaded().all().get(0).contextLength()).isEqualTo(1024);
    }

    @Test
    void aMissingParentIsLookedForInTheRegistry() {
        assertThat(create("""
                {"model":"mine","from":"nowhere:1b"}""")).contains("pull model manifest", "no such host");
    }

    @Test
    void aModelNeedsAnOrigin() {
        assertThat(create("""
                {"model":"mine"}""")).contains("neither 'from' or 'files' was specified");
    }

    private static String create(String body) {
        return Http.post(ollama.server(), "/api/create", body).body();
    }

    private static int upload(String digest, byte[] bytes) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(ollama.baseUrl() + "/api/blobs/" + digest))
                .POST(BodyPublishers.ofByteArray(bytes))
                .build();
        return Http.CLIENT.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static byte[] head(String model) throws IOException {
        try (var file = CreateTest.class.getResourceAsStream("/models/" + model + ".head.gguf")) {
            return file.readAllBytes();
        }
    }
}
