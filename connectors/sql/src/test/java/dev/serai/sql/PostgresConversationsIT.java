package dev.serai.sql;

import java.util.Map;

class PostgresConversationsIT extends ConversationsContract {

    private static final Map<String, String> DATABASE = PostgresServer.database();

    @Override
    Map<String, String> settings() {
        return DATABASE;
    }
}
