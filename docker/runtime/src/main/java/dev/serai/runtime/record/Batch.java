package dev.serai.runtime.record;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;

/** What goes into the database in one transaction: rows of runs, and their steps, those of many runs in one row. */
final class Batch {

    /** Rows of this size are cheap to write, and to read for one run. */
    private static final int SEGMENT = 64 * 1_024;

    private static final int CHUNK = 256 * 1_024;
    private static final int SHOWN = 500;
    private static final int MASKED = 2_000;
    private static final int MOST_PARTS = 3_000;
    private static final int ORIGINS = 1_000;
    private static final long SOON = 250_000_000;

    /** A row of bytes. */
    record Segment(long id, byte[] data) {}

    /**
     * A run's row, or what is to be added to it.
     *
     * @param taken steps that it holds
     * @param fresh those of them that were never written before
     * @param parts where the steps are
     */
    record Row(
            Run run,
            boolean isNew,
            RunState state,
            List<Step> taken,
            List<Step> fresh,
            int lost,
            long prompt,
            long output,
            long bytes,
            String parts) {

        int steps() {
            return fresh.size();
        }

        /**
         * Makes the run as it was before it was added. Steps that were on their way are written another time; those that
         * had ended are dropped, so that they don't fill the memory while the database is away.
         *
         * @return how many were dropped
         */
        int undo() {
            var written = run.written;
            written.row &= !isNew;
            written.steps -= steps();
            written.lost -= lost;
            written.promptTokens -= prompt;
            written.outputTokens -= output;
            written.state = null;
            fresh.forEach(step -> step.written = false);
            int dropped = 0;
            for (var step : taken) {
                if (!written.open.contains(step)) {
                    if (step.written) {
                        written.open.add(step);
                    } else {
                        dropped++;
                    }
                }
            }
            return dropped;
        }
    }

    private final RunIds ids;
    private final Secrets secrets;
    private final Map<Endpoint, String> origins;
    final List<Row> rows = new ArrayList<>();
    final List<Segment> segments = new ArrayList<>();
    private final ByteArrayOutputStream segment = new ByteArrayOutputStream(SEGMENT);
    private long segmentId;
    long bytes;

    Batch(RunIds ids, Secrets secrets, Map<Endpoint, String> origins) {
        this.ids = ids;
        this.secrets = secrets;
        this.origins = origins;
    }

    /** Takes what is new of a run. */
    void add(Run run) {
        var written = run.written;
        var state = run.state();
        var steps = new ArrayList<Step>();
        written.open.removeIf(step -> {
            var ended = step.hasEnded();
            if (ended || !step.written) {
                steps.add(step);
            }
            return ended;
        });
        for (var step = run.take(); step != null; ) {
            var next = step.next;
            step.next = null;
            if (!step.hasEnded()) {
                written.open.add(step);
            }
            steps.add(step);
            step = next;
        }
        var fresh = new ArrayList<Step>(steps.size());
        for (var step : steps) {
            if (!step.written) {
                step.written = true;
                fresh.add(step);
            }
        }
        int lost = run.lost();
        if (written.parts > MOST_PARTS) {
            lost += fresh.size();
            steps.clear();
            fresh.clear();
        }
        long prompt = run.promptTokens.get();
        long output = run.outputTokens.get();
        written.due = run.elapsed() + Math.max(SOON, run.elapsed() / 8);
        if (written.row && steps.isEmpty() && state == written.state && lost == written.lost) {
            return;
        }
        steps.sort(Comparator.comparingLong(step -> step.number));
        long before = bytes;
        var parts = parts(run, steps);
        rows.add(new Row(
                run,
                !written.row,
                state,
                steps,
                fresh,
                lost - written.lost,
                prompt - written.promptTokens,
                output - written.outputTokens,
                bytes - before,
                parts));
        written.row = true;
        written.steps += fresh.size();
        written.lost = lost;
        written.promptTokens = prompt;
        written.outputTokens = output;
        written.state = state;
    }

    private String parts(Run run, List<Step> steps) {
        if (steps.isEmpty()) {
            return "";
        }
        var parts = new StringBuilder();
        int from = 0;
        int weight = 0;
        for (int to = 0; to < steps.size(); to++) {
            weight += weight(steps.get(to));
            if (weight > CHUNK || to == steps.size() - 1) {
                part(steps.subList(from, to + 1), parts);
                run.written.parts++;
                from = to + 1;
                weight = 0;
            }
        }
        return parts.toString();
    }

    private static int weight(Step step) {
        return step.in.weight() + (step.hasEnded() ? step.out.weight() : 0);
    }

    private void part(List<Step> steps, StringBuilder parts) {
        var data = new StepWriter(secrets).write(steps);
        if (segmentId != 0 && segment.size() + data.length > SEGMENT) {
            close();
        }
        if (segmentId == 0) {
            segmentId = ids.next();
        }
        parts.append(RunIds.text(segmentId))
                .append(':')
                .append(segment.size())
                .append(':')
                .append(data.length)
                .append(',');
        segment.writeBytes(data);
        bytes += data.length;
    }

    /** Ends the row of bytes that is being filled. */
    void close() {
        if (segmentId != 0) {
            segments.add(new Segment(segmentId, segment.toByteArray()));
            segment.reset();
            segmentId = 0;
        }
    }

    /** The same in the smallest pieces: what steps hold, and then each row. */
    List<Batch> pieces() {
        var pieces = new ArrayList<Batch>();
        var data = new Batch(ids, secrets, origins);
        data.segments.addAll(segments);
        pieces.add(data);
        for (var row : rows) {
            var piece = new Batch(ids, secrets, origins);
            piece.rows.add(row);
            piece.bytes = row.bytes();
            pieces.add(piece);
        }
        return pieces;
    }

    String origin(Run run) {
        if (run.origin == null) {
            return null;
        }
        if (origins.size() > ORIGINS) {
            origins.clear();
        }
        return origins.computeIfAbsent(
                run.origin, endpoint -> Texts.cut(Texts.storable(Node.address(endpoint.getEndpointUri())), 1_000));
    }

    /** The run as it is now; of one that was gone on with, only what came after that. */
    RunSummary summary(Row row) {
        var run = row.run();
        var again = run.again;
        return new RunSummary(
                RunIds.text(run.id),
                run.workflow,
                origin(run),
                row.state(),
                Instant.EPOCH.plus(run.beganMicros, ChronoUnit.MICROS),
                row.state().open() ? null : Duration.of(run.endedNanos / 1_000, ChronoUnit.MICROS),
                run.written.steps,
                run.written.lost,
                run.written.promptTokens,
                run.written.outputTokens,
                shown(run.input),
                shown(run.output),
                error(run),
                again == null || again.run() == null ? null : RunIds.text(again.run()),
                again == null ? 0 : again.step());
    }

    String shown(Shown value) {
        if (value == null) {
            return null;
        }
        if (value.text() == null) {
            return value == Shown.NONE ? null : "(" + value.type() + ")";
        }
        return Texts.storable(Texts.cut(secrets.masked(Texts.cut(value.text(), MASKED), true), SHOWN));
    }

    String error(Run run) {
        return Texts.storable(Texts.cut(secrets.masked(run.error, true), 4_000));
    }
}
