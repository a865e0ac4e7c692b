package dev.serai.ollama.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptedModelTest {

    private static final byte[] FILE = ScriptedModel.chat("scripted").toGguf();
    private static final int END = 2;
    private static final String CALL =
            "<tool_call>\n{\"name\": \"get_weather\", \"arguments\": {\"city\": \"%s\"}}\n</tool_call>";

    private final GgufReader gguf = new GgufReader(FILE);

    @Test
    void theFileIsGgufOfALlama() {
        assertThat(gguf.version).isEqualTo(3);
        assertThat(gguf.metadata)
                .contains(
                        entry("general.architecture", "llama"),
                        entry("general.name", "scripted"),
                        entry("llama.embedding_length", 512),
                        entry("llama.block_count", 1),
                        entry("tokenizer.ggml.eos_token_id", END),
                        entry("tokenizer.ggml.add_bos_token", true));
    }

    @Test
    void tensorsFollowEachOtherOnBoundariesAndEndWithTheFile() {
        long end = 0;
        for (var tensor : gguf.tensors.values()) {
            assertThat(tensor.offset()).isEqualTo((end + 31) / 32 * 32);
            end = tensor.offset() + tensor.bytes();
        }
        assertThat(gguf.tensors).hasSize(12);
        assertThat(gguf.dataStart % GgufWriter.ALIGNMENT).isZero();
        assertThat(gguf.dataStart + end).isEqualTo(FILE.length);
    }

    @Test
    void eachTokenHasATextAScoreAndAKindOfItsOwn() {
        assertThat(tokens()).hasSize(512).doesNotHaveDuplicates();
        assertThat((List<?>) gguf.metadata.get("tokenizer.ggml.scores")).hasSize(512);
        assertThat((List<?>) gguf.metadata.get("tokenizer.ggml.token_type")).hasSize(512);
    }

    @Test
    void eachTokenIsItsOwnEmbeddingAndHasOneSuccessor() {
        assertThat(gguf.ones("token_embd.weight")).hasSize(512).allMatch(place -> place[0] == place[1]);
        assertThat(gguf.ones("output.weight"))
                .hasSize(512)
                .extracting(place -> place[1])
                .doesNotHaveDuplicates();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments("<|hello|>", "Hello from the scripted model."),
                arguments("<|answer|>", "It is 21 degrees and sunny in Paris."),
                arguments("<|json|>", "{\"city\": \"Lima\", \"temperature\": 18}"),
                arguments("<|unicode|>", "é👋日"),
                arguments("<|empty|>", ""),
                arguments("<|call1|>", CALL.formatted("Paris")),
                arguments("<|call2|>", CALL.formatted("Rome") + "\n" + CALL.formatted("Oslo")),
                arguments(
                        "<|think|>",
                        "<think>\nThe user greets me; a short reply is enough.\n</think>\n\n"
                                + "Hi! I thought about it first."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void answersAreSpelledTokenByToken(String marker, String answer) {
        assertThat(spelled(marker)).isEqualTo(answer);
    }

    @Test
    void theLoopHasNoEnd() {
        var seen = new HashSet<Integer>();
        var successors = successors();
        int token = successors[tokens().indexOf("<|loop|>")];
        while (seen.add(token)) {
            token = successors[token];
        }
        assertThat(seen).hasSize(4).doesNotContain(END);
    }

    @Test
    void onlyTheThinkingModelsTemplateThinks() {
        assertThat((String) gguf.metadata.get("tokenizer.chat_template"))
                .contains("<|call2|>")
                .doesNotContain("think");
        var think = new GgufReader(ScriptedModel.think("thinker").toGguf());
        assertThat((String) think.metadata.get("tokenizer.chat_template")).contains("enable_thinking", "</think>");
    }

    @Test
    void anotherNameMakesAnotherDigest() {
        var digest = ScriptedModel.digest(FILE);
        assertThat(digest).matches("sha256:[0-9a-f]{64}");
        assertThat(ScriptedModel.digest(ScriptedModel.chat("scripted").toGguf()))
                .isEqualTo(digest);
        assertThat(ScriptedModel.digest(ScriptedModel.chat("other").toGguf())).isNotEqualTo(digest);
    }

    @SuppressWarnings("unchecked")
    private List<String> tokens() {
        return (List<String>) gguf.metadata.get("tokenizer.ggml.tokens");
    }

    private int[] successors() {
        var successors = new int[512];
        gguf.ones("output.weight").forEach(place -> successors[place[1]] = place[0]);
        return successors;
    }

    private String spelled(String marker) {
        var bytes = new ByteArrayOutputStream();
        var successors = successors();
        for (int token = successors[tokens().indexOf(marker)]; token != END; token = successors[token]) {
            var text = tokens().get(token);
            if (text.startsWith("<0x")) {
                bytes.write(Integer.parseInt(text.substring(3, 5), 16));
            } else {
                bytes.writeBytes(text.replace('▁', ' ').getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
