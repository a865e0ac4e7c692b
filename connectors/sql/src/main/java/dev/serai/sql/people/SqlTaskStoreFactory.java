package dev.serai.sql.people;

import dev.serai.people.store.TaskStore;
import dev.serai.people.store.TaskStoreFactory;
import dev.serai.sql.jdbc.Databases;
import org.apache.camel.CamelContext;

/** Makes the store for {@code store=sql} of people, in the database that all of a context share. */
public final class SqlTaskStoreFactory implements TaskStoreFactory {

    @Override
    public TaskStore tasks(CamelContext context) {
        return new SqlTasks(Databases.acquire(context), () -> Databases.release(context));
    }
}
