package dev.serai.sql;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class H2AgentMemoryTest extends AgentMemoryContract {

    @TempDir
    Path folder;

    @Override
    Map<String, String> settings() {
        return Map.of("url", "jdbc:h2:file:" + folder.resolve("serai"));
    }
}
