package dev.serai.sql;

import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.chat.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A process with an agent whose second tool hangs, until it is killed; without the word {@code hang} it does not. */
final class AgentProcess extends RouteBuilder implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Path log;
    private final boolean hangs;

    AgentProcess(String url, Path log, boolean hangs) throws Exception {
        this.log = log;
        this.hangs = hangs;
        var properties = new Properties();
        properties.put("serai.sql.url", url);
        context.getPropertiesComponent().setInitialProperties(properties);
        context.disableJMX();
        context.getShutdownStrategy().setTimeout(1);
        context.addRoutes(this);
        context.start();
    }

    @Override
    public void configure() {
        from("tool:first?description=The first.")
                .process(exchange -> note("first"))
                .setBody(constant("1"));
        from("tool:second?description=The second.")
                .process(exchange -> {
                    note("second");
                    if (hangs) {
                        new CountDownLatch(1).await();
                    }
                })
                .setBody(constant("2"));
        from("direct:model").process(exchange -> {
            note("model");
            exchange.getMessage().setBody(answer(exchange.getMessage().getBody(ChatRequest.class)));
        });
        from("direct:resumed")
                .process(exchange -> note("answer " + exchange.getMessage().getBody(String.class)));
        from("direct:ask")
                .to("agent:clerk?model=direct:model&tools=first,second&runs=sql&memory=sql&session=s"
                        + "&parallelTools=false&resumeTo=direct:resumed");
    }

    private static ChatReply answer(ChatRequest request) {
        boolean asked = request.messages().size() == 1;
        return new ChatReply(
                "scripted",
                asked ? "" : "Done.",
                null,
                asked
                        ? List.of(new ToolCall("a", "first", Map.of()), new ToolCall("b", "second", Map.of()))
                        : List.of(),
                Usage.tokens(1, 1),
                asked ? FinishReason.TOOL_CALLS : FinishReason.STOP);
    }

    private synchronized void note(String line) {
        try {
            Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void ask() {
        context.createProducerTemplate().asyncSendBody("direct:ask", "hi");
    }

    @Override
    public void close() {
        context.stop();
    }

    static Process start(String url, Path log) throws IOException {
        var path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        path,
                        AgentProcess.class.getName(),
                        url,
                        log.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) throws Exception {
        new AgentProcess(arguments[0], Path.of(arguments[1]), true).ask();
        Thread.currentThread().join();
    }
}
