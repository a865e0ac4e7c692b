package dev.serai.ollama.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSizeTest {

    @ParameterizedTest
    @CsvSource({
        "qwen3:14b,                                 14,    Q4_K_M",
        "llama3.2:1b-instruct-q8_0,                 1,     q8_0",
        "gemma3:270m,                               0.27,  Q4_K_M",
        "smollm:135m-instruct-v0.2-fp16,            0.135, fp16",
        "qwen2.5:0.5b,                              0.5,   Q4_K_M",
        "phi3:3.8b-mini-128k-instruct-q5_K_M,       3.8,   q5_K_M",
        "mixtral:8x7b,                              46.48, Q4_K_M",
        "gemma3n:e4b,                               8,     Q4_K_M",
        "qwen3:30b-a3b-q4_K_M,                      30,    q4_K_M",
        "qwen3:235b-a22b,                           235,   Q4_K_M",
        "kimi-k2:1t,                                1000,  Q4_K_M",
        "gpt-oss:20b,                               20,    MXFP4",
        "deepseek-r1:8b-0528-qwen3-q8_0,            8,     q8_0",
        "hf.co/bartowski/Llama-3.2-3B-Instruct-GGUF:Q6_K, 3, Q6_K",
        "registry.local:5000/team/codellama-13b:bf16, 13,  bf16",
        "llama3:70B-instruct-Q2_K,                  70,    Q2_K",
        "model-8b,                                  8,     Q4_K_M"
    })
    void theNameTellsParametersAndQuantisation(String name, double billions, String quantization) {
        var size = ModelSize.ofName(name).orElseThrow();
        assertThat(size.parameters() / 1e9).isCloseTo(billions, within(0.001));
        assertThat(size.quantization()).isEqualTo(quantization);
        assertThat(size.assumed()).isEqualTo(!name.contains(quantization));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mistral",
                "mistral:latest",
                "llama3.2",
                "nomic-embed-text:v1.5",
                "llama4:16x17b",
                "qwen2.5-1m",
                "phi3:mini-128k",
                "bge-m3",
                "",
                "a/"
            })
    void aNameWithoutASizeTellsNothing(String name) {
        assertThat(ModelSize.ofName(name)).isEmpty();
    }

    /** Sizes of files in the library. */
    @ParameterizedTest
    @CsvSource({
        "llama3.1:8b-instruct-q4_K_M, 4.92e9",
        "llama3.1:8b-instruct-q4_0,   4.66e9",
        "llama3.1:8b-instruct-q5_K_M, 5.73e9",
        "llama3.1:8b-instruct-q6_K,   6.60e9",
        "llama3.1:8b-instruct-q8_0,   8.54e9",
        "llama3.1:8b-instruct-fp16,  16.07e9",
        "llama3.1:8b-instruct-q3_K_M, 4.02e9",
        "llama3.1:8b-instruct-q2_K,   3.18e9",
        "llama3.1:70b-instruct-q4_0, 39.97e9",
        "mixtral:8x7b-instruct-v0.1-q4_0, 26.44e9",
        "gpt-oss:120b,                  65e9"
    })
    void estimatesAreNearTheSizesOfRealFiles(String name, double bytes) {
        assertThat((double) ModelSize.ofName(name).orElseThrow().bytes())
                .isCloseTo(bytes, Percentage.withPercentage(8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "", "TQ1_0", "Q9_X"})
    void anUnknownQuantisationIsNotGuessed(String quantization) {
        assertThat(Quantization.bytesPerParameter(quantization)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"F32, 4.0", "BF16, 2.0", "f16, 2.0", "MXFP4, 0.53", "Q4_K_M, 0.61", "q8_0, 1.06", "IQ4_XS, 0.56"})
    void quantisationsHaveTheirBytes(String quantization, double bytes) {
        assertThat(Quantization.bytesPerParameter(quantization)).hasValue(bytes);
    }

    @Test
    void theTextSaysWhatIsAssumed() {
        assertThat(ModelSize.ofName("qwen3:14b").orElseThrow())
                .hasToString("about 14.0 billion parameters by its name, at Q4_K_M"
                        + " (assumed, since the name does not tell)");
        assertThat(ModelSize.ofName("gemma3:270m-it-q8_0").orElseThrow())
                .hasToString("about 270 million parameters by its name, at q8_0");
    }
}
