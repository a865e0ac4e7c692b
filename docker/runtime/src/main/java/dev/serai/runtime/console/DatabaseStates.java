package dev.serai.runtime.console;

import dev.serai.runtime.console.SystemState.Fact;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The databases that the context knows, each asked whether it answers. */
final class DatabaseStates {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseStates.class);
    private static final int PATIENCE_SECONDS = 3;

    private final CamelContext context;

    DatabaseStates(CamelContext context) {
        this.context = context;
    }

    /** Waits for the databases, so it needs a thread that may. */
    List<SystemState> look() {
        return context.getRegistry().findByTypeWithName(DataSource.class).entrySet().stream()
                .map(DatabaseStates::state)
                .toList();
    }

    private static SystemState state(Map.Entry<String, DataSource> source) {
        var name = "Database " + source.getKey();
        try (var connection = source.getValue().getConnection()) {
            var about = connection.getMetaData();
            var facts = List.of(
                    new Fact("Product", about.getDatabaseProductName() + " " + about.getDatabaseProductVersion()),
                    // What follows may hold a password.
                    new Fact("Address", String.valueOf(about.getURL()).split("[?;]", 2)[0]));
            boolean up = connection.isValid(PATIENCE_SECONDS);
            return new SystemState(
                    name, "store", up ? "up" : "down", facts, up ? List.of() : List.of("It does not answer."));
        } catch (SQLException | RuntimeException e) {
            LOG.warn("{} cannot be asked how it is", name, e);
            return SystemState.down(name, "store", "No connection. Look into the log.");
        }
    }
}
