package dev.serai.offline.daytona;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.serai.offline.http.Json;
import dev.serai.offline.junit.DaytonaServerExtension;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GitTest {
    @RegisterExtension
    static DaytonaServerExtension daytona = new DaytonaServerExtension();

    private Client client;
    private String id;
    private String git;

    @BeforeEach
    void cloneRepository() {
        client = Client.of(daytona.server());
        id = client.sandbox("{}");
        git = "/toolbox/" + id + "/git";
        client.execute(
                id,
                "git init -q --bare -b main origin.git && git clone -q origin.git seed 2>/dev/null && cd seed && echo 1 > f"
                        + " && git add f && git -c user.name=a -c user.email=a@b commit -qm first && git push -q origin HEAD:main");
        assertThat(post("/clone", "{\"url\":\"/home/daytona/origin.git\",\"path\":\"repo\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aCommitIsPushedAndPulled() {
        client.execute(id, "echo 2 > repo/g");
        assertThat(post("/add", "{\"path\":\"repo\",\"files\":[\".\"]}").statusCode())
                .isEqualTo(200);
        assertThat(status().at("/fileStatus/0/staging").asText()).isEqualTo("Added");
        assertThat(commit("second").statusCode()).isEqualTo(200);
        assertThat(status().path("ahead").asInt()).isEqualTo(1);
        assertThat(post("/push", "{\"path\":\"repo\"}").statusCode()).isEqualTo(200);
        assertThat(post("/pull", "{\"path\":\"seed\"}").statusCode()).isEqualTo(200);
        var history = client.json("GET", git + "/history?path=seed", "");
        assertThat(history.findValuesAsText("message")).containsExactly("second\n", "first\n");
        assertThat(history.at("/0/author").asText()).isEqualTo("Ann");
        assertThat(history.at("/0/email").asText()).isEqualTo("ann@example.org");
    }

    @Test
    void whatGoesWrongHasItsStatus() {
        assertThat(commit("nothing").statusCode()).isEqualTo(500);
        assertThat(post("/commit", commitBody("empty", true)).statusCode()).isEqualTo(200);
        assertThat(post("/checkout", "{\"path\":\"repo\",\"branch\":\"none\"}").statusCode())
                .isEqualTo(404);
        assertThat(post("/branches", "{\"path\":\"repo\",\"name\":\"main\"}").statusCode())
                .isEqualTo(409);
        assertThat(post("/clone", "{\"url\":\"/home/daytona/origin.git\",\"path\":\"repo\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(post("/clone", "{\"url\":\"/home/daytona/none.git\",\"path\":\"r2\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(post("/clone", "{\"url\":\"http://127.0.0.1:1/x.git\",\"path\":\"r3\"}")
                        .statusCode())
                .isEqualTo(500);
        assertThat(post("/push", "{\"path\":\"workspace\"}").statusCode()).isEqualTo(404);
        assertThat(post("/add", "{\"path\":\"repo\"}").statusCode()).isEqualTo(400);
    }

    @Test
    void aBranchThatHasGoneAnotherWayIsNotOverwritten() {
        client.execute(
                id,
                "cd seed && git -c user.name=a -c user.email=a@b commit -q --allow-empty -m other && git push -q origin HEAD:main");
        assertThat(post("/commit", commitBody("mine", true)).statusCode()).isEqualTo(200);
        var refused = post("/push", "{\"path\":\"repo\"}");
        assertThat(refused.statusCode()).isEqualTo(500);
        assertThat(refused.body()).contains("non-fast-forward update: refs/heads/main");
    }

    @Test
    void wordsOfTheCallerAreNeverOptionsOrCommands() {
        for (var name : new String[] {"--upload-pack=touch /tmp/x", "x; touch bad", "$(touch bad)"}) {
            var body = Json.object().put("path", "repo").put("name", name).put("branch", name);
            assertThat(post("/checkout", Json.write(body)).statusCode()).isGreaterThanOrEqualTo(400);
            assertThat(post("/branches", Json.write(body)).statusCode()).isGreaterThanOrEqualTo(400);
        }
        assertThat(client.execute(id, "ls repo/bad bad").path("exitCode").asInt())
                .isNotZero();
    }

    @Test
    void aCommitIsCheckedOut() {
        var first =
                client.json("GET", git + "/history?path=repo", "").at("/0/hash").asText();
        post("/commit", commitBody("later", true));
        post("/push", "{\"path\":\"repo\"}");
        var body = Json.object()
                .put("url", "/home/daytona/origin.git")
                .put("path", "old")
                .put("commit_id", first);
        assertThat(post("/clone", Json.write(body)).statusCode()).isEqualTo(200);
        assertThat(client.json("GET", git + "/history?path=old", "")).hasSize(1);
    }

    @Test
    void aServerThatWantsAnotherNameIsAskedOnceAndRefused() throws IOException {
        var names = new CopyOnWriteArrayList<String>();
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            names.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        server.start();
        try {
            var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/r.git";
            var body = Json.object().put("url", url).put("path", "r");
            assertThat(post("/clone", Json.write(body)).statusCode()).isEqualTo(401);
            body.put("username", "ann").put("password", "pa:ss");
            var refused = post("/clone", Json.write(body));
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).contains("authentication required").doesNotContain("pa:ss");
            assertThat(names).contains("Basic YW5uOnBhOnNz");
        } finally {
            server.stop(0);
        }
    }

    private JsonNode status() {
        return client.json("GET", git + "/status?path=repo", "");
    }

    private HttpResponse<String> commit(String message) {
        return post("/commit", commitBody(message, false));
    }

    private static String commitBody(String message, boolean empty) {
        return Json.write(Json.object()
                .put("path", "repo")
                .put("message", message)
                .put("author", "Ann")
                .put("email", "ann@example.org")
                .put("allow_empty", empty));
    }

    private HttpResponse<String> post(String path, String body) {
        return client.post(git + path, body);
    }
}
