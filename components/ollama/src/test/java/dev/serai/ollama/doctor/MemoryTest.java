package dev.serai.ollama.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryTest {

    @ParameterizedTest
    @CsvSource({
        "24g,        25769803776",
        "24GB,       25769803776",
        "24GiB,      25769803776",
        "24 G,       25769803776",
        "16384m,     17179869184",
        "16384MiB,   17179869184",
        "1.5g,        1610612736",
        "2t,       2199023255552",
        "' 8g ',      8589934592"
    })
    void amountsAreReadWithTheirUnit(String text, long bytes) {
        assertThat(Memory.parse(text, "option memory")).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"24", "", "g", "24x", "-3g", "0g", "0.0g", "24gb ram", "1e3g", "1,5g", "99999999999g"})
    void whatIsNoAmountIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Memory.parse(text, "header CamelOllamaMemory"))
                .isInstanceOfSatisfying(
                        OllamaException.class, e -> assertThat(e.error()).isEqualTo(OllamaError.BAD_OPTION))
                .hasMessageContaining("header CamelOllamaMemory is '" + text + "'")
                .hasMessageContaining("24g");
    }

    @ParameterizedTest
    @CsvSource({
        "25769803776, 24.0 GiB",
        "1073741824, 1.0 GiB",
        "1073741823, 1024 MiB",
        "3753901, 3.6 MiB",
        "137438953472, 128 GiB",
        "0, 0.0 MiB"
    })
    void amountsAreWrittenWithTheirUnit(long bytes, String text) {
        assertThat(Memory.text(bytes)).isEqualTo(text);
    }
}
