package dev.serai.springboot;

import static dev.serai.springboot.Applications.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.sql.jdbc.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** The stores of serai-sql in a Spring application. */
class DatabaseTest {

    private static DataSource memory(String name) {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    private static void useStores(ApplicationContext application) {
        var context = application.getBean(CamelContext.class);
        Databases.acquire(context);
        Databases.release(context);
    }

    private static int tables(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                var found = connection.getMetaData().getTables(null, null, "SERAI%", new String[] {"TABLE", "BASE TABLE"
                })) {
            var count = 0;
            while (found.next()) {
                count++;
            }
            return count;
        }
    }

    @Test
    void theApplicationsDataSourceIsUsed() {
        var source = memory("starter-own");
        with().withBean("own", DataSource.class, () -> source).run(application -> {
            useStores(application);
            assertThat(tables(source)).isPositive();
        });
    }

    @Test
    void oneOfSeveralIsNamedByAProperty() {
        var source = memory("starter-second");
        with("serai.sql.data-source=second")
                .withBean("first", DataSource.class, () -> memory("starter-first"))
                .withBean("second", DataSource.class, () -> source)
                .run(application -> {
                    useStores(application);
                    assertThat(tables(source)).isPositive();
                });
    }

    @Test
    void theEnvironmentNamesTheDatabaseToo() {
        Applications.withVariables(Map.of("SERAI_SQL_URL", "jdbc:nosuch:db"))
                .run(application ->
                        assertThatThrownBy(() -> useStores(application)).hasMessageContaining("jdbc:nosuch:db"));
    }
}
