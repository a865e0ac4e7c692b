package dev.serai.offline.daytona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.offline.http.Json;
import dev.serai.offline.junit.DaytonaServerExtension;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StreamsTest {
    private static final String FOLLOW = "/logs?follow=true";

    @RegisterExtension
    static DaytonaServerExtension daytona = new DaytonaServerExtension();

    private Client client;
    private String id;

    @BeforeEach
    void startSandbox() {
        client = Client.of(daytona.server());
        id = client.sandbox("{}");
    }

    @Test
    void aBrokenLogIsReadAgainFromItsBeginning() {
        var command = client.background(id, "s", "for i in $(seq 100); do echo line $i; done");
        daytona.server().cutNextLogAfter(200);
        var broken = client.connect(command + FOLLOW).awaitClose();
        assertThat(broken.code()).isEqualTo(Frames.BROKEN);
        var whole = client.connect(command + FOLLOW).awaitClose();
        assertThat(whole.code()).isEqualTo(1000);
        assertThat(whole.bytes()).startsWith(broken.bytes()).endsWith("line 100\n");
        assertThat(whole.bytes().lines()).hasSize(100);
    }

    @Test
    void streamsBreakWhereATestSaysSo() {
        var command = client.background(id, "s", "echo begun; sleep 60");
        var frames = client.connect(command + FOLLOW).awaitBytes("begun");
        daytona.server().cutStreams();
        assertThat(frames.awaitClose().code()).isEqualTo(Frames.BROKEN);
    }

    @Test
    void nobodyConnectsWhileTheServiceIsUnreachable() {
        var command = client.background(id, "s", "echo one; read L; echo two");
        var first = client.connect(command + FOLLOW).awaitBytes("one");
        daytona.server().unreachable(Duration.ofMinutes(1));
        assertThat(first.awaitClose().code()).isEqualTo(Frames.BROKEN);
        daytona.server().advance(Duration.ofMinutes(1));
        client.post(command + "/input", "{\"data\":\"x\"}");
        assertThat(client.connect(command + FOLLOW).awaitClose().bytes()).contains("one\n", "two\n");
    }

    @Test
    void labelsAreThereForClientsThatNameTheirVersion() {
        var command = client.background(id, "s", "echo out; echo err >&2");
        var frames = client.connect(command + FOLLOW, "X-Daytona-SDK-Version", "0.190.0")
                .awaitClose();
        assertThat(frames.bytes()).contains("\u0001\u0001\u0001out\n", "\u0002\u0002\u0002err\n");
        var logs = client.get(command + "/logs", "X-Daytona-SDK-Version", "0.100.0");
        assertThat(logs.body()).contains("\u0001\u0001\u0001out\n");
        assertThat(logs.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    }

    /** The service's trap, which clients must know. */
    @Test
    void aCommandThatEndsItsShellNeverGetsAnExitCode() {
        var command = client.background(id, "s", "echo gone; exit 3");
        var frames = client.connect(command + FOLLOW).awaitBytes("gone");
        var session = "/toolbox/" + id + "/process/session/s";
        await().atMost(Client.LONG)
                .until(() -> client.post(session + "/exec", "{\"command\":\"true\",\"runAsync\":true}")
                                .statusCode()
                        == 400);
        assertThat(client.json("GET", command, "").has("exitCode")).isFalse();
        assertThat(frames.code()).isZero();
        assertThat(client.post(command + "/input", "{\"data\":\"x\"}").statusCode())
                .isEqualTo(410);
        client.send("DELETE", session, "");
        assertThat(frames.awaitClose().code()).isEqualTo(1000);
    }

    @Test
    void aWrappedExitHasItsExitCode() {
        var command = client.background(id, "s", "( echo kept; exit 3 )");
        await().atMost(Client.LONG)
                .until(() -> client.json("GET", command, "").path("exitCode").asInt(-1) == 3);
    }

    @Test
    void aCommandThatWaitsIsRefusedWhenItsSessionGoes() {
        var path = "/toolbox/" + id + "/process/session";
        client.post(path, "{\"sessionId\":\"s\"}");
        var waiting = client.sendLater("POST", path + "/s/exec", "{\"command\":\"echo x > begun; sleep 60\"}");
        await().atMost(Client.LONG)
                .until(() -> client.execute(id, "cat begun").path("exitCode").asInt() == 0);
        client.send("DELETE", path + "/s", "");
        assertThat(waiting.join().statusCode()).isEqualTo(400);
        assertThat(Json.parse(waiting.join().body()).path("message").asText()).contains("session cancelled");
    }

    @Test
    void inputLargerThanAPipeArrivesWhole() {
        var command = client.background(id, "s", "head -c 300000 | wc -c");
        var body = Json.write(Json.object().put("data", "x".repeat(299_999) + "\n"));
        assertThat(client.post(command + "/input", body).statusCode()).isEqualTo(204);
        await().atMost(Client.LONG)
                .until(() -> client.json("GET", command, "").path("exitCode").asInt(-1) == 0);
        assertThat(client.get(command + "/logs").body()).endsWith("300000\n");
    }

    @Test
    void inputThatNobodyReadsHoldsNobodyUp() {
        var deaf = client.background(id, "deaf", "sleep 60");
        var body = Json.write(Json.object().put("data", "x".repeat(500_000)));
        assertThat(client.post(deaf + "/input", body).statusCode()).isEqualTo(204);
        var other = client.background(id, "other", "read L; echo got $L");
        client.post(other + "/input", "{\"data\":\"abc\"}");
        assertThat(client.connect(other + FOLLOW).awaitClose().bytes()).contains("got abc");
    }
}
