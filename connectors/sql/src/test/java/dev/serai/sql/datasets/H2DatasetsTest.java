package dev.serai.sql.datasets;

import static dev.serai.support.contract.Stages.done;
import static dev.serai.support.contract.Stages.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.error.SeraiException;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2DatasetsTest extends DatasetsContract {

    private static volatile boolean woken;

    @TempDir
    Path folder;

    @Test
    void rowsThatCannotBeKeptLeaveThoseOfBefore() {
        done(datasets.replace("kept.csv", List.of(Map.of("n", 1))));
        var tooLarge = List.<Map<String, Object>>of(Map.of("number", new BigDecimal("1E+200000")));
        assertThat(failure(datasets.replace("kept.csv", tooLarge), SeraiException.class))
                .isNotNull();
        assertThat(query("SELECT n FROM kept")).hasSize(1);
    }

    static final class Sleeper implements Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) {
            woken = true;
        }
    }

    @Test
    void objectsInQueriesAreNotBroughtToLife() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Sleeper());
        }
        var hex = HexFormat.of().formatHex(bytes.toByteArray());
        try {
            query("SELECT CAST(X'" + hex + "' AS JAVA_OBJECT) AS o");
        } catch (RuntimeException e) {
            // refusing is fine as well
        }
        assertThat(woken).isFalse();
    }

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
