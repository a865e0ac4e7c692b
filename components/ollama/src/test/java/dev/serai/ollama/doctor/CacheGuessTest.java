package dev.serai.ollama.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheGuessTest {

    private static final long WEIGHTS = 4_920_753_328L;

    private static LoadedModel loaded(long context, long size, double gpuShare) {
        return new LoadedModel("m", size, Math.round(size * gpuShare), context, "");
    }

    /**
     * The sizes that llama.cpp logs for llama 3.1 8B: a cache of 1024, 544 or 288 MiB at 8192 tokens, and to compute
     * with 560 MiB without flash attention and 258.5 MiB with it.
     */
    @ParameterizedTest
    @CsvSource({
        "8192,  1024, 560,   F16",
        "8192,  1024, 258.5, F16",
        "8192,  544,  258.5, Q8_0",
        "8192,  288,  258.5, Q4_0",
        "32768, 4096, 2144,  F16",
        "32768, 4096, 300,   F16",
        "32768, 2176, 300,   Q8_0",
        "32768, 1152, 300,   Q4_0"
    })
    void theTypeIsReadOffTheMemoryTaken(long context, double cacheMib, double workMib, CacheType type) {
        long size = WEIGHTS + Math.round((cacheMib + workMib) * Memory.MIB);
        var guess = CacheGuess.of(loaded(context, size, 1), WEIGHTS, Shown.LLAMA_8B);
        assertThat(guess.type()).as(guess.reason()).isEqualTo(type);
        assertThat(guess.bytes()).isEqualTo(Math.round(cacheMib * Memory.MIB));
    }

    @ParameterizedTest
    @CsvSource({
        "512,  40,   258.5, 1,   several", // a small context says little
        "8192, 1024, 300,   0.5, several", // twice the working memory of a split model blurs it
        "8192, 544,  560,   1,   none",
        "8192, 1024, 9000,  1,   none",
        "8192, 0,    0,     1,   none"
    })
    void whatFitsSeveralTypesOrNoneIsNotGuessed(
            long context, double cacheMib, double workMib, double gpuShare, String fits) {
        long size = WEIGHTS + Math.round((cacheMib + workMib) * Memory.MIB);
        var guess = CacheGuess.of(loaded(context, size, gpuShare), WEIGHTS, Shown.LLAMA_8B);
        assertThat(guess.type()).isNull();
        assertThat(guess.reason()).contains(fits);
    }

    /** The server's own figures for a tiny model, in which the working memory outweighs the cache. */
    @Test
    void aTinyModelCannotBeTold() {
        var info = ModelInfo.of(Shown.model("llama")
                .with("block_count", 5)
                .with("attention.head_count", 8)
                .with("attention.head_count_kv", 4)
                .with("embedding_length", 64)
                .with("context_length", 512)
                .with("vocab_size", 512)
                .done());
        assertThat(CacheGuess.of(loaded(512, 3_753_901, 0), 1_185_799, info).reason())
                .contains("several");
    }

    @Test
    void theReasonNamesWhatIsMissing() {
        var model = loaded(8192, WEIGHTS + 2 * Memory.GIB, 1);
        assertThat(CacheGuess.of(model, WEIGHTS, null).reason()).contains("layers");
        assertThat(CacheGuess.of(loaded(0, WEIGHTS, 1), WEIGHTS, Shown.LLAMA_8B).reason())
                .contains("context");
        assertThat(CacheGuess.of(model, 0, Shown.LLAMA_8B).reason()).contains("size");
        assertThat(CacheGuess.of(
                                model,
                                WEIGHTS,
                                ModelInfo.of(Shown.llama8b()
                                        .with("attention.sliding_window", 1024)
                                        .done()))
                        .reason())
                .contains("less than the whole context");
        assertThat(CacheGuess.of(
                                model,
                                WEIGHTS,
                                ModelInfo.of(Shown.llama8b()
                                        .able("completion", "vision")
                                        .done()))
                        .reason())
                .contains("pictures");
    }

    @Test
    void anUnknownVocabularyWidensTheRange() {
        var info = ModelInfo.of(Shown.llama8b().with("vocab_size", 0).done());
        long size = WEIGHTS + (4096 + 300) * Memory.MIB;
        assertThat(CacheGuess.of(loaded(32768, size, 1), WEIGHTS, info).type()).isEqualTo(CacheType.F16);
    }
}
