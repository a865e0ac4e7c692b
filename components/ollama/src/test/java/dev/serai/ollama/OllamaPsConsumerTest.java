package dev.serai.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ExceptionHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the consumer polls, against a server that answers when the test lets it. */
@Timeout(60)
class OllamaPsConsumerTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch answers = new CountDownLatch(1);
    private final DefaultCamelContext context = new DefaultCamelContext();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/ps", exchange -> {
            asked.incrementAndGet();
            try (exchange) {
                answers.await();
                var body = "{\"models\":[]}".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        context.disableJMX();
    }

    @AfterEach
    void stop() {
        answers.countDown();
        context.stop();
        server.stop(0);
        threads.shutdownNow();
    }

    private String uri(String options) {
        return "ollama:ps?baseUrl=http://127.0.0.1:" + server.getAddress().getPort() + options;
    }

    private OllamaPsConsumer started(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("watch").to("mock:events");
            }
        });
        context.start();
        return (OllamaPsConsumer) context.getRoute("watch").getConsumer();
    }

    @ParameterizedTest
    @CsvSource({
        "'',                             5000",
        "&delay=700,                     700",
        "&timeUnit=SECONDS,              5",
        "&timeUnit=SECONDS&delay=2,      2",
        "&timeUnit=MINUTES,              1"
    })
    void itPollsEveryFiveSecondsUnlessToldOtherwise(String options, long delay) throws Exception {
        assertThat(started(uri("&startScheduler=false" + options)).getDelay()).isEqualTo(delay);
    }

    @Test
    void aPollThatIsUnderWayIsNotRepeatedAndHoldsNoThread() throws Exception {
        var consumer = started(uri("&initialDelay=0&delay=5"));
        await().until(() -> asked.get() == 1);
        long polls = consumer.getCounter();
        await().until(() -> consumer.getCounter() > polls + 5);
        assertThat(asked).hasValue(1);
        answers.countDown();
        await().until(() -> asked.get() > 3);
    }

    @Test
    void aRestartedRouteDoesNotWaitForAnOldAnswer() throws Exception {
        started(uri("&initialDelay=0&delay=5"));
        await().until(() -> asked.get() == 1);
        context.getRouteController().stopRoute("watch");
        context.getRouteController().startRoute("watch");
        await().until(() -> asked.get() == 2);
    }

    @Test
    void anExceptionHandlerHearsOnceThatTheServerIsAway() throws Exception {
        var heard = new CopyOnWriteArrayList<Throwable>();
        context.getRegistry().bind("hears", new ExceptionHandler() {
            @Override
            public void handleException(Throwable exception) {
                heard.add(exception);
            }

            @Override
            public void handleException(String message, Throwable exception) {
                heard.add(exception);
            }

            @Override
            public void handleException(String message, Exchange exchange, Throwable exception) {
                heard.add(exception);
            }
        });
        server.stop(0);
        var consumer = started(uri("&initialDelay=0&delay=5&retries=0&exceptionHandler=#hears"));
        await().until(() -> consumer.getErrorCounter() > 3);
        assertThat(heard).singleElement().asString().contains("OLLAMA-101");
    }
}
