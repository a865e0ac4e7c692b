package dev.serai.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.serai.agent.AgentError;
import dev.serai.agent.AgentException;
import dev.serai.agent.tool.ToolOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client with a server that is a process. */
@Timeout(120)
class McpStdioTest {

    static String command(String arguments) throws Exception {
        var classes = Path.of(PipeMain.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        return "exec:'" + java + "' -Xshare:auto -XX:TieredStopAtLevel=1 -Xmx64m -cp '" + classes + "' "
                + PipeMain.class.getName() + " " + arguments;
    }

    private static Servers pipe() throws Exception {
        return Servers.of(Map.of("pipe", command("")));
    }

    private static void callFails(Servers servers, String tool, AgentError code) throws Exception {
        assertThat(servers.call(tool, Map.of()))
                .isInstanceOfSatisfying(
                        ToolOutcome.Failure.class,
                        failure -> assertThat(failure.cause())
                                .hasMessageContaining("'pipe'")
                                .isInstanceOfSatisfying(
                                        AgentException.class,
                                        e -> assertThat(e.code()).isEqualTo(code)));
    }

    @Test
    void aToolIsListedAndCalled() throws Exception {
        try (var servers = pipe()) {
            assertThat(servers.names()).contains("echo", "die");
            assertThat(servers.call("echo", Map.of("text", "Zürich"))).isEqualTo(new ToolOutcome.Success("Zürich"));
        }
    }

    @Test
    void theProcessSeesOnlyTheEnvironmentThatItIsGiven() throws Exception {
        try (var servers = Servers.of(Map.of("pipe", command(""), "pipe.env.MY_TOKEN", "abc"))) {
            var names = servers.call("env", Map.of()).text().split(",");
            assertThat(names).contains("MY_TOKEN", "PATH").isSubsetOf("MY_TOKEN", "PATH", "HOME", "LC_CTYPE");
        }
    }

    @Test
    void whatIsNoMessageIsPassedOver() throws Exception {
        try (var servers = pipe()) {
            assertThat(servers.call("garbage", Map.of())).isEqualTo(new ToolOutcome.Success("fine"));
        }
    }

    @Test
    void aProcessThatDiesInACallFailsItAndIsStartedAgain() throws Exception {
        try (var servers = pipe()) {
            var never = Servers.start(servers.tool("never"), Map.of());
            callFails(servers, "die", AgentError.MCP_ENDED);
            assertThat(Servers.got(never)).isInstanceOf(ToolOutcome.Failure.class);
            assertThat(servers.call("echo", Map.of("text", "back"))).isEqualTo(new ToolOutcome.Success("back"));
        }
    }

    @Test
    void aProcessThatEndsAtOnceTellsItsExitCode() throws Exception {
        try (var servers = Servers.of(Map.of("pipe", command("broken")))) {
            assertThatThrownBy(servers::tools).hasMessageContaining("AGENT-406").hasMessageContaining("exit code 5");
        }
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        try (var servers = Servers.of(Map.of("pipe", "exec:no-such-program --token abc"))) {
            assertThatThrownBy(servers::tools)
                    .hasMessageContaining("AGENT-401")
                    .hasMessageContaining("no-such-program")
                    .hasMessageNotContaining("abc");
        }
    }

    @Test
    void aLineWithoutEndEndsTheProcess() throws Exception {
        try (var servers = pipe()) {
            callFails(servers, "long", AgentError.MCP_PROTOCOL);
            assertThat(servers.call("echo", Map.of("text", "back"))).isEqualTo(new ToolOutcome.Success("back"));
        }
    }

    @Test
    void anAnswerToAnotherRequestIsPassedOver() throws Exception {
        try (var servers = Servers.of(Map.of("pipe", command("")), Duration.ofSeconds(4))) {
            callFails(servers, "wrong-id", AgentError.MCP_TIMEOUT);
        }
    }

    @Test
    void cancellingACallTellsTheServer() throws Exception {
        try (var servers = pipe()) {
            var never = Servers.start(servers.tool("never"), Map.of());
            servers.call("echo", Map.of());
            never.cancel(true);
            assertThat(servers.call("told", Map.of()).text()).contains("requestId");
        }
    }

    @Test
    void toolsAreListedAgainAfterTheServerSaysThatTheyChanged() throws Exception {
        try (var servers = pipe()) {
            assertThat(servers.names()).doesNotContain("more");
            servers.call("change", Map.of());
            assertThat(servers.names()).contains("more");
        }
    }

    @Test
    void closingEndsTheProcessAndItsChildren() throws Exception {
        long child;
        try (var servers = pipe()) {
            child = Long.parseLong(servers.call("child", Map.of()).text());
            assertThat(isAlive(child)).isTrue();
        }
        await().until(() -> !isAlive(child));
    }

    @Test
    void closingEndsAlsoAProcessThatDoesNotWantTo() throws Exception {
        long stubborn;
        long child;
        try (var servers = pipe()) {
            stubborn = Long.parseLong(servers.call("stubborn", Map.of()).text());
            child = Long.parseLong(servers.call("child", Map.of()).text());
        }
        await().until(() -> !isAlive(stubborn) && !isAlive(child));
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    @Test
    void twoHundredCallsWaitOnTheThreadsOfOneProcess() throws Exception {
        try (var servers = Servers.of(Map.of("many", command("")))) {
            var never = servers.tool("never");
            var calls = new ArrayList<CompletableFuture<ToolOutcome>>();
            for (int i = 0; i < 200; i++) {
                calls.add(Servers.start(never, Map.of()));
            }
            servers.call("echo", Map.of());
            assertThat(Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().startsWith("serai-mcp-many-")))
                    .hasSizeLessThanOrEqualTo(3);
            assertThat(calls).noneMatch(CompletableFuture::isDone);
        }
    }
}
