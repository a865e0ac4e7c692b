package dev.serai.daytona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.daytona.TestServer.Answer;
import dev.serai.daytona.client.CommandException;
import dev.serai.support.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Terminals and interpreters, with what a real daemon has sent. */
@Timeout(60)
class TalkTest {

    private final List<String> typed = new CopyOnWriteArrayList<>();
    private TestServer server;
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer()
                .withSandbox()
                .on("POST", "/toolbox/{id}/process/pty", Answer.json(201, "{\"sessionId\":\"p9\"}"))
                .on("DELETE", "/toolbox/{id}/process/pty/p9", Answer.json(200, "{}"));
        routes = new Routes(server);
    }

    @AfterEach
    void stop() {
        routes.close();
        server.close();
    }

    /** Sends the recorded frames once something was typed, except for what comes before. */
    private void replay(String name) throws IOException {
        JsonNode frames;
        try (var file = getClass().getResourceAsStream("/recordings/daemon-0.190-direct-http-and-websocket.json")) {
            frames = Json.read(file.readAllBytes()).path(name).path("frames");
        }
        server.onSocket(socket -> {
            var greeting = frames.get(1).path("data").asText().contains("\"type\":\"control\"");
            if (greeting) {
                send(socket, frames.get(1));
            }
            if (frames.size() == 3) {
                send(socket, frames.get(2));
            }
            socket.handler(bytes -> {
                typed.add(bytes.toString());
                for (int i = greeting ? 2 : 1; i < frames.size(); i++) {
                    send(socket, frames.get(i));
                }
            });
        });
    }

    private static void send(ServerWebSocket socket, JsonNode frame) {
        if (frame.has("close")) {
            int code = frame.path("close").asInt();
            if (code == 1006) {
                socket.writePing(Buffer.buffer("x")).onComplete(any -> socket.close((short) 1011));
            } else {
                socket.close((short) code, frame.path("reason").asText());
            }
        } else if (frame.path("binary").asBoolean()) {
            socket.writeBinaryMessage(Buffer.buffer(frame.path("data").asText().getBytes(StandardCharsets.UTF_8)));
        } else {
            socket.writeTextMessage(frame.path("data").asText());
        }
    }

    @Test
    void aTerminalGivesTheExitCodeOfItsShell() throws Exception {
        replay("pty-connect");
        assertThat(routes.ask("daytona:pty/run?sandbox=box1&terminal=p9&columns=100", "echo $((40+2))\nexit 5\n"))
                .asInstanceOf(MAP)
                .containsEntry("exitCode", 5)
                .satisfies(result -> assertThat(result.get("stdout")).asString().contains("\r42\r\n"));
        assertThat(typed).containsExactly("echo $((40+2))\nexit 5\n");
        var created = server.asked("POST", "/process/pty").get(0).json();
        assertThat(created.path("cols").asInt()).isEqualTo(100);
        assertThat(created.path("rows").asInt()).isEqualTo(24);
    }

    @Test
    void aTerminalThatIsNotThereIsSaidInItsWords() throws Exception {
        replay("pty-connect-404");
        var failure = routes.fails("daytona:pty/run?sandbox=box1&terminal=p9", "x");
        assertThat(failure.getId()).isEqualTo("DAYTONA-308");
        assertThat(failure.getFact()).contains("PTY session zz not found");
    }

    @Test
    void aTerminalThatDoesNotEndIsKilledWhenItsTimeIsOver() {
        server.onSocket(socket -> socket.writeTextMessage("{\"type\":\"control\",\"status\":\"connected\"}"));
        assertThat(routes.ask("daytona:pty/run?sandbox=box1&terminal=p9&timeout=300&failOn=never", "top\n"))
                .asInstanceOf(MAP)
                .containsEntry("timedOut", true);
        Awaitility.await().until(() -> server.asked("DELETE", "/process/pty/p9").size() == 1);
    }

    @Test
    void anInterpreterTellsWhatItPrints() throws Exception {
        replay("interpreter-execute");
        assertThat(routes.ask("daytona:interpreter/run?sandbox=box1&context=c7&env.A=1&timeout=5s", "print(42)"))
                .asInstanceOf(MAP)
                .containsEntry("stdout", "42\n")
                .containsEntry("stderr", "e\n")
                .doesNotContainKey("error");
        var sent = Json.read(typed.get(0));
        assertThat(sent.path("code").asText()).isEqualTo("print(42)");
        assertThat(sent.path("contextId").asText()).isEqualTo("c7");
        assertThat(sent.path("timeout").asInt()).isEqualTo(5);
        assertThat(sent.path("envs").path("A").asText()).isEqualTo("1");
    }

    @Test
    void anExceptionInAnInterpreterIsAResultWithItsTrace() throws Exception {
        replay("interpreter-error");
        assertThat(routes.ask("daytona:interpreter/run?sandbox=box1&result=text", "1/0"))
                .asString()
                .startsWith("41\nTraceback")
                .contains("ZeroDivisionError: division by zero")
                .endsWith("[exit code 1]");
        assertThat(routes.fails("daytona:interpreter/run?sandbox=box1&failOn=exit", "1/0")
                        .getId())
                .isEqualTo("DAYTONA-301");
    }

    @Test
    void anInterpreterThatIsOverItsTimeSaysSo() {
        server.onSocket(socket -> socket.handler(bytes -> socket.close((short) 4008, "timeout")));
        assertThat(routes.fails("daytona:interpreter/run?sandbox=box1", "while True: pass")
                        .getId())
                .isEqualTo("DAYTONA-302");
    }

    @Test
    void anInterpreterThatWasInterruptedIsOverItsTime() {
        server.onSocket(socket -> socket.handler(bytes -> {
            socket.writeTextMessage("{\"type\":\"stdout\",\"text\":\"41\\n\"}");
            socket.writeTextMessage("{\"type\":\"control\",\"text\":\"interrupted\"}");
            socket.close((short) 4008);
        }));
        var failure = (CommandException) routes.fails("daytona:interpreter/run?sandbox=box1", "while True: pass");
        assertThat(failure.getId()).isEqualTo("DAYTONA-302");
        assertThat(failure.getStdout()).isEqualTo("41\n");
        assertThat(failure.getExitCode()).isNull();
    }

    @Test
    void anInterpreterWhoseProcessDiesIsAFailureWithWhatItWrote() {
        server.onSocket(socket -> socket.handler(bytes -> {
            socket.writeTextMessage("{\"type\":\"stdout\",\"text\":\"41\\n\"}");
            socket.close((short) 1001, "worker process ended");
        }));
        var failure = (CommandException) routes.fails("daytona:interpreter/run?sandbox=box1", "os._exit(3)");
        assertThat(failure.getId()).isEqualTo("DAYTONA-309");
        assertThat(failure.getFact()).contains("worker process ended");
        assertThat(failure.getStdout()).isEqualTo("41\n");
    }

    @Test
    void anExceptionWithoutAnotherWordIsAResult() {
        server.onSocket(socket -> socket.handler(bytes -> {
            socket.writeTextMessage("{\"type\":\"error\",\"name\":\"E\",\"value\":\"v\",\"traceback\":\"t\"}");
            socket.close((short) 1000);
        }));
        var result = routes.exchange("daytona:interpreter/run?sandbox=box1", "raise E", Map.of());
        assertThat(result.getMessage().getHeader(DaytonaConstants.EXIT_CODE)).isEqualTo(1);
    }

    @Test
    void aTerminalThatClosesWithoutAnExitCodeHasNotEndedWell() {
        server.onSocket(socket -> {
            socket.writeTextMessage("{\"type\":\"control\",\"status\":\"connected\"}");
            socket.handler(bytes -> {
                socket.writeBinaryMessage(Buffer.buffer("half"));
                socket.close((short) 1000);
            });
        });
        var failure = (CommandException) routes.fails("daytona:pty/run?sandbox=box1&terminal=p9", "make\n");
        assertThat(failure.getId()).isEqualTo("DAYTONA-308");
        assertThat(failure.getStdout()).isEqualTo("half");
    }

    @Test
    void whatIsTypedNeedsNoExitCode() {
        server.onSocket(socket -> socket.writeTextMessage("{\"type\":\"control\",\"status\":\"connected\"}"));
        routes.ask("daytona:pty/input?sandbox=box1&terminal=p9", "ls\n");
        assertThat(server.sockets()).hasSize(1);
    }

    @Test
    void aTerminalOfOthersStaysWhenItsNameIsTaken() {
        server.on("POST", "/toolbox/{id}/process/pty", Answer.error(409, "PTY session p9 already exists"));
        assertThat(routes.fails("daytona:pty/run?sandbox=box1&terminal=p9", "x").getId())
                .isEqualTo("DAYTONA-304");
        routes.ask("daytona:sandbox/get?sandbox=box1");
        assertThat(server.asked()).noneMatch(seen -> seen.method().equals("DELETE"));
    }

    @Test
    void aTerminalThatMayHaveBeenMadeIsDeletedWhenItsNameIsItsOwn() {
        server.on("POST", "/toolbox/{id}/process/pty", Answer.cut());
        routes.fails("daytona:pty/run?sandbox=box1", "x");
        Awaitility.await()
                .until(() -> server.asked().stream()
                        .anyMatch(seen ->
                                seen.method().equals("DELETE") && seen.path().contains("/process/pty/serai-")));
    }
}
