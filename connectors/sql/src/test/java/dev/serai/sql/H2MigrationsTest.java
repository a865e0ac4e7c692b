package dev.serai.sql;

import java.util.Map;
import java.util.UUID;

class H2MigrationsTest extends MigrationsContract {

    @Override
    Map<String, String> settings() {
        return Map.of("url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }
}
