package dev.serai.benchmarks;

import dev.serai.agent.AgentConstants;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.apache.camel.builder.RouteBuilder;

/** {@code agent:} with one tool; each question is a session of its own. */
final class CamelAgent implements Contender {

    private static final String AGENT = "agent:clerk?model=ollama:chat/" + Script.MODEL + "&tools=" + Script.TOOL;

    private final String name;
    private final Camel camel;
    private final AtomicInteger sessions = new AtomicInteger();

    private CamelAgent(String name, String baseUrl, Map<String, String> properties, String stores) throws Exception {
        this.name = name;
        camel = new Camel(baseUrl, properties, new RouteBuilder() {
            @Override
            public void configure() {
                from("tool:" + Script.TOOL + "?description=RAW(" + Script.TOOL_PURPOSE + ")&parameter." + Script.DAY
                                + "=string&parameter." + Script.DAY + ".required=true")
                        .setBody(constant(Script.TOOL_RESULT));
                from("direct:ask").to(AGENT + stores);
            }
        });
    }

    /** Remembers conversations and runs in the JVM's memory. */
    static CamelAgent inMemory(String name, String baseUrl) throws Exception {
        return new CamelAgent(name, baseUrl, Map.of(), "&memory=local");
    }

    /** Keeps conversations, runs and their steps in a file of H2. */
    static CamelAgent inFile(String name, String baseUrl, Path directory) throws Exception {
        var url = Map.of("serai.sql.url", "jdbc:h2:file:" + directory.resolve("serai"));
        return new CamelAgent(name, baseUrl, url, "&memory=sql&runs=sql");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void ask(BiConsumer<String, Throwable> answered) {
        camel.send(
                Map.of(AgentConstants.SESSION_ID, "session-" + sessions.incrementAndGet()),
                exchange -> answered.accept(exchange.getMessage().getBody(String.class), exchange.getException()));
    }

    @Override
    public void close() {
        camel.close();
    }
}
