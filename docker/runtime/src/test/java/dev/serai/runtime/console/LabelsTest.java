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
        "bean, bean[dev.serai.n8n.flow.Flow], Flow",
        "bean, bean[ref:clerk], ref:clerk",
        "from, 'file:in?idempotentKey=${file:name}', file:in",
        "to, to[agent:clerk?model={{a.b}}&system=You..., agent:clerk",
        "model, qwen3:4b, qwen3:4b",
        "log, , log"
    })
    void aLabelIsWhatTheStepDoes(String kind, String label, String shown) {
        assertThat(Labels.of(kind, label)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"orders/Ask the bank, Ask the bank", "orders/a/b, a/b", "orders/ask-to2, ", "orders, ", "orders/, "})
    void aStepIsKnownByTheNameInItsId(String id, String name) {
        assertThat(Labels.name(id, "to")).isEqualTo(name);
    }
}
