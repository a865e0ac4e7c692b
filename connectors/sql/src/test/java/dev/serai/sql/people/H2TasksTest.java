package dev.serai.sql.people;

import java.util.Map;
import java.util.UUID;

class H2TasksTest extends SqlTasksContract {

    private static final String URL = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    @Override
    Map<String, String> settings() {
        return Map.of("url", URL);
    }
}
