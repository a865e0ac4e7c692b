package dev.serai.daytona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.serai.offline.daytona.DaytonaStandIn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong, and what only a server that is one's own can show. */
@Timeout(120)
class StandInIT {

    private final DaytonaStandIn server =
            DaytonaStandIn.builder().quota(1, 4, 20).start();
    private Routes routes;

    StandInIT() throws Exception {
        routes = new Routes(server.apiUrl());
        routes.configuration().setApiKey(server.apiKey());
    }

    @AfterEach
    void stop() {
        routes.close();
        server.close();
    }

    private void route(String from, List<String> heard) throws Exception {
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).routeId("followed").process(exchange -> {
                    var message = exchange.getMessage();
                    heard.add(
                            message.getBody() == null
                                    ? "end " + message.getHeader(DaytonaConstants.EXIT_CODE)
                                    : message.getBody(String.class));
                });
            }
        });
    }

    private void box() {
        routes.ask("daytona:sandbox/create?name=box");
    }

    @Test
    void aWrongKeyIsSaid() {
        routes.configuration().setApiKey("dtn_wrong");
        var failure = routes.fails("daytona:exec", "ls");
        assertThat(failure.getId()).isEqualTo("DAYTONA-112");
        assertThat(failure.toString()).doesNotContain("dtn_wrong");
    }

    @Test
    void aQuotaThatIsReachedIsSaidInTheWordsOfTheService() {
        box();
        var failure = routes.fails("daytona:exec", "ls");
        assertThat(failure.getId()).isEqualTo("DAYTONA-206");
        assertThat(failure.getServiceMessage()).isNotBlank();
        assertThat(server.sandboxes()).hasSize(1);
    }

    @Test
    void tooManyNewSandboxesAreWaitedForAsTheServiceSays() {
        server.faults().tooManyRequests(2, Duration.ofSeconds(1));
        assertThat(routes.ask("daytona:exec", "echo made")).asInstanceOf(MAP).containsEntry("stdout", "made\n");
    }

    @Test
    void aStartThatFailsGivesItsReasonAndIsCleanedUp() {
        server.faults().failStart("no runner has room");
        var failure = routes.fails("daytona:exec", "ls");
        assertThat(failure.getId()).isEqualTo("DAYTONA-202");
        assertThat(failure.getFact()).contains("no runner has room");
        Awaitility.await().untilAsserted(() -> assertThat(server.sandboxes()).isEmpty());
    }

    @Test
    void aSandboxWhoseBirthWasNotHeardOfIsDeleted() {
        server.faults().loseAnswers("POST", "/api/sandbox", 1);
        assertThat(routes.fails("daytona:exec", "ls").getId()).isEqualTo("DAYTONA-107");
        server.requests()
                .await(
                        seen -> seen.method().equals("DELETE") && seen.path().startsWith("/api/sandbox/"),
                        Duration.ofSeconds(30));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(server.sandboxes()).isEmpty());
    }

    @Test
    void tooMuchOutputIsCutAndMarked() {
        var result = (Map<?, ?>) routes.ask("daytona:exec?maxOutput=1000", "head -c 3000000 /dev/zero | tr '\\0' x");
        assertThat(result.get("stdout")).asString().hasSize(1_000);
        assertThat(result.get("truncated")).isEqualTo(true);
        assertThat(result.get("exitCode")).isEqualTo(0);
    }

    @Test
    void aRouteThatStopsKillsItsCommand() throws Exception {
        box();
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:long").routeId("long").to("daytona:exec?sandbox=box&timeout=1h");
            }
        });
        routes.context().createProducerTemplate().asyncSendBody("direct:long", "sleep 3600");
        Awaitility.await().until(() -> server.runningPrograms() > 0);
        routes.context().getShutdownStrategy().setTimeout(1);
        routes.context().getRouteController().stopRoute("long");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> server.runningPrograms() == 0);
        assertThat(server.sandboxes()).hasSize(1);
    }

    @Test
    void aRouteFollowsALogWhileTheServiceIsAway() throws Exception {
        box();
        routes.ask("daytona:session/create?sandbox=box&session=s");
        var begun = routes.exchange(
                "daytona:session/exec?sandbox=box&session=s&background=true",
                "( for i in $(seq 1 20); do echo l$i; sleep 0.1; done; exit 4 )",
                Map.of());
        var heard = new CopyOnWriteArrayList<String>();
        route(
                "daytona:session/logs?sandbox=box&session=s&commandId="
                        + begun.getMessage().getHeader(DaytonaConstants.COMMAND_ID),
                heard);
        Awaitility.await().until(() -> heard.size() > 2);
        var away = Duration.ofSeconds(Long.getLong("daytona.outage", 3));
        server.cutStreams();
        server.unreachable(away);
        var all = IntStream.rangeClosed(1, 21)
                .mapToObj(i -> i == 21 ? "end 4" : "l" + i)
                .toList();
        Awaitility.await()
                .atMost(away.plusSeconds(60))
                .untilAsserted(() -> assertThat(heard).containsExactlyElementsOf(all));
    }

    @Test
    void aTerminalIsALiveOne() throws Exception {
        box();
        var heard = new CopyOnWriteArrayList<String>();
        route("daytona:pty/connect?sandbox=box&terminal=t", heard);
        Awaitility.await().until(() -> !heard.isEmpty());
        routes.ask("daytona:pty/input?sandbox=box&terminal=t", "echo $((40+2))\n");
        Awaitility.await().until(() -> String.join("", heard).contains("42\r\n"));
        routes.ask("daytona:pty/resize?sandbox=box&terminal=t&columns=100&rows=30");
        routes.ask("daytona:pty/input?sandbox=box&terminal=t", "exit 6\n");
        Awaitility.await().until(() -> heard.contains("end 6"));
    }

    @Test
    void aTerminalEndsWithTheRouteThatMadeIt() throws Exception {
        box();
        var heard = new CopyOnWriteArrayList<String>();
        route("daytona:pty/connect?sandbox=box&terminal=t", heard);
        Awaitility.await().until(() -> !heard.isEmpty());
        routes.context().getRouteController().stopRoute("followed");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> server.runningPrograms() == 0);
    }
}
