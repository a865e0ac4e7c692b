package dev.serai.sql.vector;

import static dev.serai.support.contract.Stages.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.serai.sql.Application;
import dev.serai.sql.PostgresServer;
import dev.serai.sql.SqlError;
import dev.serai.sql.SqlException;
import dev.serai.support.vector.Fingerprint;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoPgVectorTest {

    @Test
    void h2HasNoVectors() {
        try (var application = new Application(Map.of("url", "jdbc:h2:mem:no-vectors"))) {
            assertThatThrownBy(() -> new PgVectorStoreFactory().create(application.context(), "docs", Map.of()))
                    .hasMessageContaining("[SQL-301]")
                    .hasMessageContaining("docs")
                    .hasMessageContaining("serai.sql.url");
        }
    }

    @Test
    void aServerWithoutTheExtensionIsAClearError() {
        assumeFalse(PostgresServer.isLive(), "the live server has pgvector");
        try (var application = new Application(PostgresServer.database())) {
            var store = application.keep(new PgVectorStoreFactory().create(application.context(), "docs", Map.of()));
            var failure = failure(store.open(new Fingerprint("test", 3)), SqlException.class);
            assertThat(failure.code()).isEqualTo(SqlError.NO_EXTENSION);
            assertThat(failure).hasMessageContaining("CREATE EXTENSION vector");
        }
    }

    @Test
    void versionsOfTheExtensionAreRead() {
        assertThat(Extension.parse("0.8.0")).isEqualTo(new Extension(0, 8));
        assertThat(Extension.parse("0.10.1").iterates()).isTrue();
        assertThat(Extension.parse("0.6.2").hasHalfVectors()).isFalse();
    }
}
