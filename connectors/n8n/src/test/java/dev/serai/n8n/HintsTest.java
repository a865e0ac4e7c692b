package dev.serai.n8n;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.n8n.report.Finding;
import java.io.StringReader;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a report tells its reader to set is there to be set. */
class HintsTest {

    private static final Pattern PROPERTY = Pattern.compile("[Ss]et (?:the property )?(hints\\.[a-z0-9._-]*[a-z0-9])");

    @Test
    void propertiesThatHintsNameAreInTheFile() throws Exception {
        var imported = Workflows.named("Hints")
                .node("Files", "localFileTrigger", 1, "{\"path\": \"/home/me\"}")
                .node(
                        "Times",
                        "scheduleTrigger",
                        1,
                        "{\"rule\": {\"interval\": [{\"field\": \"cronExpression\", \"expression\": \"often\"}]}}")
                .node("Mail", "emailSend", 2.1, "{}")
                .node("Rows", "postgres", 2.5, "{\"operation\": \"executeQuery\", \"query\": \"select 1\"}")
                .node("Run", "executeCommand", 1, "{\"command\": \"id\"}")
                .node("Call", "executeWorkflow", 1, "{\"workflowId\": \"x\"}")
                .node(
                        "Set",
                        "set",
                        3.4,
                        "{\"mode\": \"raw\", \"jsonOutput\": \"={{ $vars.a }}\", \"token\": \"sk-abcdefghijklmnop1\"}")
                .ai("Agent", "agent", 1.6, "{}")
                .ai("Hosted", "agent", 1.6, "{}")
                .ai("Model", "lmChatOpenAi", 1.2, "{\"model\": \"gpt-4o\"}")
                .edge("Files", "Mail")
                .edge("Times", "Mail")
                .edge("Mail", "Rows")
                .edge("Rows", "Run")
                .edge("Run", "Call")
                .edge("Call", "Set")
                .edge("Set", "Agent")
                .edge("Agent", "Hosted")
                .edge("Model", 0, "Hosted", 0, "ai_languageModel")
                .setting("errorWorkflow", "gone")
                .imported();
        var properties = new Properties();
        properties.load(new StringReader(imported.files().get("application.properties")));

        var named = imported.report().findings().stream()
                .map(Finding::hint)
                .flatMap(hint -> PROPERTY.matcher(hint).results())
                .map(found -> found.group(1))
                .distinct()
                .toList();
        assertThat(named).hasSizeGreaterThanOrEqualTo(8).allMatch(properties::containsKey);
        assertThat(imported.report().findings())
                .extracting(Finding::hint)
                .noneMatch(hint -> hint.matches(".*[Ss]et the property (?!hints[.]|serai[.]).*"));
    }
}
