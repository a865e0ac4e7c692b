package dev.serai.offline.daytona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.junit.DaytonaServerExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sends what the official client sent, in its order, and compares statuses and answers. */
class SdkRecordingContractTest {
    private static final int STEPS = 90;
    private static final Set<String> SENT =
            Set.of("content-type", "x-daytona-source", "x-daytona-sdk-version", "accept");
    /** What is answered differently on purpose, by path below the sandbox, with the reason. */
    private static final Map<String, String> DIFFERENT = Map.of(
            "/lsp/start", "language servers are not done, and 501 says so; the recorded daemon had none installed",
            "/git/status?path=%2Fworkspace%2Frepo",
                    "a clone's branch is published; the daemon's own clone forgets that");
    /** Answers that name folders of the machine, or list what has no order; their shape counts. */
    private static final Set<String> SHAPE_ONLY = Set.of("cd /tmp", "pwd", "out$i", "http://127.0.0.1:1", "abc");

    @RegisterExtension
    static DaytonaServerExtension daytona =
            new DaytonaServerExtension(DaytonaStandIn.builder().apiKey("dtn_test"));

    private final Map<String, String> names = new LinkedHashMap<>();

    @Test
    void everyRecordedStepIsAnsweredAsRecorded() {
        var steps = recording();
        assertThat(steps).hasSize(STEPS);
        var differences = new ArrayList<String>();
        for (var i = 0; i < STEPS; i++) {
            var step = steps.get(i);
            if (step.has("response")) {
                compare(i, step, send(step), differences);
            } else {
                handshake(step);
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void aDifferenceIsSeen() {
        var step = recording().get(3);
        var answer = send(step);
        var otherStatus = (ObjectNode) step.deepCopy();
        ((ObjectNode) otherStatus.get("response")).put("status", 403);
        var otherField = (ObjectNode) step.deepCopy();
        ((ObjectNode) otherField.at("/response/body/json")).put("code", "x");
        for (var changed : List.of(otherStatus, otherField)) {
            var differences = new ArrayList<String>();
            compare(3, changed, answer, differences);
            assertThat(differences).hasSize(1);
        }
    }

    private HttpResponse<String> send(JsonNode step) {
        var request = step.get("request");
        var path = ours(request.get("path").asText());
        if (path.endsWith("/git/clone") && !names.containsKey("origin")) {
            names.put("origin", "made");
            makeOrigin(path);
        }
        var body = request.path("body");
        var text = body.has("text") ? body.get("text").asText() : body.has("json") ? Json.write(body.get("json")) : "";
        var recorded = step.at("/response/body/json");
        // The client polled until it saw a state; so does this.
        if (request.get("method").asText().equals("GET")
                && Set.of("started", "stopped").contains(recorded.path("state").asText())) {
            client(step)
                    .awaitState(
                            path.substring("/api/sandbox/".length()),
                            recorded.get("state").asText());
        }
        if (path.endsWith("/logs") || path.endsWith("/session/s1")) {
            awaitCommands(path, step);
        }
        var answer = client(step).send(request.get("method").asText(), path, text, headers(request));
        learn(recorded, answer);
        return answer;
    }

    private void compare(int number, JsonNode step, HttpResponse<String> answer, List<String> differences) {
        var path = step.at("/request/path").asText();
        var real = step.get("src").asText().equals("real-daemon");
        var where = "step " + number + " " + path;
        if (DIFFERENT.keySet().stream().anyMatch(path::endsWith)) {
            return;
        }
        if (Programs.areMissingFor(step.get("request").toString())) {
            assertThat(answer.statusCode()).isEqualTo(501);
            return;
        }
        var recorded = step.get("response");
        if (recorded.get("status").asInt() != answer.statusCode()) {
            differences.add(where + " answers " + answer.statusCode() + " " + answer.body());
            return;
        }
        var type = recorded.at("/headers/content-type").asText();
        var ourType = answer.headers().firstValue("content-type").orElse("");
        if (!type.split(";")[0].equals(ourType.split(";")[0])) {
            differences.add(where + " has the content type " + ourType);
        }
        if (recorded.at("/body/json").isMissingNode()) {
            var expected = recorded.at("/body/text").asText().replaceAll("\"timestamp\":\"[^\"]*\"", "");
            if (!expected.equals(answer.body().replaceAll("\"timestamp\":\"[^\"]*\"", ""))) {
                differences.add(where + " is " + answer.body());
            }
            return;
        }
        var sent = step.at("/request/body").toString();
        var values = real
                && SHAPE_ONLY.stream().noneMatch(sent::contains)
                && !path.endsWith("/logs")
                && !path.endsWith("/process/session");
        if (recorded.at("/body/json/autoDeleteInterval").asInt(-1) == 0) {
            // A sandbox of an image has no snapshot, which the recorded API overlooked.
            ((ObjectNode) recorded.at("/body/json")).remove("snapshot");
        }
        new Likeness(values, differences).compare(where, recorded.at("/body/json"), Json.parse(answer.body()));
    }

    private void handshake(JsonNode step) {
        var path = ours(step.at("/request/path").asText());
        if (path.contains("/logs?")) {
            // Followed to its end by the client before it went on.
            var frames = client(step).connect(path, "X-Daytona-SDK-Version", "0.218.0");
            assertThat(frames.awaitClose().code()).isEqualTo(1000);
        }
    }

    private void awaitCommands(String path, JsonNode step) {
        var session = path.replaceFirst("/s1.*", "/s1");
        await().atMost(Client.LONG).until(() -> {
            var commands = client(step).json("GET", session, "").path("commands");
            return commands.isMissingNode() || commands.findValues("exitCode").size() == commands.size();
        });
    }

    /** Ids of the recording, and what they are here. */
    private void learn(JsonNode recorded, HttpResponse<String> answer) {
        for (var name : List.of("id", "cmdId")) {
            if (recorded.has(name) && answer.statusCode() < 300) {
                names.putIfAbsent(
                        recorded.get(name).asText(),
                        Json.parse(answer.body()).path(name).asText());
            }
        }
    }

    private String ours(String path) {
        var text = path;
        for (var name : names.entrySet()) {
            text = text.replace(name.getKey(), name.getValue());
        }
        return text;
    }

    /** A repository as the recorded one: two commits, and a branch that has gone another way. */
    private void makeOrigin(String path) {
        var id = path.split("/")[2];
        var commit = "git -c user.name=a -c user.email=a@b commit -q --allow-empty -m ";
        var made = Client.of(daytona.server())
                .execute(
                        id,
                        "mkdir -p ../../srv && cd ../../srv && git init -q --bare -b main origin.git && git init -q -b main w"
                                + " && cd w && " + commit + "init && git checkout -q -b feat && " + commit
                                + "other && git checkout -q main && " + commit
                                + "two && git push -q ../origin.git main feat && cd .. && rm -rf w");
        assertThat(made.path("exitCode").asInt()).as(made.toString()).isZero();
    }

    private Client client(JsonNode step) {
        var key = step.at("/request/headers/authorization").asText("Bearer dtn_test");
        return new Client(daytona.baseUrl(), key.substring("Bearer ".length()));
    }

    private static String[] headers(JsonNode request) {
        var headers = new ArrayList<String>();
        request.get("headers").fields().forEachRemaining(header -> {
            if (SENT.contains(header.getKey())) {
                headers.add(header.getKey());
                headers.add(header.getValue().asText());
            }
        });
        return headers.toArray(String[]::new);
    }

    private static List<JsonNode> recording() {
        try (var file = SdkRecordingContractTest.class.getResourceAsStream("/recordings/daytona/sdk.json")) {
            var steps = new ArrayList<JsonNode>();
            Json.MAPPER.readTree(file).forEach(steps::add);
            return steps;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
