package dev.serai.runtime.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class N8nWorkflowsTest {

    static final String WORKFLOW = """
            {"name": "Say hello", "settings": {"executionOrder": "v1"},
             "nodes": [
              {"name": "Webhook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
               "parameters": {"path": "hello", "httpMethod": "POST", "responseMode": "lastNode", "options": {}}},
              {"name": "Edit", "type": "n8n-nodes-base.set", "typeVersion": 3.4, "position": [200, 0],
               "parameters": {"mode": "manual", "assignments": {"assignments": [
                {"id": "1", "name": "said", "type": "string", "value": "={{ 'Hello ' + $json.body.name }}"}]}, "options": {}}},
              {"name": "Slack", "type": "n8n-nodes-base.slack", "typeVersion": 2, "position": [200, 200], "parameters": {}}],
             "connections": {"Webhook": {"main": [[{"node": "Edit", "type": "main", "index": 0}]]}}}
            """;

    @Test
    void aWorkflowBecomesFilesAndAReport() {
        var imported = new N8nWorkflows().read(WORKFLOW.getBytes(StandardCharsets.UTF_8), null);
        assertThat(imported.name()).isEqualTo("Say hello");
        assertThat(imported.flow()).isEqualTo("say-hello");
        assertThat(imported.files()).containsKeys(imported.routes(), "application.properties", "REPORT.md");
        assertThat(imported.nodes()).extracting(ImportedWorkflow.Node::name).contains("Webhook", "Edit", "Slack");
        assertThat(imported.properties())
                .extracting(ImportedWorkflow.Property::name)
                .contains("say-hello.settings");
    }

    @Test
    void anotherNameIsTheFoldersToo() {
        var imported = new N8nWorkflows().read(WORKFLOW.getBytes(StandardCharsets.UTF_8), "My Own");
        assertThat(imported.flow()).isEqualTo("my-own");
        assertThat(imported.routes()).isEqualTo("my-own.camel.yaml");
    }

    @Test
    void whatIsNoWorkflowIsRefused() {
        assertThatThrownBy(() -> new N8nWorkflows().read("{".getBytes(StandardCharsets.UTF_8), null))
                .hasMessageContaining("N8N-001");
    }

    @Test
    void propertiesComeWithTheirComments() {
        var text = "# Webhook: its p\\u00e4th, C:\\\\x.\na.path=/x\n\n# It is \\users.\na.login-value=\n";
        assertThat(ImportedProperties.read(text))
                .containsExactly(
                        new ImportedWorkflow.Property("a.path", "/x", "Webhook: its p\u00e4th, C:\\x.", false),
                        new ImportedWorkflow.Property("a.login-value", "", "It is \\users.", true));
    }
}
