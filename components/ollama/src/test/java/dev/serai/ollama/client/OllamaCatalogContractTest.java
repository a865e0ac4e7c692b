package dev.serai.ollama.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is on the server, and what changes it. */
class OllamaCatalogContractTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({"tags, 1, stories:260k, 1185799", "tags-four, 5, all-minilm:latest, 25279317"})
    void modelsOnDiskAreListed(String recording, int count, String first, long size) throws Exception {
        var models = answer(recording, OllamaApi::models);
        assertThat(models).hasSize(count);
        assertThat(models.get(0)).containsEntry("name", first);
        assertThat(((Number) models.get(0).get("size")).longValue()).isEqualTo(size);
        assertThat(models).allSatisfy(model -> assertThat(model).containsKeys("digest", "details", "capabilities"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"ps-loaded, stories:260k", "ps-loaded-or-empty, stories:260k", "ps-two, all-minilm:latest", "ps-empty,"
    })
    void modelsInMemoryAreListed(String recording, String name) throws Exception {
        var models = answer(recording, OllamaApi::loaded);
        assertThat(models).extracting(model -> model.get("name")).isEqualTo(name == null ? List.of() : List.of(name));
        assertThat(models)
                .allSatisfy(model -> assertThat(model)
                        .contains(entry("size_vram", 0), entry("context_length", 512))
                        .containsKeys("size", "expires_at"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"show, stories:260k, completion, llama", "show-embedding, all-minilm, embedding, bert"})
    void showTellsWhatAModelCanDo(String recording, String model, String capability, String family) throws Exception {
        var shown = answer(recording, api -> api.show(model, false));
        assertThat(shown).containsEntry("capabilities", List.of(capability));
        assertThat(shown.get("details"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("family", family);
        assertThat(shown).containsKey("model_info");
    }

    @Test
    void theVersionIsAText() throws Exception {
        assertThat(answer("version", OllamaApi::version)).isEqualTo("0.33.0");
    }

    @Test
    void copyAndDeleteSucceedWithoutABody() throws Exception {
        answer("copy", api -> api.copy("stories:260k", "stories-copy"));
        answer("delete", api -> api.delete("stories-copy"));
    }

    static Stream<Chunks> chunks() {
        return Chunks.variety();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chunks")
    void makingAModelReportsEachStep(Chunks chunks) throws Exception {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("from", "scripted-chat");
        fields.put("system", "You are brief.");
        fields.put("parameters", Map.of("num_ctx", 2048, "temperature", 0.2, "stop", List.of("<|end|>")));
        var steps = new ArrayList<Progress>();
        Replay.of("ollama/create-from", "more /stream")
                .answer(chunks, server -> new OllamaApi(server).create("assistant-x", fields, steps::add));
        assertThat(steps).hasSize(6);
        assertThat(steps.get(0).status()).startsWith("using existing layer sha256:f79c23da");
        assertThat(steps).extracting(Progress::status).endsWith("writing manifest", "success");
        assertThat(steps).allSatisfy(step -> {
            assertThat(step.digest()).isNull();
            assertThat(step.total()).isEqualTo(-1);
            assertThat(step.completed()).isEqualTo(-1);
        });
    }

    @Test
    void aModelMadeInOneStepIsASuccessToo() throws Exception {
        var steps = new ArrayList<Progress>();
        Map<String, Object> fields = Map.of("from", "scripted-chat", "system", "You are brief.");
        Replay.of("ollama/create-from-nostream", "other /stream")
                .answer(Chunks.whole(), server -> new OllamaApi(server).create("assistant-x", fields, steps::add));
        assertThat(steps).extracting(Progress::status).containsExactly("success");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chunks")
    void aDownloadThatFailsReportsItsStepsFirst(Chunks chunks) throws Exception {
        var steps = new ArrayList<Progress>();
        var result = Replay.of("ollama/err-pull-offline", "more /stream")
                .run(chunks, server -> new OllamaApi(server).pull("smollm:135m", false, steps::add));
        assertThat(steps).extracting(Progress::status).containsExactly("pulling manifest");
        assertThat(result.error().error()).isEqualTo(OllamaError.TRANSFER_FAILED);
        assertThat(result.error())
                .hasMessageContainingAll(
                        "smollm:135m", "no such host", result.server().toString());
    }

    private static <T> T answer(String recording, Function<OllamaApi, CompletableFuture<T>> call) throws Exception {
        return Replay.of("ollama/" + recording).answer(Chunks.whole(), server -> call.apply(new OllamaApi(server)));
    }
}
