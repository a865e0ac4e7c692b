package dev.serai.sql;

import static dev.serai.support.contract.Stages.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.agent.memory.ConversationKey;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.contract.Stages;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.camel.impl.engine.DefaultFactoryFinderResolver;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabasesTest {

    private static final ConversationKey KEY = new ConversationKey("a", "s");

    private static JdbcDataSource memory(String name) {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        source.setUser("sa");
        return source;
    }

    private static long rows(javax.sql.DataSource source, String table) throws SQLException {
        try (var connection = source.getConnection();
                var rows = connection.createStatement().executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void theOnlyDataSourceIsUsedAndLeftOpen() throws Exception {
        var source = memory("only");
        var pool = JdbcConnectionPool.create(source);
        try (var application = new Application(Map.of()).with("any", pool)) {
            done(application.conversations().append(KEY, "1", List.of(ChatMessage.user("hello"))));
        }
        assertThat(rows(pool, "serai_message")).isEqualTo(1);
        pool.dispose();
    }

    @Test
    void severalDataSourcesNeedAName() throws Exception {
        var other = memory("other");
        try (var application =
                new Application(Map.of()).with("one", memory("one")).with("other", other)) {
            assertThatThrownBy(application::runs)
                    .hasMessageContaining("[SQL-003]")
                    .hasMessageContaining("[one, other]")
                    .hasMessageContaining("serai.sql.data-source");
        }
        try (var application = new Application(Map.of("data-source", "other"))
                .with("one", memory("one"))
                .with("other", other)) {
            done(application.conversations().append(KEY, "1", List.of(ChatMessage.user("hello"))));
        }
        assertThat(rows(other, "serai_message")).isEqualTo(1);
    }

    @Test
    void aDataSourceThatIsNotThereIsAnError() {
        try (var application = new Application(Map.of("data-source", "nowhere"))) {
            assertThatThrownBy(application::runs).hasMessageContaining("'nowhere'");
        }
    }

    @Test
    void theStoresOfAContextShareTheDatabase() {
        // It is in memory only as long as somebody has it open.
        var url = "jdbc:h2:mem:shared";
        try (var application = new Application(Map.of("url", url))) {
            var conversations = application.conversations();
            var runs = application.runs();
            done(conversations.append(KEY, "1", List.of(ChatMessage.user("hello"))));
            conversations.close();
            conversations.close();
            assertThat(done(runs.find(null, null, 0, 10))).isEmpty();
            assertThat(done(application.conversations().load(KEY, 10)).entries())
                    .hasSize(1);
        }
        try (var application = new Application(Map.of("url", url))) {
            assertThat(done(application.conversations().load(KEY, 10)).entries())
                    .isEmpty();
        }
    }

    @Test
    void camelFindsTheFactories() {
        try (var application = new Application(Map.of())) {
            var resolver = new DefaultFactoryFinderResolver();
            for (var service : List.of("agent-store/sql", "vector-store/pgvector")) {
                var finder = resolver.resolveFactoryFinder(
                        application.context().getClassResolver(),
                        "META-INF/services/dev/serai/" + service.split("/")[0] + "/");
                assertThat(finder.newInstance(service.split("/")[1])).isPresent();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "url,jdbc:mysql://u:hunter2@db/x?password=hunter2,SQL-002",
        "url,jdbc:postgresql://127.0.0.1:1/x?user=u&password=hunter2,SQL-101",
        "url,jdbc:h2:mem:x;PASSWORD=hunter2;NO_SUCH_THING=1,SQL-201",
        "url,jdbc:h2:nowhere/x;PASSWORD=hunter2,SQL-201",
        "url,jdbc:postgresql://127.0.0.1:port/x?user=u&password=hunter2,SQL-001",
        "url,jdbc:postgresql://u:hunter2@127.0.0.1:1/x,SQL-001",
        "connections,0,SQL-001",
        "connections,many,SQL-001",
        "schema,a\"; DROP,SQL-001"
    })
    void badSettingsAreClearErrorsWithoutSecrets(String name, String value, String code) {
        try (var application = new Application(Map.of(name, value))) {
            var failure = catchThrowable(application::runs);
            var trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            assertThat(failure).hasMessageStartingWith("[" + code + "] ");
            assertThat(trace.toString()).doesNotContain("hunter2");
        }
    }

    @Test
    void aRejectedLoginIsAClearErrorWithoutThePassword() throws Exception {
        var source = memory("login");
        source.setPassword("right");
        source.getConnection().close();
        try (var application =
                new Application(Map.of("url", "jdbc:h2:mem:login", "user", "sa", "password", "hunter2"))) {
            assertThatThrownBy(application::runs)
                    .hasMessageContaining("[SQL-103]")
                    .hasMessageContaining("(jdbc:h2:mem:login)")
                    .hasMessageNotContaining("hunter2");
        }
    }

    /** Gives no connection while it is shut. */
    private static final class Gate extends HikariDataSource {
        private volatile CountDownLatch shut = new CountDownLatch(0);

        Gate(String name) {
            setJdbcUrl("jdbc:h2:mem:" + name);
            setUsername("sa");
        }

        void shut() {
            shut = new CountDownLatch(1);
        }

        void open() {
            shut.countDown();
        }

        @Override
        public Connection getConnection() throws SQLException {
            try {
                shut.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return super.getConnection();
        }
    }

    @Test
    void callersDontWaitForTheDatabase() {
        try (var gate = new Gate("busy");
                var application = new Application(Map.of("connections", "2")).with("gate", gate)) {
            var store = application.conversations();
            gate.shut();
            var names = store.load(KEY, 1)
                    .thenApply(conversation -> Thread.currentThread().getName());
            var turns = IntStream.range(0, 500)
                    .mapToObj(i -> store.append(KEY, "t" + i, List.of(ChatMessage.user("m" + i)))
                            .toCompletableFuture())
                    .toArray(CompletableFuture<?>[]::new);
            assertThat(turns).noneMatch(CompletableFuture::isDone);
            gate.open();
            done(CompletableFuture.allOf(turns));
            assertThat(done(names)).startsWith("serai-sql-");
            assertThat(done(store.load(KEY, 1000)).entries())
                    .extracting(entry -> entry.message().text())
                    .isEqualTo(IntStream.range(0, 500).mapToObj(i -> "m" + i).toList());
        }
    }

    @Test
    void tooMuchWorkIsRefusedAndTheRestGoesOn() {
        try (var gate = new Gate("flood");
                var application = new Application(Map.of("connections", "1")).with("gate", gate)) {
            var store = application.conversations();
            gate.shut();
            var stages = new ArrayList<CompletableFuture<?>>();
            for (int i = 0; i < 12_000; i++) {
                stages.add(store.load(KEY, 1).toCompletableFuture());
                stages.add(store.append(KEY, "t" + i, List.of(ChatMessage.user("m")))
                        .toCompletableFuture());
            }
            var refused = stages.stream()
                    .filter(CompletableFuture::isCompletedExceptionally)
                    .toList();
            assertThat(refused).hasSizeBetween(3_000, 5_000);
            refused.forEach(stage ->
                    assertThat(Stages.failure(stage, SqlException.class).code()).isEqualTo(SqlError.OVERLOADED));
            gate.open();
            stages.stream().filter(stage -> !stage.isCompletedExceptionally()).forEach(Stages::done);
            done(store.append(KEY, "last", List.of(ChatMessage.user("on"))));
        }
    }
}
