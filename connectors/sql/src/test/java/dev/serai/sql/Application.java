package dev.serai.sql;

import dev.serai.agent.memory.ConversationStore;
import dev.serai.agent.run.RunStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** An application that has some of the stores; two of them on one database are two processes, as far as it can tell. */
public final class Application implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final SqlStoreFactory factory = new SqlStoreFactory();
    private final List<AutoCloseable> open = new ArrayList<>();

    public Application(Map<String, String> settings) {
        var properties = new Properties();
        settings.forEach((name, value) -> properties.put("serai.sql." + name, value));
        context.getPropertiesComponent().setInitialProperties(properties);
        context.disableJMX();
        context.build();
    }

    public CamelContext context() {
        return context;
    }

    Application with(String name, DataSource source) {
        context.getRegistry().bind(name, source);
        return this;
    }

    public <T extends AutoCloseable> T keep(T store) {
        open.add(store);
        return store;
    }

    ConversationStore conversations() {
        return keep(factory.conversations(context));
    }

    RunStore runs() {
        return keep(factory.runs(context));
    }

    @Override
    public void close() {
        for (var store : open) {
            try {
                store.close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        context.stop();
    }
}
