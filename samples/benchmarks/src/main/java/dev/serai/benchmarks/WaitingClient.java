package dev.serai.benchmarks;

import java.nio.file.Path;

/** The clients whose exchanges wait in a JVM of their own. */
enum WaitingClient {
    RAW("raw, JDK's threads"),
    CHAT("ollama:chat"),
    LANGCHAIN4J("LangChain4j AiServices"),
    AGENT("agent:, stores in memory"),
    AGENT_SQL("agent:, stores in an H2 file");

    private final String label;

    WaitingClient(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** @param directory where it may keep files */
    Contender start(String baseUrl, int concurrency, Path directory) throws Exception {
        return switch (this) {
            case RAW -> RawClient.unbounded(baseUrl);
            case CHAT -> new CamelClient(baseUrl);
            case LANGCHAIN4J -> new LangChain4jAgent(label, baseUrl, concurrency);
            case AGENT -> CamelAgent.inMemory(label, baseUrl);
            case AGENT_SQL -> CamelAgent.inFile(label, baseUrl, directory);
        };
    }
}
