package dev.serai.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.agent.AgentError;
import dev.serai.agent.AgentException;
import dev.serai.support.json.Json;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask, what is listed, and where. */
@Timeout(60)
class DoorTest {

    private static final String ECHO = Serving.model("m", "setBody: {simple: '${headers}'}");
    private static final String KEY = "0123456789abcdef";

    private static Serving with(String name, Object value) throws Exception {
        return Serving.start(
                Map.of(),
                gateway -> {
                    switch (name) {
                        case "keys" -> gateway.setKeys((String) value);
                        case "allowedOrigins" -> gateway.setAllowedOrigins((String) value);
                        case "path" -> gateway.setPath((String) value);
                        case "port" -> gateway.setPort((Integer) value);
                        case "timeout" -> gateway.setTimeout((Duration) value);
                        default -> throw new IllegalArgumentException(name);
                    }
                },
                ECHO);
    }

    @Test
    void modelsAreListedWhileTheirRoutesRun() throws Exception {
        try (var serving = Serving.start(
                Serving.model("clerk", "setBody: {constant: ok}", "title: The clerk", "description: Knows the shop"),
                Serving.route("gateway:embedding/small/one:q4", "setBody: {constant: ok}"))) {
            var list = Json.read(serving.get("/v1/models").body());
            assertThat(list.path("object").asText()).isEqualTo("list");
            assertThat(list.path("data").findValuesAsText("id")).containsExactly("clerk", "small/one:q4");
            var clerk = list.at("/data/0");
            assertThat(clerk.path("object").asText()).isEqualTo("model");
            assertThat(clerk.path("owned_by").asText()).isEqualTo("serai");
            assertThat(clerk.path("name").asText()).isEqualTo("The clerk");
            assertThat(clerk.path("description").asText()).isEqualTo("Knows the shop");
            assertThat(clerk.path("created").asLong()).isPositive();
            for (var path : new String[] {"/v1/models/small/one:q4", "/v1/models/small%2Fone%3Aq4"}) {
                assertThat(Json.read(serving.get(path).body()).path("id").asText())
                        .isEqualTo("small/one:q4");
            }
            serving.context().getRouteController().stopRoute("gateway:model/clerk");
            assertThat(serving.get("/v1/models/clerk").statusCode()).isEqualTo(404);
            serving.context().getRouteController().startRoute("gateway:model/clerk");
            assertThat(serving.get("/v1/models/clerk").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void withKeysOnlyTheirOwnersMayAsk() throws Exception {
        try (var serving = with("keys", "alice=" + KEY + ", bob=" + KEY + "==")) {
            for (var headers : new String[][] {
                {},
                {"Authorization", "Bearer wrong"},
                {"Authorization", "Bearer "},
                {"Authorization", "Basic " + KEY},
                {"Authorization", KEY}
            }) {
                var response = serving.get("/v1/models", headers);
                assertThat(response.statusCode()).isEqualTo(401);
                assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
                assertThat(Json.read(response.body()).at("/error/code").asText())
                        .isEqualTo("GATEWAY-103");
                assertThat(response.body()).doesNotContain("wrong", KEY);
            }
            assertThat(serving.get("/v1/models", "Authorization", "bearer " + KEY)
                            .statusCode())
                    .isEqualTo(200);
            var answer = serving.chat(
                    "{'model':'m','messages':[{'role':'user','content':'hi'}]}",
                    "Authorization",
                    "Bearer " + KEY + "==",
                    "X-OpenWebUI-Chat-Id",
                    "7");
            assertThat(answer.body()).contains("CamelGatewayClient=bob", "CamelGatewaySessionId=bob/chat-7");
            assertThat(answer.body()).doesNotContain(KEY);
        }
    }

    @Test
    void withoutKeysEveryKeyWillDo() throws Exception {
        try (var serving = Serving.start(ECHO)) {
            assertThat(serving.get("/v1/models", "Authorization", "Bearer none").statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"short=0123456789", "0123456789abcdef", "=0123456789abcdef", "", "a=" + KEY + ",a=" + KEY})
    void keysThatAreNoneStopTheStart(String keys) {
        assertThatThrownBy(() -> with("keys", keys))
                .hasMessageContaining("GATEWAY-001")
                .message()
                .doesNotContain("0123456789");
    }

    @ParameterizedTest
    @CsvSource({
        ", https://evil.example, 403",
        ", http://localhost.evil.example, 403",
        ", 'null', 403",
        ", 'not a uri', 403",
        ", http://localhost:3000, 200",
        ", 'http://[::1]:3000', 200",
        "https://chat.example.org, https://chat.example.org, 200",
        "https://chat.example.org, http://localhost:3000, 403",
        "*, https://anyone.example, 200",
    })
    void strangersPagesMayNotAsk(String allowed, String origin, int status) throws Exception {
        try (var serving = with("allowedOrigins", allowed)) {
            var response = serving.chat("{'model':'m','messages':[{'role':'user','content':'hi'}]}", "Origin", origin);
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.headers()
                            .firstValue("Access-Control-Allow-Origin")
                            .isPresent())
                    .isEqualTo(status == 200);
        }
    }

    @Test
    void aBrowserMayAskWhetherItMayAsk() throws Exception {
        try (var serving = with("keys", "a=" + KEY)) {
            var response = Serving.send(serving.request(
                            "/v1/chat/completions",
                            "Origin",
                            "http://localhost:3000",
                            "Access-Control-Request-Method",
                            "POST",
                            "Access-Control-Request-Headers",
                            "authorization, content-type")
                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                    .build());
            assertThat(response.statusCode()).isEqualTo(204);
            assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue("http://localhost:3000");
            assertThat(response.headers().firstValue("Access-Control-Allow-Headers"))
                    .hasValue("authorization, content-type");
        }
    }

    @Test
    void noHeaderOfTheClientReachesTheRouteByItself() throws Exception {
        try (var serving = Serving.start(ECHO)) {
            var answer = serving.chat(
                    "{'model':'m','messages':[{'role':'user','content':'hi'}]}",
                    "CamelOllamaModel",
                    "large",
                    "X-Mine",
                    "mine");
            assertThat(answer.body()).doesNotContain("large", "mine").contains("CamelGatewayModel=m");
        }
    }

    @Test
    void thePathCanBeAnother() throws Exception {
        try (var serving = with("path", "/ai/v1")) {
            assertThat(serving.get("/ai/v1/models").statusCode()).isEqualTo(200);
            assertThat(serving.get("/v1/models").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void routesOfPlatformHttpBelowThePathAreFoundFirst() throws Exception {
        try (var serving =
                Serving.start(ECHO, Serving.route("platform-http:/v1/health", "setBody: {constant: fine}"))) {
            assertThat(serving.get("/v1/health").body()).isEqualTo("fine");
            assertThat(serving.get("/v1/models").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void withoutAServerTheStartFails() {
        assertThatThrownBy(() -> Serving.offline(Map.of(), gateway -> {}, ECHO)).hasStackTraceContaining("GATEWAY-003");
        assertThatThrownBy(() -> with("port", 1)).hasStackTraceContaining("at the port 1");
    }

    @Test
    void nothingIsOpenWithoutAModel() throws Exception {
        try (var serving = Serving.start()) {
            assertThat(serving.get("/v1/models").statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gateway:model", "gateway:model/", "gateway:tool/x", "gateway:model/a b", "gateway:model/-a"})
    void aModelNeedsAName(String uri) {
        assertThatThrownBy(() -> Serving.start(Serving.route("'" + uri + "'", "setBody: {constant: x}")))
                .hasStackTraceContaining("GATEWAY-001");
    }

    @Test
    void twoModelsOfOneNameAreAnError() {
        assertThatThrownBy(() ->
                        Serving.start(ECHO, Serving.route("gateway:model/m?title=other", "setBody: {constant: x}")))
                .hasStackTraceContaining("GATEWAY-002");
    }

    @Test
    void theComponentDoesNotStartWithNonsense() {
        assertThatThrownBy(() -> with("path", "v1")).hasStackTraceContaining("GATEWAY-001");
        assertThatThrownBy(() -> with("timeout", Duration.ZERO)).hasStackTraceContaining("GATEWAY-001");
    }

    @Test
    void aRouteThatFailsTellsAStrangerNothing() throws Exception {
        Processor fails = exchange -> {
            throw new IllegalStateException("the password is sesame");
        };
        try (var serving = Serving.with(fails)) {
            for (var more : new String[] {"", ",'stream':true"}) {
                var response = serving.chat("{'model':'m','messages':[{'role':'user','content':'hi'}]" + more + "}");
                assertThat(response.statusCode()).isEqualTo(500);
                assertThat(response.body())
                        .contains("GATEWAY-111", "server_error")
                        .doesNotContain("sesame");
                // The official clients repeat what fails with 500 unless they are told not to.
                assertThat(response.headers().firstValue("X-Should-Retry")).hasValue("false");
            }
        }
    }

    @Test
    void aFailureOfOursKeepsItsCode() throws Exception {
        Processor fails = exchange -> {
            throw new AgentException(AgentError.TIME_LIMIT, "it took too long");
        };
        try (var serving = Serving.with(fails)) {
            var response = serving.chat("{'model':'m','messages':[{'role':'user','content':'hi'}]}");
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(Json.read(response.body()).at("/error/code").asText()).isEqualTo("AGENT-107");
        }
    }

    @Test
    void aRouteThatEndsWithTheQuestionIsTold() throws Exception {
        try (var serving = Serving.start(Serving.model("m", "log: {message: hi}"))) {
            var response = serving.chat("{'model':'m','messages':[{'role':'user','content':'hi'}]}");
            assertThat(response.body()).contains("GATEWAY-113");
        }
    }
}
