package dev.serai.n8n;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.items.model.Items;
import dev.serai.n8n.report.Finding;
import dev.serai.support.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImporterTest {

    private static final String NOTHING = "{}";

    @Test
    void oneSettingPointsAllModelsOfOtherHousesAtAServerOfOnesOwn() throws Exception {
        var models = new String[] {
            "lmChatOpenAi",
            "lmChatGoogleGemini",
            "lmChatAnthropic",
            "lmChatGroq",
            "lmChatMistralCloud",
            "lmChatOpenRouter"
        };
        var workflow = Workflows.named("H").node("Start", "manualTrigger", 1, NOTHING);
        var before = "Start";
        for (var model : models) {
            workflow.ai("Agent " + model, "agent", 1.7, "{\"promptType\": \"define\", \"text\": \"Hi\"}")
                    .ai(model, model, 1, "{\"model\": \"m\", \"options\": {\"temperature\": 0.3, \"maxTokens\": 99}}")
                    .edge(before, "Agent " + model)
                    .edge(model, 0, "Agent " + model, 0, "ai_languageModel");
            before = "Agent " + model;
        }
        var imported = workflow.imported();

        var properties = imported.files().get("application.properties");
        assertThat(properties).containsOnlyOnce("\nn8n.hosted-models=http://localhost:11434/v1");
        assertThat(properties.lines().filter(line -> line.contains(".endpoint=")))
                .hasSize(models.length)
                .allMatch(line ->
                        line.endsWith("=ollama:chat/m?baseUrl={{n8n.hosted-models}}&numPredict=99&temperature=0.3"));
        assertThat(imported.report().findings(Finding.Kind.SETTING)).isEmpty();
        try (var loading = new Loading(imported)) {
            assertThat(loading.danglingCalls()).isEmpty();
        }
    }

    @Test
    void routesAndStepsHaveDifferentIds() throws Exception {
        var imported = Workflows.named("I")
                .node("start", "manualTrigger", 1, NOTHING)
                .node("ask", "httpRequest", 4.2, "{\"url\": \"http://localhost\"}")
                .node("ask.route", "noOp", 1, NOTHING)
                .node("start-from", "noOp", 1, NOTHING)
                .edge("start", "ask")
                .edge("ask", "ask.route")
                .edge("ask.route", "start-from")
                .imported();

        assertThat(imported.routes()).contains("id: i/ask\n");
        try (var loading = new Loading(imported)) {
            assertThat(loading.danglingCalls()).isEmpty();
        }
    }

    @Test
    void aNodeThatIsNotCompleteFailsWhenItIsReached() throws Exception {
        var imported = Workflows.named("I")
                .node("Start", "manualTrigger", 1, NOTHING)
                .node("Split", "splitOut", 1, NOTHING)
                .node("Aggregate", "aggregate", 1, NOTHING)
                .edge("Start", "Split")
                .edge("Split", "Aggregate")
                .imported();

        assertThat(imported.report().findings(Finding.Kind.UNSUPPORTED))
                .extracting(Finding::reason)
                .anyMatch(reason -> reason.equals("the node is not complete: items:splitOut needs the option field"));
        try (var loading = new Loading(imported)) {
            assertThat(loading.danglingCalls()).isEmpty();
        }
    }

    @Test
    void aWorkflowWithoutAnythingToRunLoads() throws Exception {
        var imported = Workflows.named("N")
                .node("Start", "manualTrigger", 1, NOTHING)
                .flag("disabled", true)
                .imported();

        try (var loading = new Loading(imported)) {
            assertThat(loading.routes()).isEmpty();
        }
    }

    @Test
    void tablesOfASupabaseThatIsNotSetUpLoad() throws Exception {
        var imported = Workflows.named("S")
                .node("Start", "manualTrigger", 1, NOTHING)
                .node("Rows", "supabase", 1, "{\"operation\": \"getAll\", \"tableId\": \"t\"}")
                .edge("Start", "Rows")
                .imported();

        assertThat(imported.routes()).contains("supabase:table/t");
        try (var loading = new Loading(imported)) {
            assertThat(loading.danglingCalls()).isEmpty();
        }
    }

    @Test
    void aChainOfNodesIsOneRoute() throws Exception {
        var imported = Workflows.named("Hello there")
                .node(
                        "Webhook",
                        "webhook",
                        2,
                        "{\"path\": \"hello\", \"httpMethod\": \"POST\", \"responseMode\": \"responseNode\"}")
                .node(
                        "Greet",
                        "set",
                        3.4,
                        "{\"assignments\": {\"assignments\": [{\"name\": \"text\", \"value\": \"=Hi {{ $json.body.name }}\", \"type\": \"string\"}]}}")
                .node("Answer", "respondToWebhook", 1.1, NOTHING)
                .edge("Webhook", "Greet")
                .edge("Greet", "Answer")
                .imported();

        assertThat(imported.flow()).isEqualTo("hello-there");
        assertThat(imported.report().complete()).isTrue();
        assertThat(imported.routes()).contains("hello-there/Greet").doesNotContain("$json");
        var settings = Json.read(imported.files().get("hello-there.n8n.json"));
        assertThat(settings.at("/greet/fields/text").asText()).isEqualTo("=Hi {{ $json.body.name }}");
        assertThat(settings.at("/greet/name").asText()).isEqualTo("Greet");
        try (var loading = new Loading(imported)) {
            assertThat(loading.routes()).containsExactlyInAnyOrder("hello-there/webhook", "hello-there/answer");
            assertThat(loading.danglingCalls()).isEmpty();
        }
    }

    @Test
    void aMergeStandsBehindTheNodeWhereItsInputsPart() throws Exception {
        var imported = Workflows.named("M")
                .node("Start", "manualTrigger", 1, NOTHING)
                .node(
                        "If",
                        "if",
                        2,
                        "{\"conditions\": {\"conditions\": [{\"leftValue\": \"={{ $json.a }}\", \"rightValue\": 1, \"operator\": {\"type\": \"number\", \"operation\": \"gt\"}}]}}")
                .node("Yes", "noOp", 1, NOTHING)
                .node("No", "noOp", 1, NOTHING)
                .node("Merge", "merge", 3, NOTHING)
                .node("End", "noOp", 1, NOTHING)
                .edge("Start", "If")
                .edge("If", 0, "Yes", 0, "main")
                .edge("If", 1, "No", 0, "main")
                .edge("Yes", 0, "Merge", 0, "main")
                .edge("No", 0, "Merge", 1, "main")
                .edge("Merge", "End")
                .imported();

        try (var loading = new Loading(imported)) {
            assertThat(loading.danglingCalls()).isEmpty();
        }
        var routes = imported.routes();
        assertThat(routes.indexOf("m/If")).isLessThan(routes.indexOf("arrived(*"));
        assertThat(routes).contains("output.true", "output.false", "\"arrive(*, 'merge', 1)\"");
        assertThat(routes.indexOf("arrived(*")).isLessThan(routes.indexOf("m/End"));
        assertThat(routes.split("arrived\\(").length).isEqualTo(2);
    }

    @Test
    void branchesRunFromTopToBottom() {
        var imported = Workflows.named("B")
                .node("Start", "manualTrigger", 1, NOTHING)
                .node("Upper", "noOp", 1, NOTHING)
                .node("Lower", "noOp", 1, NOTHING)
                .edge("Start", "Lower")
                .edge("Start", "Upper")
                .imported();

        assertThat(imported.routes().indexOf("direct:b/upper-from"))
                .isLessThan(imported.routes().indexOf("direct:b/lower-from"));
        assertThat(imported.routes()).contains("multicast");
    }

    @Test
    void aLoopOverItemsCallsItsBody() throws Exception {
        var imported = Workflows.named("L")
                .node("Start", "manualTrigger", 1, NOTHING)
                .node("Loop", "splitInBatches", 3, "{\"batchSize\": 2}")
                .node("Body", "noOp", 1, NOTHING)
                .node("Done", "noOp", 1, NOTHING)
                .edge("Start", "Loop")
                .edge("Loop", 0, "Done", 0, "main")
                .edge("Loop", 1, "Body", 0, "main")
                .edge("Body", "Loop")
                .imported();

        assertThat(imported.routes())
                .contains("to: direct:l/loop-loop", "batchSize: 2")
                .doesNotContain("again(");
        try (var loading = new Loading(imported)) {
            assertThat(loading.danglingCalls()).isEmpty();
        }
    }

    @Test
    void aMergeInTheBodyOfALoopStaysThere() throws Exception {
        var imported = Workflows.named("L")
                .node("Start", "manualTrigger", 1, NOTHING)
                .node("Loop", "splitInBatches", 3, NOTHING)
                .node("A", "noOp", 1, NOTHING)
                .node("B", "noOp", 1, NOTHING)
                .node("Merge", "merge", 3, NOTHING)
                .edge("Start", "Loop")
                .edge("Loop", 1, "A", 0, "main")
                .edge("Loop", 1, "B", 0, "main")
                .edge("A", 0, "Merge", 0, "main")
                .edge("B", 0, "Merge", 1, "main")
                .edge("Merge", "Loop")
                .imported();

        var body = imported.routes().substring(imported.routes().indexOf("id: l/loop-loop"));
        assertThat(body.substring(0, body.indexOf("- route", 5) < 0 ? body.length() : body.indexOf("- route", 5)))
                .contains("multicast", "arrived(*, 'merge', 2)");
        try (var loading = new Loading(imported)) {
            assertThat(loading.danglingCalls()).isEmpty();
        }
    }

    @Test
    void aFreeCycleIsAQueue() throws Exception {
        var imported = Workflows.named("C")
                .node("Start", "manualTrigger", 1, NOTHING)
                .node("Ask", "noOp", 1, NOTHING)
                .node("If", "if", 2, NOTHING)
                .node("Wait", "wait", 1.1, "{\"amount\": 1}")
                .node("End", "noOp", 1, NOTHING)
                .edge("Start", "Ask")
                .edge("Ask", "If")
                .edge("If", 0, "End", 0, "main")
                .edge("If", 1, "Wait", 0, "main")
                .edge("Wait", "Ask")
                .imported();

        assertThat(imported.routes()).contains("again(*, 'ask')", "more(*, 'ask')", "direct:c/ask-from.rounds");
        try (var loading = new Loading(imported)) {
            assertThat(loading.danglingCalls()).isEmpty();
        }
    }

    @Test
    void anAgentTakesItsModelMemoryAndTools() throws Exception {
        var imported = agent().imported();

        assertThat(imported.report().findings(Finding.Kind.UNSUPPORTED)).isEmpty();
        assertThat(imported.routes())
                .contains(
                        "agent:rag.agent",
                        "tool:rag__documents",
                        "tool:rag__query",
                        "parameter.sql_query",
                        "vector:documents_pg");
        assertThat(imported.files().get("application.properties"))
                .contains("rag.model.endpoint=ollama:chat/qwen2.5:14b-8k?baseUrl={{n8n.hosted-models}}")
                .contains("rag.memory.kind=sql");
        try (var loading = new Loading(imported)) {
            assertThat(loading.danglingCalls()).isEmpty();
        }
    }

    private static Workflows agent() {
        return Workflows.named("Rag")
                .ai("Chat", "chatTrigger", 1.1, NOTHING)
                .ai(
                        "Agent",
                        "agent",
                        1.6,
                        "{\"promptType\": \"define\", \"text\": \"={{ $json.chatInput }}\", \"options\": {\"systemMessage\": \"Be {{brief}}: ${body}\"}}")
                .ai("Model", "lmChatOpenAi", 1.2, "{\"model\": {\"__rl\": true, \"value\": \"qwen2.5:14b-8k\"}}")
                .ai("Memory", "memoryPostgresChat", 1, NOTHING)
                .ai(
                        "Documents",
                        "vectorStorePGVector",
                        1,
                        "{\"mode\": \"retrieve-as-tool\", \"tableName\": \"documents_pg\", \"toolDescription\": \"Looks things up & more.\"}")
                .ai("Embeddings", "embeddingsOllama", 1, "{\"model\": \"nomic-embed-text:latest\"}")
                .node(
                        "Query",
                        "postgresTool",
                        2.5,
                        "{\"operation\": \"executeQuery\", \"query\": \"{{ $fromAI('sql_query') }}\"}")
                .edge("Chat", "Agent")
                .edge("Model", 0, "Agent", 0, "ai_languageModel")
                .edge("Memory", 0, "Agent", 0, "ai_memory")
                .edge("Documents", 0, "Agent", 0, "ai_tool")
                .edge("Embeddings", 0, "Documents", 0, "ai_embedding")
                .edge("Query", 0, "Agent", 0, "ai_tool");
    }

    @Test
    void aNodeThatIsNotKnownFailsWhenItIsReached() throws Exception {
        var imported = Workflows.named("U")
                .node("Start", "manualTrigger", 1, NOTHING)
                .node("Send", "n8n-nodes-community.fax", 1, "{\"to\": \"x\"}")
                .edge("Start", "Send")
                .imported();

        assertThat(imported.report().findings(Finding.Kind.UNSUPPORTED))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.node()).isEqualTo("Send");
                    assertThat(finding.reason()).contains("n8n-nodes-community.fax");
                });
        assertThat(imported.routes()).contains("throwException");
        assertThat(Json.read(imported.files().get("u.n8n.json"))
                        .at("/send.n8n/to")
                        .asText())
                .isEqualTo("x");
        try (var loading = new Loading(imported)) {
            assertThat(loading.danglingCalls()).isEmpty();
        }
    }

    @Test
    void namesCannotBreakOutOfTheirPlaces() throws Exception {
        var name =
                "x\"'\n- route: {from: {uri: 'exec:sh'}} # {{env:HOME}} ${bean:evil} RAW( & ? % \u2028 ../../etc/passwd";
        var imported = Workflows.named("../../" + name)
                .node(
                        name,
                        "webhook",
                        2,
                        "{\"path\": \"../{{env:HOME}}?x=${body}&y=\\\"\", \"responseMode\": \"lastNode\"}")
                .node("A" + name, "code", 2, "{\"jsCode\": \"return []; // {{ }} '\\\" - route:\"}")
                .node("B" + name, "unknown${x}{{y}}", 1, NOTHING)
                .node("Note", "stickyNote", 1, "{\"content\": \"a\\n- route: {}\\n{{x}}\\u0085- beans: []\"}")
                .edge(name, "A" + name)
                .edge("A" + name, "B" + name)
                .imported();

        assertThat(imported.flow()).matches("[a-z0-9-]{1,40}");
        assertThat(imported.files().keySet()).allMatch(file -> file.matches("[A-Za-z0-9.-]+"));
        try (var loading = new Loading(imported)) {
            assertThat(loading.danglingCalls()).isEmpty();
            assertThat(loading.context().getEndpoints())
                    .noneMatch(endpoint -> endpoint.getEndpointUri().startsWith("exec"));
        }
    }

    @Test
    void expressionsFindNodesWhoseNamesHadToChange() throws Exception {
        var imported = Workflows.named("N")
                .node("Start", "executeWorkflowTrigger", 1, NOTHING)
                .node("First \u200d step ", "set", 3.4, "{\"mode\": \"raw\", \"jsonOutput\": \"{\\\"a\\\": 1}\"}")
                .node(
                        "Last",
                        "set",
                        3.4,
                        "{\"assignments\": {\"assignments\": [{\"name\": \"b\", \"type\": \"string\","
                                + " \"value\": \"=It's {{ $('First \u200d step ').first().json.a + 1 }}\"}]}}")
                .edge("Start", "First \u200d step ")
                .edge("First \u200d step ", "Last")
                .imported();
        try (var loading = new Loading(imported)) {
            var exchange = loading.context()
                    .createFluentProducerTemplate()
                    .to("direct:n")
                    .withBody(Map.of())
                    .send();

            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getBody(Items.class).json()).containsExactly(Map.of("b", "It's 2"));
        }
    }

    @Test
    void aLongChainAndManyBranchesNeedNoStack() throws Exception {
        var workflow = Workflows.named("Long").node("n0", "manualTrigger", 1, NOTHING);
        for (int i = 1; i < 1_500; i++) {
            workflow.node("n" + i, i % 3 == 0 ? "if" : "noOp", 2, NOTHING).edge("n" + (i - 1), "n" + i);
        }

        assertThat(workflow.imported().report().entries()).hasSize(1_500);
    }

    @Test
    void everythingAMergeNeedsFromTwoTriggersIsKept() throws Exception {
        var imported = Workflows.named("T")
                .node("One", "manualTrigger", 1, NOTHING)
                .node("Two", "scheduleTrigger", 1.2, "{\"rule\": {\"interval\": [{\"field\": \"minutes\"}]}}")
                .node("Merge", "merge", 3, NOTHING)
                .node("End", "noOp", 1, NOTHING)
                .edge("One", 0, "Merge", 0, "main")
                .edge("Two", 0, "Merge", 1, "main")
                .edge("Merge", "End")
                .imported();

        assertThat(imported.routes()).contains("timer:t-two", "arrived(*, 'merge', 2)");
        try (var loading = new Loading(imported)) {
            assertThat(loading.danglingCalls()).isEmpty();
        }
    }

    @Test
    void secretsAreNotInTheFiles() {
        var imported = Workflows.named("S")
                .node("Start", "manualTrigger", 1, NOTHING)
                .node(
                        "Ask",
                        "httpRequest",
                        4.2,
                        "{\"url\": \"https://example.org\", \"sendHeaders\": true, \"headerParameters\": {\"parameters\": [{\"name\": \"X-Api-Key\", \"value\": \"topsecret4711\"}]}}")
                .edge("Start", "Ask")
                .imported();

        assertThat(imported.files().values()).noneMatch(text -> text.contains("topsecret4711"));
        assertThat(imported.report().findings(Finding.Kind.SECRET)).hasSize(1);
        assertThat(imported.files().get("application.properties"))
                .contains("# A secret that stood in Ask: X-Api-Key\ns.vars.secret_ask_1=\n");
    }

    @Test
    void aFailingCallIsTriedAgainAndThenGoesToItsErrorOutput() throws Exception {
        var imported = Workflows.named("R")
                .node("Start", "manualTrigger", 1, NOTHING)
                .node(
                        "Ask",
                        "httpRequest",
                        4.2,
                        "{\"url\": \"https://api.example.org/x\", \"authentication\": \"genericCredentialType\", \"genericAuthType\": \"httpHeaderAuth\"}")
                .flag("retryOnFail", true)
                .flag("maxTries", 4)
                .flag("waitBetweenTries", 90_000)
                .flag("onError", "continueErrorOutput")
                .node("Good", "noOp", 1, NOTHING)
                .node("Bad", "noOp", 1, NOTHING)
                .edge("Start", "Ask")
                .edge("Ask", "Good")
                .edge("Ask", 1, "Bad", 0, "main")
                .imported();

        var settings = Json.read(imported.files().get("r.n8n.json")).get("ask");
        assertThat(settings.get("tries").asInt()).isEqualTo(4);
        assertThat(settings.get("tryWait").asInt()).isEqualTo(5_000);
        assertThat(imported.routes()).contains("output.main", "output.error", "HttpStep");
        assertThat(imported.report().findings(Finding.Kind.CREDENTIAL))
                .anyMatch(finding -> finding.reason().contains("api.example.org"));
        try (var loading = new Loading(imported)) {
            assertThat(loading.danglingCalls()).isEmpty();
        }
    }

    @Test
    void whatStandsBehindTheAnswerDoesNotDelayIt() throws Exception {
        var imported = Workflows.named("E")
                .node("Webhook", "webhook", 2, "{\"path\": \"e\", \"responseMode\": \"responseNode\"}")
                .node("Answer", "respondToWebhook", 1.1, NOTHING)
                .node("Later", "noOp", 1, NOTHING)
                .edge("Webhook", "Answer")
                .edge("Answer", "Later")
                .imported();

        assertThat(imported.routes()).contains("early(*, 'direct:e/webhook-from.flow')");
        try (var loading = new Loading(imported)) {
            assertThat(loading.routes()).contains("e/webhook.flow");
        }
    }

    @Test
    void aFlowWithAnErrorTriggerCallsItWhenItFails() throws Exception {
        var imported = Workflows.named("F")
                .node("Start", "manualTrigger", 1, NOTHING)
                .node("Do", "noOp", 1, NOTHING)
                .node("Error", "errorTrigger", 1, NOTHING)
                .node("Tell", "noOp", 1, NOTHING)
                .edge("Start", "Do")
                .edge("Error", "Tell")
                .imported();

        assertThat(imported.routes()).contains("doTry", "trouble(*, 'f')", "direct:f/errors");
        try (var loading = new Loading(imported)) {
            assertThat(loading.danglingCalls()).isEmpty();
        }
    }

    @Test
    void categoriesAreOutputs() throws Exception {
        var imported = Workflows.named("C")
                .node("Start", "manualTrigger", 1, NOTHING)
                .ai(
                        "Sort",
                        "textClassifier",
                        1,
                        "{\"inputText\": \"={{ $json.text }}\", \"categories\": {\"categories\": [{\"category\": \"spam\"}, {\"category\": \"ham\"}]}, \"options\": {\"fallback\": \"other\"}}")
                .ai("Model", "lmChatOllama", 1, "{\"model\": \"qwen3:4b\"}")
                .node("Bin", "noOp", 1, NOTHING)
                .node("Rest", "noOp", 1, NOTHING)
                .edge("Start", "Sort")
                .edge("Model", 0, "Sort", 0, "ai_languageModel")
                .edge("Sort", 0, "Bin", 0, "main")
                .edge("Sort", 2, "Rest", 0, "main")
                .imported();

        assertThat(imported.report().complete()).isTrue();
        assertThat(imported.routes()).contains("output.0", "output.fallback", "agent:c.sort");
        try (var loading = new Loading(imported)) {
            assertThat(loading.danglingCalls()).isEmpty();
        }
    }

    @Test
    void codeThatClearsVectorsIsReadAsThat() throws Exception {
        var code =
                "const id = this.getInputData()[0].json.file_id; const filter = {must: [{key: \\\"metadata.file_id\\\"}]};"
                        + " store.client.delete(\\\"documents\\\", {filter});";
        var imported = Workflows.named("V")
                .node("New", "googleDriveTrigger", 1, "{\"event\": \"fileCreated\"}")
                .ai("Clear", "code", 1, "{\"code\": {\"execute\": {\"code\": \"" + code + "\"}}}")
                .node(
                        "Get",
                        "googleDrive",
                        3,
                        "{\"operation\": \"download\", \"fileId\": {\"__rl\": true, \"value\": \"={{ $json.id }}\"}}")
                .edge("New", "Clear")
                .edge("Clear", "Get")
                .imported();

        assertThat(imported.report().complete()).isTrue();
        assertThat(imported.routes()).contains("vector:documents", "operation: delete", "chosen(*)", "read(*");
        try (var loading = new Loading(imported)) {
            assertThat(loading.danglingCalls()).isEmpty();
        }
    }

    @Test
    void aFormHasItsPage() throws Exception {
        var imported = Workflows.named("P")
                .node(
                        "Form",
                        "formTrigger",
                        2.2,
                        "{\"formTitle\": \"<b>Hello\", \"formFields\": {\"values\": [{\"fieldLabel\": \"A \\\"name\\\"\", \"requiredField\": true}]}}")
                .node("End", "noOp", 1, NOTHING)
                .edge("Form", "End")
                .imported();

        assertThat(imported.files().get("form.form.html"))
                .contains("<h1>Hello</h1>", "name=\"A &quot;name&quot;\" required")
                .doesNotContain("<b>");
        try (var loading = new Loading(imported)) {
            assertThat(loading.danglingCalls()).isEmpty();
        }
    }

    @Test
    void toolsOfTheFirstKindTakeTheirPlaces() throws Exception {
        var imported = Workflows.named("T")
                .ai("Chat", "chatTrigger", 1.1, NOTHING)
                .ai("Agent", "agent", 1.6, NOTHING)
                .ai("Model", "lmChatOllama", 1, "{\"model\": \"qwen3:4b\"}")
                .ai(
                        "Weather",
                        "toolHttpRequest",
                        1.1,
                        "{\"toolDescription\": \"Weather\", \"url\": \"http://w/{city}\"}")
                .ai("Sums", "toolCalculator", 1, NOTHING)
                .ai("Wiki", "toolWikipedia", 1, NOTHING)
                .edge("Chat", "Agent")
                .edge("Model", 0, "Agent", 0, "ai_languageModel")
                .edge("Weather", 0, "Agent", 0, "ai_tool")
                .edge("Sums", 0, "Agent", 0, "ai_tool")
                .edge("Wiki", 0, "Agent", 0, "ai_tool")
                .imported();

        assertThat(imported.report().complete()).isTrue();
        assertThat(imported.routes()).contains("parameter.city", "parameter.input", "Calculator", "tool:t__wiki");
        assertThat(imported.files().get("t.n8n.json")).contains("http://w/{{ $json[\\\"city\\\"] }}");
        try (var loading = new Loading(imported)) {
            assertThat(loading.danglingCalls()).isEmpty();
        }
    }
}
