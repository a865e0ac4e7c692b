package dev.serai.modal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.modal.ScriptedWorkspace.Output;
import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.client.plane.RouterApi;
import dev.serai.modal.proto.GenericResult;
import dev.serai.modal.proto.GenericResult.GenericStatus;
import dev.serai.modal.proto.NetworkAccess.NetworkAccessType;
import dev.serai.modal.proto.SandboxGetCommandRouterAccessResponse;
import dev.serai.modal.proto.SandboxGetTaskIdResponse;
import dev.serai.modal.proto.SandboxInfo;
import dev.serai.modal.proto.SandboxTag;
import dev.serai.modal.proto.SandboxWaitResponse;
import dev.serai.modal.proto.router.TaskExecStartRequest;
import dev.serai.modal.sandbox.CommandException;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunTest {

    private final ScriptedWorkspace workspace = new ScriptedWorkspace();

    @AfterEach
    void stop() {
        workspace.close();
    }

    private Routes routes(String... yaml) throws Exception {
        return Routes.start(workspace.url(), yaml);
    }

    @Test
    void codeBecomesAMapAndItsSandboxIsEnded() throws Exception {
        workspace.exec(question -> new Output("42\n", "careful\n", 0));
        try (var routes = routes()) {
            var done = routes.send("modal:run/python?arguments=a,b c&env.X=1&cwd=/w", "print(42)", Map.of());

            assertThat(done.getMessage().getBody())
                    .isEqualTo(Map.of(
                            "exitCode",
                            0,
                            "stdout",
                            "42\n",
                            "stderr",
                            "careful\n",
                            "truncated",
                            false,
                            "timedOut",
                            false));
            assertThat(done.getMessage().getHeader(ModalConstants.EXIT_CODE)).isEqualTo(0);
            var started = workspace.server().received(RouterApi.TASK_EXEC_START).get(0);
            assertThat(started.getCommandArgsList().subList(3, 6)).containsExactly("serai", "a", "b c");
            assertThat(started.getCommandArgs(2)).contains("exec python3 -u");
            assertThat(started.getWorkdir()).isEqualTo("/w");
            assertThat(started.getTimeoutSecs()).isEqualTo(60);
            assertThat(workspace
                            .server()
                            .received(RouterApi.TASK_EXEC_STDIN_WRITE)
                            .get(0)
                            .getData()
                            .toStringUtf8())
                    .isEqualTo("print(42)");
            await().untilAsserted(() -> assertThat(workspace.running()).isEmpty());
        }
    }

    @Test
    void allStepsOfAnExchangeShareOneSandbox() throws Exception {
        try (var routes = routes("""
                - route:
                    from:
                      uri: direct:steps
                      steps:
                        - to: modal:exec
                        - setBody:
                            constant: print(1)
                        - to: modal:run/python
                """)) {
            var done = routes.send("direct:steps", "ls", Map.of());

            assertThat(done.getException()).isNull();
            assertThat(workspace.server().received(RouterApi.TASK_EXEC_START))
                    .hasSize(2)
                    .extracting(TaskExecStartRequest::getTaskId)
                    .containsOnly("ta-sb-1");
            await().untilAsserted(() -> assertThat(workspace.running()).isEmpty());
            assertThat(workspace.server().received(ModalApi.SANDBOX_CREATE_V2)).hasSize(1);
        }
    }

    @Test
    void theSandboxIsAsTheOptionsSayAndOutlivesItsCommand() throws Exception {
        try (var routes = routes()) {
            routes.send(
                    "modal:run/javascript?timeout=30m&networkBlockAll=true&memory=256&tags.team=blue", "1", Map.of());

            var asked = workspace.server().received(ModalApi.SANDBOX_CREATE_V2).get(0);
            assertThat(asked.getDefinition().getTimeoutSecs()).isEqualTo(31 * 60);
            assertThat(asked.getDefinition().getResources().getMemoryMb()).isEqualTo(256);
            assertThat(asked.getDefinition().getNetworkAccess().getNetworkAccessType())
                    .isEqualTo(NetworkAccessType.BLOCKED);
            assertThat(asked.getTagsList())
                    .extracting(SandboxTag::getTagName)
                    .contains("team", "serai-owner", "serai-run", "serai-lease");
            assertThat(workspace
                            .server()
                            .received(ModalApi.IMAGE_GET_OR_CREATE)
                            .get(0)
                            .getImage()
                            .getDockerfileCommandsList())
                    .containsExactly("FROM node:24-slim");
        }
    }

    @Test
    void aFailureEndsTheSandboxToo() throws Exception {
        workspace.exec(question -> new Output("", "Traceback\nNameError: x\n", 1));
        try (var routes = routes()) {
            var failure =
                    routes.send("modal:run/python?failOn=exit", "x", Map.of()).getException();

            assertThat(failure)
                    .isInstanceOf(CommandException.class)
                    .hasMessageStartingWith("[MODAL-502] it ended with the exit code 1: NameError: x.");
            assertThat(((CommandException) failure).getStderr()).startsWith("Traceback");
            await().untilAsserted(() -> assertThat(workspace.running()).isEmpty());
        }
    }

    @Test
    void theTextIsWhatAModelHasToKnow() throws Exception {
        workspace.exec(question -> new Output("41", "NameError", 1));
        try (var routes = routes()) {
            assertThat(routes.ask("modal:run/python?result=text&failOn=never", Map.of("code", "x")))
                    .isEqualTo("41\nNameError\n[exit code 1]");
        }
    }

    @Test
    void tooMuchOutputIsCutAndTheErrorsKeepAQuarter() throws Exception {
        workspace.exec(question -> new Output("ä".repeat(50), "e".repeat(50), 0));
        try (var routes = routes()) {
            var body = (Map<?, ?>) routes.ask("modal:exec?maxOutput=41", "noise");

            assertThat(body.get("stdout")).isEqualTo("ä".repeat(15));
            assertThat(body.get("stderr")).isEqualTo("e".repeat(10));
            assertThat(body.get("truncated")).isEqualTo(true);
        }
    }

    @Test
    void linesGoToTheEndpointAsTheyCome() throws Exception {
        workspace.exec(question -> new Output("one\ntwo\nthr", "oops\n", 0));
        try (var routes = routes()) {
            var lines = routes.mock("mock:lines");
            routes.send("modal:exec?linesTo=mock:lines", "ls", Map.of());

            assertThat(lines.getReceivedExchanges())
                    .extracting(line -> line.getMessage().getHeader(ModalConstants.STREAM) + " "
                            + line.getMessage().getBody())
                    .containsExactlyInAnyOrder("stdout one", "stdout two", "stdout thr", "stderr oops");
        }
    }

    @Test
    void aCommandThatIsAListNeedsNoShell() throws Exception {
        workspace
                .server()
                .on(
                        ModalApi.SANDBOX_GET_TASK_ID_V2,
                        question -> SandboxGetTaskIdResponse.newBuilder()
                                .setTaskId("ta-7")
                                .build())
                .on(
                        ModalApi.SANDBOX_GET_COMMAND_ROUTER_ACCESS,
                        question -> SandboxGetCommandRouterAccessResponse.newBuilder()
                                .setUrl("https://127.0.0.1:"
                                        + workspace.server().uri().getPort())
                                .setJwt("key-of-a-router")
                                .build());
        try (var routes = routes()) {
            var done = routes.send(
                    "modal:exec?sandbox=sb-7",
                    null,
                    Map.of(ModalConstants.COMMAND, List.of("wc", "-l"), ModalConstants.STDIN, "a\n"));

            assertThat(done.getException()).isNull();
            assertThat(workspace.server().received(RouterApi.TASK_EXEC_START))
                    .singleElement()
                    .satisfies(start -> {
                        assertThat(start.getTaskId()).isEqualTo("ta-7");
                        assertThat(start.getCommandArgsList()).containsExactly("wc", "-l");
                    });
            assertThat(workspace
                            .server()
                            .received(RouterApi.TASK_EXEC_STDIN_WRITE)
                            .get(0)
                            .getData()
                            .toStringUtf8())
                    .isEqualTo("a\n");
            assertThat(workspace.server().received(ModalApi.SANDBOX_CREATE_V2)).isEmpty();
        }
    }

    @Test
    void filesBeginWhereCommandsRun() throws Exception {
        workspace.exec(question -> question.getCommandArgsList().equals(List.of("pwd"))
                ? new Output("/root\n", "", 0)
                : question.getCommandArgs(question.getCommandArgsCount() - 1).contains("missing")
                        ? new Output("", "{\"error_kind\":\"NotFound\",\"message\":\"no such file\"}", 1)
                        : new Output("done", "", 0));
        try (var routes = routes()) {
            routes.send("modal:files/upload?path=data.csv", "a,b", Map.of());
            assertThat(asked("WriteFile")).containsExactly("{\"WriteFile\":{\"path\":\"/root/data.csv\"}}");
            routes.send("modal:files/download?path=/x", null, Map.of());
            routes.send("modal:files/download?cwd=/w&path=y", null, Map.of());
            assertThat(asked("ReadFile"))
                    .containsExactly("{\"ReadFile\":{\"path\":\"/x\"}}", "{\"ReadFile\":{\"path\":\"/w/y\"}}");

            var run = routes.send("modal:run/python?collect=chart.png,missing&result=text", "1", Map.of());
            assertThat(run.getMessage().getBody()).isEqualTo("done");
            assertThat(run.getMessage().getHeader(ModalConstants.FILES, Map.class))
                    .containsOnlyKeys("chart.png");
            assertThat(run.getMessage().getHeader(ModalConstants.FILE_ERRORS, Map.class))
                    .containsOnlyKeys("missing");
        }
    }

    private List<String> asked(String what) {
        return workspace.server().received(RouterApi.TASK_EXEC_START).stream()
                .filter(start -> start.getCommandArgsCount() == 2)
                .map(start -> start.getCommandArgs(1))
                .filter(words -> words.contains(what))
                .toList();
    }

    @Test
    void aSandboxWhoseBirthWasNotAnsweredIsLookedForAndEnded() throws Exception {
        workspace.server().script(ModalApi.SANDBOX_CREATE_V2, (question, reply) -> {
            workspace
                    .running()
                    .put(
                            "sb-lost",
                            SandboxInfo.newBuilder()
                                    .setId("sb-lost")
                                    .setCreatedAt(1)
                                    .addAllTags(question.getTagsList())
                                    .build());
            reply.fail(Status.UNAVAILABLE);
        });
        try (var routes = routes()) {
            assertThat(routes.send("modal:run/python?retries=0", "1", Map.of()).getException())
                    .hasMessageStartingWith("[MODAL-101]");
            await().untilAsserted(() -> assertThat(workspace.running()).isEmpty());
        }
    }

    @Test
    void aSandboxThatCannotBeReachedSinceItHasEndedIsToldAndTheNextTryGetsAnother() throws Exception {
        workspace
                .server()
                .on(
                        ModalApi.SANDBOX_WAIT_V2,
                        question -> SandboxWaitResponse.newBuilder()
                                .setResult(
                                        GenericResult.newBuilder().setStatus(GenericStatus.GENERIC_STATUS_TERMINATED))
                                .build());
        workspace.server().script(RouterApi.TASK_EXEC_START, (question, reply) -> reply.fail(Status.UNAVAILABLE));
        try (var routes = routes("""
                - route:
                    errorHandler:
                      deadLetterChannel:
                        deadLetterUri: mock:failed
                        redeliveryPolicy:
                          maximumRedeliveries: 1
                          redeliveryDelay: 0
                    from:
                      uri: direct:again
                      steps:
                        - to: modal:exec
                """)) {
            var failed = routes.mock("mock:failed");
            routes.send("direct:again", "ls", Map.of());

            assertThat(failed.getReceivedExchanges().get(0).getProperty(Exchange.EXCEPTION_CAUGHT))
                    .asString()
                    .contains("[MODAL-401] the sandbox sb-2 has ended with the exit code 137");
        }
        assertThat(workspace.running()).isEmpty();
    }

    @Test
    void stoppingEndsWhatIsLeasedAndTheExchangeIsTold() throws Exception {
        workspace.exec(question -> null);
        try (var routes = routes()) {
            var answer = routes.begin("modal:exec", "sleep 3600", Map.of());
            await().until(() ->
                    workspace.server().received(RouterApi.TASK_EXEC_WAIT).size() == 1);

            routes.close();

            assertThat(answer.join().getException()).hasMessageStartingWith("[MODAL-113]");
        }
        assertThat(workspace.running()).isEmpty();
    }

    @Test
    void whatAnEndedProcessHasLeftIsEndedAtTheStartAndNothingElse() throws Exception {
        leave("sb-dead", "me", "999999999-1");
        leave("sb-other", "somebody", "999999999-1");
        leave(
                "sb-here",
                "me",
                ProcessHandle.current().pid() + "-"
                        + ProcessHandle.current()
                                .info()
                                .startInstant()
                                .orElseThrow()
                                .toEpochMilli());
        try (var routes = routes("""
                - route:
                    from:
                      uri: direct:any
                      steps:
                        - to: modal:exec?owner=me
                """)) {
            await().untilAsserted(() ->
                    assertThat(workspace.running().keySet()).containsExactlyInAnyOrder("sb-other", "sb-here"));
        }
    }

    private void leave(String id, String owner, String run) {
        var info = SandboxInfo.newBuilder().setId(id).setCreatedAt(1);
        Map.of("serai-owner", owner, "serai-run", run, "serai-lease", "l")
                .forEach((name, value) ->
                        info.addTags(SandboxTag.newBuilder().setTagName(name).setTagValue(value)));
        workspace.running().put(id, info.build());
    }
}
