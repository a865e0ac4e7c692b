package dev.serai.runtime.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {

    @ParameterizedTest
    @CsvSource({
        "to, to[agent:clerk?model=ollama:chat/m&system=You answer.], agent:clerk",
        "from, platform-http:/webhook/ask?httpMethodRestrict=POST, platform-http:/webhook/ask",
        "setBody, setBody[constant{From 10}], From 10",
        "log, log[decided: ${body}?], decided: ${body}?",
        "choice, 'choice[when[a]]', 'when[a]'",
        "when, simple{${header.name} == 'x'}, ${header.name} == 'x'",
        "throwException, '', throwException",
        "model, qwen3:4b, qwen3:4b",
        "log, , log"
    })
    void aLabelIsWhatTheStepDoes(String kind, String label, String shown) {
        assertThat(Labels.of(kind, label)).isEqualTo(shown);
    }
}
