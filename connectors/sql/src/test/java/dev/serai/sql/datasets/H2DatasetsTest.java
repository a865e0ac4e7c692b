package dev.serai.sql.datasets;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class H2DatasetsTest extends DatasetsContract {

    @TempDir
    Path folder;

    @Override
    Map<String, String> settings() {
        return Map.of("url", "jdbc:h2:file:" + folder.resolve("serai"));
    }

    @Override
    List<String> forbidden() {
        return List.of(
                "SELECT * FROM PUBLIC.\"serai_conversation\"",
                "SELECT FILE_READ('/etc/hostname')",
                "SELECT * FROM CSVREAD('/etc/passwd')",
                "SELECT FILE_WRITE('x', '/tmp/serai-never')",
                "SELECT * FROM FINAL TABLE (DELETE FROM d)",
                "SELECT CSVWRITE('/tmp/serai-never', 'SELECT 1')",
                "SELECT LINK_SCHEMA('x', '', 'jdbc:h2:mem:x', 'sa', '', 'PUBLIC')",
                "WITH x AS (DELETE FROM d) SELECT * FROM x");
    }
}
