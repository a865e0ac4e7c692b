package dev.serai.runtime.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.runtime.load.FileProblem;
import dev.serai.runtime.load.FileState;
import dev.serai.runtime.load.RouteNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The workflows page's view of the folders. */
@Timeout(60)
class WorkflowListTest {

    private static final FileProblem PROBLEM =
            new FileProblem("b.yaml", 14, 3, "LOAD-103", "'lgo' is no step", "Correct it.");

    @Test
    void eachRouteIsShownWithItsAddressAndItsSteps() throws Exception {
        try (var serving = Serving.start()) {
            var inner = new RouteNode("log1", "done", "log", 3, List.of());
            serving.folders.files.add(Folders.file(
                    "a/answer.yaml",
                    FileState.ON,
                    List.of(),
                    Folders.route(
                            "answer",
                            "platform-http:/webhook/answer?httpMethodRestrict=POST",
                            true,
                            new RouteNode("choice1", "any?", "choice", 2, List.of(inner))),
                    Folders.route("tick", "timer:tick", false)));
            var workflows = serving.json("/api/workflows");
            var answer = workflows.get(0);
            assertThat(answer.path("id").asText()).isEqualTo("answer");
            assertThat(answer.path("file").asText()).isEqualTo("a/answer.yaml");
            assertThat(answer.path("state").asText()).isEqualTo("on");
            assertThat(answer.path("trigger").asText())
                    .isEqualTo("http://127.0.0.1:" + serving.port() + "/webhook/answer");
            assertThat(answer.at("/nodes/0/kind").asText()).isEqualTo("from");
            assertThat(answer.at("/nodes/1/children/0/id").asText()).isEqualTo("log1");
            assertThat(workflows.at("/1/state").asText()).isEqualTo("off");
            assertThat(workflows.at("/1/trigger").asText()).isEqualTo("timer:tick");
        }
    }

    @Test
    void aFileThatDoesNotLoadStandsAmongThemWithItsLine() throws Exception {
        try (var serving = Serving.start()) {
            serving.folders.files.add(Folders.file("b.yaml", FileState.BROKEN, List.of(PROBLEM)));
            var broken = serving.json("/api/workflows").get(0);
            assertThat(broken.path("state").asText()).isEqualTo("broken");
            assertThat(broken.at("/errors/0/line").asInt()).isEqualTo(14);
            assertThat(broken.at("/errors/0/reason").asText()).contains("'lgo' is no step", "LOAD-103");
        }
    }

    @Test
    void theLastGoodVersionKeepsItsStateBesideTheErrors() throws Exception {
        try (var serving = Serving.start()) {
            serving.folders.files.add(
                    Folders.file("b.yaml", FileState.STALE, List.of(PROBLEM), Folders.route("b", "timer:b", true)));
            var stale = serving.json("/api/workflows").get(0);
            assertThat(stale.path("state").asText()).isEqualTo("on");
            assertThat(stale.path("errors")).hasSize(1);
        }
    }

    @Test
    void aRouteIsSwitchedByItsIdWhateverItHolds() throws Exception {
        try (var serving = Serving.start()) {
            serving.folders.files.add(
                    Folders.file("a.yaml", FileState.ON, List.of(), Folders.route("a/b c", "timer:a", true)));
            assertThat(serving.post("/api/workflows/a%2Fb%20c", "{'on':false}").statusCode())
                    .isEqualTo(200);
            assertThat(serving.folders.switched).containsExactly("a/b c false");
            assertThat(serving.post("/api/workflows/other", "{'on':false}").statusCode())
                    .isEqualTo(404);
            assertThat(serving.post("/api/workflows/other", "{'on':1}").statusCode())
                    .isEqualTo(400);
        }
    }
}
