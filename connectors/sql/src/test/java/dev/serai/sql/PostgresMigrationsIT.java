package dev.serai.sql;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresMigrationsIT extends MigrationsContract {

    @Override
    Map<String, String> settings() {
        return PostgresServer.database();
    }

    @Test
    void aUserWithoutRightsStartsOnceTheTablesAreThere() throws Exception {
        var settings = settings();
        var name = "reader_" + ProcessHandle.current().pid();
        execute(settings, "CREATE ROLE " + name + " LOGIN PASSWORD 'pw'");
        execute(settings, "REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        var limited = new HashMap<>(settings);
        limited.put("user", name);
        limited.put("password", "pw");
        try (var application = new Application(limited)) {
            assertThatThrownBy(application::runs)
                    .hasMessageContaining("[SQL-105]")
                    .hasMessageContaining("permission denied")
                    .hasMessageContaining("right to create tables");
        }
        use(settings);
        execute(settings, "GRANT ALL ON ALL TABLES IN SCHEMA public TO " + name);
        execute(settings, "DELETE FROM serai_conversation");
        use(limited);
    }
}
