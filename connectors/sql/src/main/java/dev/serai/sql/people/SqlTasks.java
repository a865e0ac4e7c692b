package dev.serai.sql.people;

import dev.serai.people.store.Kept;
import dev.serai.people.store.TaskStore;
import dev.serai.people.task.Answer;
import dev.serai.people.task.Origin;
import dev.serai.people.task.Outcome;
import dev.serai.people.task.Question;
import dev.serai.people.task.Task;
import dev.serai.people.task.TaskJson;
import dev.serai.people.task.TaskQuery;
import dev.serai.people.task.TaskStatus;
import dev.serai.sql.Limits;
import dev.serai.sql.SqlException;
import dev.serai.sql.jdbc.Database;
import dev.serai.sql.jdbc.Jdbc;
import dev.serai.support.text.Storable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tasks in a database. Several processes may share it; leases are measured by the database's clock alone. Stages complete
 * on the database's threads: what follows them must not block there.
 */
final class SqlTasks implements TaskStore {

    private static final int PRUNED_TOGETHER = 500;
    private static final String KEY = "people-links";
    private static final String LEASE_END = "CURRENT_TIMESTAMP + CAST(? AS DOUBLE PRECISION) * INTERVAL '1' SECOND";
    private static final String TASK = "SELECT id, status, round, question, origin, asked, due, outcome, answer,"
            + " decided_by, decided, error, CASE WHEN owner IS NOT NULL AND lease_until >= CURRENT_TIMESTAMP"
            + " AND status = 'OPEN' THEN 1 ELSE 0 END AS awaited FROM {schema}serai_task ";
    private static final String CLAIMABLE = "status = 'GOES_ON' AND (owner IS NULL OR owner = ? OR lease_until IS NULL"
            + " OR lease_until < CURRENT_TIMESTAMP)";

    private final Database database;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    SqlTasks(Database database, Runnable release) {
        this.database = database;
        this.release = release;
    }

    @Override
    public CompletionStage<Boolean> add(Task task, Kept kept, String owner, Duration lease) {
        String assignee;
        String team;
        try {
            assignee = Limits.name("the assignee", task.question().assignee());
            team = Limits.name("the group", task.question().group());
        } catch (SqlException e) {
            return CompletableFuture.failedFuture(e);
        }
        return database.write(connection -> {
            // Asked again after a crash, it is known already.
            var known =
                    Jdbc.first(connection, sql("SELECT 1 FROM {schema}serai_task WHERE id = ?"), row -> 1, task.id());
            if (known.isPresent()) {
                return false;
            }
            Jdbc.update(
                    connection,
                    sql("INSERT INTO {schema}serai_task (id, status, round, assignee, team, search_text, question,"
                            + " origin, asked, due, owner, lease_until, exchange, attachments) VALUES (?, 'OPEN', ?, ?,"
                            + " ?, ?, ?, ?, ?, ?, ?, " + LEASE_END + ", ?, ?)"),
                    task.id(),
                    task.round(),
                    assignee,
                    team,
                    searchText(task.question()),
                    Limits.json(TaskJson.write(task.question())),
                    Limits.json(TaskJson.write(task.origin())),
                    task.asked(),
                    task.due(),
                    owner,
                    seconds(lease),
                    Limits.json(kept.exchange()),
                    Limits.json(kept.attachments()));
            return true;
        });
    }

    private static String searchText(Question question) {
        var text = question.title() + (question.text() == null ? "" : "\n" + question.text());
        return Storable.of(text.toLowerCase(Locale.ROOT));
    }

    @Override
    public CompletionStage<Optional<Task>> get(String id) {
        return database.read(
                connection -> Jdbc.first(connection, sql(TASK + "WHERE id = ?"), SqlTasks::task, Storable.of(id)));
    }

    @Override
    public CompletionStage<Optional<Kept>> kept(String id) {
        return database.read(connection -> Jdbc.first(
                connection,
                sql("SELECT exchange, attachments FROM {schema}serai_task WHERE id = ?"),
                row -> new Kept(row.getString(1), row.getString(2)),
                Storable.of(id)));
    }

    @Override
    public CompletionStage<List<Task>> find(TaskQuery query) {
        return find(TASK, query, SqlTasks::task);
    }

    @Override
    public CompletionStage<List<String>> ids(TaskQuery query) {
        return find("SELECT id FROM {schema}serai_task ", query, row -> row.getString(1));
    }

    private <T> CompletionStage<List<T>> find(String select, TaskQuery query, Jdbc.RowReader<T> reader) {
        var where = new ArrayList<String>();
        var values = new ArrayList<Object>();
        if (query.status() != null) {
            where.add("status = ?");
            values.add(query.status().name());
        }
        if (query.outcome() != null) {
            where.add("outcome = ?");
            values.add(query.outcome().name());
        }
        if (query.assignee() != null) {
            where.add("assignee = ?");
            values.add(Storable.of(query.assignee()));
        }
        if (query.group() != null) {
            where.add("team = ?");
            values.add(Storable.of(query.group()));
        }
        if (query.text() != null) {
            where.add("search_text LIKE ? ESCAPE '!'");
            values.add("%" + Storable.of(query.text().toLowerCase(Locale.ROOT)).replaceAll("[!%_]", "!$0") + "%");
        }
        values.add(query.limit());
        values.add(query.offset());
        var statement = select + (where.isEmpty() ? "" : "WHERE " + String.join(" AND ", where))
                + " ORDER BY asked DESC, id DESC LIMIT ? OFFSET ?";
        return database.read(connection -> Jdbc.list(connection, sql(statement), reader, values.toArray()));
    }

    @Override
    public CompletionStage<Boolean> decide(
            String id, int round, Outcome outcome, Answer answer, String by, Instant at) {
        return changed(
                "UPDATE {schema}serai_task SET status = 'GOES_ON', outcome = ?, answer = ?, decided_by = ?, decided = ?,"
                        + " error = NULL WHERE id = ? AND status = 'OPEN' AND round = ?",
                outcome.name(),
                Limits.json(TaskJson.write(answer)),
                cut(by),
                at,
                id,
                round);
    }

    @Override
    public CompletionStage<Boolean> claim(String id, String owner, Duration lease) {
        return changed(
                "UPDATE {schema}serai_task SET owner = ?, lease_until = " + LEASE_END + " WHERE id = ? AND "
                        + CLAIMABLE,
                owner,
                seconds(lease),
                id,
                owner);
    }

    @Override
    public CompletionStage<List<String>> claimable(String owner, int limit) {
        return database.read(connection -> Jdbc.list(
                connection,
                sql("SELECT id FROM {schema}serai_task WHERE " + CLAIMABLE + " ORDER BY asked, id LIMIT ?"),
                row -> row.getString(1),
                owner,
                limit));
    }

    @Override
    public CompletionStage<Void> close(String id, String error, Instant at) {
        // What it went on with is needed no more, and may be confidential.
        return done(changed(
                "UPDATE {schema}serai_task SET status = 'CLOSED', error = ?, closed = ?, owner = NULL, lease_until = NULL,"
                        + " exchange = NULL, attachments = NULL WHERE id = ? AND status = 'GOES_ON'",
                Storable.of(error),
                at,
                id));
    }

    @Override
    public CompletionStage<Void> reopen(String id, String error) {
        return done(changed(
                "UPDATE {schema}serai_task SET status = 'OPEN', round = round + 1, outcome = NULL, answer = NULL,"
                        + " decided_by = NULL, decided = NULL, owner = NULL, lease_until = NULL, error = ?"
                        + " WHERE id = ? AND status = 'GOES_ON'",
                Storable.of(error),
                id));
    }

    @Override
    public CompletionStage<Void> note(String id, String error) {
        return done(changed(
                "UPDATE {schema}serai_task SET error = ? WHERE id = ? AND status = 'OPEN'", Storable.of(error), id));
    }

    @Override
    public CompletionStage<List<Task>> due(Instant now, int limit) {
        return database.read(connection -> Jdbc.list(
                connection,
                sql(TASK + "WHERE status = 'OPEN' AND due <= ? ORDER BY due, id LIMIT ?"),
                SqlTasks::task,
                now,
                limit));
    }

    @Override
    public CompletionStage<Boolean> remind(String id, Instant due, Instant next) {
        return changed(
                "UPDATE {schema}serai_task SET due = ? WHERE id = ? AND status = 'OPEN' AND due = ?", next, id, due);
    }

    @Override
    public CompletionStage<Void> renew(String owner, Duration lease) {
        return done(changed(
                "UPDATE {schema}serai_task SET lease_until = " + LEASE_END + " WHERE owner = ?",
                seconds(lease),
                owner));
    }

    @Override
    public CompletionStage<Set<String>> owned(String owner) {
        return database.read(connection -> Set.copyOf(Jdbc.list(
                connection, sql("SELECT id FROM {schema}serai_task WHERE owner = ?"), row -> row.getString(1), owner)));
    }

    @Override
    public CompletionStage<Void> release(String owner) {
        return done(changed("UPDATE {schema}serai_task SET owner = NULL, lease_until = NULL WHERE owner = ?", owner));
    }

    @Override
    public CompletionStage<Long> prune(Instant closedBefore) {
        return pruneOn(closedBefore, 0);
    }

    /** A short transaction for each few hundred, so that nothing else waits long. */
    private CompletionStage<Long> pruneOn(Instant closedBefore, long before) {
        return database.write(connection -> Jdbc.update(
                        connection,
                        sql("DELETE FROM {schema}serai_task WHERE id IN (SELECT id FROM {schema}serai_task"
                                + " WHERE closed < ? ORDER BY closed, id LIMIT ?)"),
                        closedBefore,
                        PRUNED_TOGETHER))
                .thenCompose(deleted -> deleted == 0
                        ? CompletableFuture.completedFuture(before)
                        : pruneOn(closedBefore, before + deleted));
    }

    @Override
    public CompletionStage<String> key(String offered) {
        return database.write(connection -> {
            var known = key(connection);
            if (known.isPresent()) {
                return known.get();
            }
            // When another process is first, the transaction is done again, and finds its key.
            Jdbc.update(connection, sql("INSERT INTO {schema}serai_secret (name, secret) VALUES (?, ?)"), KEY, offered);
            return offered;
        });
    }

    private Optional<String> key(Connection connection) throws SQLException {
        return Jdbc.first(
                connection,
                sql("SELECT secret FROM {schema}serai_secret WHERE name = ?"),
                row -> row.getString(1),
                KEY);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release.run();
        }
    }

    private CompletionStage<Boolean> changed(String statement, Object... values) {
        return database.write(connection -> Jdbc.update(connection, sql(statement), values) > 0);
    }

    private static CompletionStage<Void> done(CompletionStage<?> stage) {
        return stage.thenAccept(any -> {});
    }

    private static Task task(ResultSet row) throws SQLException {
        return new Task(
                row.getString("id"),
                TaskJson.read(row.getString("question"), Question.class),
                TaskJson.read(row.getString("origin"), Origin.class),
                Jdbc.instant(row, "asked"),
                instant(row, "due"),
                TaskStatus.valueOf(row.getString("status")),
                row.getInt("round"),
                row.getInt("awaited") == 1,
                row.getString("outcome") == null ? null : Outcome.valueOf(row.getString("outcome")),
                TaskJson.read(row.getString("answer"), Answer.class),
                row.getString("decided_by"),
                instant(row, "decided"),
                row.getString("error"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static String cut(String by) {
        return by == null || by.length() <= Limits.NAME ? Storable.of(by) : Storable.of(by.substring(0, Limits.NAME));
    }

    private static double seconds(Duration lease) {
        return lease.toNanos() / 1e9;
    }

    private String sql(String statement) {
        return database.sql(statement);
    }
}
