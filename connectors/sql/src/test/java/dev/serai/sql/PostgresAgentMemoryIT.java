package dev.serai.sql;

import java.util.Map;

class PostgresAgentMemoryIT extends AgentMemoryContract {

    @Override
    Map<String, String> settings() {
        return PostgresServer.database();
    }
}
