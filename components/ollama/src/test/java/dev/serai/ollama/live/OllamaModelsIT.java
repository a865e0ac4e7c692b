package dev.serai.ollama.live;

import static dev.serai.ollama.live.Exchanges.HELLO;
import static dev.serai.ollama.live.Exchanges.ask;
import static dev.serai.ollama.live.Exchanges.failure;
import static dev.serai.ollama.live.Exchanges.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.Progress;
import dev.serai.ollama.client.Setting;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.http.HttpBody;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The models on the server: what there is, what is in memory, and what changes it. */
class OllamaModelsIT {

    @RegisterExtension
    static final LiveOllama ollama = new LiveOllama();

    @Test
    void theServerTellsItsVersion() {
        assertThat(get(ollama.api().version())).isNotBlank();
    }

    @Test
    void modelsAreListedWithTheirTag() {
        assertThat(names(ollama.api().models()))
                .contains(ollama.chatModel() + ":latest", ollama.thinkModel() + ":latest");
    }

    @Test
    void showTellsWhatAModelCanDo() {
        assertThat(get(ollama.api().show(ollama.chatModel(), false)).get("capabilities"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("completion", "tools")
                .doesNotContain("thinking");
        assertThat(get(ollama.api().show(ollama.thinkModel(), false)).get("capabilities"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("completion", "thinking");
    }

    @Test
    void anUploadedModelIsLoadedAnswersAndIsUnloaded() {
        // A file of its own, since servers tell models in memory apart by that.
        var name = "serai-scripted-own";
        ollama.upload(name, ScriptedModel.chat(name).toGguf());
        try {
            var settings = ask(name, "").set(Setting.KEEP_ALIVE, "5m").settings();
            var loaded = get(ollama.api().load(name, settings)).reply();
            assertThat(loaded.finishReason()).isEqualTo(FinishReason.LOAD);
            assertThat(names(ollama.api().loaded())).contains(name + ":latest");
            assertThat(get(ollama.api().chat(ask(name, "hi").chat())).reply().text())
                    .isEqualTo(HELLO);

            var gone = ask(name, "").set(Setting.KEEP_ALIVE, "0").settings();
            assertThat(get(ollama.api().load(name, gone)).reply().finishReason())
                    .isEqualTo(FinishReason.UNLOAD);
            await().untilAsserted(() -> assertThat(names(ollama.api().loaded())).doesNotContain(name + ":latest"));
        } finally {
            get(ollama.api().delete(name));
        }
    }

    @Test
    void aCopyIsAModelUntilItIsDeleted() {
        var copy = "serai-scripted-copy";
        get(ollama.api().copy(ollama.chatModel(), copy));
        assertThat(names(ollama.api().models())).contains(copy + ":latest");
        get(ollama.api().delete(copy));
        assertThat(names(ollama.api().models())).doesNotContain(copy + ":latest");
        assertThat(failure(ollama.api().delete(copy)).error()).isEqualTo(OllamaError.MODEL_MISSING);
        assertThat(failure(ollama.api().copy(copy, "serai-other")).error()).isEqualTo(OllamaError.MODEL_MISSING);
    }

    @Test
    void aModelIsMadeFromAnother() {
        var name = "serai-scripted-brief";
        var steps = new ArrayList<Progress>();
        Map<String, Object> fields = Map.of("from", ollama.chatModel(), "system", "You are brief.");
        get(ollama.api().create(name, fields, steps::add));
        try {
            assertThat(steps)
                    .extracting(Progress::status)
                    .contains("writing manifest")
                    .endsWith("success");
            assertThat(get(ollama.api().show(name, false))).containsEntry("system", "You are brief.");
        } finally {
            get(ollama.api().delete(name));
        }
    }

    @Test
    void aBlobIsThereOnceItIsUploaded() {
        var bytes = ScriptedModel.think("serai-scripted-blob").toGguf();
        var digest = ScriptedModel.digest(bytes);
        if (ollama.standIn().isPresent()) {
            // A real server may have kept it from an earlier run.
            assertThat(get(ollama.api().hasBlob(digest))).isFalse();
        }
        get(ollama.api().putBlob(digest, HttpBody.bytes(bytes)));
        get(ollama.api().putBlob(digest, HttpBody.bytes(bytes)));
        assertThat(get(ollama.api().hasBlob(digest))).isTrue();
    }

    @Test
    void aBlobOfAnotherDigestIsRefused() {
        var digest = "sha256:" + "0".repeat(64);
        var content = HttpBody.bytes("not that".getBytes(StandardCharsets.UTF_8));
        assertThat(failure(ollama.api().putBlob(digest, content)).error()).isEqualTo(OllamaError.REJECTED);
        assertThat(get(ollama.api().hasBlob(digest))).isFalse();
    }

    @Test
    void aModelThatNoRegistryHasCannotBePulled() {
        var model = "serai-none/not-a-model:0b";
        var steps = new ArrayList<Progress>();
        var error = failure(ollama.api().pull(model, false, steps::add));
        assertThat(error.error()).isEqualTo(OllamaError.TRANSFER_FAILED);
        assertThat(error).hasMessageContainingAll(model, ollama.baseUrl());
        assertThat(steps).extracting(Progress::status).doesNotContain("success");
    }

    @Test
    void whatIsNotThereIsNotShown() {
        var error = failure(ollama.api().show("serai-is-not-there", false));
        assertThat(error.error()).isEqualTo(OllamaError.MODEL_MISSING);
        assertThat(error).hasMessageContainingAll("serai-is-not-there", "ollama pull");
    }

    private static List<Object> names(CompletableFuture<List<Map<String, Object>>> models) {
        return get(models).stream().map(model -> model.get("name")).toList();
    }
}
