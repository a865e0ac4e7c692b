package dev.serai.n8n;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a workflow of a stranger must not reach by what it says. */
class HostileTest {

    @Test
    void whatLooksLikeAParameterOfCamelInAStatementIsNotEvaluated() {
        var imported = Workflows.named("S")
                .node("Start", "manualTrigger", 1, "{}")
                .node(
                        "Ask",
                        "postgres",
                        2.5,
                        "{\"operation\": \"executeQuery\", \"query\": \"select ':?${exchangeId}'\"}")
                .edge("Start", "Ask")
                .imported();

        assertThat(imported.routes()).contains("allowNamedParameters: false").doesNotContain("exchangeId");
    }
}
