package dev.serai.agent;

import static dev.serai.agent.ScriptedModel.call;
import static dev.serai.agent.ScriptedModel.calls;
import static dev.serai.agent.ScriptedModel.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.agent.memory.Conversation;
import dev.serai.agent.memory.ConversationKey;
import dev.serai.agent.memory.ConversationStore;
import dev.serai.agent.memory.LocalConversations;
import dev.serai.support.chat.ChatMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stores and models answer on threads that must not do the work of routes, which may block. */
@Timeout(60)
class LentThreadsTest {

    private static final String STORE_THREAD = "store";

    private static final String ROUTE = """
            - route:
                from:
                  uri: direct:%s
                  steps:
                    - process:
                        ref: noting
                    - to: %s
            """;

    @Test
    void noRouteRunsOnAThreadThatIsOnlyLent() throws Exception {
        var seen = new ConcurrentSkipListSet<String>();
        Processor noting = exchange -> seen.add(exchange.getFromEndpoint().getEndpointUri() + " "
                + (Thread.currentThread().getName().equals(STORE_THREAD) ? STORE_THREAD : "own"));
        var thread = Executors.newSingleThreadExecutor(task -> new Thread(task, STORE_THREAD));
        try (var routes = Routes.start(
                Map.of("noting", noting, "runs", new KeptRuns().on(thread), "memory", new SlowConversations(thread)),
                ROUTE.formatted("model", "model:any"),
                ROUTE.formatted("guard", "mock:guard"),
                ROUTE.formatted("passages", "mock:passages"),
                ROUTE.formatted("approver", "mock:approver"),
                ROUTE.formatted("resumed", "mock:resumed"),
                Yaml.tool("send", "Sent"),
                Yaml.agent(
                        "model: direct:model",
                        "inputGuard: direct:guard",
                        "outputGuard: direct:guard",
                        "retriever: direct:passages",
                        "approver: direct:approver",
                        "approval: send",
                        "tools: send",
                        "resumeTo: direct:resumed",
                        "memory: '#bean:memory'",
                        "memorySummary: true",
                        "memoryMessages: 2",
                        "session: s",
                        "runs: '#bean:runs'"))) {
            for (var reply : List.of(calls(call("send", Map.of())), text("Done."), text("Again."), text("Summary."))) {
                routes.model()
                        .then(request -> CompletableFuture.supplyAsync(
                                () -> reply, CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS, thread)));
            }
            routes.send("direct:ask", "hi");
            var approval = routes.mock("mock:approver")
                    .getExchanges()
                    .get(0)
                    .getMessage()
                    .getHeader(AgentConstants.APPROVAL_ID, String.class);
            var resumed = routes.mock("mock:resumed");
            resumed.expectedMessageCount(1);
            routes.context()
                    .getCamelContextExtension()
                    .getContextPlugin(dev.serai.support.approval.Decisions.class)
                    .decide(approval, dev.serai.support.approval.Decision.allow("ann"));
            resumed.assertIsSatisfied(TimeUnit.SECONDS.toMillis(20));
            routes.ask("direct:ask", "more", String.class);
        } finally {
            thread.shutdown();
        }
        assertThat(seen).isNotEmpty().noneMatch(one -> one.endsWith(STORE_THREAD));
    }

    private record SlowConversations(Executor thread, LocalConversations kept) implements ConversationStore {

        SlowConversations(Executor thread) {
            this(thread, new LocalConversations());
        }

        private <T> CompletionStage<T> later(CompletionStage<T> stage) {
            return CompletableFuture.supplyAsync(
                    () -> stage.toCompletableFuture().getNow(null),
                    CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS, thread));
        }

        @Override
        public CompletionStage<Conversation> load(ConversationKey key, int messages) {
            return later(kept.load(key, messages));
        }

        @Override
        public CompletionStage<Void> append(ConversationKey key, String turn, List<ChatMessage> messages) {
            return later(kept.append(key, turn, messages));
        }

        @Override
        public CompletionStage<Void> summarize(ConversationKey key, String summary, long upTo) {
            return later(kept.summarize(key, summary, upTo));
        }

        @Override
        public CompletionStage<Void> clear(ConversationKey key) {
            return later(kept.clear(key));
        }

        @Override
        public void close() {
            kept.close();
        }
    }
}
