package dev.serai.runtime.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.people.task.TaskQuery;
import dev.serai.support.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Questions to people, in the inbox and behind a signed link. */
@Timeout(60)
class TasksTest {

    private static final String FORM =
            "{\"type\":\"object\",\"required\":[\"amount\"],\"properties\":{\"amount\":{\"type\":\"number\"}}}";

    private static final String ASK = """
            - route:
                id: ask
                from:
                  uri: direct:ask
                  steps:
                    - to:
                        id: question
                        uri: people:inbox
                        parameters:
                          title: Pay back?
                          text: The **receipt** says 42.
                          assignee: ada
                          whenParked: return
                          %s
                    - to: mock:end
            """;

    private static Serving asking(String option) throws Exception {
        return Serving.start(Map.of("form", FORM), ASK.formatted(option));
    }

    private static void ask(Serving serving, Object body) throws Exception {
        try (var template = serving.context().createProducerTemplate()) {
            template.requestBody("direct:ask", body);
        }
    }

    private static JsonNode open(Serving serving) {
        return await().until(() -> serving.json("/api/tasks?state=open"), tasks -> !tasks.isEmpty());
    }

    @Test
    void withoutTheComponentTheInboxIsEmpty() throws Exception {
        try (var serving = Serving.start()) {
            assertThat(serving.json("/api/tasks?state=open")).isEmpty();
            assertThat(serving.get("/api/tasks/x").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aTaskIsShownAndAnsweredOnce() throws Exception {
        try (var serving = asking("choices: pay,refuse")) {
            ask(serving, "ticket");
            var row = open(serving).get(0);
            assertThat(row.path("title").asText()).isEqualTo("Pay back?");
            var path = "/api/tasks/" + row.path("id").asText();
            var task = serving.json(path);
            assertThat(task.path("text").asText()).isEqualTo("The **receipt** says 42.");
            assertThat(task.path("choices")).hasSize(2);
            assertThat(task.path("state").asText()).isEqualTo("open");
            assertThat(serving.post(path + "/answer", "{'values':{},'choice':'dance'}")
                            .statusCode())
                    .isEqualTo(422);
            assertThat(serving.post(path + "/answer", "{'values':{},'choice':'pay'}")
                            .statusCode())
                    .isEqualTo(200);
            var late = serving.post(path + "/answer", "{'values':{},'choice':'refuse'}", "X-Test-User", "eve");
            assertThat(late.statusCode()).isEqualTo(409);
            assertThat(late.body()).contains("ada");
            assertThat(serving.json("/api/tasks?state=open")).isEmpty();
            assertThat(serving.json("/api/tasks?state=answered")).hasSize(1);
        }
    }

    @Test
    void tasksAreFoundBehindManyOthers() throws Exception {
        try (var serving = asking("choices: pay,refuse")) {
            ask(serving, "ticket");
            var id = open(serving).at("/0/id").asText();
            assertThat(serving.post("/api/tasks/" + id + "/cancel", "{}").statusCode())
                    .isEqualTo(200);
            for (int i = 0; i < TaskQuery.MOST; i++) {
                ask(serving, "ticket");
            }
            assertThat(serving.json("/api/tasks?state=cancelled")).hasSize(1);
            assertThat(serving.get("/api/tasks?state=lost").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void aFormIsCheckedAgain() throws Exception {
        try (var serving = asking("form: '" + FORM + "'")) {
            ask(serving, "ticket");
            var path = "/api/tasks/" + open(serving).at("/0/id").asText();
            assertThat(serving.json(path).at("/form/required/0").asText()).isEqualTo("amount");
            assertThat(serving.post(path + "/answer", "{'values':{'amount':'much'}}")
                            .statusCode())
                    .isEqualTo(422);
            assertThat(serving.post(path + "/answer", "{'values':[]}").statusCode())
                    .isEqualTo(400);
            assertThat(serving.post(path + "/answer", "{'values':{'amount':42}}")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aTaskIsCancelled() throws Exception {
        try (var serving = asking("choices: pay,refuse")) {
            ask(serving, "ticket");
            var id = open(serving).at("/0/id").asText();
            assertThat(serving.post("/api/tasks/" + id + "/cancel", "{}").statusCode())
                    .isEqualTo(200);
            assertThat(serving.json("/api/tasks?state=cancelled")).hasSize(1);
        }
    }

    @Test
    void aFileOfATaskIsKeptAndNotShownByTheBrowser() throws Exception {
        try (var serving = asking("attachments: ${body}")) {
            ask(serving, Map.of("bill \"1\".html", "<script>alert(1)</script>"));
            var task = serving.json("/api/tasks/" + open(serving).at("/0/id").asText());
            var file = task.at("/attachments/0");
            var answer = serving.get(file.path("address").asText());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("<script>alert(1)</script>");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
            assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                    .startsWith("attachment; filename=\"")
                    .doesNotContain("1\".html");
        }
    }

    @Test
    void whoHasTheLinkAnswersWithoutALogin() throws Exception {
        try (var serving = asking("choices: pay,refuse")) {
            ask(serving, "ticket");
            var id = open(serving).at("/0/id").asText();
            var path = Json.read(
                            serving.post("/api/tasks/" + id + "/link", "{}").body())
                    .path("address")
                    .asText();
            assertThat(path).startsWith("/answer/");
            assertThat(serving.get(path).body()).contains("A question for you");
            assertThat(serving.get("/answer/-/people/answer.js").statusCode()).isEqualTo(200);
            var shown = serving.json(path + "/task");
            assertThat(shown.path("title").asText()).isEqualTo("Pay back?");
            assertThat(serving.json("/api/tasks/" + id).path("run").asText("")).isNotEmpty();
            assertThat(shown.path("run").asText("")).isEmpty();
            assertThat(serving.post(path + "/task", "{'values':{},'choice':'pay'}")
                            .statusCode())
                    .isEqualTo(200);
            var again = serving.post(path + "/task", "{'values':{},'choice':'refuse'}");
            assertThat(again.statusCode()).isEqualTo(409);
        }
    }

    @Test
    void aLinkThatNobodySignedLeadsNowhere() throws Exception {
        try (var serving = asking("choices: pay,refuse")) {
            ask(serving, "ticket");
            open(serving);
            var answer = serving.get("/answer/abc/task");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(Json.read(answer.body()).path("code").asText()).isEqualTo("PEOPLE-204");
        }
    }

    @Test
    void openPagesHearOfANewTask() throws Exception {
        try (var serving = asking("choices: pay,refuse");
                var page = NewsTest.listen(serving)) {
            ask(serving, "ticket");
            assertThat(NewsTest.read(page, "task")).contains("\"kind\":\"task\"");
        }
    }
}
