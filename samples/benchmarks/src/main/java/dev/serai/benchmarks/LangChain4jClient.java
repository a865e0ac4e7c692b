package dev.serai.benchmarks;

import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.model.ollama.OllamaChatModel;
import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/** LangChain4j's blocking model, on a platform thread for each request in flight. */
final class LangChain4jClient implements Contender {

    private final OllamaChatModel model;
    private final ExecutorService threads;

    LangChain4jClient(String baseUrl, int concurrency) {
        model = model(baseUrl);
        threads = Executors.newFixedThreadPool(concurrency);
    }

    static OllamaChatModel model(String baseUrl) {
        return OllamaChatModel.builder()
                .httpClientBuilder(JdkHttpClient.builder()
                        // Its default asks for an upgrade to HTTP/2 on each connection.
                        .httpClientBuilder(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)))
                .baseUrl(baseUrl)
                .modelName(Script.MODEL)
                .numCtx(8192)
                .build();
    }

    @Override
    public String name() {
        return "LangChain4j";
    }

    @Override
    public void ask(BiConsumer<String, Throwable> answered) {
        threads.execute(() -> {
            String text;
            try {
                text = model.chat(Script.QUESTION);
            } catch (RuntimeException e) {
                answered.accept(null, e);
                return;
            }
            answered.accept(text, null);
        });
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
