package dev.serai.n8n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.n8n.workflow.Together;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

            assertThat(property(imported, "f.watch.folder")).as(path).matches("data/(shared|files/f)(/.*)?");
            assertThat(property(imported, "f.files")).as(path).matches("data/(shared|files/f)(/.*)?");
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
    void headersOfAWebhookDoNotLetItsPagesActAsOthers() {
        var headers = "{\"entries\": [{\"name\": \"Content-Security-Policy\", \"value\": \"img-src *\"},"
                + "{\"name\": \"Set-Cookie\", \"value\": \"serai_session=x\"}, {\"name\": \"X-Own\", \"value\": \"1\"}]}";
        var imported = Workflows.named("W")
                .node("Hook", "webhook", 2, "{\"path\": \"a\", \"options\": {\"responseHeaders\": " + headers + "}}")
                .imported();

        assertThat(imported.routes())
                .contains("X-Own")
                .doesNotContainIgnoringCase("Security-Policy")
                .doesNotContain("serai_session");
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

    @Test
    void oneFlowCannotTakeTheCallsOfAnother() {
        var addresses = new java.util.ArrayList<String>();
        for (var names : List.of(List.of("A", "B C"), List.of("A B", "C"))) {
            var node = names.get(1);
            var imported = Workflows.named(names.get(0))
                    .node("Start", "manualTrigger", 1, "{}")
                    .ai(node, "agent", 1.6, "{}")
                    .ai("Tool of " + node, "toolThink", 1, "{}")
                    .node(node + " Hook", "webhook", 2, "{\"responseMode\": \"onReceived\"}")
                    .edge("Start", node)
                    .edge(node + " Hook", node)
                    .edge("Tool of " + node, 0, node, 0, "ai_tool")
                    .imported();
            java.util.regex.Pattern.compile("uri: ((?:direct|tool|agent):\\S+)")
                    .matcher(imported.routes())
                    .results()
                    .map(found -> found.group(1))
                    .distinct()
                    .forEach(addresses::add);
        }

        assertThat(addresses).hasSizeGreaterThan(8).doesNotHaveDuplicates();
    }

    /** Also where a node is named as the route of another one would be. */
    @Test
    void namesOfRoutesAreNotTakenByNodes() throws Exception {
        var imported = Workflows.named("W")
                .node("Hook", "webhook", 2, "{\"responseMode\": \"onReceived\"}")
                .node("Hook-flow", "wait", 1.1, "{\"amount\": 1}")
                .node("Hook from flow", "wait", 1.1, "{\"amount\": 1}")
                .node("errors", "wait", 1.1, "{\"amount\": 1}")
                .node("Failed", "errorTrigger", 1, "{}")
                .node("vars", "webhook", 2, "{\"path\": \"x\"}")
                .edge("Hook", "Hook-flow")
                .edge("Hook-flow", "Hook from flow")
                .edge("Hook from flow", "errors")
                .imported();

        assertThat(property(imported, "w.vars.path")).isNull();
        try (var loading = new Loading(imported)) {
            assertThat(loading.danglingCalls()).isEmpty();
        }
    }

    @Test
    void toolsWithLongNamesAreToldApart() {
        var long_ = "a name that goes on and on and on for very long";
        var flow = Workflows.named(long_)
                .node("Start", "manualTrigger", 1, "{}")
                .ai("Agent", "agent", 1.6, "{}")
                .edge("Start", "Agent");
        for (var end : List.of("one", "two")) {
            flow.ai("tool of a name that goes on " + end, "toolThink", 1, "{}")
                    .edge("tool of a name that goes on " + end, 0, "Agent", 0, "ai_tool");
        }

        assertThat(java.util.regex.Pattern.compile("uri: (tool:[A-Za-z0-9_-]{1,64})\n")
                        .matcher(flow.imported().routes())
                        .results()
                        .map(found -> found.group(1))
                        .distinct())
                .hasSize(2);
    }

    @Test
    void variablesThatExpressionsNameAreAskedForAsTheFlowsOwn() {
        var imported = Workflows.named("V")
                .node("Start", "manualTrigger", 1, "{}")
                .node(
                        "Set",
                        "set",
                        3.4,
                        "{\"mode\": \"raw\", \"jsonOutput\": \"={{ $vars.city + $vars['zone'] + $env.HOME + $vars.serai }}\"}")
                .edge("Start", "Set")
                .imported();

        assertThat(property(imported, "v.vars.city")).isEmpty();
        assertThat(property(imported, "v.vars.zone")).isEmpty();
        assertThat(property(imported, "v.env")).isEmpty();
        assertThat(imported.files().get("application.properties"))
                .startsWith("# --- To be set ---\n")
                .contains("# $vars.city, which Set asks for.\nv.vars.city=\n", "They ask for HOME.");
        assertThat(imported.report().findings(dev.serai.n8n.report.Finding.Kind.CREDENTIAL))
                .extracting("reason")
                .contains("the variable city", "the variables of the environment HOME");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWorkflowThatCallsItselfIsEnded(boolean waits) throws Exception {
        var json = Workflows.named("C")
                .id("c")
                .node("Asked", "executeWorkflowTrigger", 1, "{}")
                .node(
                        "Again",
                        "executeWorkflow",
                        1,
                        "{\"workflowId\": \"c\", \"options\": {\"waitForSubWorkflow\": " + waits + "}}")
                .edge("Asked", "Again")
                .bytes();
        var workflow = Importer.workflows(json).get(0);
        var imported = Importer.read(workflow, "c", new Together(List.of(new Together.Member(workflow, "c"))));
        try (var loading = new Loading(imported)) {
            var ended = new java.util.concurrent.CompletableFuture<Throwable>();
            loading.context()
                    .getManagementStrategy()
                    .addEventNotifier(new org.apache.camel.support.EventNotifierSupport() {
                        @Override
                        public void notify(org.apache.camel.spi.CamelEvent event) {
                            if (event instanceof org.apache.camel.spi.CamelEvent.ExchangeFailedEvent failed) {
                                ended.complete(failed.getExchange().getException());
                            }
                        }
                    });
            loading.context()
                    .createFluentProducerTemplate()
                    .to("direct:c")
                    .withBody(java.util.Map.of("a", 1))
                    .send();

            assertThat(ended.get(60, java.util.concurrent.TimeUnit.SECONDS))
                    .hasMessageContaining("[N8N-112]")
                    .hasMessageContaining("deep");
        }
    }

    @Test
    void aCycleWithoutAnEndIsEnded() throws Exception {
        var imported = Workflows.named("C")
                .node("Start", "executeWorkflowTrigger", 1, "{}")
                .node("Again", "set", 3.4, "{}")
                .node("Other", "noOp", 1, "{}")
                .edge("Start", "Again")
                .edge("Again", "Other")
                .edge("Other", "Again")
                .imported();
        try (var loading = new Loading(imported)) {
            loading.context().getPropertiesComponent().addInitialProperty("n8n.rounds", "20");
            var exchange = loading.context()
                    .createFluentProducerTemplate()
                    .to("direct:c")
                    .withBody(java.util.Map.of("a", 1))
                    .send();

            assertThat(exchange.getException())
                    .hasMessageContaining("[N8N-112]")
                    .hasMessageContaining("n8n.rounds");
        }
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

    private static final String EVIL =
            "{{env:PATH}} {{sys:java.home}} {{bean:x.y}} ${exchangeId} ${bean:type:java.lang.System?method=exit(0)} "
                    + "\n---\n- route: {}\n# x: !!java.lang.Runtime [] &a *a %TAG \u2028 \u0085 \u001b[31m | ' \" \\ ) , ?x=1&y RAW(z) ../../etc/passwd <script>alert(1)</script>";

    /** The same text as every name and value; whatever it would do when something reads it, nothing does. */
    @Test
    void aTextIsReadByNothing() throws Exception {
        var evil = dev.serai.support.json.Json.text(EVIL);
        var flow = Workflows.named(EVIL).node("Start " + EVIL, "executeWorkflowTrigger", 1, "{}");
        var types = new String[] {
            "webhook",
            "formTrigger",
            "localFileTrigger",
            "scheduleTrigger",
            "set",
            "if",
            "switch",
            "filter",
            "code",
            "merge",
            "splitInBatches",
            "sort",
            "limit",
            "httpRequest",
            "postgres",
            "supabase",
            "dataTable",
            "emailSend",
            "executeCommand",
            "readWriteFile",
            "googleDrive",
            "crypto",
            "xml",
            "rssFeedRead",
            "wait",
            "stopAndError",
            "executeWorkflow",
            "html",
            "respondToWebhook",
            "unknown" + EVIL,
            "stickyNote",
            "errorTrigger",
            "mcpTrigger",
            "chatTrigger"
        };
        for (var type : types) {
            flow.node(
                            type + EVIL,
                            type,
                            3,
                            ("{\"operation\": %1$s, \"path\": %1$s, \"url\": %1$s, \"query\": %1$s, \"text\": %1$s, \"content\": %1$s, \"mode\": %1$s,"
                                            + "\"formTitle\": %1$s, \"formDescription\": %1$s, \"httpMethod\": %1$s, \"command\": %1$s, \"unit\": %1$s,"
                                            + "\"options\": {%1$s: %1$s}, \"jsCode\": %1$s, \"table\": %1$s, \"source\": %1$s, \"errorType\": %1$s,"
                                            + "\"formFields\": {\"values\": [{\"fieldLabel\": %1$s, \"fieldType\": %1$s, \"placeholder\": %1$s}]},"
                                            + "\"assignments\": {\"assignments\": [{\"name\": %1$s, \"value\": %1$s, \"type\": %1$s}]},"
                                            + "\"authentication\": %1$s, \"nodeCredentialType\": %1$s, \"fileSelector\": %1$s, \"respondWith\": %1$s}")
                                    .formatted(evil))
                    .flag("webhookId", EVIL)
                    .flag("credentials", java.util.Map.of(EVIL, EVIL))
                    .flag("onError", EVIL)
                    .edge("Start " + EVIL, type + EVIL);
        }
        var agent = "agent" + EVIL;
        flow.ai(agent, "agent", 1.6, "{\"text\": " + evil + ", \"options\": {\"systemMessage\": " + evil + "}}")
                .edge("Start " + EVIL, agent);
        for (var sub : new String[] {
            "lmChatOllama ai_languageModel", "memoryPostgresChat ai_memory", "toolCode ai_tool", "toolWorkflow ai_tool",
            "mcpClientTool ai_tool", "toolHttpRequest ai_tool", "outputParserStructured ai_outputParser",
                    "agentTool ai_tool"
        }) {
            var parts = sub.split(" ");
            flow.ai(
                            parts[0] + EVIL,
                            parts[0],
                            1,
                            "{\"model\": %1$s, \"description\": %1$s, \"endpointUrl\": %1$s, \"sessionKey\": %1$s, \"jsCode\": %1$s, \"url\": %1$s}"
                                    .formatted(evil))
                    .edge(parts[0] + EVIL, 0, agent, 0, parts[1]);
        }
        var imported = flow.imported();

        assertThat(imported.flow()).matches("[a-z0-9-]{1,60}");
        assertThat(imported.files().keySet()).allMatch(name -> name.matches("[A-Za-z0-9][A-Za-z0-9._-]*"));
        var read = imported.routes()
                .lines()
                .filter(line -> !line.strip().startsWith("#"))
                .collect(java.util.stream.Collectors.joining("\n"));
        assertThat(read).doesNotContain("{{env:", "{{sys:", "{{bean:", "${exchangeId}", "${bean:", ": RAW(");
        assertThat(imported.routes().lines().filter(line -> line.equals("---") || line.startsWith("- route: {}")))
                .isEmpty();
        var properties = new java.util.Properties();
        properties.load(new java.io.StringReader(imported.files().get("application.properties")));
        assertThat(properties.stringPropertyNames())
                .allMatch(name -> name.startsWith(imported.flow() + ".") || name.equals("n8n.hosted-models"));
        assertThat(properties.values().toString()).doesNotContain("{{env:", "{{sys:", "{{bean:", "${", "?x=1", "..");
        for (var file : imported.files().entrySet()) {
            if (file.getKey().endsWith(".html") || file.getKey().endsWith(".md")) {
                assertThat(file.getValue()).doesNotContain("<script>", "\u001b");
            }
        }
        try (var loading = new Loading(imported)) {
            assertThat(loading.danglingCalls()).isEmpty();
        }
    }

    @Test
    void aNoteIsNoOrderForATool() {
        var routes = Workflows.named("N")
                .node("Start", "manualTrigger", 1, "{}")
                .node(
                        "Note",
                        "stickyNote",
                        1,
                        "{\"content\": \"camel-k: dependency=mvn:evil:evil:1\\nyaml-language-server: $schema=x\\nvim: set x\"}")
                .imported()
                .routes();

        assertThat(routes)
                .doesNotContain("camel-k:", "yaml-language-server:", "vim:")
                .contains("dependency=mvn");
    }

    @Test
    void manyLongNotesBecomeShortComments() {
        var flow = Workflows.named("N").node("Start", "manualTrigger", 1, "{}");
        for (int i = 0; i < 200; i++) {
            flow.node("Note" + i, "stickyNote", 1, "{\"content\": \"" + "long ".repeat(1_000) + "\"}");
        }

        assertThat(flow.imported().routes()).hasSizeLessThan(100_000);
    }

    @Test
    void aTextThatManyNodesShareDoesNotGrowWithoutEnd() {
        var flow = Workflows.named("A").node("Start", "manualTrigger", 1, "{}");
        flow.ai(
                "Loader",
                "documentDefaultDataLoader",
                1,
                "{\"jsonMode\": \"expressionData\", \"jsonData\": \"" + "x".repeat(1 << 20) + "\"}");
        for (int i = 0; i < 100; i++) {
            flow.ai("S" + i, "chainSummarization", 2, "{}")
                    .edge("Start", "S" + i)
                    .edge("Loader", 0, "S" + i, 0, "ai_document");
        }

        assertThatThrownBy(flow::imported).hasMessageStartingWith("[N8N-003]");
    }

    /** Data look like code and stay data. */
    @Test
    void whatComesInIsNotEvaluated() throws Exception {
        var imported = Workflows.named("D")
                .node("Start", "executeWorkflowTrigger", 1, "{}")
                .node(
                        "Set",
                        "set",
                        3.4,
                        "{\"includeOtherFields\": true, \"assignments\": {\"assignments\": [{\"name\": \"copy\", \"type\": \"string\", \"value\": \"={{ $json.a }}\"}]}}")
                .node(
                        "If",
                        "if",
                        2,
                        "{\"conditions\": {\"conditions\": [{\"leftValue\": \"={{ $json.a }}\", \"rightValue\": \"\", \"operator\": {\"type\": \"string\", \"operation\": \"notEmpty\", \"singleValue\": true}}]}}")
                .node("Code", "code", 2, "{\"jsCode\": \"return $input.all();\"}")
                .edge("Start", "Set")
                .edge("Set", "If")
                .edge("If", "Code")
                .imported();
        var item = dev.serai.support.json.Json.map(
                "{\"a\": \"={{ 1 + 1 }} {{env:PATH}} ${exchangeId} $1\", \"__proto__\": {\"x\": 1},"
                        + " \"constructor\": \"c\", \"toJSON\": \"t\", \"hasOwnProperty\": 1, \"={{ 2 }}\": \"${body}\"}");
        try (var loading = new Loading(imported)) {
            var exchange = loading.context()
                    .createFluentProducerTemplate()
                    .to("direct:d")
                    .withBody(item)
                    .send();
            assertThat(exchange.getException()).isNull();
            var run = exchange.getProperty("CamelItemsRun", dev.serai.items.model.ItemRun.class);
            var expected = new java.util.LinkedHashMap<String, Object>(item);
            expected.put("copy", item.get("a"));
            assertThat(dev.serai.items.model.Items.of(run.last("Code").outputs().get(0))
                            .json())
                    .containsExactly(expected);
        }
    }
}
