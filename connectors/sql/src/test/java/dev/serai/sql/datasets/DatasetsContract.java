package dev.serai.sql.datasets;

import static dev.serai.support.contract.Stages.done;
import static dev.serai.support.contract.Stages.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.sql.Application;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of files, asked by a model. */
abstract class DatasetsContract {

    private static final List<Map<String, Object>> EXPENSES = List.of(
            Map.of("Date", "2026-01-05", "Amount (EUR)", 12.5, "item", "Filament; black", "paid", true),
            Map.of("Date", "2026-02-01", "Amount (EUR)", 30, "item", "Saw blade", "paid", false),
            Map.of("Date", "", "Amount (EUR)", 7.25, "item", "O'Ring", "paid", true));

    private Application application;
    Datasets datasets;

    abstract Map<String, String> settings();

    @BeforeEach
    void open() {
        application = new Application(settings());
        datasets = application.keep(new Datasets());
        datasets.setCamelContext(application.context());
    }

    @AfterEach
    void close() {
        application.close();
    }

    List<Map<String, Object>> query(String sql) {
        return done(datasets.query(sql));
    }

    DatasetException refused(String sql) {
        return failure(datasets.query(sql), DatasetException.class);
    }

    @Test
    void rowsBecomeATableWithTypes() {
        assertThat(done(datasets.replace("2026/Expenses 2026.csv", EXPENSES))).isEqualTo("expenses_2026");
        assertThat(query("SELECT SUM(amount_eur) AS total FROM expenses_2026")
                        .get(0)
                        .get("total")
                        .toString())
                .startsWith("49.75");
        assertThat(query("SELECT item FROM expenses_2026 WHERE paid OR item = 'O''Ring'"))
                .hasSize(2);
        // Whether "date" is a word that the database keeps for itself differs.
        var columns = done(datasets.list()).get(0).get("columns").toString();
        var date = columns.contains("date_value DATE") ? "date_value" : "date";
        assertThat(columns).contains(date + " DATE");
        assertThat(query("SELECT item FROM expenses_2026 WHERE " + date + " > DATE '2026-01-31'"))
                .hasSize(1);
        assertThat(done(datasets.list()))
                .anySatisfy(entry -> assertThat(entry)
                        .containsEntry("source", "2026/Expenses 2026.csv")
                        .containsEntry("table", "expenses_2026")
                        .containsEntry("rows", 3));
    }

    @Test
    void aChangedFileReplacesItsRowsAndARemovedOneTakesThemAlong() {
        done(datasets.replace("a.csv", EXPENSES));
        done(datasets.replace("a.csv", List.of(Map.of("other", 1))));
        assertThat(query("SELECT other FROM a")).hasSize(1);
        assertThat(done(datasets.remove("a.csv"))).isTrue();
        assertThat(done(datasets.remove("a.csv"))).isFalse();
        assertThat(refused("SELECT * FROM a").getId()).isEqualTo("SQL-403");
    }

    @Test
    void filesOfOneNameGetTablesOfTheirOwn() {
        assertThat(done(datasets.replace("x/b.csv", EXPENSES))).isEqualTo("b");
        assertThat(done(datasets.replace("y/b.csv", EXPENSES))).isEqualTo("b_2");
        assertThat(done(datasets.replace("x/b.csv", EXPENSES))).isEqualTo("b");
    }

    @Test
    void namesThatTheDatabaseKeepsForItselfAreChanged() {
        done(datasets.replace("order.csv", List.of(Map.of("select", 1, "user", "Ada", "1st", 2, "  ", 3, "Ä", 4))));
        var table = done(datasets.list()).stream()
                .filter(entry -> entry.get("source").equals("order.csv"))
                .findFirst()
                .orElseThrow();
        assertThat(table.get("table")).isEqualTo("order_rows");
        assertThat(query("SELECT * FROM order_rows").get(0))
                .containsEntry("user_value", "Ada")
                .containsKey("c_1st");
    }

    @Test
    void columnsOfOddNamesAllGetIn() {
        done(datasets.replace(
                "odd.csv", List.of(Map.of("order", 1, "order value", 2, "xmin", 3, "tableoid", 4, "名", 5))));
        assertThat(query("SELECT * FROM odd").get(0)).hasSize(5);
    }

    @Test
    void manyAskAndWriteAtATime() {
        var all = IntStream.range(0, 24)
                .mapToObj(i -> datasets.replace("p" + i % 6 + ".csv", EXPENSES)
                        .thenCompose(table -> datasets.query("SELECT COUNT(*) AS n FROM dataset_list"))
                        .toCompletableFuture())
                .toList();
        all.forEach(stage -> assertThat(done(stage)).hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM c",
                "SELECT 1; DROP TABLE c",
                "SELECT 1 /* ; */; DELETE FROM c",
                "SELECT $$;$$; SELECT 2",
                "/* SELECT */ DROP TABLE c",
                "-- SELECT\nUPDATE c SET x = 1",
                "CALL 1",
                "EXPLAIN ANALYZE DELETE FROM c",
                "   "
            })
    void whatIsNoSingleQueryIsRefused(String sql) {
        assertThatThrownBy(() -> datasets.query(sql)).hasMessageStartingWith("[SQL-402]");
    }

    @Test
    void semicolonsInTextsAndAtTheEndAreFine() {
        done(datasets.replace("c.csv", EXPENSES));
        assertThat(query("SELECT item FROM c WHERE item = 'Filament; black' ; -- that is all\n"))
                .hasSize(1);
        assertThat(query("(SELECT 1 AS one)")).hasSize(1);
        assertThat(query("/* first */ WITH all_of AS (SELECT * FROM c) SELECT COUNT(*) AS n FROM all_of"))
                .hasSize(1);
    }

    @Test
    void nothingElseCanBeReadOrWritten() {
        done(datasets.replace("d.csv", EXPENSES));
        for (var sql : forbidden()) {
            assertThat(refused(sql).getId()).as(sql).isEqualTo("SQL-403");
        }
        assertThat(query("SELECT * FROM d")).hasSize(3);
    }

    abstract List<String> forbidden();

    @Test
    void manyRowsAreCutAndSlowQueriesEnd() {
        datasets.setMaxRows(10);
        datasets.setTimeout(1);
        var rows = IntStream.range(0, 50)
                .<Map<String, Object>>mapToObj(i -> Map.of("n", i))
                .toList();
        done(datasets.replace("e.csv", rows));
        assertThat(query("SELECT n FROM e")).hasSize(10);
        var bomb = "SELECT COUNT(*) FROM e a, e b, e c, e d, e f, e g WHERE a.n + b.n * c.n - d.n + f.n = g.n * 7919";
        assertThat(refused(bomb).getId()).isEqualTo("SQL-403");
    }
}
