package dev.serai.runtime.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.n8n.N8nError;
import dev.serai.n8n.N8nException;
import dev.serai.runtime.imports.ImportedWorkflow;
import dev.serai.runtime.load.FilePreview;
import dev.serai.runtime.load.FileProblem;
import dev.serai.runtime.load.LoadError;
import dev.serai.runtime.load.LoadException;
import dev.serai.runtime.load.RouteNode;
import dev.serai.support.json.Json;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workflows of others, from the file to the folder. */
@Timeout(60)
class ImportsTest {

    private Serving serving;

    @BeforeEach
    void start() throws Exception {
        serving = Serving.start();
        serving.importer = (workflow, name) ->
                imported(name == null ? "orders" : name, "text of " + new String(workflow, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        serving.close();
    }

    private static ImportedWorkflow imported(String flow, String text) {
        return new ImportedWorkflow(
                "Orders <b>",
                flow,
                flow + ".camel.yaml",
                Map.of(flow + ".camel.yaml", text),
                List.of(new ImportedWorkflow.Node("Slack", "n8n-nodes-base.slack", "a step that fails")),
                List.of(
                        new ImportedWorkflow.Finding("unsupported", "Not supported", "Slack", "no Slack", "mail it"),
                        new ImportedWorkflow.Finding("note", "Notes", "", "all is well", "")),
                List.of(
                        new ImportedWorkflow.Property(flow + ".path", "/webhook/orders", "the path", false),
                        new ImportedWorkflow.Property(flow + ".login-value", "", "the token", true)),
                List.of(new ImportedWorkflow.Reach("command", "Commands", "rm -rf /", List.of("Slack"))));
    }

    private JsonNode read(String body, String query) throws Exception {
        var answer = serving.post("/api/imports" + query, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body());
    }

    private static void isRefused(HttpResponse<String> answer, int status, String code) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Json.read(answer.body()).path("code").asText()).isEqualTo(code);
    }

    private HttpResponse<String> delete(String path, String... headers) throws Exception {
        return Serving.send(serving.request(path, headers).DELETE().build());
    }

    @Test
    void whatIsReadIsShownAndWrittenNowhere() throws Exception {
        serving.folders.preview = new FilePreview(
                List.of(Folders.route(
                        "orders",
                        "platform-http:{{orders.path}}",
                        false,
                        new RouteNode("s", "items:set?settings={{orders.path}}", "to", 3, List.of()))),
                List.of(new FileProblem("orders/orders.camel.yaml", 7, 0, "LOAD-109", "no slack", "Add it.")));
        var read = read("{'a':1}", "");
        assertThat(read.path("name").asText()).isEqualTo("Orders <b>");
        assertThat(read.path("state").asText()).isEqualTo("read");
        assertThat(read.path("place").asText()).isEqualTo("routes/orders");
        assertThat(read.path("refusal").isNull()).isTrue();
        assertThat(read.path("unsupported").asInt()).isEqualTo(1);
        assertThat(read.at("/findings/0/hint").asText()).isEqualTo("mail it");
        assertThat(read.at("/nodes/0/became").asText()).isEqualTo("a step that fails");
        assertThat(read.at("/properties/0/value").asText()).isEqualTo("/webhook/orders");
        assertThat(read.at("/properties/0/variable").asText()).isEqualTo("ORDERS_PATH");
        assertThat(read.at("/properties/1/set").asBoolean()).isFalse();
        assertThat(read.at("/reaches/0/what").asText()).isEqualTo("rm -rf /");
        assertThat(read.path("folder").asText()).isEqualTo("/srv/routes/orders");
        assertThat(read.path("replaces").isNull()).isTrue();
        assertThat(read.at("/errors/0/line").asInt()).isEqualTo(7);
        assertThat(read.at("/routes/0/trigger").asText())
                .isEqualTo("http://127.0.0.1:" + serving.port() + "/webhook/orders");
        assertThat(read.at("/routes/0/nodes/1/label").asText()).isEqualTo("items:set");
        assertThat(read.at("/files/0/text").asText()).isEqualTo("text of {\"a\":1}");
        assertThat(serving.folders.previewed)
                .containsExactly(
                        "orders/orders.camel.yaml text of {\"a\":1} {orders.login-value=, orders.path=/webhook/orders}");
        assertThat(serving.folders.added).isEmpty();
        assertThat(serving.json("/api/imports/" + read.path("id").asText())).isEqualTo(read);
    }

    @Test
    void enablingWritesTheFolder() throws Exception {
        var path = "/api/imports/" + read("{}", "").path("id").asText();
        var enabled = serving.post(path + "/enable", "{}");
        assertThat(enabled.statusCode()).as(enabled.body()).isEqualTo(200);
        assertThat(serving.folders.added).containsEntry("orders", Map.of("orders.camel.yaml", "text of {}"));
        assertThat(serving.json(path).path("state").asText()).isEqualTo("enabled");
    }

    @Test
    void aNameThatIsTakenIsToldAndAnotherOneCanBeGiven() throws Exception {
        var taken = read("{}", "?name=taken");
        assertThat(taken.path("place").isNull()).isTrue();
        assertThat(taken.at("/refusal/code").asText()).isEqualTo("LOAD-204");
        isRefused(serving.post("/api/imports/" + taken.path("id").asText() + "/enable", "{}"), 409, "LOAD-204");
        assertThat(serving.folders.added).isEmpty();
        assertThat(read("{}", "?name=mine").path("place").asText()).isEqualTo("routes/mine");
    }

    @Test
    void anEarlierImportIsReplacedOnlyIfSomebodySaysSo() throws Exception {
        serving.folders.existing.put("orders", Map.of("orders.path", "/mine", "orders.login-value", "Bearer secret"));
        var answer = serving.post("/api/imports", "{}").body();
        assertThat(answer).doesNotContain("Bearer secret");
        var read = Json.read(answer);
        assertThat(read.path("replaces").asText()).isEqualTo("/srv/routes/orders");
        assertThat(read.at("/refusal/code").asText()).isEqualTo("LOAD-204");
        assertThat(read.at("/properties/0/value").asText()).isEqualTo("/mine");
        assertThat(read.at("/properties/1/value").asText()).isEmpty();
        assertThat(read.at("/properties/1/set").asBoolean()).isTrue();
        var enable = "/api/imports/" + read.path("id").asText() + "/enable";
        isRefused(serving.post(enable, "{}"), 409, "LOAD-204");
        assertThat(serving.folders.added).isEmpty();
        var replaced = serving.post(enable, "{'replace':true}");
        assertThat(replaced.statusCode()).as(replaced.body()).isEqualTo(200);
        assertThat(serving.folders.added).containsKey("orders");
    }

    @Test
    void anImportWhoseValuesCannotBeReadIsNotReplacedAndTheOthersAreListed() throws Exception {
        serving.folders.existing.put("orders", Map.of());
        serving.folders.broken = new LoadException(LoadError.BAD_PROPERTIES, "it cannot be read");
        var read = read("{}", "");
        assertThat(read.at("/refusal/code").asText()).isEqualTo("LOAD-207");
        assertThat(read.path("replaces").isNull()).isTrue();
        read("{}", "?name=mine");
        assertThat(serving.json("/api/imports").findValuesAsText("flow")).containsExactly("mine", "orders");
        isRefused(serving.get("/api/imported/orders"), 409, "LOAD-207");
        isRefused(serving.post("/api/imported/orders", "{'properties':{}}"), 409, "LOAD-207");
    }

    @Test
    void whatWasSetForAnotherWorkflowIsNotForThisOne() throws Exception {
        serving.folders.existing.put("orders", Map.of("orders.path", "/theirs", "orders.login-value", "Bearer secret"));
        serving.folders.others.add("orders");
        var read = read("{}", "");
        assertThat(read.path("replaces").isNull()).isTrue();
        assertThat(read.at("/refusal/code").asText()).isEqualTo("LOAD-204");
        assertThat(read.at("/properties/0/value").asText()).isEqualTo("/webhook/orders");
        assertThat(read.at("/properties/1/set").asBoolean()).isFalse();
        assertThat(serving.json("/api/imports").at("/0/open").asInt()).isEqualTo(1);
    }

    @Test
    void propertiesAreSetWithItAndSecretsNeverComeBack() throws Exception {
        var enable = "/api/imports/" + read("{}", "").path("id").asText() + "/enable";
        for (var refused : List.of("'other':'x'", "'orders.path':'a\\nb'", "'orders.path':1")) {
            isRefused(serving.post(enable, "{'properties':{" + refused + "}}"), 400, "CONSOLE-001");
        }
        isRefused(serving.post(enable, "{'properties':[]}"), 400, "CONSOLE-001");
        assertThat(serving.folders.added).isEmpty();
        var enabled = serving.post(enable, "{'properties':{'orders.path':'/mine','orders.login-value':'Bearer x1y2'}}");
        assertThat(enabled.statusCode()).as(enabled.body()).isEqualTo(200);
        assertThat(enabled.body()).doesNotContain("x1y2");
        assertThat(serving.folders.set).isEqualTo(Map.of("orders.path", "/mine", "orders.login-value", "Bearer x1y2"));
    }

    @Test
    void anEmptyFieldOfASecretTakesNothingAway() throws Exception {
        serving.folders.existing.put("orders", Map.of("orders.path", "/mine", "orders.login-value", "Bearer x1y2"));
        var empty = "{'replace':true,'properties':{'orders.path':'','orders.login-value':' '}}";
        assertThat(serving.post("/api/imported/orders", empty).statusCode()).isEqualTo(200);
        assertThat(serving.folders.existing.get("orders"))
                .isEqualTo(Map.of("orders.path", "", "orders.login-value", "Bearer x1y2"));
        var enable = "/api/imports/" + read("{}", "").path("id").asText() + "/enable";
        assertThat(serving.post(enable, empty).statusCode()).isEqualTo(200);
        assertThat(serving.folders.set).isEqualTo(Map.of("orders.path", ""));
    }

    @Test
    void whatWasReadIsListedTheNewestFirst() throws Exception {
        read("{}", "");
        var mine = read("{}", "?name=mine").path("id").asText();
        serving.post("/api/imports/" + mine + "/enable", "{}");
        var rows = serving.json("/api/imports");
        assertThat(rows.findValuesAsText("flow")).containsExactly("mine", "orders");
        assertThat(rows.findValuesAsText("state")).containsExactly("enabled", "read");
        assertThat(rows.at("/1/unsupported").asInt()).isEqualTo(1);
        assertThat(rows.at("/1/open").asInt()).isEqualTo(1);
    }

    @Test
    void propertiesOfAnImportAreSetLaterToo() throws Exception {
        isRefused(serving.get("/api/imported/orders"), 404, "LOAD-206");
        serving.folders.existing.put("orders", Map.of("orders.path", "/mine", "orders.login-value", "Bearer x1y2"));
        var shown = serving.get("/api/imported/orders").body();
        assertThat(shown).doesNotContain("x1y2").contains("/srv/routes/orders", "What it is.");
        isRefused(serving.post("/api/imported/orders", "{'properties':{'other':'x'}}"), 400, "CONSOLE-001");
        var set = serving.post("/api/imported/orders", "{'properties':{'orders.login-value':'Bearer z3'}}");
        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        assertThat(set.body()).doesNotContain("z3");
        assertThat(serving.folders.existing.get("orders"))
                .containsEntry("orders.login-value", "Bearer z3")
                .containsEntry("orders.path", "/mine");
    }

    @Test
    void anImportIsRemoved() throws Exception {
        serving.folders.existing.put("orders", Map.of());
        isRefused(delete("/api/imported/orders"), 403, "CONSOLE-002");
        var headers = new String[] {"X-Serai-Console", "1", "Content-Type", "application/json"};
        assertThat(delete("/api/imported/orders", headers).statusCode()).isEqualTo(200);
        isRefused(delete("/api/imported/orders", headers), 404, "LOAD-206");
    }

    @Test
    void whatTheImporterSaysOfAFileIsPassedOn() throws Exception {
        serving.importer = (workflow, name) -> {
            throw new N8nException(N8nError.NO_JSON, "the file is no JSON");
        };
        isRefused(serving.post("/api/imports", "{"), 422, "N8N-001");
        isRefused(serving.post("/api/imports", ""), 400, "CONSOLE-001");
    }

    @Test
    void aFileMayBeLargerThanOtherRequests() throws Exception {
        assertThat(read("x".repeat(2 << 20), "").at("/files/0/cut").asBoolean()).isTrue();
    }

    @Test
    void aFileOfMoreThan8MebibytesIsNotRead() throws Exception {
        // Without its body, so that nobody is cut off while writing.
        try (var socket = new Socket("127.0.0.1", serving.port())) {
            socket.getOutputStream()
                    .write(("POST /api/imports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "X-Serai-Console: 1\r\nContent-Length: " + ((8 << 20) + 1) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(answer.readLine()).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void whatIsDiscardedIsGone() throws Exception {
        var path = "/api/imports/" + read("{}", "").path("id").asText();
        isRefused(delete(path), 403, "CONSOLE-002");
        var headers = new String[] {"X-Serai-Console", "1", "Content-Type", "application/json"};
        assertThat(delete(path, headers).statusCode()).isEqualTo(200);
        isRefused(serving.get(path), 404, "CONSOLE-004");
        isRefused(delete(path, headers), 404, "CONSOLE-004");
        isRefused(serving.post(path + "/enable", "{}"), 404, "CONSOLE-004");
    }

    @Test
    void whatWritesNeedsTheConsolesHeader() throws Exception {
        var body = HttpRequest.BodyPublishers.ofString("{}");
        var request = serving.request("/api/imports", "Content-Type", "application/json");
        isRefused(Serving.send(request.POST(body).build()), 403, "CONSOLE-002");
    }

    @Test
    void theOldestGoWhenThereAreMany() throws Exception {
        var first = read("{}", "").path("id").asText();
        for (int i = 0; i < ImportStore.MOST; i++) {
            read("{}", "");
        }
        isRefused(serving.get("/api/imports/" + first), 404, "CONSOLE-004");
    }
}
