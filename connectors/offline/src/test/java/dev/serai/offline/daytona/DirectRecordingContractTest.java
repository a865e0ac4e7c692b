package dev.serai.offline.daytona;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.junit.DaytonaServerExtension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Plain requests and WebSockets as they were recorded. */
class DirectRecordingContractTest {
    /** What is answered differently on purpose, with the reason. */
    private static final Map<String, String> DIFFERENT = Map.of(
            "http POST /lsp/start {\"languageId\":\"python\",\"pathToProject\":\"/tmp\"}",
            "language servers are not done, and 501 says so",
            "http GET /computeruse/status",
            "computer use is not done, and 501 says so",
            "http GET /port",
            "nothing listens in this sandbox");
    /** Bodies whose words are the daemon's or whose values are ids; their shape counts. */
    private static final Set<String> SHAPE_ONLY =
            Set.of("http POST /process/execute {}", "http GET /git/history?path=/workspace/repo", "http GET /version");

    @RegisterExtension
    static DaytonaServerExtension daytona = new DaytonaServerExtension();

    private Client client;
    private String toolbox;
    private String id;

    @BeforeEach
    void startSandbox() {
        client = Client.of(daytona.server());
        id = client.sandbox("{}");
        toolbox = "/toolbox/" + id;
    }

    @Test
    void everyRequestIsAnsweredAsRecorded() throws IOException {
        client.execute(
                id,
                "mkdir -p ../../srv && cd ../../srv && git init -q --bare -b main origin.git && git clone -q origin.git"
                        + " ../workspace/repo 2>/dev/null && cd ../workspace/repo && git -c user.name=Ann"
                        + " -c user.email=ann@example.org commit -q --allow-empty -m msg && git push -q origin HEAD:main");
        var differences = new ArrayList<String>();
        var count = 0;
        for (var entry : recording().properties()) {
            var words = entry.getKey().split(" ", 4);
            if (!words[0].equals("http")) {
                continue;
            }
            count++;
            var recorded = entry.getValue();
            var answer = client.send(words[1], toolbox + words[2], words.length > 3 ? words[3] : "");
            if (Programs.areMissingFor(entry.getKey())) {
                assertThat(answer.statusCode()).isEqualTo(501);
                continue;
            }
            if (DIFFERENT.containsKey(entry.getKey())) {
                continue;
            }
            if (answer.statusCode() != recorded.get("status").asInt()) {
                differences.add(entry.getKey() + " answers " + answer.statusCode() + " " + answer.body());
            } else if (recorded.get("body").asText().startsWith("{")
                    || recorded.get("body").asText().startsWith("[")) {
                new Likeness(!SHAPE_ONLY.contains(entry.getKey()), differences)
                        .compare(entry.getKey(), Json.parse(recorded.get("body").asText()), Json.parse(answer.body()));
            } else if (!recorded.get("body").asText().equals(answer.body())) {
                differences.add(entry.getKey() + " is " + answer.body());
            }
        }
        assertThat(count).isEqualTo(19);
        assertThat(differences).isEmpty();
    }

    @Test
    void aLogIsFollowedToItsEnd() throws IOException {
        var command =
                client.background(id, "w1", "echo o1; sleep 1; echo e1 >&2; sleep 1; echo o2; sleep 1; echo e2 >&2");
        var frames = client.connect(command + "/logs?follow=true").awaitClose();
        assertThat(frames.bytes()).isEqualTo(binary("session-logs-follow"));
        assertThat(frames.code())
                .isEqualTo(close("session-logs-follow").get("close").asInt());
    }

    @Test
    void aTerminalEndsWithItsExitCode() throws IOException {
        client.post(toolbox + "/process/pty", "{\"id\":\"p9\",\"cwd\":\"/tmp\"}");
        var frames = client.connect(toolbox + "/process/pty/p9/connect");
        frames.sendBytes("echo $((40+2))\n");
        frames.awaitBytes("42\r\n");
        frames.sendBytes("exit 5\n");
        frames.awaitClose();
        assertThat(frames.texts()).hasSize(1);
        assertThat(Json.parse(frames.texts().get(0))).isEqualTo(Json.parse(text("pty-connect", 0)));
        assertThat(frames.code()).isEqualTo(close("pty-connect").get("close").asInt());
        assertThat(Json.parse(frames.reason()))
                .isEqualTo(Json.parse(close("pty-connect").get("reason").asText()));
    }

    @Test
    void aTerminalThatIsNotThereIsAnErrorWithoutAClosingFrame() throws IOException {
        var frames = client.connect(toolbox + "/process/pty/zz/connect").awaitClose();
        assertThat(Json.parse(frames.texts().get(0))).isEqualTo(Json.parse(text("pty-connect-404", 0)));
        assertThat(frames.code())
                .isEqualTo(close("pty-connect-404").get("close").asInt());
    }

    @Test
    void anInterpreterTellsItsOutput() throws IOException {
        var frames = run("print(42)\nimport sys\nprint('e', file=sys.stderr)");
        for (var i = 0; i < 3; i++) {
            assertThat(Json.parse(frames.texts().get(i))).isEqualTo(Json.parse(text("interpreter-execute", i)));
        }
        assertThat(frames.code())
                .isEqualTo(close("interpreter-execute").get("close").asInt());
    }

    @Test
    void anInterpreterTellsAnError() throws IOException {
        var frames = run("print(41)\n1/0");
        for (var i = 0; i < 3; i++) {
            assertThat(Json.parse(frames.texts().get(i))).isEqualTo(Json.parse(text("interpreter-error", i)));
        }
        assertThat(frames.code())
                .isEqualTo(close("interpreter-error").get("close").asInt());
    }

    private Frames run(String code) {
        Programs.need("python3");
        var frames = client.connect(toolbox + "/process/interpreter/execute");
        frames.send(Json.write(Json.object().put("code", code)));
        return frames.awaitClose();
    }

    private static JsonNode close(String name) throws IOException {
        var frames = recording().get(name).get("frames");
        return frames.get(frames.size() - 1);
    }

    private static String text(String name, int index) throws IOException {
        var texts = new ArrayList<String>();
        recording().get(name).get("frames").forEach(frame -> {
            if (frame.has("binary") && !frame.get("binary").asBoolean()) {
                texts.add(frame.get("data").asText());
            }
        });
        return texts.get(index);
    }

    private static String binary(String name) throws IOException {
        var all = new StringBuilder();
        recording().get(name).get("frames").forEach(frame -> {
            if (frame.path("binary").asBoolean()) {
                all.append(frame.get("data").asText());
            }
        });
        return all.toString();
    }

    private static JsonNode recording() throws IOException {
        try (var file = DirectRecordingContractTest.class.getResourceAsStream("/recordings/daytona/direct.json")) {
            return Json.MAPPER.readTree(file);
        }
    }
}
