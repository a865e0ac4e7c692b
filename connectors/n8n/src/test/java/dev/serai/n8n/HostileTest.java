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

    @Test
    void aWorkflowDoesNotChooseAFolderOfThisMachine() {
        for (var path :
                new String[] {"/", "/root/.ssh", "/etc", "~/x", "../..", "routes", "/data", "/data/shared/../.."}) {
            var imported = Workflows.named("F")
                    .node("Watch", "localFileTrigger", 1, "{\"path\": \"" + path + "\"}")
                    .node("Read", "readWriteFile", 1, "{\"operation\": \"read\", \"fileSelector\": \"a\"}")
                    .edge("Watch", "Read")
                    .imported();

            assertThat(property(imported, "f.watch.folder")).as(path).matches("data/(shared|files)(/.*)?");
            assertThat(property(imported, "f.files")).as(path).matches("data/(shared|files)(/.*)?");
        }
        var usual = Workflows.named("F")
                .node("Watch", "localFileTrigger", 1, "{\"path\": \"/data/shared\"}")
                .imported();
        assertThat(property(usual, "f.watch.folder")).isEqualTo("data/shared");
    }

    @Test
    void aFlowIsNotNamedAsWhatOtherPropertiesBeginWith() {
        for (var name : new String[] {"serai", "Camel", "workflow", "", "server", "aux", "n8n", "COM1"}) {
            assertThat(Workflows.named(name)
                            .node("Start", "manualTrigger", 1, "{}")
                            .imported()
                            .flow())
                    .startsWith("imported-");
        }
    }

    @Test
    void aWebhookDoesNotTakeTheCallsOfOthers() {
        for (var path : new String[] {":all", "/:a/:b", "{x}", "..", "../../api", "a/./../b", "%2e%2e/x", ""}) {
            var imported = Workflows.named("W")
                    .node("Hook", "webhook", 2, "{\"path\": \"" + path + "\"}")
                    .imported();

            assertThat(property(imported, "w.hook.path"))
                    .as(path)
                    .matches("/webhook/[A-Za-z0-9][A-Za-z0-9-]*(/[A-Za-z0-9{][A-Za-z0-9}-]*)*");
        }
        var form = Workflows.named("W")
                .node("Form", "formTrigger", 2.2, "{\"path\": \":all\"}")
                .imported();
        assertThat(property(form, "w.form.path")).isEqualTo("/form/all");
    }

    @Test
    void oneFlowThatMayRunCommandsAllowsThemToNoOther() {
        var imported = Workflows.named("C")
                .node("Start", "manualTrigger", 1, "{}")
                .node("Run", "executeCommand", 1, "{\"command\": \"id\"}")
                .edge("Start", "Run")
                .imported();

        assertThat(property(imported, "c.commands.allowed")).isEqualTo("false");
    }

    private static String property(Imported imported, String name) {
        try {
            var properties = new java.util.Properties();
            properties.load(new java.io.StringReader(imported.files().get("application.properties")));
            return properties.getProperty(name);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
