package dev.serai.benchmarks;

import dev.serai.offline.ollama.OllamaMain;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** The stand-in in a JVM of its own, so that its work is not the clients'. */
final class StandInProcess implements AutoCloseable {

    private final ChildJvm jvm;
    private final String baseUrl;

    private StandInProcess(ChildJvm jvm, String baseUrl) {
        this.jvm = jvm;
        this.baseUrl = baseUrl;
    }

    static StandInProcess start(Duration firstToken) throws IOException {
        var script = Files.createTempFile("benchmarks", ".json");
        try {
            Files.writeString(script, Script.answering(firstToken));
            var jvm = ChildJvm.start(List.of("-Xmx512m", "-XX:+UseParallelGC"), OllamaMain.class, "--script", script);
            return new StandInProcess(jvm, jvm.read("listening").substring("on ".length()));
        } finally {
            Files.delete(script);
        }
    }

    String baseUrl() {
        return baseUrl;
    }

    @Override
    public void close() {
        jvm.close();
    }
}
