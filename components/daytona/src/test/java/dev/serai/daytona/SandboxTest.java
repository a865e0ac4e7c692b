package dev.serai.daytona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.daytona.TestServer.Answer;
import dev.serai.support.json.Json;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The life of sandboxes, snapshots and volumes. */
@Timeout(60)
class SandboxTest {

    private TestServer server;
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
        routes = new Routes(server);
    }

    @AfterEach
    void stop() {
        routes.close();
        server.close();
    }

    /** Asked for again and again, the sandbox goes through these states and stays in the last. */
    private void states(String... states) {
        var asked = new AtomicInteger();
        server.on(
                "GET",
                "/api/sandbox/({id}|box1)",
                any -> Answer.json(200, server.sandbox(states[Math.min(asked.getAndIncrement(), states.length - 1)])));
    }

    private void creates(String state) {
        server.on("POST", "/api/sandbox", any -> Answer.json(200, server.sandbox(state)));
    }

    @Test
    void aNewSandboxIsWaitedForUntilItRuns() {
        creates("creating");
        states("pulling_snapshot", "starting", "started");
        var exchange = routes.exchange("daytona:sandbox/create?snapshot=py", null, Map.of());
        assertThat(exchange.getMessage().getHeader(DaytonaConstants.SANDBOX)).isEqualTo(TestServer.ID);
        assertThat(exchange.getMessage().getHeader(DaytonaConstants.SANDBOX_STATE))
                .isEqualTo("started");
        assertThat(exchange.getMessage().getBody()).asInstanceOf(MAP).containsEntry("state", "started");
        assertThat(server.asked("GET", TestServer.ID)).hasSize(3);
    }

    @Test
    void allThatANewSandboxCanBeIsTold() throws Exception {
        creates("started");
        routes.ask(
                "daytona:sandbox/create?image=python:3.12-slim&cpu=2&memory=4&disk=10&gpu=1&ephemeral=true&autoStop=5"
                        + "&autoArchive=60&env.A=1&label.team=blue&language=python&networkBlockAll=false&networkAllowList=10.0.0.0/8"
                        + "&domainAllowList=example.org&openPreview=true&osUser=root&target=eu&name=n&volumes=v1:/data,v2:/more:sub");
        assertThat(server.last().json()).isEqualTo(Json.read("""
                {"name":"n","user":"root","networkAllowList":"10.0.0.0/8","domainAllowList":"example.org","cpu":2,
                "memory":4,"disk":10,"gpu":1,"autoStopInterval":5,"autoArchiveInterval":60,"autoDeleteInterval":0,
                "networkBlockAll":false,"public":true,"target":"eu",
                "buildInfo":{"dockerfileContent":"FROM python:3.12-slim\\n"},"env":{"A":"1"},
                "labels":{"team":"blue","code-toolbox-language":"python"},
                "volumes":[{"volumeId":"v1","mountPath":"/data"},{"volumeId":"v2","mountPath":"/more","subpath":"sub"}]}"""));
    }

    @Test
    void whatContradictsItselfIsRefusedBeforeItIsSent() {
        for (var options : List.of(
                "image=a&snapshot=b",
                "cpu=2",
                "image=a&ephemeral=true&autoDelete=5",
                "volumes=v1",
                "image=RAW(a\nRUN evil)")) {
            assertThat(routes.fails("daytona:sandbox/create?" + options, null).getId())
                    .as(options)
                    .isEqualTo("DAYTONA-003");
        }
        assertThat(server.asked("POST", "/sandbox")).isEmpty();
    }

    @Test
    void aMistakeInOneSearchHoldsUpNoOther() {
        creates("started");
        server.on("GET", "/api/sandbox", Answer.json(200, "{\"items\":[],\"nextCursor\":null}"));
        var uri = "daytona:sandbox/find-or-create?label.job=1";
        assertThat(routes.fails(uri, Map.of("cpu", "many")).getId()).isEqualTo("DAYTONA-003");
        assertThat(routes.ask(uri)).asInstanceOf(MAP).containsEntry("id", TestServer.ID);
    }

    @Test
    void aSandboxThatFailsSaysTheReasonOfTheService() {
        creates("pending_build");
        server.on(
                "GET",
                "/api/sandbox/{id}",
                any -> Answer.json(200, server.sandbox("build_failed").put("errorReason", "pip: no such package")));
        var failure = routes.fails("daytona:sandbox/create?image=x", null);
        assertThat(failure.getId()).isEqualTo("DAYTONA-202");
        assertThat(failure.getFact()).contains("build_failed").contains("pip: no such package");
    }

    @Test
    void aStateThatDoesNotComeEndsTheWaiting() {
        states("starting");
        var failure = routes.fails("daytona:sandbox/wait?sandbox=box1&waitTimeout=400", null);
        assertThat(failure.getId()).isEqualTo("DAYTONA-205");
        assertThat(failure.getFact()).contains("it is starting");
    }

    @Test
    void aSandboxThatIsDeletedMeanwhileIsNotWaitedFor() {
        states("starting", "destroying");
        assertThat(routes.fails("daytona:sandbox/wait?sandbox=box1", null).getId())
                .isEqualTo("DAYTONA-204");
    }

    @Test
    void aServiceThatIsAwayForAMomentIsBorneWhileWaiting() {
        var asked = new AtomicInteger();
        server.on("GET", "/api/sandbox/box1", any -> switch (asked.getAndIncrement()) {
            case 0 -> Answer.error(502, "bad gateway");
            case 1 -> Answer.cut();
            default -> Answer.json(200, server.sandbox("started"));
        });
        assertThat(routes.ask("daytona:sandbox/wait?sandbox=box1"))
                .asInstanceOf(MAP)
                .containsEntry("state", "started");
    }

    @Test
    void aStopIsOverWhenItIsStoppedOrGone() {
        server.on("POST", "/api/sandbox/box1/stop", any -> Answer.json(200, server.sandbox("stopping")));
        states("stopping", "stopped");
        assertThat(routes.ask("daytona:sandbox/stop?sandbox=box1&force=true"))
                .asInstanceOf(MAP)
                .containsEntry("state", "stopped");
        assertThat(server.asked("POST", "/stop").get(0).query()).containsExactly("force=true");
        server.on("GET", "/api/sandbox/{id}", Answer.error(404, "not found"));
        assertThat(routes.ask("daytona:sandbox/stop?sandbox=box1"))
                .asInstanceOf(MAP)
                .containsEntry("state", "destroyed");
    }

    @Test
    void aFailedSandboxIsDeletedToo() {
        server.on("DELETE", "/api/sandbox/box1", any -> Answer.json(200, server.sandbox("error")));
        states("error", "destroying", "destroyed");
        assertThat(routes.ask("daytona:sandbox/delete?sandbox=box1"))
                .asInstanceOf(MAP)
                .containsEntry("state", "destroyed");
    }

    @Test
    void deletingWhatIsGoneIsNoFailure() {
        server.on("DELETE", "/api/sandbox/box1", Answer.error(404, "Sandbox with ID or name box1 not found"));
        server.on("GET", "/api/sandbox/box1", Answer.error(404, "Sandbox with ID or name box1 not found"));
        assertThat(routes.ask("daytona:sandbox/delete?sandbox=box1"))
                .asInstanceOf(MAP)
                .containsEntry("state", "destroyed");
    }

    @Test
    void archiveRecoverResizeForkAndSnapshotWaitForWhatTheyAreFor() {
        for (var action : List.of("archive", "recover", "resize", "fork", "snapshot", "pause")) {
            server.on("POST", "/api/sandbox/box1/" + action, any -> Answer.json(200, server.sandbox("resizing")));
        }
        states("archiving", "archived");
        assertThat(routes.ask("daytona:sandbox/archive?sandbox=box1"))
                .asInstanceOf(MAP)
                .containsEntry("state", "archived");
        states("starting", "started");
        for (var operation : List.of("recover", "resize?cpu=4", "fork?name=n2", "snapshot?name=s1")) {
            var separator = operation.contains("?") ? "&" : "?";
            assertThat(routes.ask("daytona:sandbox/" + operation + separator + "sandbox=box1"))
                    .as(operation)
                    .asInstanceOf(MAP)
                    .containsEntry("state", "started");
        }
        states("pausing", "paused");
        assertThat(routes.ask("daytona:sandbox/pause?sandbox=box1"))
                .asInstanceOf(MAP)
                .containsEntry("state", "paused");
        assertThat(server.asked("POST", "/resize").get(0).json().path("cpu").asInt())
                .isEqualTo(4);
    }

    @Test
    void allIntervalsAreSet() {
        server.on("POST", "/api/sandbox/box1/auto.*", any -> Answer.json(200, server.sandbox("started")));
        routes.ask("daytona:sandbox/intervals?sandbox=box1&autoStop=1&autoArchive=2&autoDelete=-1");
        assertThat(server.asked().stream().map(TestServer.Asked::path))
                .containsSubsequence(
                        "/api/sandbox/box1/autostop/1",
                        "/api/sandbox/box1/autoarchive/2",
                        "/api/sandbox/box1/autodelete/-1");
    }

    private ObjectNode labelled(String id, String state, String job) {
        var sandbox = server.sandbox(id, state);
        sandbox.putObject("labels").put("job", job);
        return sandbox;
    }

    private void lists(ObjectNode... sandboxes) {
        var page = Json.object().putNull("nextCursor");
        var items = page.putArray("items");
        List.of(sandboxes).forEach(items::add);
        server.on("GET", "/api/sandbox", Answer.json(200, page));
    }

    @Test
    void whatRunsUnderALabelIsFoundOnLaterPagesToo() {
        server.on("GET", "/api/sandbox", asked -> {
            var page = Json.object();
            if (asked.query().contains("cursor=n2")) {
                page.putNull("nextCursor").putArray("items").add(labelled("b", "started", "7"));
            } else {
                page.put("nextCursor", "n2").putArray("items").add(labelled("a", "error", "7"));
            }
            return Answer.json(200, page);
        });
        assertThat(routes.ask("daytona:sandbox/find-or-create?label.job=7"))
                .asInstanceOf(MAP)
                .containsEntry("id", "b");
        assertThat(server.asked("GET", "/sandbox").get(0).query()).contains("labels={\"job\":\"7\"}");
        assertThat(server.asked("POST", "/sandbox")).isEmpty();
    }

    @Test
    void whatSleepsUnderALabelIsWoken() {
        lists(labelled(TestServer.ID, "stopped", "7"));
        server.on("POST", "/api/sandbox/{id}/start", any -> Answer.json(200, server.sandbox("starting")));
        states("starting", "started");
        assertThat(routes.ask("daytona:sandbox/find-or-create?label.job=7"))
                .asInstanceOf(MAP)
                .containsEntry("state", "started");
    }

    @Test
    void whatHasOtherLabelsIsNotTakenWhateverTheServerLists() {
        lists(labelled("other", "started", "8"));
        creates("started");
        assertThat(routes.ask("daytona:sandbox/find-or-create?label.job=7"))
                .asInstanceOf(MAP)
                .containsEntry("id", TestServer.ID);
        assertThat(server.last().json().path("labels").path("job").asText()).isEqualTo("7");
    }

    @Test
    void whoLooksForTheSameAtOnceGetsOneSandbox() throws Exception {
        lists();
        creates("creating");
        states("creating", "creating", "started");
        var template = routes.context().createProducerTemplate();
        var asked = IntStream.range(0, 10)
                .mapToObj(i -> template.asyncRequestBody("daytona:sandbox/find-or-create?label.job=7", null))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(asked).get(30, TimeUnit.SECONDS);
        assertThat(server.asked("POST", "/sandbox")).hasSize(1);
    }

    @Test
    void refusalsAreToldApart() {
        for (var refusal : Map.of(
                        Answer.error(403, "Total CPU quota exceeded (10 > 4)"), "DAYTONA-206",
                        Answer.error(409, "Sandbox with name n already exists"), "DAYTONA-207",
                        Answer.error(400, "Snapshot py not found"), "DAYTONA-209",
                        Answer.error(403, "no permission"), "DAYTONA-113",
                        Answer.error(400, "cpu must be a number"), "DAYTONA-116",
                        Answer.error(409, "Sandbox state change in progress"), "DAYTONA-208")
                .entrySet()) {
            server.on("POST", "/api/sandbox", refusal.getKey());
            assertThat(routes.fails("daytona:sandbox/create", null).getId())
                    .as(new String(refusal.getKey().body()))
                    .isEqualTo(refusal.getValue());
        }
    }

    @Test
    void anOperationOnASandboxNeedsOne() {
        assertThat(routes.fails("daytona:sandbox/delete", null).getId()).isEqualTo("DAYTONA-002");
        assertThat(server.asked("DELETE", "")).isEmpty();
    }

    @Test
    void aSandboxThatSleepsIsNamedSo() {
        states("stopped");
        var failure = routes.fails("daytona:exec?sandbox=box1", "ls");
        assertThat(failure.getId()).isEqualTo("DAYTONA-203");
    }

    @Test
    void aSandboxThatIsOnItsWayIsWaitedFor() {
        states("starting", "started");
        server.on("GET", "/toolbox/{id}/work-dir", Answer.json(200, "{\"dir\":\"/w\"}"));
        assertThat(routes.ask("daytona:sandbox/work-dir?sandbox=box1")).isEqualTo(Map.of("dir", "/w"));
    }

    @Test
    void aFailureInsideOfASandboxThatHasGoneIsToldAsThat() {
        server.withSandbox();
        routes.ask("daytona:sandbox/get?sandbox=box1");
        server.on("GET", "/toolbox/{id}/files", asked -> {
            states("destroyed");
            return Answer.of(502, "text/html", "<html>bad gateway</html>");
        });
        assertThat(routes.fails("daytona:files/list?sandbox=box1", null).getId())
                .isEqualTo("DAYTONA-204");
    }

    @Test
    void aSnapshotIsWaitedForAndFailsWithItsReason() {
        server.on("POST", "/api/snapshots", Answer.json(200, "{\"id\":\"s1\",\"name\":\"py\",\"state\":\"building\"}"));
        var asked = new AtomicInteger();
        server.on(
                "GET",
                "/api/snapshots/s1",
                any -> Answer.json(
                        200,
                        asked.getAndIncrement() == 0
                                ? "{\"id\":\"s1\",\"state\":\"pulling\"}"
                                : "{\"id\":\"s1\",\"state\":\"active\"}"));
        assertThat(routes.ask("daytona:snapshots/create?name=py&image=python:3.12&cpu=1&entrypoint=sleep,infinity"))
                .asInstanceOf(MAP)
                .containsEntry("state", "active");
        var wish = server.asked("POST", "/snapshots").get(0).json();
        assertThat(wish.path("imageName").asText()).isEqualTo("python:3.12");
        assertThat(wish.path("entrypoint").size()).isEqualTo(2);
        server.on(
                "GET",
                "/api/snapshots/s1",
                Answer.json(
                        200, "{\"id\":\"s1\",\"name\":\"py\",\"state\":\"error\",\"errorReason\":\"no such image\"}"));
        var failure = routes.fails("daytona:snapshots/create?name=py&image=python:3.12", null);
        assertThat(failure.getId()).isEqualTo("DAYTONA-211");
        assertThat(failure.getFact()).contains("no such image");
    }

    @Test
    void snapshotsAndVolumesAreAskedForAndDeleted() {
        server.on("GET", "/api/snapshots", Answer.json(200, "{\"items\":[],\"total\":0}"))
                .on("DELETE", "/api/snapshots/s1", Answer.empty(200))
                .on("GET", "/api/volumes/by-name/data", Answer.json(200, "{\"id\":\"v1\",\"state\":\"ready\"}"))
                .on("DELETE", "/api/volumes/v1", Answer.error(409, "Volume is in use by one or more sandboxes"));
        routes.ask("daytona:snapshots/list?page=2&limit=5");
        assertThat(server.last().query()).containsExactlyInAnyOrder("page=2", "limit=5");
        assertThat(routes.ask("daytona:snapshots/delete?snapshot=s1")).isNull();
        assertThat(routes.ask("daytona:volumes/find?name=data"))
                .asInstanceOf(MAP)
                .containsEntry("id", "v1");
        assertThat(routes.fails("daytona:volumes/delete?volume=v1", null).getId())
                .isEqualTo("DAYTONA-208");
        assertThat(routes.fails("daytona:snapshots/get?snapshot=nope", null).getId())
                .isEqualTo("DAYTONA-209");
        assertThat(routes.fails("daytona:volumes/get?volume=nope", null).getId())
                .isEqualTo("DAYTONA-210");
    }

    @Test
    void aVolumeIsWaitedFor() {
        server.on("POST", "/api/volumes", Answer.json(200, "{\"id\":\"v1\",\"state\":\"creating\"}"))
                .on("GET", "/api/volumes/v1", Answer.json(200, "{\"id\":\"v1\",\"state\":\"ready\"}"));
        assertThat(routes.ask("daytona:volumes/create?name=data"))
                .asInstanceOf(MAP)
                .containsEntry("state", "ready");
    }

    @Test
    void linksOfAllKindsAreGiven() {
        server.withSandbox()
                .on(
                        "GET",
                        "/api/sandbox/{id}/ports/3000/signed-preview-url",
                        Answer.json(200, "{\"url\":\"u\",\"token\":\"t\"}"))
                .on("POST", "/api/sandbox/{id}/ports/3000/signed-preview-url/t/expire", Answer.empty(200));
        assertThat(routes.ask("daytona:preview/signed?sandbox=box1&port=3000&expiresIn=60"))
                .asInstanceOf(MAP)
                .containsEntry("url", "u");
        assertThat(server.last().query()).containsExactly("expiresInSeconds=60");
        assertThat(routes.ask("daytona:preview/expire?sandbox=box1&port=3000&token=t"))
                .isNull();
    }

    @Test
    void anOperationThatDoesNotExistNamesItsFamily() {
        var failure = routes.fails("daytona:files/rename", null);
        assertThat(failure.getId()).isEqualTo("DAYTONA-001");
        assertThat(failure.getRemedy()).contains("files/move").doesNotContain("git/clone");
    }
}
