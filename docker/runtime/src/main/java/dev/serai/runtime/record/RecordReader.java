package dev.serai.runtime.record;

import dev.serai.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Reads runs. */
final class RecordReader {

    private static final String SELECT = "SELECT id, workflow, origin, state, began, ended, steps, lost, prompt_tokens,"
            + " output_tokens, input, output, error, again_of, again_step, parts FROM serai_record";

    private final DataSource source;

    RecordReader(DataSource source) {
        this.source = source;
    }

    List<RunSummary> find(RunQuery query) throws SQLException {
        var statement = new StringBuilder(SELECT).append(" WHERE 1 = 1");
        var parameters = new ArrayList<Object>();
        if (query.before() != null) {
            statement.append(" AND id < ?");
            parameters.add(RunIds.number(query.before()));
        }
        if (query.workflow() != null) {
            statement.append(" AND workflow = ?");
            parameters.add(query.workflow());
        }
        if (query.state() != null) {
            statement.append(" AND state = ?");
            parameters.add(query.state().word());
        }
        if (query.text() != null && !query.text().isBlank()) {
            contains(query.text().strip(), statement, parameters);
        }
        statement.append(" ORDER BY id DESC LIMIT ?");
        parameters.add(query.limit());
        try (var connection = source.getConnection()) {
            return Jdbc.list(connection, statement.toString(), RecordReader::summary, parameters.toArray());
        }
    }

    private static void contains(String text, StringBuilder statement, List<Object> parameters) {
        statement.append(" AND (id = ?");
        parameters.add(RunIds.number(text));
        var pattern = "%"
                + Texts.storable(text)
                        .toLowerCase(Locale.ROOT)
                        .replace("!", "!!")
                        .replace("%", "!%")
                        .replace("_", "!_") + "%";
        for (var column : List.of("input", "output", "error")) {
            statement.append(" OR LOWER(").append(column).append(") LIKE ? ESCAPE '!'");
            parameters.add(pattern);
        }
        statement.append(')');
    }

    Optional<RunDetail> load(long id) throws SQLException {
        try (var connection = source.getConnection()) {
            var parts = new ArrayList<String>();
            var run = Jdbc.first(
                    connection,
                    SELECT + " WHERE id = ?",
                    row -> {
                        parts.add(row.getString("parts"));
                        return summary(row);
                    },
                    id);
            return run.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new RunDetail(run.get(), steps(connection, parts.get(0))));
        }
    }

    /** A step that was on its way when it was written is there twice; the later part has it whole. */
    private static List<StepRecord> steps(Connection connection, String parts) throws SQLException {
        var steps = new TreeMap<Long, StepRecord>();
        var segment = new String[1];
        byte[] bytes = null;
        for (var part : parts.split(",")) {
            var place = part.split(":");
            if (place.length != 3) {
                continue;
            }
            if (!place[0].equals(segment[0])) {
                bytes = Jdbc.first(
                                connection,
                                "SELECT data FROM serai_record_part WHERE id = ?",
                                row -> row.getBytes(1),
                                RunIds.number(place[0]))
                        .orElse(null);
                segment[0] = place[0];
            }
            if (bytes != null) {
                new StepReader(bytes, Integer.parseInt(place[1]), Integer.parseInt(place[2]))
                        .read()
                        .forEach(step -> steps.put(step.number(), step));
            }
        }
        return List.copyOf(steps.values());
    }

    private static RunSummary summary(ResultSet row) throws SQLException {
        var began = row.getLong("began");
        var ended = row.getObject("ended", Long.class);
        var againOf = row.getObject("again_of", Long.class);
        return new RunSummary(
                RunIds.text(row.getLong("id")),
                row.getString("workflow"),
                row.getString("origin"),
                RunState.of(row.getString("state")),
                Instant.EPOCH.plus(began, ChronoUnit.MICROS),
                ended == null ? null : Duration.of(ended - began, ChronoUnit.MICROS),
                row.getInt("steps"),
                row.getInt("lost"),
                row.getLong("prompt_tokens"),
                row.getLong("output_tokens"),
                row.getString("input"),
                row.getString("output"),
                row.getString("error"),
                againOf == null ? null : RunIds.text(againOf),
                row.getLong("again_step"));
    }
}
