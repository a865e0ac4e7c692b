package dev.serai.agent;

import dev.serai.agent.memory.ConversationStore;
import dev.serai.agent.memory.LocalConversations;
import dev.serai.agent.run.LocalRuns;
import dev.serai.agent.run.RunStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.EndpointHelper;

/** The stores that agents name, each opened once. */
final class Stores implements AutoCloseable {

    private static final String LOCAL = "local";

    private final CamelContext context;
    private final Executor threads;
    private final Map<String, StoreFactory> factories = new HashMap<>();
    private final Map<String, ConversationStore> conversations = new HashMap<>();
    private final Map<String, RunStore> runs = new HashMap<>();

    /** @param threads go on with what the stores have done */
    Stores(CamelContext context, Executor threads) {
        this.context = context;
        this.threads = threads;
    }

    ConversationStore conversations(String name) {
        return store(
                name,
                ConversationStore.class,
                conversations,
                LocalConversations::new,
                StoreFactory::conversations,
                store -> new PooledConversations(store, threads));
    }

    RunStore runs(String name) {
        return store(
                name,
                RunStore.class,
                runs,
                LocalRuns::new,
                StoreFactory::runs,
                store -> new PooledRuns(store, threads));
    }

    /** Those that have been opened. */
    synchronized Collection<RunStore> runs() {
        return Map.copyOf(runs).values();
    }

    private synchronized <T> T store(
            String name,
            Class<T> type,
            Map<String, T> opened,
            Supplier<T> local,
            BiFunction<StoreFactory, CamelContext, T> maker,
            UnaryOperator<T> pooled) {
        var known = opened.get(name);
        if (known != null) {
            return known;
        }
        if (EndpointHelper.isReferenceParameter(name)) {
            var bean = pooled.apply(EndpointHelper.resolveReferenceParameter(context, name, type));
            opened.put(name, bean);
            return bean;
        }
        var store = name.equals(LOCAL) ? local.get() : pooled.apply(maker.apply(factory(name), context));
        opened.put(name, store);
        return store;
    }

    private StoreFactory factory(String name) {
        return factories.computeIfAbsent(name, any -> {
            var bean = CamelContextHelper.lookup(context, name, StoreFactory.class);
            if (bean != null) {
                return bean;
            }
            return context.getCamelContextExtension()
                    .getFactoryFinder(StoreFactory.SERVICES)
                    .newInstance(name, StoreFactory.class)
                    .orElseThrow(() ->
                            new AgentException(AgentError.UNKNOWN_STORE, "there is no store named '" + name + "'"));
        });
    }

    @Override
    public synchronized void close() {
        // Whoever has made a bean closes it.
        conversations.keySet().removeIf(EndpointHelper::isReferenceParameter);
        runs.keySet().removeIf(EndpointHelper::isReferenceParameter);
        conversations.values().forEach(ConversationStore::close);
        runs.values().forEach(RunStore::close);
        conversations.clear();
        runs.clear();
        factories.clear();
    }
}
