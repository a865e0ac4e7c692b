package dev.serai.runtime.record;

import dev.serai.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Writes batches and removes what is old. Only the writer uses it. */
final class RecordStore {

    private static final String INSERT =
            "INSERT INTO serai_record (id, owner, workflow, origin, state, began, ended, steps,"
                    + " lost, prompt_tokens, output_tokens, input, output, error, again_of, again_step, bytes, parts, agents)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE =
            "UPDATE serai_record SET state = ?, ended = CAST(? AS BIGINT), steps = steps + ?,"
                    + " lost = lost + ?, prompt_tokens = prompt_tokens + ?, output_tokens = output_tokens + ?,"
                    + " output = COALESCE(CAST(? AS VARCHAR), output), error = CAST(? AS VARCHAR), bytes = bytes + ?,"
                    + " parts = CONCAT(parts, CAST(? AS VARCHAR)), agents = CAST(? AS VARCHAR), owner = ? WHERE id = ?";
    private static final String OVER = "state NOT IN ('running', 'waiting')";
    private static final Pattern PART = Pattern.compile("([0-9a-z]{13}):[^,]*,");

    private final DataSource source;
    private final RunIds ids;

    RecordStore(DataSource source, RunIds ids) {
        this.source = source;
        this.ids = ids;
    }

    /** What there is. */
    record Size(long runs, long bytes) {}

    void write(Batch batch) throws SQLException {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                segments(connection, batch);
                inserts(connection, batch);
                updates(connection, batch);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static void segments(Connection connection, Batch batch) throws SQLException {
        if (!batch.segments.isEmpty()) {
            try (var statement =
                    connection.prepareStatement("INSERT INTO serai_record_part (id, data) VALUES (?, ?)")) {
                for (var segment : batch.segments) {
                    statement.setLong(1, segment.id());
                    statement.setBytes(2, segment.data());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }
    }

    private void inserts(Connection connection, Batch batch) throws SQLException {
        var added = batch.rows.stream().filter(Batch.Row::isNew).toList();
        if (!added.isEmpty()) {
            Jdbc.updateAll(connection, INSERT, added.stream().map(row -> inserted(row, batch))::iterator);
        }
    }

    private Object[] inserted(Batch.Row row, Batch batch) {
        var run = row.run();
        return new Object[] {
            run.id,
            ids.owner(),
            Texts.cut(run.workflow, 255),
            batch.origin(run),
            row.state().word(),
            run.beganMicros,
            ended(row),
            row.steps(),
            row.lost(),
            row.prompt(),
            row.output(),
            batch.shown(run.input),
            batch.shown(run.output),
            batch.error(run),
            run.again == null ? null : run.again.run(),
            run.again == null ? null : run.again.step(),
            row.bytes(),
            row.parts(),
            run.agents()
        };
    }

    private void updates(Connection connection, Batch batch) throws SQLException {
        var changed = batch.rows.stream().filter(row -> !row.isNew()).toList();
        if (!changed.isEmpty()) {
            Jdbc.updateAll(connection, UPDATE, changed.stream().map(row -> updated(row, batch))::iterator);
        }
    }

    private Object[] updated(Batch.Row row, Batch batch) {
        var run = row.run();
        return new Object[] {
            row.state().word(),
            ended(row),
            row.steps(),
            row.lost(),
            row.prompt(),
            row.output(),
            batch.shown(run.output),
            batch.error(run),
            row.bytes(),
            row.parts(),
            run.agents(),
            ids.owner(),
            run.id
        };
    }

    private static Long ended(Batch.Row row) {
        var run = row.run();
        return run.hasEnded() && !row.state().open() ? (Long) (run.beganMicros + run.endedNanos / 1_000) : null;
    }

    /** Marks what is on its way when the runtime stops. */
    void stopped(List<Run> runs) throws SQLException {
        try (var connection = source.getConnection()) {
            Jdbc.updateAll(
                    connection,
                    "UPDATE serai_record SET state = 'stopped' WHERE id = ? AND state = 'running'",
                    runs.stream().map(run -> new Object[] {run.id})::iterator);
        }
    }

    Size size() throws SQLException {
        try (var connection = source.getConnection()) {
            return Jdbc.first(
                            connection,
                            "SELECT COUNT(*), COALESCE(SUM(bytes), 0) FROM serai_record",
                            row -> new Size(row.getLong(1), row.getLong(2)))
                    .orElseThrow();
        }
    }

    Map<RunState, Long> counts() throws SQLException {
        try (var connection = source.getConnection()) {
            var counts = new EnumMap<RunState, Long>(RunState.class);
            Jdbc.list(
                    connection,
                    "SELECT state, COUNT(*) FROM serai_record GROUP BY state",
                    row -> counts.put(RunState.of(row.getString(1)), row.getLong(2)));
            return counts;
        }
    }

    /**
     * Removes the oldest runs that are over.
     *
     * @param below only runs of lower numbers
     * @return how much was removed
     */
    Size prune(long below, int most) throws SQLException {
        try (var connection = source.getConnection()) {
            var bounds = Jdbc.first(
                            connection,
                            "SELECT COUNT(*), COALESCE(SUM(bytes), 0), COALESCE(MAX(id), -1) FROM (SELECT id, bytes FROM"
                                    + " serai_record WHERE " + OVER + " AND id < ? ORDER BY id LIMIT ?) AS oldest",
                            row -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3)},
                            below,
                            most)
                    .orElseThrow();
            if (bounds[0] > 0) {
                Jdbc.update(connection, "DELETE FROM serai_record WHERE id <= ? AND " + OVER, bounds[2]);
                pruneParts(connection, bounds[2]);
            }
            return new Size(bounds[0], bounds[1]);
        }
    }

    /** Removes all runs up to this one that are over, and tells how many. */
    long prune(long highest) throws SQLException {
        try (var connection = source.getConnection()) {
            long gone = Jdbc.update(connection, "DELETE FROM serai_record WHERE id <= ? AND " + OVER, highest);
            pruneParts(connection, highest);
            return gone;
        }
    }

    /** A part's number is higher than those of all runs in it, so it may go when these have gone. */
    private static void pruneParts(Connection connection, long highest) throws SQLException {
        var kept = new ArrayList<Long>();
        for (var parts : Jdbc.list(
                connection, "SELECT parts FROM serai_record WHERE id <= ?", row -> row.getString(1), highest)) {
            for (var part = PART.matcher(parts); part.find(); ) {
                kept.add(RunIds.number(part.group(1)));
            }
        }
        var except = kept.isEmpty()
                ? ""
                : " AND id NOT IN ("
                        + kept.stream().distinct().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
        Jdbc.update(connection, "DELETE FROM serai_record_part WHERE id <= ?" + except, highest);
    }

    /** Runs that wait for persons, with the agents' runs in them. */
    List<String[]> parked(int most) throws SQLException {
        try (var connection = source.getConnection()) {
            return Jdbc.list(
                    connection,
                    "SELECT id, workflow, agents FROM serai_record WHERE state = 'waiting' AND agents IS NOT NULL"
                            + " ORDER BY id DESC LIMIT ?",
                    row -> new String[] {RunIds.text(row.getLong(1)), row.getString(2), row.getString(3)},
                    most);
        }
    }
}
