package dev.serai.daytona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.daytona.TestServer.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One clear error for each way in which it can go wrong, and no secret in any. */
@Timeout(60)
class FaultsTest {

    private static final String GET = "daytona:sandbox/get?sandbox=x";

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

    private String id(Answer answer) {
        server.on("GET", "/api/sandbox/x", answer);
        return routes.fails(GET, null).getId();
    }

    @Test
    void eachStatusHasItsCode() {
        assertThat(id(Answer.error(400, "no"))).isEqualTo("DAYTONA-116");
        assertThat(id(Answer.error(401, "Unauthorized"))).isEqualTo("DAYTONA-112");
        assertThat(id(Answer.error(403, "Forbidden resource"))).isEqualTo("DAYTONA-113");
        assertThat(id(Answer.error(404, "no"))).isEqualTo("DAYTONA-201");
        assertThat(id(Answer.of(404, "text/html", "<html>login</html>"))).isEqualTo("DAYTONA-111");
        assertThat(id(Answer.empty(302))).isEqualTo("DAYTONA-111");
        assertThat(id(Answer.error(429, "ThrottlerException"))).isEqualTo("DAYTONA-114");
        assertThat(id(Answer.error(500, "no"))).isEqualTo("DAYTONA-115");
        assertThat(id(Answer.error(501, "files"))).isEqualTo("DAYTONA-117");
        assertThat(id(Answer.error(503, "no"))).isEqualTo("DAYTONA-114");
    }

    @Test
    void whatIsNoAnswerOfDaytonaIsNamed() {
        assertThat(id(Answer.of(200, "text/html", "<html>"))).isEqualTo("DAYTONA-111");
        assertThat(id(Answer.json(200, "[".repeat(5_000)))).isEqualTo("DAYTONA-111");
        for (var other : new String[] {"{}", "[]", "{\"id\":7.5e999}", "{\"id\":\"\"}", "null"}) {
            server.on("GET", "/api/sandbox/x", Answer.json(200, other));
            assertThat(routes.fails("daytona:sandbox/wait?sandbox=x&waitTimeout=300", null)
                            .getId())
                    .as(other)
                    .isIn("DAYTONA-111", "DAYTONA-205");
        }
    }

    @Test
    void lostConnectionsAreToldApart() throws Exception {
        assertThat(id(Answer.cut())).isEqualTo("DAYTONA-107");
        server.on("GET", "/api/sandbox/y", Answer.none());
        assertThat(routes.fails("daytona:sandbox/get?sandbox=y&requestTimeout=200", null)
                        .getId())
                .isEqualTo("DAYTONA-104");
        server.on("GET", "/api/sandbox/z", Answer.json(200, server.sandbox("started")));
        assertThat(routes.fails("daytona:sandbox/get?sandbox=z&maxResponseSize=20", null)
                        .getId())
                .isEqualTo("DAYTONA-108");
        assertThat(routes.fails(GET + "&url=http://no-such-host.invalid/api", null)
                        .getId())
                .isIn("DAYTONA-102", "DAYTONA-109");
        assertThat(routes.fails(GET + "&url=https://203.0.113.7/api", null).getId())
                .isEqualTo("DAYTONA-109");
        assertThat(routes.fails(GET + "&url=http://127.0.0.1:1/api", null).getId())
                .isEqualTo("DAYTONA-101");
    }

    @Test
    void whatOnlyReadsIsTriedAgainAndWhatWritesIsNot() {
        var asked = new AtomicInteger();
        server.on(
                "GET",
                "/api/sandbox/x",
                any -> asked.incrementAndGet() < 3
                        ? Answer.error(429, "slow down").with("Retry-After", "0")
                        : Answer.json(200, server.sandbox("started")));
        routes.ask(GET + "&retries=3");
        assertThat(asked).hasValue(3);
        server.on("POST", "/api/sandbox", Answer.error(503, "busy"));
        var failure = routes.fails("daytona:sandbox/create?retries=3", null);
        assertThat(failure.getId()).isEqualTo("DAYTONA-114");
        assertThat(failure.isRetryable()).isFalse();
        assertThat(server.asked("POST", "/sandbox")).hasSize(1);
    }

    @Test
    void noSecretIsInAnError() {
        server.on(
                "GET",
                "/api/sandbox/x",
                Answer.error(400, "the key " + Routes.KEY + " and " + "team-secret-1 are bad"));
        var failure = routes.fails(GET + "&httpHeader.X-Team=team-secret-1", null);
        assertThat(failure.getMessage())
                .doesNotContain(Routes.KEY)
                .doesNotContain("team-secret-1")
                .contains("***");
        assertThat(failure.getServiceMessage()).doesNotContain(Routes.KEY);
        server.withSandbox()
                .on(
                        "POST",
                        "/toolbox/{id}/git/clone",
                        Answer.error(
                                500, "cannot clone https://bob:hunter2@x/y: authentication required for gh-token-1"));
        var clone = routes.fails(
                "daytona:git/clone?sandbox=box1&path=/w&password=gh-token-1",
                Map.of("repository", "https://bob:hunter2@x/y"));
        assertThat(clone.getId()).isEqualTo("DAYTONA-504");
        assertThat(clone.getMessage()).doesNotContain("hunter2").doesNotContain("gh-token-1");
    }

    @Test
    void aNameCannotLeaveItsPlaceInThePath() {
        for (var name : new String[] {"..", "."}) {
            assertThat(routes.fails("daytona:sandbox/get", null, Map.of(DaytonaConstants.SANDBOX, name))
                            .getId())
                    .isEqualTo("DAYTONA-003");
        }
        routes.fails("daytona:sandbox/get", null, Map.of(DaytonaConstants.SANDBOX, "a/../../keys?x"));
        assertThat(server.last().path()).startsWith("/api/sandbox/a%2F..%2F..%2Fkeys%3Fx");
    }

    @Test
    void aSandboxWithoutAnAddressIsNamed() {
        for (var proxy : new String[] {"file:///etc", "", "http:"}) {
            server.on(
                            "GET",
                            "/api/sandbox/x",
                            any -> Answer.json(200, server.sandbox("started").put("toolboxProxyUrl", proxy)))
                    .on("GET", "/api/sandbox/{id}/toolbox-proxy-url", Answer.json(200, "{\"url\":null}"));
            assertThat(routes.fails("daytona:files/list?sandbox=x", null).getId())
                    .isEqualTo("DAYTONA-111");
        }
    }

    @Test
    void anAddressOfASandboxOutsideOfTheAllowedIsNotAsked() {
        server.on(
                "GET",
                "/api/sandbox/x",
                any -> Answer.json(
                        200, server.sandbox("started").put("toolboxProxyUrl", "https://203.0.113.7/toolbox")));
        assertThat(routes.fails("daytona:files/list?sandbox=x", null).getId()).isEqualTo("DAYTONA-109");
    }

    @Test
    void mistakesInOptionsAreSaidBeforeTheFirstMessage() throws Exception {
        routes.configuration().setApiKey(null);
        assertThat(routes.fails(GET, null).getId()).isEqualTo("DAYTONA-005");
        routes.configuration().setApiKey("k");
        assertThat(routes.fails(GET + "&url=ftp://x", null).getId()).isEqualTo("DAYTONA-003");
        assertThat(routes.fails(GET + "&retries=-1", null).getId()).isEqualTo("DAYTONA-003");
        assertThat(routes.fails("daytona:exec?maxOutput=0", "x").getId()).isEqualTo("DAYTONA-003");
        assertThat(routes.fails("daytona:exec?via=call&linesTo=direct:x", "x").getId())
                .isEqualTo("DAYTONA-003");
        for (var nothing : List.of(
                "run/python?via=call&cwd=/w",
                "interpreter/run?cwd=/w",
                "interpreter/run?linesTo=direct:x",
                "pty/run?linesTo=direct:x",
                "pty/run?collect=a",
                "exec?arguments=a")) {
            assertThat(routes.fails("daytona:" + nothing, "x").getFact())
                    .as(nothing)
                    .contains("does nothing with daytona:");
        }
        assertThat(routes.fails("daytona:files/move?source=a&sandbox=x", null).getId())
                .isIn("DAYTONA-006", "DAYTONA-201");
    }
}
