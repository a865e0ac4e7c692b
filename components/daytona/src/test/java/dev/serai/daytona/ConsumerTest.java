package dev.serai.daytona;

import static dev.serai.daytona.ScriptedSession.ERR;
import static dev.serai.daytona.ScriptedSession.OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.daytona.TestServer.Answer;
import dev.serai.daytona.client.DaytonaException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Routes that start with the log of a command, or with a terminal. */
@Timeout(60)
class ConsumerTest {

    private static final String LOG = "daytona:session/logs?sandbox=box1&session=s1&commandId=c1";
    private static final String TERMINAL = "daytona:pty/connect?sandbox=box1&terminal=t1";

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private TestServer server;
    private ScriptedSession session;
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
        session = new ScriptedSession(server);
        server.on("POST", "/toolbox/{id}/process/pty", Answer.json(201, "{\"sessionId\":\"t1\"}"))
                .on("DELETE", "/toolbox/{id}/process/pty/t1", Answer.json(200, "{}"));
        routes = new Routes(server);
    }

    @AfterEach
    void stop() {
        routes.close();
        server.close();
    }

    private void route(String uri, Processor processor) throws Exception {
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("followed").process(processor);
            }
        });
    }

    private void hear(Exchange exchange) {
        var message = exchange.getMessage();
        var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, DaytonaException.class);
        if (failure != null) {
            heard.add(failure.getId());
        } else if (message.getBody() == null) {
            heard.add("end " + message.getHeader(DaytonaConstants.EXIT_CODE));
        } else {
            heard.add(message.getHeader(DaytonaConstants.STREAM) + " " + message.getBody(String.class));
        }
    }

    private void awaitHeard(String... all) {
        // Java's client misses some ends of connections; then it is an unanswered ping that tells.
        Awaitility.await()
                .atMost(Duration.ofSeconds(50))
                .untilAsserted(() -> assertThat(heard).containsExactly(all));
    }

    @Test
    void eachLineOfALogIsAMessageOverLostConnections() throws Exception {
        session.log((number, socket) -> {
            if (number == 1) {
                ScriptedSession.write(socket, OUT + "one\n" + ERR + "two\n" + OUT + "thr");
                socket.writePing(Buffer.buffer("x")).onComplete(any -> socket.close((short) 1011));
            } else {
                ScriptedSession.write(socket, OUT + "one\n" + ERR + "two\n" + OUT + "three\nfour\n");
                session.end(socket, 3);
            }
        });
        route(LOG, this::hear);
        awaitHeard("stdout one", "stderr two", "stdout three", "stdout four", "end 3");
        assertThat(session.connections()).isEqualTo(2);
    }

    @Test
    void aMessageThatFailsDoesNotEndTheFollowing() throws Exception {
        session.log(OUT + "bad\ngood\n", 0);
        route(LOG + "&exceptionHandler=#class:" + Quiet.class.getName(), exchange -> {
            if ("bad".equals(exchange.getMessage().getBody())) {
                throw new IllegalStateException("no");
            }
            hear(exchange);
        });
        awaitHeard("stdout good", "end 0");
    }

    @Test
    void aSandboxThatIsLostIsToldToTheRoute() throws Exception {
        server.onSocket(socket -> {
            ScriptedSession.write(socket, OUT + "one\n");
            server.on("GET", "/api/sandbox/({id}|box1)", any -> Answer.json(200, server.sandbox("destroyed")));
            socket.writePing(Buffer.buffer("x")).onComplete(any -> socket.close((short) 1011));
        });
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(DaytonaException.class).handled(true).process(ConsumerTest.this::hear);
                from(LOG + "&bridgeErrorHandler=true").process(ConsumerTest.this::hear);
            }
        });
        awaitHeard("stdout one", "DAYTONA-204");
    }

    @Test
    void whatTheSandboxWasStartedForIsFollowedToo() throws Exception {
        server.on(
                "GET",
                "/toolbox/{id}/process/session/entrypoint",
                Answer.json(200, "{\"sessionId\":\"entrypoint\",\"commands\":[{\"id\":\"e\",\"exitCode\":7}]}"));
        server.onSocket(socket -> {
            ScriptedSession.write(socket, OUT + "serving\n");
            socket.close((short) 1000);
        });
        route("daytona:session/logs?sandbox=box1&session=entrypoint", this::hear);
        awaitHeard("stdout serving", "end 7");
        assertThat(server.sockets())
                .allSatisfy(uri -> assertThat(uri).contains("/session/entrypoint/logs?follow=true"));
    }

    private static void greet(ServerWebSocket socket) {
        socket.writeTextMessage("{\"type\":\"control\",\"status\":\"connected\"}");
    }

    private static void show(ServerWebSocket socket, byte[] bytes) {
        socket.writeBinaryMessage(Buffer.buffer(bytes));
    }

    private static void show(ServerWebSocket socket, String text) {
        show(socket, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aTerminalIsAMessageForEachPieceAndNoCharacterIsCut() throws Exception {
        var euro = "€".getBytes(StandardCharsets.UTF_8);
        server.onSocket(socket -> {
            greet(socket);
            show(socket, "$ ");
            show(socket, Arrays.copyOf(euro, 2));
            show(socket, Arrays.copyOfRange(euro, 2, 3));
            socket.close((short) 1011, "{\"exitCode\":5}");
        });
        route(TERMINAL + "&columns=120", this::hear);
        awaitHeard("stdout $ ", "stdout €", "end 5");
        var wish = server.asked("POST", "/process/pty").get(0).json();
        assertThat(wish.path("id").asText()).isEqualTo("t1");
        assertThat(wish.path("cols").asInt()).isEqualTo(120);
        routes.context().getRouteController().stopRoute("followed");
        Awaitility.await().until(() -> server.asked("DELETE", "/process/pty/t1").size() == 1);
    }

    @Test
    void aTerminalThatWasThereIsFollowedAndLeftAlone() throws Exception {
        server.on("POST", "/toolbox/{id}/process/pty", Answer.error(409, "PTY session with ID 't1' already exists"));
        server.onSocket(socket -> {
            greet(socket);
            show(socket, "$ ");
        });
        route(TERMINAL, this::hear);
        awaitHeard("stdout $ ");
        routes.context().getRouteController().stopRoute("followed");
        routes.context().stop();
        assertThat(server.asked("DELETE", "/process/pty/t1")).isEmpty();
    }

    @Test
    void aTerminalWhoseConnectionIsLostIsFollowedAgain() throws Exception {
        var connections = new AtomicInteger();
        server.onSocket(socket -> {
            greet(socket);
            if (connections.incrementAndGet() == 1) {
                show(socket, "one");
                socket.writePing(Buffer.buffer("x")).onComplete(any -> TestServer.cut(socket));
            } else {
                show(socket, "two");
                socket.close((short) 1000, "{\"exitCode\":0}");
            }
        });
        route(TERMINAL, this::hear);
        awaitHeard("stdout one", "stdout two", "end 0");
    }

    @Test
    void keysGoToATerminalThatIsThere() {
        var typed = new CopyOnWriteArrayList<String>();
        server.onSocket(socket -> {
            greet(socket);
            socket.handler(bytes -> typed.add(bytes.toString()));
        });
        routes.ask("daytona:pty/input?sandbox=box1&terminal=t1", "ls\n");
        assertThat(typed).containsExactly("ls\n");
        assertThat(server.sockets()).hasSize(1);
        assertThat(server.asked("DELETE", "/process/pty/t1")).isEmpty();
    }

    @Test
    void keysForNoTerminalAreAFailure() {
        server.onSocket(socket -> {
            socket.writeTextMessage(
                    "{\"type\":\"control\",\"status\":\"error\",\"error\":\"PTY session t1 not found\"}");
            socket.writePing(Buffer.buffer("x")).onComplete(any -> socket.close((short) 1011));
        });
        var failure = routes.fails("daytona:pty/input?sandbox=box1&terminal=t1", "ls\n");
        assertThat(failure.getId()).isEqualTo("DAYTONA-308");
        assertThat(failure.getFact()).contains("PTY session t1 not found");
    }

    @Test
    void whatCannotStartARouteSaysSo() {
        for (var wrong : List.of(
                "daytona:session/logs?session=s1&commandId=c1 DAYTONA-002",
                "daytona:session/logs?sandbox=box1&session=s1 DAYTONA-006",
                "daytona:pty/connect?sandbox=box1 DAYTONA-006",
                "daytona:pty/connect?sandbox=box1&terminal=.. DAYTONA-003",
                "daytona:exec?sandbox=box1 DAYTONA-001")) {
            var words = wrong.split(" ");
            assertThatThrownBy(() -> route(words[0], this::hear)).as(words[0]).hasStackTraceContaining(words[1]);
        }
        assertThat(routes.fails(TERMINAL, "x").getId()).isEqualTo("DAYTONA-001");
    }

    /** Takes failures without a word. */
    public static final class Quiet implements org.apache.camel.spi.ExceptionHandler {

        @Override
        public void handleException(Throwable exception) {}

        @Override
        public void handleException(String message, Throwable exception) {}

        @Override
        public void handleException(String message, Exchange exchange, Throwable exception) {}
    }
}
