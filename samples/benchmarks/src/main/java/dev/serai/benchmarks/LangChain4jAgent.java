package dev.serai.benchmarks;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.UserMessage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** LangChain4j's {@code AiServices} with one tool, on a platform thread for each run. */
final class LangChain4jAgent implements Contender {

    private static final int WINDOW = 20;

    private final String name;
    private final Clerk clerk;
    private final ExecutorService threads;
    private final AtomicInteger sessions = new AtomicInteger();

    LangChain4jAgent(String name, String baseUrl, int concurrency) {
        this.name = name;
        clerk = AiServices.builder(Clerk.class)
                .chatModel(LangChain4jClient.model(baseUrl))
                .tools(new OpeningHours())
                .chatMemoryProvider(session -> MessageWindowChatMemory.withMaxMessages(WINDOW))
                .build();
        threads = Executors.newFixedThreadPool(concurrency);
    }

    /** What AiServices implements. */
    interface Clerk {
        String ask(@MemoryId int session, @UserMessage String question);
    }

    static final class OpeningHours {
        @Tool(name = Script.TOOL, value = Script.TOOL_PURPOSE)
        String on(@P(name = Script.DAY, value = "The day.") String day) {
            return Script.TOOL_RESULT;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void ask(BiConsumer<String, Throwable> answered) {
        threads.execute(() -> {
            String text;
            try {
                text = clerk.ask(sessions.incrementAndGet(), Script.QUESTION);
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
