package dev.serai.sql;

import dev.serai.agent.AgentError;
import dev.serai.agent.AgentException;
import dev.serai.agent.run.RunConflictException;
import dev.serai.agent.run.RunHistory;
import dev.serai.agent.run.RunRecord;
import dev.serai.agent.run.RunStatus;
import dev.serai.agent.run.RunStep;
import dev.serai.agent.run.RunStore;
import dev.serai.sql.jdbc.Database;
import dev.serai.sql.jdbc.Failures;
import dev.serai.sql.jdbc.Jdbc;
import dev.serai.sql.jdbc.Lane;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs in a database. Several processes may share it; leases are measured by the database's clock alone. Stages complete
 * on the database's threads: what follows them must not block there.
 */
public final class SqlRuns implements RunStore {

    private static final int PRUNED_TOGETHER = 500;
    private static final String RUN = "id, agent, session_id, status, begun, updated, input";
    private static final String LEASE_IS_OVER = "(lease_until IS NULL OR lease_until < CURRENT_TIMESTAMP)";
    private static final String LEASE_END = "CURRENT_TIMESTAMP + CAST(? AS DOUBLE PRECISION) * INTERVAL '1' SECOND";

    private final Database database;
    private final Lane lane;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    SqlRuns(Database database, Runnable release) {
        this.database = database;
        this.lane = database.lane();
        this.release = release;
    }

    @Override
    public CompletionStage<Void> begin(RunRecord run, String owner, Duration lease) {
        try {
            Limits.name("the run's id", run.id());
            Limits.name("the agent's name", run.agent());
            Limits.name("the session", run.sessionId());
            Limits.name("the owner", owner);
        } catch (SqlException e) {
            return CompletableFuture.failedFuture(e);
        }
        return lane.write(run.id(), connection -> {
            insert(connection, run, owner, lease);
            return null;
        });
    }

    private void insert(Connection connection, RunRecord run, String owner, Duration lease) throws SQLException {
        try {
            Jdbc.update(
                    connection,
                    sql("INSERT INTO {schema}serai_run (" + RUN + ", ended, owner, lease_until)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, " + LEASE_END + ")"),
                    run.id(),
                    run.agent(),
                    run.sessionId(),
                    run.status().name(),
                    run.begun(),
                    run.updated(),
                    Limits.json(run.input()),
                    run.status().ended() ? run.updated() : null,
                    run.status() == RunStatus.RUNNING ? owner : null,
                    seconds(lease));
        } catch (SQLException e) {
            if (Failures.isDuplicate(e)) {
                throw new AgentException(AgentError.RUN_CONFLICT, "run '" + run.id() + "' has begun already");
            }
            throw e;
        }
    }

    @Override
    public CompletionStage<Void> append(String runId, RunStep step, RunStatus status) {
        return lane.write(runId, connection -> {
            add(connection, runId, step);
            mark(connection, runId, step, status);
            return null;
        });
    }

    private void add(Connection connection, String runId, RunStep step) throws SQLException {
        try {
            Jdbc.update(
                    connection,
                    sql("INSERT INTO {schema}serai_step (run_id, step, kind, done_at, data) VALUES (?, ?, ?, ?, ?)"),
                    runId,
                    step.number(),
                    step.kind().name(),
                    step.at(),
                    Limits.json(step.data()));
        } catch (SQLException e) {
            if (Failures.isDuplicate(e)) {
                throw new RunConflictException(runId, step.number());
            }
            if (Failures.isDangling(e)) {
                throw new AgentException(AgentError.NO_RUN, "there is no run '" + runId + "'");
            }
            throw e;
        }
    }

    private void mark(Connection connection, String runId, RunStep step, RunStatus status) throws SQLException {
        if (status == RunStatus.RUNNING) {
            Jdbc.update(
                    connection,
                    sql("UPDATE {schema}serai_run SET status = 'RUNNING', updated = ?, ended = NULL WHERE id = ?"),
                    step.at(),
                    runId);
        } else {
            Jdbc.update(
                    connection,
                    sql("UPDATE {schema}serai_run SET status = ?, updated = ?, ended = ?, owner = NULL,"
                            + " lease_until = NULL WHERE id = ?"),
                    status.name(),
                    step.at(),
                    status.ended() ? step.at() : null,
                    runId);
        }
    }

    @Override
    public CompletionStage<Optional<RunHistory>> load(String runId) {
        return database.read(connection -> {
            var run = Jdbc.first(
                    connection, sql("SELECT " + RUN + " FROM {schema}serai_run WHERE id = ?"), SqlRuns::run, runId);
            if (run.isEmpty()) {
                return Optional.empty();
            }
            var steps = Jdbc.list(
                    connection,
                    sql("SELECT step, kind, done_at, data FROM {schema}serai_step WHERE run_id = ? ORDER BY step"),
                    SqlRuns::step,
                    runId);
            return Optional.of(new RunHistory(run.get(), steps));
        });
    }

    @Override
    public CompletionStage<Boolean> claim(String runId, String owner, Duration lease) {
        return lane.write(
                runId,
                connection -> Jdbc.update(
                                connection,
                                sql(
                                        "UPDATE {schema}serai_run SET status = 'RUNNING', ended = NULL, owner = ?, lease_until = "
                                                + LEASE_END + " WHERE id = ? AND (status IN ('PARKED', 'FAILED')"
                                                + " OR (status = 'RUNNING' AND "
                                                + LEASE_IS_OVER + "))"),
                                Limits.name("the owner", owner),
                                seconds(lease),
                                runId)
                        == 1);
    }

    @Override
    public CompletionStage<List<String>> interrupted(String agent, int limit) {
        return database.read(connection -> Jdbc.list(
                connection,
                sql("SELECT id FROM {schema}serai_run WHERE agent = ? AND status = 'RUNNING' AND " + LEASE_IS_OVER
                        + " ORDER BY begun, id LIMIT ?"),
                row -> row.getString(1),
                agent,
                Math.max(0, limit)));
    }

    @Override
    public CompletionStage<Void> renew(String owner, Duration lease) {
        return lane.write("", connection -> {
            Jdbc.update(
                    connection,
                    sql("UPDATE {schema}serai_run SET lease_until = " + LEASE_END
                            + " WHERE owner = ? AND status = 'RUNNING'"),
                    seconds(lease),
                    owner);
            return null;
        });
    }

    @Override
    public CompletionStage<Void> release(String owner) {
        return lane.write("", connection -> {
            Jdbc.update(
                    connection,
                    sql("UPDATE {schema}serai_run SET owner = NULL, lease_until = NULL WHERE owner = ?"),
                    owner);
            return null;
        });
    }

    @Override
    public CompletionStage<List<RunRecord>> find(String agent, RunStatus status, int offset, int limit) {
        var statement = new StringBuilder("SELECT " + RUN + " FROM {schema}serai_run WHERE 1 = 1");
        var parameters = new ArrayList<Object>();
        if (agent != null) {
            statement.append(" AND agent = ?");
            parameters.add(agent);
        }
        if (status != null) {
            statement.append(" AND status = ?");
            parameters.add(status.name());
        }
        statement.append(" ORDER BY begun DESC, id DESC LIMIT ? OFFSET ?");
        parameters.add(Math.max(0, limit));
        parameters.add(Math.max(0, offset));
        return database.read(
                connection -> Jdbc.list(connection, sql(statement.toString()), SqlRuns::run, parameters.toArray()));
    }

    @Override
    public CompletionStage<Long> prune(Instant endedBefore) {
        return pruneOn(endedBefore, 0);
    }

    /** A short transaction for each few hundred, so that nothing else waits long. */
    private CompletionStage<Long> pruneOn(Instant endedBefore, long before) {
        return database.write(connection -> Jdbc.update(
                        connection,
                        sql("DELETE FROM {schema}serai_run WHERE id IN (SELECT id FROM {schema}serai_run"
                                + " WHERE ended < ? ORDER BY ended, id LIMIT ?)"),
                        endedBefore,
                        PRUNED_TOGETHER))
                .thenCompose(deleted -> deleted == 0
                        ? CompletableFuture.completedFuture(before)
                        : pruneOn(endedBefore, before + deleted));
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release.run();
        }
    }

    private static RunRecord run(ResultSet row) throws SQLException {
        return new RunRecord(
                row.getString("id"),
                row.getString("agent"),
                row.getString("session_id"),
                RunStatus.valueOf(row.getString("status")),
                Jdbc.instant(row, "begun"),
                Jdbc.instant(row, "updated"),
                row.getString("input"));
    }

    private static RunStep step(ResultSet row) throws SQLException {
        return new RunStep(
                row.getInt("step"),
                RunStep.Kind.valueOf(row.getString("kind")),
                Jdbc.instant(row, "done_at"),
                row.getString("data"));
    }

    private static double seconds(Duration lease) {
        return lease.toNanos() / 1e9;
    }

    private String sql(String statement) {
        return database.sql(statement);
    }
}
