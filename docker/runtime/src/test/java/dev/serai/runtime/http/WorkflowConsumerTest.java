package dev.serai.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.ScriptedReply;
import dev.serai.runtime.Running;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class WorkflowConsumerTest {

    private static final int LIMIT = 100_000;
    private static final Queue<Runnable> PARKED = new ConcurrentLinkedQueue<>();

    private static Running running;

    /** A step that waits for somebody, without a thread. */
    private static final class Park extends AsyncProcessorSupport {
        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            PARKED.add(() -> callback.done(false));
            return false;
        }
    }

    @RegisterExtension
    static final OllamaServerExtension ollama = new OllamaServerExtension();

    @BeforeAll
    static void start() throws Exception {
        var variables = Map.of(
                "SERAI_HTTP_MAX_REQUEST_SIZE",
                String.valueOf(LIMIT),
                "CAMEL_COMPONENT_OLLAMA_BASEURL",
                ollama.baseUrl());
        running = Running.start(variables, new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/echo").setBody(simple("<${body}>"));
                from("platform-http:/bytes")
                        .process(exchange -> exchange.getMessage()
                                .setBody(exchange.getMessage()
                                        .getBody()
                                        .getClass()
                                        .getSimpleName()));
                from("platform-http:/items/{id}?httpMethodRestrict=PUT,DELETE")
                        .setBody(simple("${header.CamelHttpMethod} ${header.id} ${header.colour}"));
                from("platform-http:/below?matchOnUriPrefix=true").setBody(simple("${header.CamelHttpPath}"));
                from("platform-http:/status")
                        .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(201))
                        .setHeader("X-Made", constant("yes"))
                        .setHeader("CamelInternal", constant("no"))
                        .setBody(constant("made"));
                from("platform-http:/map")
                        .process(exchange -> exchange.getMessage().setBody(Map.of("answer", 42)));
                from("platform-http:/stream")
                        .process(exchange -> exchange.getMessage().setBody(large()));
                from("platform-http:/broken")
                        .process(exchange -> exchange.getMessage().setBody(breaking()));
                from("platform-http:/nothing").setBody(constant(null));
                from("platform-http:/fail").process(exchange -> {
                    throw new IllegalStateException("the secret reason");
                });
                from("platform-http:/fail-later")
                        .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(200))
                        .setHeader("X-Upstream", constant("its own"))
                        .process(exchange -> {
                            throw new IllegalStateException("behind a good answer");
                        });
                from("platform-http:/fail-as-missing")
                        .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(404))
                        .process(exchange -> {
                            throw new IllegalStateException("not there");
                        });
                from("platform-http:/keys")
                        .setHeader("Authorization", constant("Bearer of another server"))
                        .setHeader("apikey", constant("of another server"))
                        .setBody(constant("done"));
                from("platform-http:/sse").to("ollama:chat/scripted-chat?stream=true&streamTo=sse");
                from("platform-http:/form").setBody(simple("${body[a]} ${header.b}"));
                from("platform-http:/upload").process(exchange -> {
                    var file = exchange.getMessage(AttachmentMessage.class).getAttachment("file");
                    exchange.getMessage().setBody(file.getInputStream().readAllBytes().length);
                });
                from("platform-http:/park").process(new Park()).setBody(constant("went on"));
            }
        });
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    private static InputStream large() {
        return new ByteArrayInputStream("0123456789".repeat(1_000_000).getBytes());
    }

    private static InputStream breaking() {
        return new InputStream() {
            private int count;

            @Override
            public int read() throws IOException {
                if (count++ > 50_000) {
                    throw new IOException("gone");
                }
                return 'x';
            }
        };
    }

    @Test
    void bodiesArriveAsBytesAndTextsGoBack() throws Exception {
        assertThat(running.post("/echo", "héllo").body()).isEqualTo("<héllo>");
        assertThat(running.post("/bytes", "x").body()).isEqualTo("byte[]");
    }

    @Test
    void methodsPathsAndQueriesAreHeaders() throws Exception {
        var put = running.request("/items/7?colour=red").PUT(HttpRequest.BodyPublishers.noBody());
        assertThat(running.send(put).body()).isEqualTo("PUT 7 red");
        assertThat(running.get("/items/7").body()).contains("nothing answers GET here");
        assertThat(running.get("/below/a/b").body()).isEqualTo("/below/a/b");
    }

    @Test
    void headersOfCamelStayInside() throws Exception {
        var response = running.post("/status", "", "CamelHttpResponseCode", "500");
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("X-Made")).contains("yes");
        assertThat(response.headers().firstValue("CamelInternal")).isEmpty();
    }

    @Test
    void mapsGoBackAsJson() throws Exception {
        var response = running.get("/map");
        assertThat(response.body()).isEqualTo("{\"answer\":42}");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void streamsGoBackWhole() throws Exception {
        assertThat(running.get("/stream").body()).hasSize(10_000_000).endsWith("0123456789");
    }

    @Test
    void aStreamThatBreaksBreaksTheConnection() {
        assertThat(running.client()
                        .sendAsync(running.request("/broken").GET().build(), HttpResponse.BodyHandlers.ofString()))
                .failsWithin(Duration.ofSeconds(10));
    }

    @Test
    void noBodyIsAnEmptyAnswer() throws Exception {
        assertThat(running.get("/nothing").statusCode()).isEqualTo(204);
    }

    @Test
    void failuresDoNotShowTheirReason() throws Exception {
        var response = running.get("/fail");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("secret");
    }

    @Test
    void aFailureBehindAGoodAnswerIsAFailure() throws Exception {
        var response = running.get("/fail-later", "X-Own", "own");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().map()).doesNotContainKeys("X-Upstream", "X-Own");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(running.get("/fail-as-missing").statusCode()).isEqualTo(404);
    }

    @Test
    void keysOfOtherServersStayInside() throws Exception {
        var response = running.get("/keys");
        assertThat(response.body()).isEqualTo("done");
        assertThat(response.headers().map()).doesNotContainKeys("Authorization", "apikey");
    }

    @Test
    void formsAreBodyAndHeaders() throws Exception {
        var response = running.post("/form", "a=1&b=two+words", "Content-Type", "application/x-www-form-urlencoded");
        assertThat(response.body()).isEqualTo("1 two words");
    }

    @Test
    void aFieldThatCannotBeAHeaderDoesNoHarm() throws Exception {
        var response = running.post(
                "/form", "{\"a\"}=1&b=x%0D%0AX-Evil:%201", "Content-Type", "application/x-www-form-urlencoded");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("X-Evil")).isEmpty();
    }

    @Test
    void uploadsAreAttachments() throws Exception {
        var body = "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\n"
                + "Content-Type: text/plain\r\n\r\n" + "x".repeat(5000) + "\r\n--cut--\r\n";
        assertThat(running.post("/upload", body, "Content-Type", "multipart/form-data; boundary=cut")
                        .body())
                .isEqualTo("5000");
    }

    @Test
    void deltasAreEvents() throws Exception {
        ollama.always(ScriptedReply.chunks("a", " b"));
        var response = running.post("/sse", "hi");
        assertThat(response.headers().firstValue("Content-Type").orElse("")).contains("text/event-stream");
        assertThat(response.body()).contains("data: {\"text\":\"a\"}", "event: done");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        var response = running.post("/echo", "x".repeat(LIMIT + 1));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("RUNTIME-107");
    }

    @Test
    void theSecondVersionOfHttpWorksToo() throws Exception {
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        var response = client.send(running.request("/stream").GET().build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.body()).hasSize(10_000_000);
    }

    @Test
    void twoThousandRequestsWaitWithoutThreads() throws Exception {
        int count = 2000;
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(running.client()
                    .sendAsync(running.request("/park").GET().build(), HttpResponse.BodyHandlers.ofString()));
        }
        await().atMost(40, TimeUnit.SECONDS).until(() -> PARKED.size() == count);
        assertThat(threads()).isGreaterThan(0).isLessThan(count / 4);
        PARKED.forEach(Runnable::run);
        for (var answer : answers) {
            assertThat(answer.get(20, TimeUnit.SECONDS).body()).isEqualTo("went on");
        }
    }

    /** The threads of the JVM's HTTP servers: other tests run some beside this one, but none of them thousands. */
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        thread.getName().contains("vert.x") || thread.getName().contains("- Http"))
                .count();
    }
}
