package dev.serai.sql;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

class PostgresConversationsIT extends ConversationsContract {

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
