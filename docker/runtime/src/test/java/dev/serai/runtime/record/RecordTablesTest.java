package dev.serai.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.sql.jdbc.Jdbc;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordTablesTest {

    /** Several processes may use it. */
    private final HikariDataSource source = new HikariDataSource();

    private Server server;

    @BeforeEach
    void open() throws SQLException {
        server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        source.setJdbcUrl("jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:" + UUID.randomUUID());
        source.setUsername("sa");
    }

    @AfterEach
    void close() {
        source.close();
        server.stop();
    }

    private void execute(String sql) throws SQLException {
        try (var connection = source.getConnection()) {
            Jdbc.execute(connection, sql);
        }
    }

    private List<String> states() throws SQLException {
        try (var connection = source.getConnection()) {
            return Jdbc.list(connection, "SELECT state FROM serai_record ORDER BY id", row -> row.getString(1));
        }
    }

    private void running(int owner) throws SQLException {
        execute("INSERT INTO serai_record (id, owner, workflow, state, began, steps, lost, prompt_tokens,"
                + " output_tokens, bytes, parts) VALUES (" + owner + ", " + owner
                + ", 'r', 'running', 0, 0, 0, 0, 0, 0, '')");
    }

    @Test
    void aProcessWhoseNumberWasTakenTakesAnotherOne() throws SQLException {
        var first = new RecordTables(source);
        var ids = first.open();
        execute("UPDATE serai_record_owner SET seen = 0");
        var second = new RecordTables(source);
        assertThat(second.open().owner()).isEqualTo(ids.owner()).isZero();
        first.live(ids);
        assertThat(ids.owner()).isEqualTo(1);
        assertThat(ids.next() >>> 14 & 255).isEqualTo(1);
        first.live(ids);
        first.leave(0);
        assertThat(new RecordTables(source).open().owner()).isEqualTo(2);
    }

    @Test
    void onlyRunsOfASilentProcessAreStopped() throws SQLException {
        var first = new RecordTables(source);
        var ids = first.open();
        var second = new RecordTables(source);
        second.open();
        running(0);
        running(1);
        first.live(ids);
        assertThat(states()).containsExactly("running", "running");
        execute("UPDATE serai_record_owner SET seen = seen - 60000 WHERE id = 1");
        first.live(ids);
        assertThat(states()).containsExactly("running", "stopped");
    }
}
