package dev.serai.sql.people;

import dev.serai.sql.PostgresServer;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

class PostgresTasksIT extends SqlTasksContract {

    private static Map<String, String> database;

    @BeforeAll
    static void create() {
        database = PostgresServer.database();
    }

    @Override
    Map<String, String> settings() {
        return database;
    }
}
