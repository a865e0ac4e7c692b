package dev.serai.n8n;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.n8n.report.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeftoversTest {

    @Test
    void whatNoConverterAsksForIsToldByName() {
        assertThat(
                        lost(
                                "httpRequest",
                                4.2,
                                "{\"url\": \"http://localhost\", \"unheardOf\": \"x\", \"options\": {\"proxy\": \"http://p\", \"timeout\": 5}}"))
                .containsExactlyInAnyOrder("unheardOf", "options.proxy");
        assertThat(lost("limit", 1, "{\"maxItems\": 2, \"later\": {\"deep\": [{\"value\": 1}, {\"value\": 2}]}}"))
                .containsExactly("later.deep.value");
        assertThat(lost("webhook", 2, "{\"path\": \"x\", \"options\": {\"ipWhitelist\": \"10.0.0.1\"}}"))
                .containsExactly("options.ipWhitelist");
    }

    @Test
    void whatIsEmptyOrOffOrHiddenOrOfTheEditorIsNot() {
        assertThat(lost(
                        "httpRequest",
                        4.2,
                        "{\"url\": \"http://localhost\", \"specifyBody\": \"keypair\", \"sendBody\": false,"
                                + " \"jsonBody\": \"{}\", \"bodyParameters\": {\"parameters\": [{\"name\": \"a\", \"value\": \"b\"}]},"
                                + " \"options\": {\"allowUnauthorizedCerts\": false, \"proxy\": \"\"}}"))
                .isEmpty();
        assertThat(lost(
                        "executeWorkflow",
                        1.2,
                        "{\"workflowId\": {\"__rl\": true, \"mode\": \"list\", \"value\": \"7\", \"cachedResultName\": \"N\","
                                + " \"cachedResultUrl\": \"/7\"}, \"workflowInputs\": {\"mappingMode\": \"defineBelow\", \"value\": {\"a\": 1},"
                                + " \"matchingColumns\": [], \"schema\": [{\"id\": \"a\", \"displayName\": \"a\"}]}}"))
                .isEmpty();
    }

    @Test
    void aSwitchThatIsOnByDefaultIsToldWhenItIsOff() {
        assertThat(
                        lost(
                                "html",
                                1.2,
                                "{\"operation\": \"extractHtmlContent\", \"extractionValues\": {\"values\": [{\"key\": \"a\", \"cssSelector\": \"p\"}]}, \"options\": {\"trimValues\": false}}"))
                .containsExactly("options.trimValues");
        assertThat(
                        lost(
                                "html",
                                1.2,
                                "{\"operation\": \"extractHtmlContent\", \"extractionValues\": {\"values\": [{\"key\": \"a\", \"cssSelector\": \"p\"}]}, \"options\": {\"trimValues\": true}}"))
                .isEmpty();
    }

    @Test
    void labelsAndCopiesForTheEditorAreNoLoss() {
        assertThat(lost(
                        "switch",
                        3.2,
                        "{\"rules\": {\"values\": [{\"outputKey\": \"x\", \"renameOutput\": false}]},"
                                + " \"options\": {\"renameFallbackOutput\": \"rest\", \"fallbackOutput\": \"extra\"}}"))
                .isEmpty();
        assertThat(lost("set", 3.4, "{\"duplicateItem\": true, \"duplicateCount\": 3}"))
                .isEmpty();
        assertThat(lost("respondToWebhook", 1.1, "{\"respondWith\": \"noData\", \"responseCode\": 204}"))
                .isEmpty();
    }

    @Test
    void whatIsNotSupportedAtAllIsToldOnce() {
        assertThat(lost("n8n-nodes-community.fax", 1, "{\"to\": \"x\"}")).isEmpty();
        assertThat(lost("merge", 3, "{\"mode\": \"combineBySql\", \"query\": \"SELECT 1\"}"))
                .isEmpty();
    }

    private static List<String> lost(String type, double version, String parameters) {
        var workflow =
                Workflows.named("L").node("Start", "manualTrigger", 1, "{}").node("Node", type, version, parameters);
        if (!type.equals("webhook")) {
            workflow.edge("Start", "Node");
        }
        return workflow.imported().report().findings(Finding.Kind.SETTING).stream()
                .map(Finding::reason)
                .toList();
    }
}
