package dev.serai.offline.daytona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.offline.http.Json;
import dev.serai.offline.junit.DaytonaServerExtension;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The clock stands still, so that nothing happens until the test lets time go on. */
class LifecycleTest {
    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final Duration BUILD = Duration.ofMinutes(2);

    @RegisterExtension
    static DaytonaServerExtension daytona = new DaytonaServerExtension(DaytonaStandIn.builder()
            .clock(Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC))
            .startTime(START)
            .stopTime(STOP)
            .buildTime(BUILD));

    private Client client;

    @BeforeEach
    void connect() {
        client = Client.of(daytona.server());
    }

    @Test
    void aSlowStartTakesItsTime() {
        var id = create("{}");
        assertThat(client.state(id)).isEqualTo("creating");
        assertThat(client.get("/toolbox/" + id + "/work-dir").statusCode()).isEqualTo(400);
        daytona.server().advance(START.minusSeconds(1));
        assertThat(client.state(id)).isEqualTo("creating");
        daytona.server().advance(Duration.ofSeconds(1));
        assertThat(client.state(id)).isEqualTo("started");
        assertThat(client.get("/toolbox/" + id + "/work-dir").statusCode()).isEqualTo(200);
    }

    @Test
    void anImageIsBuiltFirst() {
        var id = create("{\"buildInfo\":{\"dockerfileContent\":\"FROM debian:12\\n\"}}");
        daytona.server().advance(Duration.ZERO);
        assertThat(client.state(id)).isEqualTo("building_snapshot");
        daytona.server().advance(BUILD);
        assertThat(client.state(id)).isEqualTo("creating");
        daytona.server().advance(START);
        assertThat(client.state(id)).isEqualTo("started");
    }

    @Test
    void stoppingStartingAndArchivingGoThroughTheirStates() {
        var id = started("{}");
        assertThat(change(id, "stop")).isEqualTo("stopping");
        assertThat(client.post("/api/sandbox/" + id + "/start", "").statusCode())
                .as("while it is stopping")
                .isIn(400, 409);
        daytona.server().advance(STOP);
        assertThat(client.state(id)).isEqualTo("stopped");
        assertThat(change(id, "archive")).isEqualTo("archiving");
        daytona.server().advance(STOP);
        assertThat(client.state(id)).isEqualTo("archived");
        assertThat(change(id, "start")).isEqualTo("restoring");
        daytona.server().advance(START);
        assertThat(client.state(id)).isEqualTo("started");
    }

    @Test
    void anIdleSandboxStopsAndIsArchivedAndDeletedOnItsOwn() {
        var id = started("{\"autoStopInterval\":10,\"autoArchiveInterval\":60,\"autoDeleteInterval\":600}");
        daytona.server().advance(Duration.ofMinutes(9));
        client.execute(id, "true");
        daytona.server().advance(Duration.ofMinutes(9));
        assertThat(client.state(id)).isEqualTo("started");
        daytona.server().advance(Duration.ofMinutes(1));
        daytona.server().advance(STOP);
        assertThat(client.state(id)).isEqualTo("stopped");
        daytona.server().advance(Duration.ofMinutes(60));
        daytona.server().advance(STOP);
        assertThat(client.state(id)).isEqualTo("archived");
    }

    @Test
    void aSandboxInUseIsNotIdle() {
        var id = started("{\"autoStopInterval\":10}");
        var waiting = client.sendLater(
                "POST",
                "/toolbox/" + id + "/process/execute",
                "{\"command\":\"until [ -e go ]; do sleep 0.05; done\"}");
        await().atMost(Client.LONG).until(() -> daytona.server().runningPrograms() == 1);
        daytona.server().advance(Duration.ofMinutes(60));
        daytona.server().advance(STOP);
        assertThat(client.state(id)).isEqualTo("started");
        client.execute(id, "touch go");
        assertThat(waiting.join().statusCode()).isEqualTo(200);
        var command = client.background(id, "s", "read L");
        var log = client.connect(command + "/logs?follow=true");
        daytona.server().advance(Duration.ofMinutes(60));
        daytona.server().advance(STOP);
        assertThat(client.state(id)).isEqualTo("started");
        client.post(command + "/input", "{\"data\":\"x\"}");
        log.awaitClose();
        await().atMost(Client.LONG).until(() -> {
            daytona.server().advance(Duration.ofMinutes(11));
            return !client.state(id).equals("started");
        });
    }

    @Test
    void anEphemeralSandboxIsGoneWhenItStops() {
        var id = started("{\"autoDeleteInterval\":0}");
        change(id, "stop");
        daytona.server().advance(STOP);
        daytona.server().advance(STOP);
        assertThat(client.get("/api/sandbox/" + id).statusCode()).isEqualTo(404);
        assertThat(daytona.server().sandboxes()).isEmpty();
    }

    @Test
    void aStoppedSandboxIsDeletedAfterItsInterval() {
        var id = started("{\"autoDeleteInterval\":30}");
        change(id, "stop");
        daytona.server().advance(STOP);
        daytona.server().advance(Duration.ofMinutes(29));
        assertThat(client.state(id)).isEqualTo("stopped");
        daytona.server().advance(Duration.ofMinutes(1));
        assertThat(client.state(id)).isEqualTo("destroying");
        daytona.server().advance(STOP);
        assertThat(client.get("/api/sandbox/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void aFailedStartTellsItsReasonAndCanBeRecovered() {
        daytona.server().faults().failStart("no runner has room");
        var id = create("{}");
        daytona.server().advance(START);
        var failed = client.json("GET", "/api/sandbox/" + id, "");
        assertThat(failed.path("state").asText()).isEqualTo("error");
        assertThat(failed.path("errorReason").asText()).isEqualTo("no runner has room");
        assertThat(client.post("/api/sandbox/" + id + "/start", "").statusCode())
                .isEqualTo(400);
        assertThat(change(id, "recover")).isEqualTo("starting");
        daytona.server().advance(START);
        assertThat(client.state(id)).isEqualTo("started");
    }

    @Test
    void aFailedBuildTellsItsReason() {
        daytona.server().faults().failBuild("pull access denied");
        var id = create("{\"buildInfo\":{\"dockerfileContent\":\"FROM nobody/nothing:1\\n\"}}");
        daytona.server().advance(BUILD);
        var failed = client.json("GET", "/api/sandbox/" + id, "");
        assertThat(failed.path("state").asText()).isEqualTo("build_failed");
        assertThat(failed.path("errorReason").asText()).isEqualTo("pull access denied");
    }

    @Test
    void aSandboxIsLostInTheMiddleOfACommand() {
        var id = started("{}");
        var other = started("{}");
        var waiting = client.sendLater(
                "POST", "/toolbox/" + id + "/process/execute", "{\"command\":\"echo begun > begun; sleep 60\"}");
        var log = client.connect(client.background(id, "s", "echo one; sleep 60") + "/logs?follow=true")
                .awaitBytes("one");
        var spared = client.connect(client.background(other, "s", "echo one; read L") + "/logs?follow=true")
                .awaitBytes("one");
        await().atMost(Client.LONG)
                .until(() ->
                        client.execute(id, "cat begun").path("result").asText().contains("begun"));
        daytona.server().lose(id, "the machine is gone");
        assertThat(client.json("GET", "/api/sandbox/" + id, "")
                        .path("errorReason")
                        .asText())
                .isEqualTo("the machine is gone");
        assertThat(client.get("/toolbox/" + id + "/work-dir").statusCode()).isEqualTo(400);
        assertThat(waiting).failsWithin(Client.LONG).withThrowableThat().withCauseInstanceOf(IOException.class);
        assertThat(log.awaitClose().code()).isEqualTo(Frames.BROKEN);
        assertThat(client.execute(other, "true").path("exitCode").asInt()).isZero();
        assertThat(spared.code()).isZero();
    }

    @Test
    void aPreviewsSignatureExpires() {
        var id = started("{}");
        var link = client.json("GET", "/api/sandbox/" + id + "/ports/4000/signed-preview-url?expiresInSeconds=60", "");
        var path = link.path("url").asText().substring(daytona.baseUrl().length());
        assertThat(client.get(path).statusCode()).as("nothing listens there").isEqualTo(502);
        daytona.server().advance(Duration.ofSeconds(61));
        assertThat(client.get(path).statusCode()).isEqualTo(401);
    }

    private String create(String body) {
        return client.json("POST", "/api/sandbox", body).path("id").asText();
    }

    private String started(String body) {
        var id = create(body);
        daytona.server().advance(START);
        assertThat(client.state(id)).isEqualTo("started");
        return id;
    }

    private String change(String id, String verb) {
        var answer = client.post("/api/sandbox/" + id + "/" + verb, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.parse(answer.body()).path("state").asText();
    }
}
