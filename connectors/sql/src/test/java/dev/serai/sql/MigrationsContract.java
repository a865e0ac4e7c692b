package dev.serai.sql;

import static dev.serai.support.contract.Stages.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.agent.memory.ConversationKey;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.contract.Stages;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How tables are made, in every kind of database. */
abstract class MigrationsContract {

    /** Settings for a new database. */
    abstract Map<String, String> settings();

    static Connection connect(Map<String, String> settings) throws SQLException {
        return DriverManager.getConnection(
                settings.get("url"), settings.getOrDefault("user", "sa"), settings.getOrDefault("password", ""));
    }

    static void execute(Map<String, String> settings, String sql) throws SQLException {
        try (var connection = connect(settings);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static void use(Map<String, String> settings) {
        try (var application = new Application(settings)) {
            var key = new ConversationKey("a", "s");
            var store = application.conversations();
            done(store.append(key, "1", List.of(ChatMessage.user("hello"))));
            assertThat(done(store.load(key, 10)).entries()).hasSize(1);
        }
    }

    @Test
    void tablesAreMadeOnce() {
        var settings = settings();
        use(settings);
        use(settings);
    }

    @Test
    void aNewerDatabaseIsAnError() throws Exception {
        var settings = settings();
        use(settings);
        execute(settings, "INSERT INTO serai_schema_history (version, installed) VALUES (99, CURRENT_TIMESTAMP)");
        try (var application = new Application(settings)) {
            assertThatThrownBy(application::runs)
                    .hasMessageContaining("[SQL-104]")
                    .hasMessageContaining("version 99")
                    .hasMessageContaining("version 2");
        }
    }

    @Test
    void aSchemaOfItsOwnIsMade() throws Exception {
        var settings = new HashMap<>(settings());
        settings.put("schema", "Own_schema");
        use(settings);
        use(settings);
        execute(settings, "SELECT * FROM \"Own_schema\".serai_message");
        assertThatThrownBy(() -> execute(settings, "SELECT * FROM serai_message"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void aScriptThatWasStoppedHalfWayIsRunAgain() throws Exception {
        var settings = settings();
        use(settings);
        execute(settings, "DELETE FROM serai_schema_history");
        execute(settings, "DROP TABLE serai_step");
        use(settings);
        execute(settings, "SELECT * FROM serai_step");
    }

    @Test
    void otherTablesAreLeftAlone() throws Exception {
        var settings = settings();
        execute(settings, "CREATE TABLE mine (id INT)");
        use(settings);
        execute(settings, "SELECT * FROM mine");
    }

    @Test
    void manyProcessesMayStartAtOnce() {
        var settings = settings();
        var threads = Executors.newFixedThreadPool(6);
        try {
            var starts = IntStream.range(0, 6)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> use(settings), threads))
                    .toList();
            starts.forEach(Stages::done);
        } finally {
            threads.shutdown();
        }
    }
}
