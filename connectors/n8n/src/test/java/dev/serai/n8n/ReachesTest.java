package dev.serai.n8n;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.n8n.report.Reach;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who enables a workflow is told what it gets at. */
class ReachesTest {

    @Test
    void commandsFoldersServersDatabasesAndModelsAreNamed() {
        var imported = Workflows.named("All")
                .node("Start", "manualTrigger", 1, "{}")
                .node("Watch", "localFileTrigger", 1, "{\"path\": \"/data/in\"}")
                .node("Ask", "httpRequest", 4.2, "{\"url\": \"https://me:pw@api.example.org/x?key=1\"}")
                .node("Ask again", "httpRequest", 4.2, "{\"url\": \"=https://api.example.org/{{ $json.id }}\"}")
                .node("Anywhere", "httpRequest", 4.2, "{\"url\": \"={{ $json.url }}\"}")
                .node("Run", "executeCommand", 1, "{\"command\": \"rm -rf /tmp/x\"}")
                .node("Read", "readWriteFile", 1, "{\"operation\": \"read\", \"fileSelector\": \"a.txt\"}")
                .node("Rows", "postgres", 2.5, "{\"operation\": \"executeQuery\", \"query\": \"select 1\"}")
                .node("Mail", "emailSend", 2.1, "{\"fromEmail\": \"a@b.de\", \"toEmail\": \"c@d.de\"}")
                .edge("Start", "Ask")
                .edge("Ask", "Ask again")
                .edge("Ask again", "Anywhere")
                .edge("Anywhere", "Run")
                .edge("Run", "Read")
                .edge("Read", "Rows")
                .edge("Rows", "Mail")
                .imported();

        assertThat(imported.report().reaches())
                .containsExactly(
                        new Reach(Reach.Kind.COMMAND, "rm -rf /tmp/x", List.of("Run")),
                        new Reach(Reach.Kind.FOLDER, "data/files/all/in", List.of("Read", "Watch")),
                        new Reach(Reach.Kind.SERVER, "https://api.example.org", List.of("Ask", "Ask again")),
                        new Reach(Reach.Kind.SERVER, "worked out while it runs: ={{ $json.url }}", List.of("Anywhere")),
                        new Reach(Reach.Kind.SERVER, "localhost:25 (smtp)", List.of("Mail")),
                        new Reach(Reach.Kind.DATA, "a database that you choose", List.of("Rows")));
        assertThat(imported.files().get("REPORT.md")).contains("What it reaches", "rm -rf /tmp/x");
        assertThat(imported.files().get("report.json")).contains("\"what\" : \"rm -rf /tmp/x\"");
    }

    @Test
    void anAgentReachesItsModelAndItsServersOfTools() {
        var imported = Workflows.named("Agents")
                .node("Start", "manualTrigger", 1, "{}")
                .node("Agent", "@n8n/n8n-nodes-langchain.agent", 1.6, "{\"promptType\": \"define\", \"text\": \"Hi\"}")
                .node("Model", "@n8n/n8n-nodes-langchain.lmChatOllama", 1, "{\"model\": \"qwen3:4b\"}")
                .node(
                        "Tools",
                        "@n8n/n8n-nodes-langchain.mcpClientTool",
                        1,
                        "{\"endpointUrl\": \"http://tools.example.org/mcp\"}")
                .edge("Start", "Agent")
                .edge("Model", 0, "Agent", 0, "ai_languageModel")
                .edge("Tools", 0, "Agent", 0, "ai_tool")
                .imported();

        assertThat(imported.report().reaches())
                .extracting(reach -> reach.kind() + " " + reach.what())
                .containsExactly("SERVER http://tools.example.org", "MODEL ollama:chat/qwen3:4b");
    }

    @Test
    void whatStaysInsideReachesNothing() {
        var imported = Workflows.named("Inside")
                .node("Start", "manualTrigger", 1, "{}")
                .node("Code", "code", 2, "{\"jsCode\": \"return items\"}")
                .edge("Start", "Code")
                .imported();

        assertThat(imported.report().reaches()).isEmpty();
        assertThat(imported.files().get("REPORT.md")).doesNotContain("What it reaches");
    }

    @Test
    void webhooksAndOtherWorkflowsAreNamed() {
        var imported = Workflows.named("Outer")
                .node("Webhook", "webhook", 2, "{\"path\": \"orders\"}")
                .node("Call", "executeWorkflow", 1, "{}")
                .edge("Webhook", "Call")
                .imported();

        assertThat(imported.report().reaches())
                .extracting(reach -> reach.kind() + " " + reach.what())
                .containsExactly("WEBHOOK /webhook/orders", "WORKFLOW direct:nothing-yet");
    }

    @Test
    void whereAModelOrItemsDecideIsTold() {
        var imported = Workflows.named("Risky")
                .node("Start", "manualTrigger", 1, "{}")
                .node("Agent", "@n8n/n8n-nodes-langchain.agent", 1.6, "{}")
                .node(
                        "Rows",
                        "postgresTool",
                        2.5,
                        "{\"operation\": \"executeQuery\", \"query\": \"={{ $fromAI('sql_query') }}\"}")
                .node(
                        "By name",
                        "postgres",
                        2.5,
                        "{\"operation\": \"executeQuery\", \"query\": \"select '{{ $json.a }}'\"}")
                .node("By place", "postgres", 2.5, "{\"operation\": \"executeQuery\", \"query\": \"select $1\"}")
                .node("Fixed", "httpRequest", 4.2, "{\"url\": \"=https://a.example.org/{{ $json.a }}\"}")
                .node("Anywhere", "httpRequest", 4.2, "{\"url\": \"={{ $json.a }}\"}")
                .node("Run", "executeCommand", 1, "{\"command\": \"=ls {{ $json.a }}\"}")
                .edge("Start", "Agent")
                .edge("Rows", 0, "Agent", 0, "ai_tool")
                .imported();

        assertThat(imported.report().findings(dev.serai.n8n.report.Finding.Kind.RISK))
                .extracting(finding -> finding.node() + ": " + finding.reason())
                .containsExactly(
                        ": its statements can read and change all that the login of its database can",
                        "Rows: a model writes the statement",
                        "By name: values of items are part of the statement",
                        "Anywhere: values of items are part of the address",
                        "Run: values of items are part of the command");
    }
}
