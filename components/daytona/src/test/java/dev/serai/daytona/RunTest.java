package dev.serai.daytona;

import static dev.serai.daytona.ScriptedSession.ERR;
import static dev.serai.daytona.ScriptedSession.OUT;
import static dev.serai.daytona.ScriptedSession.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.serai.daytona.TestServer.Answer;
import dev.serai.daytona.client.CommandException;
import dev.serai.daytona.process.LineStream;
import dev.serai.support.run.CommandResult;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands and code, by session and by call. */
@Timeout(60)
class RunTest {

    private TestServer server;
    private ScriptedSession session;
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
        session = new ScriptedSession(server);
        routes = new Routes(server);
    }

    @AfterEach
    void stop() {
        routes.close();
        server.close();
    }

    private static String exec(String more) {
        return "daytona:exec?sandbox=box1" + more;
    }

    @Test
    void aCommandGivesItsExitCodeAndItsOutputApart() {
        session.log(OUT + "one\n" + ERR + "oops\n" + OUT + "two\n", 3);
        var exchange = routes.exchange(exec("&cwd=/work dir&env.A=it's"), "make all", Map.of());
        assertThat(exchange.getMessage().getBody())
                .asInstanceOf(MAP)
                .containsEntry("exitCode", 3)
                .containsEntry("stdout", "one\ntwo\n")
                .containsEntry("stderr", "oops\n")
                .containsEntry("truncated", false)
                .containsEntry("timedOut", false);
        assertThat(exchange.getMessage().getHeader(DaytonaConstants.EXIT_CODE)).isEqualTo(3);
        assertThat(session.command())
                .isEqualTo("( cd '/work dir' && export A='it'\\''s' && eval 'make all' ) </dev/null");
        Awaitility.await().until(session::isDeleted);
    }

    @Test
    void aMarkThatIsCutInTwoStaysAMark() {
        session.log((number, socket) -> {
            for (var piece : List.of("\1", "\1\1é1\n\2", "\2", "\2err\n\1\1\1out", "\1\n")) {
                write(socket, piece);
            }
            session.end(socket, 0);
        });
        assertThat(routes.ask(exec(""), "x"))
                .asInstanceOf(MAP)
                .containsEntry("stdout", "é1\nout\1\n")
                .containsEntry("stderr", "err\n");
    }

    @Test
    void noLineIsLostOrDoubledOverLostConnections() {
        var lines = IntStream.range(0, 200)
                .mapToObj(i -> (i % 3 == 0 ? ERR + "e" : OUT + "o") + i + "\n")
                .toList();
        var whole = String.join("", lines);
        session.log((number, socket) -> {
            // Each time from the beginning, as far as it got by then, cut anywhere.
            write(socket, whole.substring(0, Math.min(whole.length(), number * 701)));
            if (number * 701 < whole.length()) {
                socket.close((short) 1011, "gone");
            } else {
                session.end(socket, 0);
            }
        });
        var result = routes.ask(exec(""), "x");
        assertThat(session.connections()).isGreaterThan(2);
        assertThat(result)
                .asInstanceOf(MAP)
                .containsEntry(
                        "stdout",
                        IntStream.range(0, 200)
                                .filter(i -> i % 3 != 0)
                                .mapToObj(i -> "o" + i + "\n")
                                .collect(Collectors.joining()))
                .containsEntry(
                        "stderr",
                        IntStream.range(0, 200)
                                .filter(i -> i % 3 == 0)
                                .mapToObj(i -> "e" + i + "\n")
                                .collect(Collectors.joining()));
    }

    @Test
    void aCloseInOrderBeforeTheEndIsNoEnd() {
        session.log((number, socket) -> {
            write(socket, OUT + "1\n");
            if (number == 1) {
                // a proxy that ends what is quiet
                socket.close((short) 1000);
            } else {
                write(socket, OUT + "2\n");
                session.end(socket, 0);
            }
        });
        assertThat(routes.ask(exec(""), "x")).asInstanceOf(MAP).containsEntry("stdout", "1\n2\n");
    }

    @Test
    void aCommandOverItsTimeIsKilledAndItsOutputKept() {
        session.log((number, socket) -> write(socket, OUT + "half\n"));
        var failure = routes.fails(exec("&timeout=300"), "sleep 100");
        assertThat(failure.getId()).isEqualTo("DAYTONA-302");
        assertThat(((CommandException) failure).getStdout()).isEqualTo("half\n");
        Awaitility.await().until(session::isDeleted);
    }

    @Test
    void withFailOnNeverATimeOverIsAResult() {
        session.log((number, socket) -> write(socket, OUT + "half\n"));
        assertThat(routes.ask(exec("&timeout=300&failOn=never&result=text"), "sleep 100"))
                .isEqualTo("half\n[stopped: the time limit was over]");
    }

    @Test
    void tooMuchOutputIsCutAndMarked() {
        session.log(OUT + "12345é" + ERR + "more", 0);
        assertThat(routes.ask(exec("&maxOutput=6"), "x"))
                .asInstanceOf(MAP)
                .containsEntry("stdout", "12345")
                .containsEntry("stderr", "")
                .containsEntry("truncated", true);
        assertThat(routes.ask(exec("&maxOutput=6&result=text"), "x"))
                .isEqualTo("12345\n[the output was longer and is cut here]");
    }

    @Test
    void withFailOnExitAnExitCodeIsAFailure() {
        session.log(OUT + "fine\n" + ERR + "first\nno such table\n", 4);
        var failure = routes.fails(exec("&failOn=exit"), "x");
        assertThat(failure.getId()).isEqualTo("DAYTONA-301");
        assertThat(failure.getFact()).contains("exit code 4: no such table");
        assertThat(((CommandException) failure).getExitCode()).isEqualTo(4);
        assertThat(((CommandException) failure).getResult())
                .extracting(CommandResult::stdout)
                .isEqualTo("fine\n");
    }

    @Test
    void aSandboxLostInTheMiddleIsSaidAtOnceWithItsReason() {
        session.log((number, socket) -> {
            write(socket, OUT + "begun\n");
            server.on(
                    "GET",
                    "/api/sandbox/{id}",
                    any -> Answer.json(200, server.sandbox("error").put("errorReason", "the runner is gone")));
            socket.close((short) 1011, "bye");
        });
        var failure = routes.fails(exec(""), "x");
        assertThat(failure.getId()).isEqualTo("DAYTONA-204");
        assertThat(failure.getFact()).contains("the runner is gone");
        assertThat(((CommandException) failure).getStdout()).isEqualTo("begun\n");
    }

    @Test
    void aServiceThatStaysAwayIsNotWaitedForForever() {
        session.log((number, socket) -> socket.close((short) 1011, "away"));
        var failure = routes.fails(exec("&reconnectTimeout=500"), "x");
        assertThat(failure.getId()).isEqualTo("DAYTONA-307");
    }

    @Test
    void aRouteThatStopsKillsItsCommand() throws Exception {
        session.log((number, socket) -> write(socket, OUT + "begun\n"));
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:long").routeId("long").to(exec("&timeout=1h"));
            }
        });
        var answer = routes.context()
                .createProducerTemplate()
                .asyncSend("direct:long", exchange -> exchange.getMessage().setBody("sleep 1000"));
        Awaitility.await().until(() -> session.connections() == 1);
        routes.context().getEndpoint(exec("&timeout=1h"));
        routes.context().getShutdownStrategy().setTimeout(1);
        routes.context().getRouteController().stopRoute("long");
        assertThat(answer.get(20, TimeUnit.SECONDS).getException()).isNotNull();
        Awaitility.await().until(session::isDeleted);
    }

    @Test
    void aCommandWhoseExchangeIsDoneBeforeItIsKilled() throws Exception {
        session.log((number, socket) -> write(socket, OUT + "begun\n"));
        var producer = routes.context().getEndpoint(exec("")).createAsyncProducer();
        producer.start();
        var exchange = new DefaultExchange(routes.context());
        exchange.getMessage().setBody("sleep 300");
        var unit = PluginHelper.getUnitOfWorkFactory(routes.context()).createUnitOfWork(exchange);
        exchange.getExchangeExtension().setUnitOfWork(unit);
        producer.process(exchange, synchronous -> {});
        Awaitility.await().until(() -> session.connections() == 1);
        assertThat(session.isDeleted()).isFalse();
        unit.done(exchange);
        Awaitility.await().until(session::isDeleted);
        producer.stop();
    }

    @Test
    void aCommandWhoseExchangeIsDoneBeforeTheSandboxRunsIsNotStarted() throws Exception {
        session.log("", 0);
        var state = new AtomicReference<>("starting");
        server.on("GET", "/api/sandbox/({id}|box1)", any -> Answer.json(200, server.sandbox(state.get())));
        var producer = routes.context().getEndpoint(exec("")).createAsyncProducer();
        producer.start();
        var exchange = new DefaultExchange(routes.context());
        exchange.getMessage().setBody("late");
        var unit = PluginHelper.getUnitOfWorkFactory(routes.context()).createUnitOfWork(exchange);
        exchange.getExchangeExtension().setUnitOfWork(unit);
        var answered = new CompletableFuture<Void>();
        producer.process(exchange, synchronous -> answered.complete(null));
        Awaitility.await().until(() -> !server.asked("GET", TestServer.ID).isEmpty());
        unit.done(exchange);
        answered.get(10, TimeUnit.SECONDS);
        assertThat(exchange.getException()).hasMessageContaining("DAYTONA-110");
        state.set("started");
        routes.ask(exec(""), "next");
        assertThat(server.asked("POST", "/exec")).hasSize(1);
        assertThat(session.command()).contains("next");
        producer.stop();
    }

    @Test
    void aRouteThatStopsWaitsForNoSandbox() throws Exception {
        server.on("GET", "/api/sandbox/({id}|box1)", any -> Answer.json(200, server.sandbox("starting")));
        var producer = routes.context().getEndpoint(exec("")).createAsyncProducer();
        producer.start();
        var exchange = new DefaultExchange(routes.context());
        exchange.getMessage().setBody("late");
        var answered = new CompletableFuture<Void>();
        producer.process(exchange, synchronous -> answered.complete(null));
        Awaitility.await().until(() -> !server.asked("GET", TestServer.ID).isEmpty());
        producer.stop();
        answered.get(10, TimeUnit.SECONDS);
        assertThat(exchange.getException()).hasMessageContaining("DAYTONA-110");
    }

    @Test
    void linesThatNobodyPullsAreNotFollowedForever() {
        var left = new AtomicBoolean();
        session.log((number, socket) -> socket.closeHandler(any -> left.set(true)));
        var lines = (LineStream)
                routes.ask("daytona:session/logs?sandbox=box1&session=s&commandId=c1&stream=true&idleTimeout=500");
        Awaitility.await().untilTrue(left);
        assertThatThrownBy(lines::hasNext).hasMessageContaining("DAYTONA-105").hasMessageContaining("nobody began");
    }

    @Test
    void anIdThatIsNoneIsNotFollowed() {
        for (var id : new String[] {"..", ""}) {
            server.on(
                    "POST",
                    "/toolbox/[^/]+/process/session/[^/]+/exec",
                    Answer.json(202, "{\"cmdId\":\"" + id + "\"}"));
            assertThat(routes.fails(exec(""), "x").getId()).as(id).isEqualTo("DAYTONA-111");
        }
        assertThat(session.connections()).isZero();
    }

    @Test
    void linesGoToAnEndpointAsTheyComeAndInOrder() throws Exception {
        var seen = Collections.synchronizedList(new ArrayList<String>());
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:line")
                        .process(exchange -> seen.add(exchange.getMessage().getHeader(DaytonaConstants.STREAM) + ":"
                                + exchange.getMessage().getBody(String.class)));
            }
        });
        session.log((number, socket) -> {
            write(socket, OUT + "a\nb");
            write(socket, ERR + "x\n" + OUT + "c\n");
            // The last line is only told when the first ones have been heard.
            socket.textMessageHandler(any -> {});
            write(socket, OUT + "end");
            session.end(socket, 0);
        });
        routes.ask(exec("&linesTo=direct:line"), "x");
        assertThat(seen).containsExactly("stdout:a", "stderr:x", "stdout:bc", "stdout:end");
    }

    @Test
    void manyLinesNeedNoDeepStack() throws Exception {
        var count = new AtomicInteger();
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:line").process(exchange -> count.incrementAndGet());
            }
        });
        session.log(OUT + "l\n".repeat(50_000), 0);
        routes.ask(exec("&linesTo=direct:line"), "x");
        assertThat(count).hasValue(50_000);
    }

    @Test
    void codeGivesChartsAndItsOutput() {
        server.on(
                "POST",
                "/toolbox/{id}/process/code-run",
                Answer.json(
                        200,
                        "{\"exitCode\":0,\"result\":\"6\\n\",\"artifacts\":{\"charts\":[{\"type\":\"bar\",\"png\":\"iVBO\"}]}}"));
        assertThat(routes.ask("daytona:run/python?sandbox=box1&via=call", "print(6)"))
                .asInstanceOf(MAP)
                .containsEntry("stdout", "6\n")
                .containsEntry("charts", List.of(Map.of("type", "bar", "png", "iVBO")));
    }

    @Test
    void filesThatTheCodeMadeComeWithItsResult() {
        session.log(OUT + "6\n", 0);
        server.on(
                "POST",
                "/toolbox/{id}/files/bulk-download",
                Answer.of(
                        200,
                        "multipart/form-data; boundary=B",
                        "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nPNG\r\n"
                                + "--B\r\nContent-Disposition: form-data; name=\"error\"; filename=\"b.png\"\r\n\r\n"
                                + "{\"statusCode\":404,\"message\":\"file not found\"}\r\n--B--\r\n"));
        var answer = routes.exchange(
                        "daytona:run/python?sandbox=box1&result=text&collect=a.png,b.png", "plot()", Map.of())
                .getMessage();
        assertThat(answer.getBody()).isEqualTo("6\n");
        assertThat((byte[]) answer.getHeader(DaytonaConstants.FILES, Map.class).get("a.png"))
                .asString()
                .isEqualTo("PNG");
        assertThat(answer.getHeader(DaytonaConstants.FILE_ERRORS, Map.class)
                        .get("b.png")
                        .toString())
                .contains("DAYTONA-401");
        assertThat(server.asked("POST", "/bulk-download")
                        .get(0)
                        .json()
                        .path("paths")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void codeCanBeAToolsArgument() {
        server.on(
                "POST", "/toolbox/{id}/process/code-run", Answer.json(200, "{\"exitCode\":1,\"result\":\"boom\\n\"}"));
        assertThat(routes.ask(
                        "daytona:run/python?sandbox=box1&via=call&result=text", Map.of("code", "x", "timeout", "1h")))
                .isEqualTo("boom\n[exit code 1]");
        // What the route has fixed, a body does not change.
        assertThat(server.last().json().path("timeout").asInt()).isEqualTo(60);
        assertThat(server.last().json().path("code").asText()).isEqualTo("x");
    }

    @Test
    void codeOverItsTimeIsSaidByTheSandbox() {
        server.on("POST", "/toolbox/{id}/process/code-run", Answer.error(408, "command execution timeout"));
        assertThat(routes.fails("daytona:run/python?sandbox=box1&via=call&timeout=1s", "x")
                        .getId())
                .isEqualTo("DAYTONA-302");
        assertThat(server.asked("POST", "/code-run")
                        .get(0)
                        .json()
                        .path("timeout")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void codeInASessionIsAFileThatIsRemoved() {
        session.log(OUT + "6\n", 0);
        routes.ask("daytona:run/javascript?sandbox=box1&arguments=a b", "console.log('6')");
        assertThat(session.command().replace("'\\''", "'"))
                .contains("node \"$d/code.js\" 'a b'\nconsole.log('6')\nserai-")
                .contains("rm -rf \"$d\"");
    }

    @Test
    void aLanguageThatTheSandboxDoesNotKnowIsNamed() {
        server.on("POST", "/toolbox/{id}/process/code-run", Answer.error(400, "bad request: unsupported language: x"));
        assertThat(routes.fails("daytona:run/typescript?sandbox=box1&via=call", "x")
                        .getId())
                .isEqualTo("DAYTONA-305");
    }

    @Test
    void aLogComesAsAnIteratorWhileItIsWritten() throws Exception {
        session.log((number, socket) -> {
            write(socket, OUT + "1\n" + ERR + "2\n");
            socket.writePing(Buffer.buffer("x"));
            write(socket, OUT + "3\n");
            session.end(socket, 0);
        });
        var seen = Collections.synchronizedList(new ArrayList<String>());
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:logs")
                        .to("daytona:session/logs?sandbox=box1&session=s&commandId=c1&stream=true")
                        .split(body())
                        .streaming()
                        .process(exchange ->
                                seen.add(exchange.getMessage().getBody().toString()))
                        .end();
            }
        });
        routes.ask("direct:logs");
        assertThat(seen).containsExactly("1", "2", "3");
        assertThat(session.isDeleted()).isFalse();
    }

    @Test
    void aFollowedLogIsNotFollowedForever() {
        session.log((number, socket) -> write(socket, OUT + "1\n"));
        assertThat(routes.fails(
                                "daytona:session/logs?sandbox=box1&session=s&commandId=c1&follow=true&followTimeout=300",
                                null)
                        .getId())
                .isEqualTo("DAYTONA-302");
    }

    @Test
    void aNameThatNoShellTakesIsRefused() {
        assertThat(routes.fails(exec(""), "x", Map.of(DaytonaConstants.ENV, Map.of("A; rm", "1")))
                        .getId())
                .isEqualTo("DAYTONA-003");
    }

    @Test
    void aFollowedLogIsAResultToo() throws Exception {
        var seen = Collections.synchronizedList(new ArrayList<String>());
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:line")
                        .process(exchange -> seen.add(exchange.getMessage().getBody(String.class)));
            }
        });
        session.log(OUT + "a\n" + ERR + "b\n", 0);
        assertThat(routes.ask(
                        "daytona:session/logs?sandbox=box1&session=s&commandId=c1&follow=true&linesTo=direct:line"))
                .asInstanceOf(MAP)
                .containsEntry("stdout", "a\n")
                .containsEntry("stderr", "b\n");
        assertThat(seen).containsExactly("a", "b");
    }

    @Test
    void argumentsStayWords() {
        server.on("POST", "/toolbox/{id}/process/code-run", Answer.json(200, "{\"exitCode\":0,\"result\":\"\"}"));
        routes.ask(
                "daytona:run/python?sandbox=box1&via=call",
                Map.of("code", "x", "arguments", List.of("a", "it's", "b;id")));
        assertThat(server.last().json().path("argv").toString()).isEqualTo("[\"a\",\"'it'\\\\''s'\",\"'b;id'\"]");
    }

    @Test
    void aKillGoesOnUntilTheServiceIsThereAgain() {
        var kills = new AtomicInteger();
        server.on(
                "DELETE",
                "/toolbox/[^/]+/process/session/[^/]+",
                any -> kills.incrementAndGet() < 8 ? Answer.empty(503) : Answer.empty(204));
        session.log((number, socket) -> write(socket, OUT + "1\n"));
        assertThat(routes.fails(exec("&timeout=300"), "sleep 1h").getId()).isEqualTo("DAYTONA-302");
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> kills.get() == 8);
    }
}
