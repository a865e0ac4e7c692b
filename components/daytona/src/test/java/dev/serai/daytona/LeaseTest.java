package dev.serai.daytona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.daytona.TestServer.Answer;
import dev.serai.support.json.Json;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sandboxes that are leased, and given back however it ends. */
@Timeout(60)
class LeaseTest {

    private static final String WORK_DIR = "daytona:sandbox/work-dir";

    private final AtomicInteger born = new AtomicInteger();
    private TestServer server;
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer()
                .on("GET", "/api/sandbox", Answer.json(200, "{\"items\":[],\"nextCursor\":null}"))
                .on(
                        "POST",
                        "/api/sandbox",
                        any -> Answer.json(200, server.sandbox("s" + born.incrementAndGet(), "creating")))
                .on("GET", "/api/sandbox/s\\d+", asked -> Answer.json(200, server.sandbox(id(asked.path()), "started")))
                .on(
                        "DELETE",
                        "/api/sandbox/.+",
                        asked -> Answer.json(200, server.sandbox(id(asked.path()), "destroyed")))
                .on(
                        "GET",
                        "/toolbox/s\\d+/work-dir",
                        asked -> Answer.json(
                                200, Json.object().put("dir", asked.path().split("/")[2])))
                .on("POST", "/toolbox/s\\d+/process/code-run", Answer.json(200, "{\"exitCode\":0,\"result\":\"\"}"));
        routes = new Routes(server);
    }

    @AfterEach
    void stop() {
        routes.close();
        server.close();
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void route(String from, String... to) throws Exception {
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(from).to(to);
            }
        });
    }

    private List<String> deleted() {
        return server.asked().stream()
                .filter(seen -> seen.method().equals("DELETE") && seen.path().startsWith("/api/sandbox/"))
                .map(seen -> id(seen.path()))
                .toList();
    }

    private void awaitDeleted(String... ids) {
        Awaitility.await().untilAsserted(() -> assertThat(deleted()).containsExactlyInAnyOrder(ids));
    }

    @Test
    void allStepsOfAnExchangeShareOneSandboxAndItIsDeletedAtTheEnd() throws Exception {
        route("direct:work", "daytona:run/python?via=call&snapshot=py&autoStop=3", WORK_DIR, WORK_DIR);
        assertThat(routes.ask("direct:work", "x")).isEqualTo(Map.of("dir", "s1"));
        awaitDeleted("s1");
        assertThat(born).hasValue(1);
    }

    @Test
    void aLeasedSandboxIsLabelledAndEndsByItself() throws Exception {
        route("direct:work", "daytona:run/python?via=call&snapshot=py&label.team=x&env.SECRET=1&networkBlockAll=true");
        routes.ask("direct:work", "x", Map.of(DaytonaConstants.NETWORK_BLOCK_ALL, false));
        var wish = server.asked("POST", "/sandbox").get(0).json();
        assertThat(wish.path("labels").path("serai-owner").asText()).isEqualTo(Routes.OWNER);
        assertThat(wish.path("labels").path("serai-run").asText())
                .startsWith(ProcessHandle.current().pid() + "-");
        assertThat(wish.path("labels").path("team").asText()).isEqualTo("x");
        assertThat(wish.path("snapshot").asText()).isEqualTo("py");
        assertThat(wish.path("autoDeleteInterval").asInt(-1)).isZero();
        assertThat(wish.path("autoStopInterval").asInt()).isEqualTo(15);
        // A message opens no network, and what a command is told is not told to the sandbox.
        assertThat(wish.path("networkBlockAll").asBoolean()).isTrue();
        assertThat(wish.has("env")).isFalse();
    }

    @Test
    void itIsDeletedWhenTheExchangeFails() throws Exception {
        route("direct:work", WORK_DIR, "daytona:files/list?path=/nope");
        assertThat(routes.fails("direct:work", "x").getId()).isEqualTo("DAYTONA-401");
        awaitDeleted("s1");
    }

    @Test
    void itIsDeletedWhenItDoesNotStart() {
        server.on("GET", "/api/sandbox/s1", any -> Answer.json(200, server.sandbox("s1", "error")));
        assertThat(routes.fails(WORK_DIR, null).getId()).isEqualTo("DAYTONA-202");
        awaitDeleted("s1");
    }

    @Test
    void oneWhoseBirthWasNotHeardOfIsLookedForAndDeleted() {
        birthIsUnheardOf(Answer.cut());
        assertThat(routes.fails(WORK_DIR, null).getId()).isEqualTo("DAYTONA-107");
        awaitDeleted("s9");
    }

    @Test
    void aProxyThatGivesUpMayHaveLetABirthThrough() {
        birthIsUnheardOf(Answer.error(504, "gateway time-out"));
        assertThat(routes.fails(WORK_DIR, null).getId()).isEqualTo("DAYTONA-114");
        awaitDeleted("s9");
    }

    private void birthIsUnheardOf(Answer told) {
        server.on("POST", "/api/sandbox", asked -> {
            server.on("GET", "/api/sandbox", list -> {
                var lease = asked.json().path("labels").path("serai-lease").asText();
                var found = server.sandbox("s9", "started");
                return Answer.json(
                        200,
                        list.query().stream().anyMatch(part -> part.contains(lease))
                                ? "{\"items\":[" + found + "],\"nextCursor\":null}"
                                : "{\"items\":[]}");
            });
            return told;
        });
    }

    @Test
    void aLaterStepDoesNotGetWhatTheSandboxIsNot() throws Exception {
        var differences = List.of(
                List.of("", "networkBlockAll=true", "networkBlockAll"),
                List.of("networkBlockAll=true", "networkBlockAll=false", "networkBlockAll"),
                List.of("networkAllowList=10.0.0.0/8", "networkAllowList=0.0.0.0/0", "networkAllowList"),
                List.of("image=a", "image=b", "image is b"),
                List.of("autoStop=5", "autoStop=6", "autoStop"),
                List.of("label.team=x", "label.team=y", "label.team"),
                List.of("", "language=python", "language"));
        for (var each : differences) {
            var uri = "direct:" + differences.indexOf(each);
            route(uri, WORK_DIR + "?" + each.get(0), "daytona:exec?via=call&command=x&" + each.get(1));
            var failure = routes.fails(uri, "x");
            assertThat(failure.getId()).as(each.toString()).isEqualTo("DAYTONA-003");
            assertThat(failure.getFact()).contains(each.get(2)).contains("earlier step");
        }
        assertThat(server.asked("POST", "/execute")).isEmpty();
    }

    @Test
    void aLaterStepMayRepeatWhatTheSandboxIsOrLeaveItOpen() throws Exception {
        var first = WORK_DIR + "?image=a&cpu=2&networkBlockAll=true&label.team=x";
        route("direct:same", first, first, WORK_DIR, WORK_DIR + "?networkBlockAll=true&openPreview=false");
        assertThat(routes.ask("direct:same")).isEqualTo(Map.of("dir", "s1"));
        // Here the language is that of the interpreter.
        server.on("POST", "/toolbox/s\\d+/process/interpreter/context", Answer.json(200, "{}"));
        route("direct:language", WORK_DIR, "daytona:interpreter/create?language=python");
        assertThat(routes.ask("direct:language")).isEqualTo(Map.of());
    }

    @Test
    void routesThatShareASessionShareWhatItsSandboxIsLike() {
        Map<String, Object> ann = Map.of(DaytonaConstants.LEASE, "ann");
        routes.ask(WORK_DIR + "?sandboxScope=session", null, ann);
        var failure = routes.fails(WORK_DIR + "?sandboxScope=session&networkBlockAll=true", null, ann);
        assertThat(failure.getId()).isEqualTo("DAYTONA-003");
        assertThat(failure.getFact()).contains("networkBlockAll");
        assertThat(routes.ask(WORK_DIR + "?sandboxScope=session&sandboxIdle=10m", null, ann))
                .isEqualTo(Map.of("dir", "s1"));
    }

    @Test
    void whatStandsForALostSandboxIsLikeIt() throws Exception {
        server.on("GET", "/toolbox/s1/user-home-dir", any -> {
            server.on("GET", "/api/sandbox/s1", Answer.error(404, "not found"));
            return Answer.of(502, "text/html", "<html>");
        });
        server.on("GET", "/toolbox/s2/user-home-dir", Answer.json(200, "{}"));
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:again")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(1))
                        .to(WORK_DIR + "?networkBlockAll=true")
                        .to("daytona:sandbox/home-dir");
            }
        });
        routes.ask("direct:again");
        var wishes = server.asked("POST", "/sandbox");
        assertThat(wishes)
                .hasSize(2)
                .allMatch(wish -> wish.json().path("networkBlockAll").asBoolean());
    }

    @Test
    void whereNoSandboxCameAboutAnotherMayBeAskedFor() throws Exception {
        server.on(
                "POST",
                "/api/sandbox",
                asked -> asked.json().path("snapshot").asText().equals("none")
                        ? Answer.error(400, "Snapshot none not found")
                        : Answer.json(200, server.sandbox("s7", "started")));
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:other")
                        .doTry()
                        .to(WORK_DIR + "?snapshot=none")
                        .doCatch(Exception.class)
                        .to(WORK_DIR + "?snapshot=py")
                        .end();
            }
        });
        assertThat(routes.ask("direct:other")).isEqualTo(Map.of("dir", "s7"));
    }

    @Test
    void whatCannotBeDeletedAtOnceIsDeletedLater() {
        var refused = new AtomicInteger();
        server.on(
                "DELETE",
                "/api/sandbox/s1",
                any -> refused.incrementAndGet() < 3
                        ? Answer.error(409, "Sandbox state change in progress")
                        : Answer.json(200, server.sandbox("s1", "destroyed")));
        routes.ask(WORK_DIR);
        Awaitility.await().untilAsserted(() -> assertThat(refused).hasValue(3));
    }

    @Test
    void aMistakeInTheArgumentsLeasesNothing() {
        assertThat(routes.fails("daytona:files/info", null).getId()).isEqualTo("DAYTONA-006");
        assertThat(routes.fails("daytona:run/python", null).getId()).isEqualTo("DAYTONA-006");
        assertThat(born).hasValue(0);
    }

    @Test
    void aQuotaThatIsReachedIsSaid() {
        server.on("POST", "/api/sandbox", Answer.error(403, "Total memory quota exceeded"));
        assertThat(routes.fails(WORK_DIR, null).getId()).isEqualTo("DAYTONA-206");
        assertThat(deleted()).isEmpty();
    }

    @Test
    void whoIsToldToComeBackLaterComesBackLater() {
        var tries = new AtomicInteger();
        server.on(
                "POST",
                "/api/sandbox",
                any -> tries.incrementAndGet() < 3
                        ? Answer.error(429, "ThrottlerException: Too Many Requests")
                                .with("Retry-After", "1")
                        : Answer.json(200, server.sandbox("s3", "started")));
        assertThat(routes.ask(WORK_DIR)).isEqualTo(Map.of("dir", "s3"));
        assertThat(tries).hasValue(3);
    }

    @Test
    void whatWouldTakeLongerThanItsLimitIsNotWaitedFor() {
        server.on("POST", "/api/sandbox", Answer.error(429, "Too Many Requests").with("Retry-After", "3600"));
        var failure = routes.fails(WORK_DIR, null);
        assertThat(failure.getId()).isEqualTo("DAYTONA-114");
        assertThat(server.asked("POST", "/sandbox")).hasSize(1);
        assertThat(routes.fails("daytona:sandbox/create", null).getId()).isEqualTo("DAYTONA-114");
    }

    @Test
    void aLostSandboxIsReplacedWhenTheStepIsTriedAgain() throws Exception {
        server.on("GET", "/toolbox/s1/work-dir", any -> {
            server.on("GET", "/api/sandbox/s1", Answer.error(404, "not found"));
            return Answer.of(502, "text/html", "<html>");
        });
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:again")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(1))
                        .to(WORK_DIR);
            }
        });
        assertThat(routes.ask("direct:again")).isEqualTo(Map.of("dir", "s2"));
        awaitDeleted("s1", "s2");
    }

    @Test
    void aSessionKeepsItsSandboxUntilNobodyHasUsedItForAWhile() {
        var uri = WORK_DIR + "?sandboxScope=session&sandboxIdle=600";
        Map<String, Object> ann = Map.of(DaytonaConstants.LEASE, "ann");
        assertThat(routes.ask(uri, null, ann)).isEqualTo(Map.of("dir", "s1"));
        assertThat(routes.ask(uri, null, Map.of(DaytonaConstants.LEASE, "bob"))).isEqualTo(Map.of("dir", "s2"));
        assertThat(routes.ask(uri, null, ann)).isEqualTo(Map.of("dir", "s1"));
        assertThat(deleted()).isEmpty();
        awaitDeleted("s1", "s2");
        assertThat(routes.ask(uri, null, ann)).isEqualTo(Map.of("dir", "s3"));
    }

    @Test
    void anExchangeMayHaveASandboxOfItsOwnBesideThatOfItsSession() throws Exception {
        route("direct:both", WORK_DIR, WORK_DIR + "?sandboxScope=session");
        assertThat(routes.ask("direct:both", null, Map.of(DaytonaConstants.LEASE, "ann")))
                .isEqualTo(Map.of("dir", "s2"));
        awaitDeleted("s1");
    }

    @Test
    void aSessionNeedsAName() {
        assertThat(routes.fails(WORK_DIR + "?sandboxScope=session", null).getId())
                .isEqualTo("DAYTONA-006");
    }

    @Test
    void aContextThatStopsGivesAllBackBeforeItsConnectionsClose() {
        routes.ask(WORK_DIR + "?sandboxScope=session", null, Map.of(DaytonaConstants.LEASE, "ann"));
        routes.context().stop();
        assertThat(deleted()).containsExactly("s1");
    }

    @Test
    void whatACrashHasLeftIsDeletedAtTheNextStart() {
        var left = Json.object().putNull("nextCursor");
        var items = left.putArray("items");
        // No process has this id: the kernel's limit is lower.
        items.add(labelled("dead", "4194999-1", Routes.OWNER));
        items.add(labelled("reused", ProcessHandle.current().pid() + "-1", Routes.OWNER));
        items.add(labelled("other", "4194999-1", "somebody"));
        items.add(labelled("mine", thisRun(), Routes.OWNER));
        items.add(server.sandbox("hand-made", "started"));
        server.on("GET", "/api/sandbox", Answer.json(200, left));
        routes.ask(WORK_DIR);
        awaitDeleted("dead", "reused", "s1");
        assertThat(server.asked("GET", "/api/sandbox").get(0).query())
                .contains("labels={\"serai-owner\":\"" + Routes.OWNER + "\"}");
    }

    private static String thisRun() {
        var me = ProcessHandle.current();
        return me.pid() + "-" + me.info().startInstant().orElseThrow().toEpochMilli();
    }

    private com.fasterxml.jackson.databind.JsonNode labelled(String id, String run, String owner) {
        var sandbox = server.sandbox(id, "started");
        sandbox.putObject("labels")
                .put("serai-owner", owner)
                .put("serai-run", run)
                .put("serai-lease", "l");
        return sandbox;
    }
}
