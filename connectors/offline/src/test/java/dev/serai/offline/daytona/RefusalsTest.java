package dev.serai.offline.daytona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.offline.daytona.api.Sandbox;
import dev.serai.offline.http.Json;
import dev.serai.offline.junit.DaytonaServerExtension;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
    @RegisterExtension
    static DaytonaServerExtension daytona =
            new DaytonaServerExtension(DaytonaStandIn.builder().quota(4, 100, 7).createsPerMinute(3));

    private Client client;

    @BeforeEach
    void connect() {
        client = Client.of(daytona.server());
    }

    @Test
    void theQuotaOfAllIsAnsweredAsByTheService() {
        assertThat(create("{}")).isEqualTo(200);
        assertThat(create("{}")).isEqualTo(200);
        var refused = client.post("/api/sandbox", "{}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Json.parse(refused.body()).path("message").asText())
                .startsWith("Total disk limit exceeded. Maximum allowed: 7GiB.");
    }

    @Test
    void theQuotaOfOneIsAnsweredAsByTheService() {
        var refused = client.post("/api/sandbox", "{\"buildInfo\":{\"dockerfileContent\":\"FROM x:1\"},\"cpu\":64}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("CPU request 64 exceeds maximum allowed per sandbox (4).");
    }

    @Test
    void tooManySandboxesInAMinuteMeanWaiting() {
        for (var i = 0; i < 3; i++) {
            create("{\"snapshot\":\"missing\"}");
        }
        var refused = client.post("/api/sandbox", "{}");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
        assertThat(refused.headers().firstValue("X-RateLimit-Limit-sandbox-create"))
                .contains("3");
        assertThat(Json.parse(refused.body()).path("message").asText())
                .isEqualTo("ThrottlerException: Too Many Requests");
        daytona.server().advance(Duration.ofMinutes(1));
        assertThat(create("{}")).isEqualTo(200);
    }

    @Test
    void refusalsAreAsManyAsTheTestSays() {
        daytona.server().faults().tooManyRequests(1, Duration.ofSeconds(7)).refuse(1, 503, "down");
        var first = client.get("/api/sandbox");
        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(first.headers().firstValue("Retry-After")).contains("7");
        assertThat(client.get("/api/sandbox").statusCode()).isEqualTo(503);
        assertThat(client.get("/api/sandbox").statusCode()).isEqualTo(200);
    }

    @Test
    void refusalsHitThePathThatTheTestNames() {
        var id = client.sandbox("{}");
        daytona.server().faults().refuseAt("/process/execute", 1, 502, "Bad Gateway");
        assertThat(client.state(id)).isEqualTo("started");
        assertThat(client.post("/toolbox/" + id + "/process/execute", "{\"command\":\"true\"}")
                        .statusCode())
                .isEqualTo(502);
        assertThat(client.execute(id, "true").path("exitCode").asInt()).isZero();
    }

    /** The sandbox is there, and costs, although its maker was never told. */
    @Test
    void anAnswerGetsLostAfterItsWorkIsDone() {
        daytona.server().faults().loseAnswers("/api/sandbox", 1);
        assertThatThrownBy(() -> client.post("/api/sandbox", "{\"name\":\"orphan\"}"))
                .hasCauseInstanceOf(IOException.class);
        assertThat(daytona.server().sandboxes()).extracting(Sandbox::name).containsExactly("orphan");
    }

    @Test
    void anUnreachableServiceBreaksConnections() {
        daytona.server().unreachable(Duration.ofMinutes(1));
        assertThatThrownBy(() -> client.get("/api/sandbox")).hasCauseInstanceOf(IOException.class);
        daytona.server().advance(Duration.ofMinutes(1));
        assertThat(client.get("/api/sandbox").statusCode()).isEqualTo(200);
    }

    @Test
    void aWrongKeyOpensNothing() {
        var stranger = new Client(daytona.baseUrl(), "wrong");
        var id = client.sandbox("{}");
        assertThat(stranger.get("/api/sandbox").statusCode()).isEqualTo(401);
        assertThat(stranger.get("/toolbox/" + id + "/work-dir").statusCode()).isEqualTo(401);
        assertThat(stranger.get("/preview/4000/" + id + "/").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/sandbox, {\"networkBlockAll\":true}, networkBlockAll",
        "POST, /api/sandbox, {\"networkAllowList\":\"10.0.0.0/8\"}, networkAllowList",
        "POST, /api/sandbox, {\"buildInfo\":{\"dockerfileContent\":\"FROM x:1\\nRUN make\"}}, RUN",
        "POST, /api/snapshots, '{\"name\":\"n\",\"imageName\":\"x:1\",\"entrypoint\":[\"a\"]}', entrypoints",
        "POST, /api/sandbox/{}/ssh-access, {}, SSH",
        "POST, /api/sandbox/{}/backup, {}, backups",
        "GET, /api/object-storage/push-access, '', object-storage",
        "POST, /toolbox/{}/lsp/start, {}, language servers",
        "GET, /toolbox/{}/computeruse/status, '', computer use",
        "POST, /toolbox/{}/process/code-run, '{\"code\":\"1\",\"language\":\"typescript\"}', ts-node"
    })
    void whatIsNotDoneIsNamed(String method, String path, String body, String name) {
        var target = path.contains("{}") ? path.replace("{}", client.sandbox("{}")) : path;
        var answer = client.send(method, target, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(501);
        assertThat(Json.parse(answer.body()).path("message").asText()).contains(name);
    }

    private int create(String body) {
        return client.post("/api/sandbox", body).statusCode();
    }
}
