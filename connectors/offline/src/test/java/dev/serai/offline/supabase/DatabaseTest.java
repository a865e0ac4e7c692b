package dev.serai.offline.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class DatabaseTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void aDatabaseIsGoneWithItsStandIn() {
        try (var observer = SupabaseStandIn.start()) {
            String name;
            try (var standIn = SupabaseStandIn.start()) {
                name = standIn.database().url().replaceFirst(".*/", "");
                assertThat(databases(observer, name)).isEqualTo(1);
            }
            assertThat(databases(observer, name)).isZero();
        }
    }

    @Test
    void aStatementThatStillRunsDoesNotKeepTheStandIn() {
        try (var observer = SupabaseStandIn.start()) {
            var standIn = SupabaseStandIn.start();
            var name = standIn.database().url().replaceFirst(".*/", "");
            var work = standIn.database().work(connection -> {
                try (var statement = connection.createStatement()) {
                    return statement.execute("select pg_sleep(600)");
                }
            });
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(
                            () -> observer.rows("select 1 from pg_stat_activity where datname = '" + name
                                            + "' and query like 'select pg_sleep%' and state = 'active'")
                                    .size(),
                            size -> size == 1);
            standIn.close();
            assertThat(work).failsWithin(LIMIT).withThrowableThat().withRootCauseInstanceOf(SQLException.class);
            assertThat(databases(observer, name)).isZero();
        }
    }

    @Test
    void workThatFailsLeavesItsConnectionToTheNext() {
        try (var standIn = SupabaseStandIn.start()) {
            for (var i = 0; i < 30; i++) {
                assertThatThrownBy(() -> standIn.database()
                                .work(connection -> {
                                    throw new StackOverflowError("as deep input would cause it");
                                })
                                .join())
                        .isInstanceOf(CompletionException.class)
                        .hasCauseInstanceOf(StackOverflowError.class);
            }
            assertThat(standIn.rows(
                            "select count(*) <= 7 as few from pg_stat_activity where datname = current_database()"))
                    .hasToString("[{\"few\":true}]");
        }
    }

    @Test
    void aConnectionThatTheServerEndedIsReplaced() {
        try (var standIn = SupabaseStandIn.start()) {
            standIn.sql("create table t(n int)");
            try (var observer = SupabaseStandIn.start()) {
                observer.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                        + standIn.database().url().replaceFirst(".*/", "") + "'");
            }
            assertThat(standIn.rows("select n from t")).isEmpty();
        }
    }

    private static int databases(SupabaseStandIn observer, String name) {
        return observer.rows("select 1 from pg_database where datname = '" + name + "'")
                .size();
    }
}
