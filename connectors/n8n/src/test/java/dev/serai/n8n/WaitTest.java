package dev.serai.n8n;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.n8n.report.Finding;
import dev.serai.support.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WaitTest {

    private static final String NOTHING = "{}";
    private static final String HOOK =
            "{\"path\": \"begin\", \"httpMethod\": \"POST\", \"responseMode\": \"lastNode\"}";
    private static final String URL = set("url", "={{ $execution.resumeUrl }}");
    private static final String TELL = "{\"workflowId\": \"x\", \"mode\": \"once\"}";

    @TempDir
    private Path folder;

    private static String set(String name, String value) {
        return "{\"assignments\": {\"assignments\": [{\"name\": \"%s\", \"value\": \"%s\", \"type\": \"string\"}]}}"
                .formatted(name, value);
    }

    private static Workflows asking(String wait) {
        return Workflows.named("W")
                .node("Hook", "webhook", 2, HOOK)
                .node("Url", "set", 3.4, URL)
                .node("Wait", "wait", 1.1, wait)
                .node(
                        "Last",
                        "set",
                        3.4,
                        set("said", "={{ $json.body.answer }} to {{ $('Hook').item.json.body.name }}"))
                .edge("Hook", "Url")
                .edge("Url", "Wait")
                .edge("Wait", "Last");
    }

    private Serving serving(Workflows workflow) throws Exception {
        return new Serving(workflow.imported(), folder, Map.of("w.tell.calls", "told"));
    }

    private Serving keeping(Workflows workflow) throws Exception {
        return keeping(workflow, "state");
    }

    private Serving keeping(Workflows workflow, String state) throws Exception {
        return new Serving(
                workflow.imported(),
                folder,
                Map.of(
                        "w.tell.calls",
                        "told",
                        "serai.items.state",
                        folder.resolve(state).toString()));
    }

    private static String begun(Serving serving) throws Exception {
        var answer = serving.post("/webhook/begin", "{\"name\": \"Ada\"}");
        return Json.read(Serving.text(answer)).path("url").asText();
    }

    @Test
    void aRequestLetsTheFlowGoOnOnce() throws Exception {
        var workflow = asking(
                "{\"resume\": \"webhook\", \"httpMethod\": \"POST\", \"responseMode\": \"lastNode\", \"options\": {}}");
        assertThat(workflow.imported().report().complete()).isTrue();
        try (var serving = serving(workflow)) {
            var url = begun(serving);
            assertThat(url).matches("http://localhost:8080/webhook-waiting/w/[A-Za-z0-9_-]{32}");
            assertThat(begun(serving)).isNotEqualTo(url);

            assertThat(Serving.status(serving.get(url))).isEqualTo(405);
            assertThat(Serving.status(serving.post(url.replaceFirst(".{8}$", "AAAAAAAA"), "{}")))
                    .isEqualTo(404);
            assertThat(Json.read(Serving.text(serving.post(url, "{\"answer\": \"Yes\"}")))
                            .path("said")
                            .asText())
                    .isEqualTo("Yes to Ada");
            assertThat(Serving.status(serving.post(url, "{\"answer\": \"No\"}")))
                    .isEqualTo(410);
        }
    }

    @Test
    void ofTwoRequestsAtOnceOneLetsItGoOn() throws Exception {
        try (var serving = serving(asking("{\"resume\": \"webhook\", \"httpMethod\": \"POST\"}"))) {
            var url = begun(serving);
            var first = serving.send("POST", url, "{\"answer\": \"1\"}");
            var second = serving.send("POST", url, "{\"answer\": \"2\"}");
            assertThat(new int[] {Serving.status(first.join()), Serving.status(second.join())})
                    .containsExactlyInAnyOrder(200, 410);
        }
    }

    @Test
    void theAddressHasTheSuffixThatTheNodeSays() throws Exception {
        try (var serving = serving(asking("{\"resume\": \"webhook\", \"options\": {\"webhookSuffix\": \"/yes\"}}"))) {
            var url = begun(serving);
            assertThat(Serving.status(serving.get(url))).isEqualTo(404);
            assertThat(Serving.status(serving.get(url + "/no"))).isEqualTo(404);
            assertThat(Serving.text(serving.get(url + "/yes"))).contains("Workflow was started");
        }
    }

    @Test
    void whatTheRequestAnswersMayComeFromANode() throws Exception {
        var workflow = Workflows.named("W")
                .node("Hook", "webhook", 2, HOOK)
                .node("Url", "set", 3.4, URL)
                .node("Wait", "wait", 1.1, "{\"resume\": \"webhook\", \"responseMode\": \"responseNode\"}")
                .node(
                        "Answer",
                        "respondToWebhook",
                        1.1,
                        "{\"respondWith\": \"text\", \"responseBody\": \"Done\", \"options\": {\"responseCode\": 201}}")
                .edge("Hook", "Url")
                .edge("Url", "Wait")
                .edge("Wait", "Answer");
        try (var serving = serving(workflow)) {
            var answer = serving.get(begun(serving));
            assertThat(Serving.text(answer)).isEqualTo("Done");
            assertThat(Serving.status(answer)).isEqualTo(201);
        }
    }

    private static Workflows timed(String wait) {
        return Workflows.named("W")
                .node("Start", "manualTrigger", 1, NOTHING)
                .node("Before", "set", 3.4, set("a", "b"))
                .node("Wait", "wait", 1.1, wait)
                .node("Tell", "executeWorkflow", 1.1, TELL)
                .edge("Start", "Before")
                .edge("Before", "Wait")
                .edge("Wait", "Tell");
    }

    @Test
    void aLimitOfTimeEndsTheWait() throws Exception {
        try (var serving = serving(
                timed(
                        "{\"resume\": \"webhook\", \"limitWaitTime\": true, \"resumeAmount\": 0.05, \"resumeUnit\": \"seconds\"}"))) {
            var ended = serving.context().createProducerTemplate().request("direct:w/start", made -> {});
            assertThat(ended.getException()).isNull();
            assertThat(serving.told().poll(30, TimeUnit.SECONDS)).asString().contains("b");
        }
    }

    @Test
    void aFlowWaitsUntilATime() throws Exception {
        try (var serving = serving(
                timed("{\"resume\": \"specificTime\", \"dateTime\": \"={{ $now.plus({milliseconds: 50}) }}\"}"))) {
            serving.context().createProducerTemplate().request("direct:w/start", made -> {});
            assertThat(serving.told().poll(30, TimeUnit.SECONDS)).asString().contains("b");
        }
    }

    @Test
    void whatWaitsOutlivesTheProcess() throws Exception {
        var workflow = asking(
                "{\"resume\": \"webhook\", \"httpMethod\": \"POST\", \"responseMode\": \"lastNode\", \"options\": {}}");
        String url;
        try (var serving = keeping(workflow)) {
            url = begun(serving);
        }
        try (var serving = keeping(workflow)) {
            assertThat(Json.read(Serving.text(serving.post(url, "{\"answer\": \"Yes\"}")))
                            .path("said")
                            .asText())
                    .isEqualTo("Yes to Ada");
            assertThat(Serving.status(serving.post(url, "{}"))).isEqualTo(410);
        }
        try (var serving = keeping(workflow)) {
            assertThat(Serving.status(serving.post(url, "{}"))).isEqualTo(404);
        }
        try (var kept = Files.list(folder.resolve("state/waiting"))) {
            assertThat(kept).isEmpty();
        }
    }

    @Test
    void whatWaitsIsKeptBeforeAnybodyIsTold() throws Exception {
        var workflow = asking("{\"resume\": \"webhook\", \"responseMode\": \"lastNode\"}");
        String url;
        try (var killed = keeping(workflow)) {
            url = begun(killed);
            // As the folder of a process that gets no time to stop.
            var left = Files.createDirectories(folder.resolve("left/waiting"));
            try (var kept = Files.list(folder.resolve("state/waiting"))) {
                for (var file : kept.toList()) {
                    Files.copy(file, left.resolve(file.getFileName()));
                }
            }
        }
        try (var serving = keeping(workflow, "left")) {
            assertThat(Serving.text(serving.get(url))).contains("to Ada");
        }
    }

    @Test
    void aTimeThatIsOverMeanwhileEndsTheWaitAtTheNextStart() throws Exception {
        var begun = timed("{\"amount\": 2, \"unit\": \"hours\"}");
        try (var serving = keeping(begun)) {
            serving.context().createProducerTemplate().asyncSend("direct:w/start", made -> {});
            org.awaitility.Awaitility.await()
                    .until(() -> Files.isDirectory(folder.resolve("state/waiting"))
                            && folder.resolve("state/waiting")
                                            .toFile()
                                            .list((dir, name) -> name.endsWith(".json"))
                                            .length
                                    == 1);
        }
        var kept = folder.resolve("state/waiting")
                .toFile()
                .listFiles((dir, name) -> name.endsWith(".json"))[0]
                .toPath();
        var json = (com.fasterxml.jackson.databind.node.ObjectNode) Json.read(Files.readString(kept));
        Files.writeString(kept, Json.text(json.put("until", "2020-01-01T00:00:00Z")));
        try (var serving = keeping(begun)) {
            assertThat(serving.told().poll(60, TimeUnit.SECONDS)).asString().contains("b");
        }
    }

    @Test
    void lengthsAreThoseThatExpressionsGive() throws Exception {
        try (var serving = serving(timed("{\"amount\": \"={{ 0.1 / 3 }}\", \"unit\": \"seconds\"}"))) {
            serving.context().createProducerTemplate().asyncSend("direct:w/start", made -> {});
            assertThat(serving.told().poll(60, TimeUnit.SECONDS)).asString().contains("b");
        }
        try (var serving = serving(timed("{\"amount\": \"={{ null }}\", \"unit\": \"seconds\"}"))) {
            var failed = serving.context().createProducerTemplate().send("direct:w/start", made -> {});
            assertThat(failed.getException()).hasMessageContaining("N8N-");
        }
    }

    @Test
    void theEndOfTheProcessIsNoTroubleOfTheFlow() throws Exception {
        var workflow = asking("{\"resume\": \"webhook\", \"httpMethod\": \"POST\"}")
                .node("Trouble", "errorTrigger", 1, NOTHING)
                .node("Tell", "executeWorkflow", 1.1, TELL)
                .edge("Trouble", "Tell");
        Serving serving;
        try (var ended = serving = keeping(workflow)) {
            begun(ended);
        }
        assertThat(serving.told()).isEmpty();
        try (var failing = keeping(workflow.node("Fail", "stopAndError", 1, "{\"errorMessage\": \"no\"}")
                .edge("Last", "Fail"))) {
            failing.post(begun(failing), "{}");
            assertThat(failing.told().poll(30, TimeUnit.SECONDS)).asString().contains("no");
        }
    }

    private static Workflows failingInABranch() {
        return Workflows.named("W")
                .node("Hook", "webhook", 2, HOOK)
                .node("Url", "set", 3.4, URL)
                .node("If", "if", 1, "{\"conditions\": {\"boolean\": [{\"value1\": false, \"value2\": true}]}}")
                .node("Wait", "wait", 1.1, "{\"resume\": \"webhook\", \"httpMethod\": \"POST\"}")
                .node("Fail", "stopAndError", 1, "{\"errorMessage\": \"no\"}")
                .node("Other", "set", 3.4, set("a", "b"))
                .edge("Hook", "Url")
                .edge("Url", "If")
                .edge("If", "Other")
                .edge("If", 1, "Wait", 0, "main")
                .edge("Wait", "Fail");
    }

    @Test
    void troubleAfterARestartReachesTheErrorWorkflow() throws Exception {
        var workflow = failingInABranch()
                .node("Trouble", "errorTrigger", 1, NOTHING)
                .node("Tell", "executeWorkflow", 1.1, TELL)
                .edge("Trouble", "Tell");
        String url;
        try (var serving = keeping(workflow)) {
            url = begun(serving);
        }
        Serving serving;
        try (var ended = serving = keeping(workflow)) {
            ended.post(url, "{}");
            assertThat(ended.told().poll(30, TimeUnit.SECONDS)).asString().contains("no");
        }
        assertThat(serving.told()).isEmpty();
    }

    @Test
    void troubleAfterARestartReachesTheErrorWorkflowThatAPropertyNames() throws Exception {
        var workflow = failingInABranch().setting("errorWorkflow", "elsewhere");
        var properties = Map.of("w.error-flow", "direct:told", "serai.items.state", folder.toString());
        String url;
        try (var serving = new Serving(workflow.imported(), folder, properties)) {
            url = begun(serving);
        }
        try (var serving = new Serving(workflow.imported(), folder, properties)) {
            serving.post(url, "{}");
            assertThat(serving.told().poll(30, TimeUnit.SECONDS)).asString().contains("no");
        }
    }

    @Test
    void whatWaitsGoesOnInRoutesThatWereLoadedAnew() throws Exception {
        var before = asking("{\"resume\": \"webhook\", \"responseMode\": \"lastNode\"}");
        var after = Workflows.named("W")
                .node("Hook", "webhook", 2, HOOK)
                .node("Wait", "wait", 1.1, "{\"resume\": \"webhook\", \"responseMode\": \"lastNode\"}")
                .node("New", "set", 3.4, set("said", "={{ $('Hook').item.json.body.name }} anew"))
                .edge("Hook", "Wait")
                .edge("Wait", "New");
        try (var serving = keeping(before)) {
            var url = begun(serving);
            serving.loadAnew(after.imported(), folder);
            assertThat(Serving.text(serving.get(url))).contains("Ada anew");
        }
    }

    @Test
    void whatCannotGoOnYetWaitsOn() throws Exception {
        var workflow = asking("{\"resume\": \"webhook\", \"responseMode\": \"lastNode\"}");
        String url;
        try (var serving = keeping(workflow)) {
            url = begun(serving);
        }
        try (var serving = keeping(workflow)) {
            var routes = serving.context().getRoutes().stream()
                    .map(Route::getRouteId)
                    .filter(id -> id.startsWith("w/") && !id.contains("waiting"))
                    .toList();
            for (var route : routes) {
                serving.context().getRouteController().stopRoute(route);
            }
            assertThat(serving.get(url).getException()).hasMessageContaining("N8N-115");
            for (var route : routes) {
                serving.context().getRouteController().startRoute(route);
            }
            assertThat(Serving.text(serving.get(url))).contains("to Ada");
        }
    }

    @Test
    void aFileMayBeTheLastPage() throws Exception {
        var workflow = Workflows.named("W")
                .node("Form", "formTrigger", 2.2, "{\"path\": \"ask\"}")
                .node(
                        "File",
                        "convertToFile",
                        1.1,
                        "{\"operation\": \"toText\", \"sourceProperty\": \"Name\", \"binaryPropertyName\": \"data\"}")
                .node(
                        "End",
                        "form",
                        1,
                        "{\"operation\": \"completion\", \"respondWith\": \"returnBinary\", \"inputDataFieldName\": \"data\"}")
                .edge("Form", "File")
                .edge("File", "End");
        try (var serving = serving(workflow)) {
            var answer = serving.post("/form/ask", Map.of("Name", "Ada"));
            assertThat(Serving.text(answer)).isEqualTo("Ada");
            assertThat(answer.getMessage().getHeader("Content-Disposition")).isEqualTo("attachment");
        }
    }

    @Test
    void theReportSaysWhereARestartEndsAWait() throws Exception {
        var imported = Workflows.named("W")
                .node("Start", "manualTrigger", 1, NOTHING)
                .node("Loop", "splitInBatches", 3, NOTHING)
                .node("Wait", "wait", 1.1, "{\"resume\": \"webhook\"}")
                .edge("Start", "Loop")
                .edge("Loop", 1, "Wait", 0, "main")
                .edge("Wait", "Loop")
                .imported();
        assertThat(imported.report().findings(Finding.Kind.RISK))
                .extracting(Finding::reason)
                .anyMatch(reason -> reason.contains("a restart ends its wait"));
        try (var loading = new Loading(imported)) {
            assertThat(loading.danglingCalls()).isEmpty();
        }
    }

    private static Workflows pages() {
        var field =
                "{\"formFields\": {\"values\": [{\"fieldLabel\": \"%s\", \"requiredField\": true}]}, \"options\": {\"formTitle\": \"%s\"}}";
        return Workflows.named("W")
                .node(
                        "Form",
                        "formTrigger",
                        2.2,
                        "{\"path\": \"ask\", \"formTitle\": \"First\", \"formFields\": {\"values\": [{\"fieldLabel\": \"Name\"}]}}")
                .node("Second", "form", 1, field.formatted("Age", "=Hello {{ $json.Name }}"))
                .node(
                        "Third",
                        "form",
                        1,
                        "{\"defineForm\": \"json\", \"jsonOutput\": \"=[{\\\"fieldLabel\\\": \\\"City\\\"}]\"}")
                .node(
                        "End",
                        "form",
                        1,
                        "{\"operation\": \"completion\", \"completionTitle\": \"Bye\", \"completionMessage\": \"={{ $('Form').item.json.Name }}, {{ $('Second').item.json.Age }}, {{ $json.City }}\"}")
                .edge("Form", "Second")
                .edge("Second", "Third")
                .edge("Third", "End");
    }

    @Test
    void pagesFollowEachOther() throws Exception {
        assertThat(pages().imported().report().complete()).isTrue();
        try (var serving = serving(pages())) {
            var first = serving.post("/form/ask", Map.of("Name", "<script>"));
            assertThat(Serving.status(first)).isEqualTo(303);
            var page = first.getMessage().getHeader("Location", String.class);
            assertThat(page).startsWith("/webhook-waiting/w/");

            var second = serving.get(page);
            assertThat(Serving.text(second))
                    .contains("<h1>Hello", "name=\"Age\" required")
                    .doesNotContain("<script>");
            assertThat(second.getMessage().getHeader("Content-Security-Policy", String.class))
                    .contains("default-src 'none'");
            assertThat(Serving.status(serving.post(page, Map.of("Age", "36")))).isEqualTo(303);
            assertThat(Serving.text(serving.get(page))).contains("<h1>First</h1>", "name=\"City\"");
            assertThat(Serving.text(serving.post(page, Map.of("City", "Oslo"))))
                    .contains("<h1>Bye</h1>", "36, Oslo")
                    .doesNotContain("<script>");
            assertThat(Serving.status(serving.get(page))).isEqualTo(410);
        }
    }

    @Test
    void aFormThatIsSentTwiceAnswersOnePage() throws Exception {
        String page;
        try (var serving = keeping(pages())) {
            page = serving.post("/form/ask", Map.of("Name", "Ada")).getMessage().getHeader("Location", String.class);
            assertThat(Serving.text(serving.get(page))).contains("<form method=\"post\" action=\"?page=1\">");
            assertThat(Serving.status(serving.post(page + "?page=1", Map.of("Age", "36"))))
                    .isEqualTo(303);
            assertThat(Serving.text(serving.get(page))).contains("action=\"?page=2\"");
        }
        try (var serving = keeping(pages())) {
            var again = serving.post(page + "?page=1", Map.of("Age", "36"));
            assertThat(Serving.status(again)).isEqualTo(303);
            assertThat(page).endsWith("/" + again.getMessage().getHeader("Location", String.class));
            assertThat(Serving.text(serving.post(page + "?page=2", Map.of("City", "Oslo"))))
                    .contains("Ada, 36, Oslo");
        }
    }

    @Test
    void theNextPageIsThereAfterARestart() throws Exception {
        String page;
        try (var serving = keeping(pages())) {
            page = serving.post("/form/ask", Map.of("Name", "Ada")).getMessage().getHeader("Location", String.class);
        }
        try (var serving = keeping(pages())) {
            assertThat(Serving.text(serving.get(page))).contains("<h1>Hello Ada</h1>");
            assertThat(Serving.status(serving.post(page, Map.of("Age", "36")))).isEqualTo(303);
        }
        try (var serving = keeping(pages())) {
            assertThat(Serving.text(serving.post(page, Map.of("City", "Oslo")))).contains("Ada, 36, Oslo");
        }
    }

    @Test
    void aFormThatAFlowWaitsForIsShownAtItsAddress() throws Exception {
        var workflow = Workflows.named("W")
                .node("Hook", "webhook", 2, HOOK)
                .node("Url", "set", 3.4, set("url", "={{ $execution.resumeFormUrl }}"))
                .node(
                        "Wait",
                        "wait",
                        1.1,
                        "{\"resume\": \"form\", \"formTitle\": \"Allow?\", \"formFields\": {\"values\": [{\"fieldLabel\": \"ok\", \"fieldType\": \"dropdown\", \"fieldOptions\": {\"values\": [{\"option\": \"yes\"}, {\"option\": \"<no>\"}]}}]}}")
                .node("Tell", "executeWorkflow", 1.1, TELL)
                .edge("Hook", "Url")
                .edge("Url", "Wait")
                .edge("Wait", "Tell");
        try (var serving = serving(workflow)) {
            var url = begun(serving);
            assertThat(Serving.text(serving.get(url)))
                    .contains("<option>yes</option>", "Allow?")
                    .doesNotContain("<no>");
            assertThat(Serving.text(serving.post(url, Map.of("ok", "yes")))).contains("have been sent");
            assertThat(serving.told().poll(30, TimeUnit.SECONDS)).asString().contains("yes");
        }
    }
}
