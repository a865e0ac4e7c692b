package dev.serai.offline.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends every recorded request to the stand-in and compares its answer with the real server's. */
class OllamaRecordingsContractTest {
    /** The real model's constrained sampling answers these with random text. */
    private static final Set<String> RANDOM_TEXT = Set.of("quirk-format-plus-tools-suppresses-tools");

    static Stream<Recording> recordings() throws IOException, URISyntaxException {
        var folder = Path.of(OllamaRecordingsContractTest.class
                .getResource("/recordings/ollama")
                .toURI());
        try (var files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".txt")).sorted().map(Recording::read).toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void answersAsTheRealServerDid(Recording recording) {
        try (var server = Scene.serverFor(recording.name())) {
            var body = Scene.bodyOf(recording);
            var actual = Http.send(server, recording.method(), recording.path(), body);

            assertThat(actual.statusCode()).as("status of %s", actual.body()).isEqualTo(recording.status());
            assertThat(actual.headers().firstValue("Content-Type").orElse(null)).isEqualTo(recording.contentType());
            var expected = Recording.lines(recording.answer());
            var got = Recording.lines(normalised(actual.body()));
            if (recording.contentType() == null || recording.contentType().startsWith("text/plain")) {
                assertThat(got).isEqualTo(expected);
                return;
            }
            assertThat(shapes(got)).isEqualTo(shapes(expected));
            assertThat(errors(got)).isEqualTo(errors(expected));
            if (!RANDOM_TEXT.contains(recording.name())) {
                assertThat(words(got)).isEqualTo(words(expected));
                assertThat(promptTokens(recording, got)).isEqualTo(promptTokens(recording, expected));
            }
        }
    }

    private static String normalised(String text) {
        return text.replace("registry.invalid", "{registry}").replace("127.0.0.1:53:", "{dns}");
    }

    private static Set<String> shapes(List<String> lines) {
        var shapes = new TreeSet<String>();
        for (var line : lines) {
            shapes.add(line.startsWith("{") ? JsonShape.of(comparable(Json.parse(line))) : line);
        }
        return shapes;
    }

    /** The built-in embedding model has no GGUF file, so neither tensors nor a tokenizer to list. */
    private static JsonNode comparable(JsonNode line) {
        if (line.path("capabilities").toString().contains("embedding") && line.has("model_info")) {
            ((ObjectNode) line).remove("tensors");
            var info = (ObjectNode) line.get("model_info");
            var names = new ArrayList<String>();
            info.fieldNames().forEachRemaining(names::add);
            names.removeIf(name -> !name.startsWith("tokenizer."));
            info.remove(names);
        }
        return line;
    }

    private static List<String> errors(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("{\"error\""))
                .map(OllamaRecordingsContractTest::errorText)
                .toList();
    }

    /** Token counts differ a little, because the stand-in has no tokenizer for chat. */
    private static String errorText(String line) {
        var error = Json.parse(line).get("error");
        var text = error.isObject()
                ? error.get("message").asText() + " " + error.get("type").asText()
                : error.asText();
        return text.contains("n_prompt_tokens") ? text.replaceAll("\\d+ tokens|_tokens\":\\d+", "N") : text;
    }

    /** The scripted models spell, so their plain prompts can be counted exactly. */
    private static List<String> promptTokens(Recording recording, List<String> lines) {
        var body = recording.body();
        if (!body.contains("scripted-")
                || body.contains("tool")
                || !recording.path().contains("chat")) {
            return List.of();
        }
        return lines.stream()
                .filter(line -> line.startsWith("{"))
                .map(line -> Json.parse(line).findPath("prompt_eval_count").asText()
                        + Json.parse(line).findPath("prompt_tokens").asText())
                .filter(count -> !count.isEmpty())
                .toList();
    }

    /** What the model said, thought and called, without the ids, and why it stopped. */
    private static String words(List<String> lines) {
        var text = new StringBuilder();
        for (var line : lines) {
            if (line.startsWith("{")) {
                var node = Json.parse(line);
                node.findValuesAsText("content").forEach(text::append);
                node.findValuesAsText("response").forEach(text::append);
                node.findValuesAsText("text").forEach(text::append);
                node.findValues("thinking").forEach(t -> text.append('~').append(t.asText()));
                node.findValues("reasoning").forEach(t -> text.append('~').append(t.asText()));
                node.findValues("function").forEach(text::append);
                text.append(node.path("done_reason").asText());
                node.findValuesAsText("finish_reason").forEach(r -> text.append(r.equals("null") ? "" : r));
            }
        }
        return text.toString().replace("~ i~s", "~ is");
    }
}
