package dev.serai.n8n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are made to take for ever. The times are such that only what grows faster than the file takes longer. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LimitsTest {

    private static final int LONG = 150_000;

    /** What a pattern that goes back and forth would take hours for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJ-",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY----- -",
                "<",
                "{{",
                "&",
                "sk-aaaaaaaaaaaaaaaa1 ",
                "://a:",
                "token",
                "token=",
                "?key=",
                "Bearer ",
                "1:",
                "$fromAI('a' ",
                "a.",
                "'",
                "{",
                "password ",
                "@",
                "SG.",
                "/",
                ":a/"
            })
    void textsThatRepeatThemselvesAreReadInTime(String piece) {
        var text = dev.serai.support.json.Json.text(piece.repeat(LONG / piece.length()));
        var parameters = ("{\"text\": %1$s, \"formTitle\": \"x\", \"path\": %1$s,"
                        + " \"formDescription\": %1$s, \"filterType\": \"string\", \"filterString\": %1$s, \"tableId\": \"t\","
                        + " \"operation\": \"getAll\"}")
                .formatted(text);
        var imported = Workflows.named("L")
                .node("Start", "webhook", 2, parameters)
                .node("Form", "formTrigger", 2, parameters)
                .node("Rows", "supabase", 1, parameters)
                .edge("Start", "Rows")
                .imported();

        assertThat(imported.routes().length()).isLessThan(100_000);
    }

    @Test
    void aLargeGraphIsLaidOutInTime() {
        var flow = Workflows.named("G").node("Start", "manualTrigger", 1, "{}");
        for (int i = 0; i < 1_990; i++) {
            flow.node("N" + i, i % 3 == 0 ? "merge" : i % 3 == 1 ? "splitInBatches" : "noOp", 3, "{}");
        }
        flow.edge("Start", "N0");
        for (int i = 0; i < 1_990; i++) {
            for (int j = 1; j <= 9; j++) {
                flow.edge("N" + i, j % 2, "N" + (i * 7 + j * 31) % 1_990, j % 3, "main");
            }
        }

        assertThat(flow.imported().report().entries()).hasSizeGreaterThan(1_900);
    }

    @Test
    void oneLoopAroundManyMergesIsLaidOutInTime() {
        var flow = Workflows.named("G").node("Start", "manualTrigger", 1, "{}").node("Loop", "splitInBatches", 3, "{}");
        flow.edge("Start", "Loop");
        for (int i = 0; i < 1_990; i++) {
            flow.node("M" + i, "merge", 3, "{}")
                    .edge("Loop", i % 2, "M" + i, 0, "main")
                    .edge("Loop", i % 2, "M" + i, 1, "main");
        }

        assertThat(flow.imported().report().entries()).hasSizeGreaterThan(1_900);
    }

    @Test
    void numbersBeyondAllBoundsAreNumbers() throws Exception {
        for (var number : new String[] {"1e400", "9".repeat(400), "-2147483649"}) {
            var imported = Workflows.named("N")
                    .node(
                            "Start",
                            "scheduleTrigger",
                            1,
                            "{\"rule\": {\"interval\": [{\"field\": \"minutes\", \"minutesInterval\": " + number
                                    + "}]}}")
                    .node("Wait", "wait", 1, "{\"amount\": " + number + "}")
                    .node("Limit", "limit", 1, "{\"maxItems\": " + number + "}")
                    .node("Loop", "splitInBatches", 3, "{\"batchSize\": " + number + "}")
                    .node(
                            "Set",
                            "set",
                            3.4,
                            "{\"assignments\": {\"assignments\": [{\"name\": \"n\", \"type\": \"number\", \"value\": "
                                    + number + "}]}}")
                    .flag("maxTries", 1e300)
                    .flag("retryOnFail", true)
                    .edge("Start", "Wait")
                    .edge("Wait", "Limit")
                    .edge("Limit", "Loop")
                    .edge("Loop", 1, "Set", 0, "main")
                    .imported();

            try (var loading = new Loading(imported)) {
                assertThat(loading.danglingCalls()).isEmpty();
            }
        }
    }

    @Test
    void halfACharacterIsNoReasonNotToWrite(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) {
        var json =
                "{\"name\": \"a\\ud800b\", \"nodes\": [{\"name\": \"N\\udc00\", \"type\": \"n8n-nodes-base.set\\ud800\","
                        + " \"parameters\": {\"\\ud800k\": \"v\\udfff\"}}, {\"name\": \"S\", \"type\": \"n8n-nodes-base.stickyNote\","
                        + " \"parameters\": {\"content\": \"\\ud800\"}}], \"connections\": {}}";

        assertThat(Importer.read(json).write(folder)).isDirectory();
    }

    @Test
    void tooManyConnectionsAndTooDeepFilesAreRefused() {
        var many = new StringBuilder(
                "{\"nodes\": [{\"name\": \"a\", \"type\": \"x\"}], \"connections\": {\"a\": {\"main\": [");
        many.append("[").append("{\"node\": \"a\"},".repeat(100_000)).append("{}]]}}}");
        assertThat(Importer.read(many.toString()).report().entries()).hasSize(1);

        var deep = "{\"nodes\": [{\"name\": \"a\", \"type\": \"x\", \"parameters\": " + "[".repeat(100_000)
                + "]".repeat(100_000) + "}]}";
        assertThatThrownBy(() -> Importer.read(deep)).hasMessageStartingWith("[N8N-001]");
    }
}
