package dev.serai.runtime.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.runtime.load.FileState;
import dev.serai.runtime.load.RouteNode;
import dev.serai.support.json.Json;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was recorded, as the pages read it. */
@Timeout(60)
class RunsTest {

    private static final String GREET = """
            - route:
                id: greet
                from:
                  uri: direct:greet
                  steps:
                    - setBody:
                        id: words
                        simple: Good day, ${body}
                    - setHeader:
                        id: mood
                        name: mood
                        constant: sunny
            """;

    private static void greet(Serving serving, String name) {
        try (var template = serving.context().createProducerTemplate()) {
            template.requestBody("direct:greet", name);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Records are written behind. */
    private static JsonNode runs(Serving serving, String query, int count) {
        return await().until(() -> serving.json("/api/runs" + query).path("items"), items -> items.size() == count);
    }

    @Test
    void runsAreListedPageByPageTheNewestFirst() throws Exception {
        try (var serving = Serving.start(GREET)) {
            for (int i = 0; i < 5; i++) {
                greet(serving, "guest " + i);
            }
            runs(serving, "", 5);
            var first = serving.json("/api/runs?limit=2");
            assertThat(first.path("items")).hasSize(2);
            var row = first.at("/items/0");
            assertThat(row.path("workflow").asText()).isEqualTo("greet");
            assertThat(row.path("state").asText()).isEqualTo("done");
            assertThat(row.path("millis").isNumber()).isTrue();
            var second = serving.json(
                    "/api/runs?limit=2&before=" + first.path("next").asText());
            var third = serving.json(
                    "/api/runs?limit=2&before=" + second.path("next").asText());
            assertThat(third.path("items")).hasSize(1);
            assertThat(third.path("next").isNull()).isTrue();
        }
    }

    @Test
    void aRouteIsRunByHandWithWhatIsWritten() throws Exception {
        try (var serving = Serving.start(GREET)) {
            serving.folders.files.add(
                    Folders.file("greet.yaml", FileState.ON, List.of(), Folders.route("greet", "direct:greet", true)));
            assertThat(outputByHand(serving, "{'body':' Ada '}")).isEqualTo("Good day, Ada");
            assertThat(outputByHand(serving, "{'body':'{\\'name\\':\\'Ada\\'}'}"))
                    .isEqualTo("Good day, {name=Ada}");
            assertThat(outputByHand(serving, "{}")).isEqualTo("Good day, ");
            assertThat(serving.post("/api/workflows/greet/run", "{'body':'{x'}").statusCode())
                    .isEqualTo(400);
            assertThat(serving.post("/api/workflows/other/run", "{}").statusCode())
                    .isEqualTo(404);
            runs(serving, "", 3);
        }
    }

    private static String outputByHand(Serving serving, String body) throws Exception {
        var started = serving.post("/api/workflows/greet/run", body);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
        var path = "/api/runs/" + Json.read(started.body()).path("id").asText();
        var run = await().ignoreExceptions()
                .until(
                        () -> serving.json(path),
                        found -> found.at("/run/state").asText().equals("done"));
        assertThat(run.at("/run/againOf").isNull()).isTrue();
        return run.at("/steps/0/output/text").asText();
    }

    @Test
    void filtersFindWhatTheyName() throws Exception {
        Processor fails = exchange -> {
            throw new IllegalArgumentException("nobody is greeted");
        };
        try (var serving =
                Serving.start(Map.of("work", fails), GREET, Serving.route("direct:fail", "process: {ref: work}"))) {
            greet(serving, "Ada");
            greet(serving, "Grace");
            try (var template = serving.context().createProducerTemplate()) {
                template.requestBody("direct:fail", "x");
            } catch (CamelExecutionException e) {
                // as it should
            }
            runs(serving, "", 3);
            var failed = serving.json("/api/runs?state=failed").path("items");
            assertThat(failed).hasSize(1);
            assertThat(failed.at("/0/error").asText()).contains("nobody is greeted");
            assertThat(serving.json("/api/runs?workflow=greet").path("items")).hasSize(2);
            assertThat(serving.json("/api/runs?q=Ada").path("items")).hasSize(1);
            assertThat(serving.get("/api/runs?state=lost").statusCode()).isEqualTo(400);
            assertThat(serving.get("/api/runs?limit=many").statusCode()).isEqualTo(400);
            assertThat(serving.get("/api/runs?q=" + "x".repeat(400)).statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void aRunShowsItsStepsAndTheRoutesPicture() throws Exception {
        try (var serving = Serving.start(GREET)) {
            serving.folders.files.add(Folders.file(
                    "greet.yaml",
                    FileState.ON,
                    List.of(),
                    Folders.route(
                            "greet", "direct:greet", true, new RouteNode("words", "greets", "setBody", 5, List.of()))));
            greet(serving, "Ada");
            var id = runs(serving, "", 1).at("/0/id").asText();
            var run = serving.json("/api/runs/" + id);
            assertThat(run.at("/route/nodes/1/id").asText()).isEqualTo("words");
            var step = run.at("/steps/0");
            assertThat(step.path("node").asText()).isEqualTo("words");
            assertThat(step.path("state").asText()).isEqualTo("done");
            assertThat(step.at("/input/text").asText()).isEqualTo("Ada");
            assertThat(step.at("/output/text").asText()).isEqualTo("Good day, Ada");
            assertThat(step.at("/output/cut").asBoolean()).isFalse();
        }
    }

    @Test
    void aRunOfARouteThatIsGoneShowsTheWayItTook() throws Exception {
        try (var serving = Serving.start(GREET)) {
            greet(serving, "Ada");
            var id = runs(serving, "", 1).at("/0/id").asText();
            assertThat(serving.json("/api/runs/" + id).at("/route/nodes").findValuesAsText("id"))
                    .containsExactly("words", "mood");
        }
    }

    @Test
    void whatWasLongIsCutAndItsSizeIsTold() throws Exception {
        try (var serving = Serving.start(GREET)) {
            greet(serving, "x".repeat(100_000));
            var id = runs(serving, "", 1).at("/0/id").asText();
            var input = serving.json("/api/runs/" + id).at("/steps/0/input");
            assertThat(input.path("text").asText().length()).isLessThan(20_000);
            assertThat(input.path("cut").asInt()).isEqualTo(100_000);
        }
    }

    @Test
    void aRunIsDoneAgainFromItsStartAndFromAStep() throws Exception {
        try (var serving = Serving.start(GREET)) {
            greet(serving, "Ada");
            var id = runs(serving, "", 1).at("/0/id").asText();
            var again =
                    Json.read(serving.post("/api/runs/" + id + "/again", "{}").body());
            runs(serving, "", 2);
            assertThat(serving.json("/api/runs/" + again.path("id").asText())
                            .at("/run/againOf")
                            .asText())
                    .isEqualTo(id);
            var step = serving.json("/api/runs/" + id).at("/steps/1/id").asText();
            var rest = Json.read(serving.post("/api/runs/" + id + "/again", "{'step':'" + step + "'}")
                    .body());
            runs(serving, "", 3);
            var steps = serving.json("/api/runs/" + rest.path("id").asText()).path("steps");
            assertThat(steps.findValuesAsText("node")).containsExactly("mood");
            assertThat(steps.at("/0/input/text").asText()).isEqualTo("Good day, Ada");
        }
    }

    @Test
    void aRunThatIsNotThereIsUnknown() throws Exception {
        try (var serving = Serving.start(GREET)) {
            assertThat(serving.get("/api/runs/nothing").statusCode()).isEqualTo(404);
            assertThat(serving.post("/api/runs/nothing/again", "{}").statusCode())
                    .isEqualTo(404);
            greet(serving, "Ada");
            var id = runs(serving, "", 1).at("/0/id").asText();
            assertThat(serving.post("/api/runs/" + id + "/again", "{'step':'99'}")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(serving.post("/api/runs/" + id + "/again", "{'step':'; drop'}")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void theEndOfAnAnswerNamesItsRun() throws Exception {
        try (var serving = Serving.start(Serving.model("m", "setBody: {constant: Good morning}"))) {
            var events = serving.ask("m", "hi");
            var id = events.get(events.size() - 1).data().path("run").asText();
            assertThat(serving.json("/api/runs/" + id).at("/run/workflow").asText())
                    .isEqualTo("gateway:model/m");
        }
    }

    @Test
    void theSystemsTellHowMuchIsKept() throws Exception {
        try (var serving = Serving.start(GREET)) {
            greet(serving, "Ada");
            runs(serving, "", 1);
            var names = serving.json("/api/systems").findValuesAsText("name");
            assertThat(names).contains("Records of runs", "Runs kept", "Runs left out", "Database serai");
        }
    }
}
