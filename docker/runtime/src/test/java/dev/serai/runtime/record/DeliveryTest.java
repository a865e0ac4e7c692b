package dev.serai.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final Node NODE = new Node("r", "n", "setBody", "setBody", false, false);

    private final Source source = new Source();
    private final Backlog backlog = new Backlog();
    private RunIds ids;
    private RecordWriter writer;

    /** A database that can be away. */
    private static final class Source extends HikariDataSource {

        private volatile boolean away;
        private volatile CompletableFuture<Void> busy = CompletableFuture.completedFuture(null);

        @Override
        public Connection getConnection() throws SQLException {
            busy.join();
            if (away) {
                throw new SQLException("the database is away", "08001");
            }
            return super.getConnection();
        }
    }

    @BeforeEach
    void open() throws SQLException {
        source.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        source.setUsername("sa");
        var tables = new RecordTables(source);
        ids = tables.open();
        var store = new RecordStore(source, ids);
        var pruning = new Pruning(store, RecordPolicy.defaults(), tables.isAlone());
        writer = new RecordWriter(backlog, store, pruning, tables, ids, new Secrets(SecretValuesTest.of()));
    }

    @AfterEach
    void close() {
        writer.stop();
        source.close();
    }

    private Run began(String workflow) {
        var run = new Run(ids.next(), workflow, null, null, false);
        run.input = Shown.NONE;
        backlog.began(run);
        return run;
    }

    private static Step step(Run run) {
        var step = run.begin(NODE, -1, 0);
        step.in = Shown.NONE;
        run.push(step);
        return step;
    }

    private static void end(Step step) {
        step.out = Shown.NONE;
        step.end();
    }

    private Run ended(String workflow) {
        var run = began(workflow);
        end(step(run));
        run.end(Shown.NONE, null);
        backlog.ended(run);
        return run;
    }

    private void flush() throws Exception {
        writer.flushed().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private RunDetail load(Run run) throws SQLException {
        return new RecordReader(source).load(run.id).orElseThrow();
    }

    @Test
    void whatEndsWhileTheDatabaseIsAwayIsWrittenWhenItIsBack() throws Exception {
        var known = began("known");
        var slow = step(known);
        flush();
        assertThat(load(known).run().state()).isEqualTo(RunState.RUNNING);
        source.away = true;
        known.tokens(7, 3);
        end(step(known));
        flush();
        flush();
        end(slow);
        known.end(Shown.NONE, null);
        backlog.ended(known);
        var unknown = ended("unknown");
        flush();
        flush();
        source.away = false;
        assertThat(backlog.size()).isEqualTo(2);
        flush();
        var first = load(known);
        assertThat(first.run().state()).isEqualTo(RunState.DONE);
        assertThat(first.run().promptTokens()).isEqualTo(7);
        assertThat(first.run().outputTokens()).isEqualTo(3);
        assertThat(first.run().steps()).isEqualTo(1);
        assertThat(first.run().lost()).isEqualTo(1);
        assertThat(first.steps())
                .singleElement()
                .satisfies(step -> assertThat(step.tookMicros()).isNotNegative());
        assertThat(load(unknown).run().state()).isEqualTo(RunState.DONE);
        assertThat(load(unknown).run().lost()).isEqualTo(1);
        assertThat(backlog.lostSteps()).isEqualTo(2);
        assertThat(backlog.lostRuns()).isZero();
        assertThat(backlog.open()).isEmpty();
    }

    @Test
    void aRunThatTheDatabaseRefusesDoesNotKeepTheOthersOut() throws Exception {
        try (var connection = source.getConnection()) {
            Jdbc.execute(connection, "ALTER TABLE serai_record ADD CHECK (workflow <> 'bad')");
        }
        var first = ended("first");
        var bad = ended("bad");
        var last = ended("last");
        flush();
        assertThat(load(first).steps()).hasSize(1);
        assertThat(load(last).steps()).hasSize(1);
        assertThat(new RecordReader(source).load(bad.id)).isEmpty();
        assertThat(backlog.lostRuns()).isEqualTo(1);
        assertThat(backlog.lostSteps()).isEqualTo(1);
        assertThat(backlog.size()).isZero();
    }

    @Test
    void aRunIsWrittenOnceThoughItsStepsEndBeforeAndAfterIt() throws Exception {
        var run = began("tapped");
        var late = step(run);
        run.end(Shown.NONE, null);
        backlog.ended(run);
        flush();
        end(late);
        flush();
        assertThat(load(run).run().steps()).isEqualTo(1);
        assertThat(load(run).steps())
                .singleElement()
                .satisfies(step -> assertThat(step.tookMicros()).isNotNegative());
        assertThat(backlog.open()).isEmpty();
        assertThat(backlog.lostSteps()).isZero();
    }

    @Test
    void allWhoReadWhileTheDatabaseIsBusyWaitForTheSameTwoWritesAndNoneForEver() throws Exception {
        source.busy = new CompletableFuture<>();
        ended("waits");
        var flushes = IntStream.range(0, 1_000).mapToObj(i -> writer.flushed()).toList();
        assertThat(Set.copyOf(flushes)).hasSize(2);
        var stopped = CompletableFuture.runAsync(writer::stop);
        source.busy.complete(null);
        stopped.get(60, TimeUnit.SECONDS);
        assertThat(flushes)
                .allSatisfy(flush -> assertThat(flush.toCompletableFuture()).isDone());
    }
}
