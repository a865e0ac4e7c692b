package dev.serai.ollama.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KvCacheTest {

    @ParameterizedTest
    @CsvSource({
        "8192,  F16,  1073741824",
        "8192,  Q8_0,  570425344",
        "8192,  Q4_0,  301989888",
        "32768, F16,  4294967296",
        "1,     F16,      131072"
    })
    void theCacheOfLlama8bHasItsKnownSize(long context, CacheType type, long bytes) {
        assertThat(KvCache.of(Shown.LLAMA_8B).orElseThrow().bytes(context, type))
                .isEqualTo(bytes);
    }

    @Test
    void keyAndValueLengthsWinOverTheEmbeddingLength() {
        // 40 layers, 8 heads, 128 numbers of 2 bytes each for key and value.
        assertThat(KvCache.of(Shown.QWEN_14B).orElseThrow().bytes(1, CacheType.F16))
                .isEqualTo(163_840);
    }

    @Test
    void withoutKvHeadsEveryHeadHasItsOwn() {
        var info = ModelInfo.of(Shown.model("gpt2")
                .with("block_count", 12)
                .with("attention.head_count", 12)
                .with("embedding_length", 768)
                .done());
        assertThat(KvCache.of(info).orElseThrow().numbersPerToken()).isEqualTo(12 * 12 * 128);
    }

    @Test
    void layersMayDiffer() {
        var info = ModelInfo.of(Shown.llama8b()
                .with("attention.head_count_kv", List.of(0, 0, 8, 0, 8))
                .done());
        assertThat(KvCache.of(info).orElseThrow().numbersPerToken()).isEqualTo(16 * 256);
    }

    @Test
    void aListThatTheServerLeftOutIsNotGuessed() {
        var info = ModelInfo.of(
                Shown.llama8b().with("attention.head_count_kv", null).done());
        assertThat(KvCache.of(info)).isEmpty();
    }

    @Test
    void embeddingModelsKeepNothing() {
        assertThat(KvCache.of(ModelInfo.of(Shown.miniLm().done()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attention.sliding_window",
                "attention.kv_lora_rank",
                "attention.shared_kv_layers",
                "ssm.state_size",
                "full_attention_interval"
            })
    void whatKeepsLessThanEveryTokenInEveryLayerIsInexact(String key) {
        var info = ModelInfo.of(Shown.llama8b().with(key, 1024).done());
        assertThat(KvCache.of(info).orElseThrow().exact()).isFalse();
        assertThat(KvCache.of(Shown.LLAMA_8B).orElseThrow().exact()).isTrue();
    }

    @Test
    void theVocabularyIsCountedWhereItIsNotTold() {
        assertThat(Shown.QWEN_14B.vocabulary()).isEqualTo(151_936);
        assertThat(Shown.QWEN_14B.sharedEmbedding()).isZero();
    }

    @Test
    void anEmbeddingThatIsAlsoTheOutputIsShared() {
        var info = ModelInfo.of(Shown.llama8b()
                .tensor("token_embd.weight", "Q6_K", 3072, 128256)
                .done());
        assertThat(info.sharedEmbedding()).isEqualTo(Math.round(3072 * 128256 * 0.82));
    }

    @Test
    void aDescriptionOfAnotherShapeIsReadAsUnknown() {
        for (var shown : Arrays.asList(
                Map.<String, Object>of(),
                Map.<String, Object>of("model_info", "none", "tensors", 3, "capabilities", "all"),
                Map.<String, Object>of(
                        "tensors", List.of("x", Map.of("name", "token_embd.weight", "shape", List.of(1)))))) {
            var info = ModelInfo.of(shown);
            assertThat(KvCache.of(info)).isEmpty();
            assertThat(info.contextLength()).isZero();
        }
    }
}
