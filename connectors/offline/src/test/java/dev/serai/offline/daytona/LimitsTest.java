package dev.serai.offline.daytona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.offline.http.Json;
import dev.serai.offline.junit.DaytonaServerExtension;
import java.time.Duration;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LimitsTest {
    private static final Duration MOST = Duration.ofSeconds(3);
    private static final int OUTPUT = 100_000;

    @RegisterExtension
    static DaytonaServerExtension daytona = new DaytonaServerExtension(
            DaytonaStandIn.builder().commandTime(MOST).commandOutput(OUTPUT));

    private Client client;
    private String id;

    @BeforeEach
    void startSandbox() {
        client = Client.of(daytona.server());
        id = client.sandbox("{\"env\":{\"OF_SANDBOX\":\"1\"}}");
    }

    @Test
    void nothingOfTheOwnEnvironmentIsHandedDown() {
        var names = new TreeSet<String>();
        client.execute(id, "env")
                .path("result")
                .asText()
                .lines()
                .map(line -> line.replaceFirst("=.*", ""))
                .forEach(names::add);
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "DAYTONA_SANDBOX_ID",
                        "HOME",
                        "LANG",
                        "LOGNAME",
                        "OF_SANDBOX",
                        "OLDPWD",
                        "PATH",
                        "PWD",
                        "SERAI_STANDIN",
                        "SHLVL",
                        "TMPDIR",
                        "USER",
                        "_");
    }

    @Test
    void aCommandWithoutATimeOfItsOwnEndsToo() {
        var answer = client.post("/toolbox/" + id + "/process/execute", "{\"command\":\"sleep 60\"}");
        assertThat(answer.statusCode()).isEqualTo(408);
        await().atMost(Client.LONG).until(() -> daytona.server().runningPrograms() == 0);
    }

    @Test
    void endlessOutputIsCutAndMarked() {
        var answer = client.execute(id, "yes");
        assertThat(answer.path("exitCode").asInt()).isEqualTo(137);
        assertThat(answer.path("result").asText())
                .startsWith("y\ny\n")
                .endsWith("[the stand-in cut the output after " + OUTPUT + " bytes]\n")
                .hasSizeLessThan(OUTPUT + 200);
    }

    @Test
    void muchOutputOfAShortCommandIsCutAndMarkedToo() {
        var answer = client.execute(id, "head -c 200000 /dev/zero | tr '\\0' x");
        assertThat(answer.path("result").asText())
                .endsWith("xx\n[the stand-in cut the output after " + OUTPUT + " bytes]\n");
        var command = client.background(id, "short", "head -c 200000 /dev/zero | tr '\\0' x");
        await().atMost(Client.LONG).until(() -> client.json("GET", command, "").has("exitCode"));
        assertThat(client.get(command + "/logs").body()).endsWith(" after " + OUTPUT + " bytes of output\n");
    }

    @Test
    void endlessOutputOfASessionIsCutAndMarked() {
        var command = client.background(id, "s", "yes");
        await().atMost(Client.LONG)
                .until(() -> client.json("GET", command, "").path("exitCode").asInt(-1) == 137);
        assertThat(client.get(command + "/logs").body())
                .endsWith("the stand-in killed the session after " + OUTPUT + " bytes of output\n");
    }

    @Test
    void anInterpreterThatWritesWithoutEndIsEnded() {
        Programs.need("python3");
        var path = "/toolbox/" + id + "/process/interpreter/execute";
        var frames = client.connect(path);
        frames.send("{\"code\":\"while True: print('y' * 1000)\"}");
        assertThat(frames.awaitClose().code()).isEqualTo(1001);
        for (var i = 0; i < 3; i++) {
            // Less than the limit each, and more together.
            var again = client.connect(path);
            again.send("{\"code\":\"for i in range(50): print('y' * 1000)\"}");
            assertThat(again.awaitClose().code()).isEqualTo(1000);
        }
    }

    @Test
    void anEndlessSessionCommandIsEnded() {
        var command = client.background(id, "s", "while :; do sleep 0.1; done");
        await().atMost(Client.LONG)
                .until(() -> client.json("GET", command, "").path("exitCode").asInt(-1) == 137);
    }

    @Test
    void stoppingKillsWhatHasLeftItsGroup() {
        client.execute(id, "setsid sleep 600 >/dev/null 2>&1 & disown");
        var box = daytona.server().sandbox(id).toolbox().box();
        await().atMost(Client.LONG).until(() -> box.processes() > 0);
        client.post("/api/sandbox/" + id + "/stop", "");
        client.awaitState(id, "stopped");
        await().atMost(Client.LONG).until(() -> box.processes() == 0);
    }

    @Test
    void aBadNameOfAVariableIsRefused() {
        var body = Json.object().put("command", "true");
        body.putObject("envs").put("A B; touch x", "1");
        assertThat(client.post("/toolbox/" + id + "/process/execute", Json.write(body))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void valuesOfVariablesAreOnlyValues() {
        var value = "a'b\"c $(touch bad) `touch bad`\nd\\";
        var body = Json.object().put("command", "printf %s \"$V\"; ls bad");
        body.putObject("envs").put("V", value);
        var answer = client.json("POST", "/toolbox/" + id + "/process/execute", Json.write(body));
        assertThat(answer.path("result").asText()).startsWith(value);
        assertThat(answer.path("exitCode").asInt()).isNotZero();
    }
}
