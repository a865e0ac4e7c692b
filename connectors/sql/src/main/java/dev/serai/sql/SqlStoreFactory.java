package dev.serai.sql;

import dev.serai.agent.StoreFactory;
import dev.serai.agent.memory.ConversationStore;
import dev.serai.agent.run.RunStore;
import dev.serai.sql.jdbc.Databases;
import org.apache.camel.CamelContext;

/** Makes the stores for {@code memory=sql} and {@code runs=sql}; all of a context share one database. */
public final class SqlStoreFactory implements StoreFactory {

    @Override
    public ConversationStore conversations(CamelContext context) {
        return new SqlConversations(Databases.acquire(context), () -> Databases.release(context));
    }

    @Override
    public RunStore runs(CamelContext context) {
        return new SqlRuns(Databases.acquire(context), () -> Databases.release(context));
    }
}
