package dev.serai.runtime.record;

import java.sql.SQLException;
import java.util.ArrayDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what is recorded within its bounds, by small deletes on the writer's thread. */
final class Pruning {

    private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);
    private static final int TOGETHER = 500;
    private static final int SLACK = 10;
    private static final int MOST_MARKS = 10_000;
    private static final long MIB = 1_024L * 1_024;

    private final RecordStore store;
    private final RecordPolicy policy;
    private final boolean alone;
    /** Batches that were written, the oldest first: a bound that is known need not be asked for. */
    private final ArrayDeque<Mark> marks = new ArrayDeque<>();

    private long runs;
    private long bytes;

    /** How many runs are older than the oldest mark. */
    private long unmarked;

    private record Mark(long highest, int runs, long bytes) {}

    /** @param alone whether nobody else writes into the tables */
    Pruning(RecordStore store, RecordPolicy policy, boolean alone) {
        this.store = store;
        this.policy = policy;
        this.alone = alone;
    }

    /** Each batch pays for its own room. */
    void written(Batch batch) {
        long highest = -1;
        int added = 0;
        for (var row : batch.rows) {
            if (row.isNew()) {
                added++;
                highest = Math.max(highest, row.run().id);
            }
        }
        runs += added;
        bytes += batch.bytes;
        mark(highest, added, batch.bytes);
        if (runs > policy.keepRuns() + slack() || bytes > policy.keepMib() * MIB) {
            try {
                shrink();
            } catch (SQLException e) {
                LOG.debug("Old runs stay until the next look", e);
            }
        }
    }

    private void mark(long highest, int added, long size) {
        if (!alone || marks.size() == MOST_MARKS) {
            marks.clear();
            unmarked = runs;
        } else if (added > 0) {
            marks.add(new Mark(highest, added, size));
        }
    }

    private long slack() {
        return Math.max(1, policy.keepRuns() / SLACK);
    }

    private void shrink() throws SQLException {
        while (runs > policy.keepRuns() || bytes > policy.keepMib() * MIB) {
            var mark = unmarked > 0 ? null : marks.peek();
            if (mark != null && runs - mark.runs() >= policy.keepRuns()) {
                marks.poll();
                runs -= store.prune(mark.highest());
                bytes -= mark.bytes();
            } else if (runs <= policy.keepRuns() + slack() && bytes <= policy.keepMib() * MIB
                    || !prune(Long.MAX_VALUE, (int)
                            Math.min(TOGETHER, Math.max(surplus(), runs - policy.keepRuns())))) {
                return;
            }
        }
    }

    /** How many runs are as large as what is too much, if all are alike. */
    private long surplus() {
        long tooMuch = bytes - policy.keepMib() * MIB;
        return tooMuch <= 0 ? 0 : 1 + tooMuch * runs / bytes;
    }

    /** Counts anew, since others may write too, and removes what is too old. */
    void look() throws SQLException {
        var size = store.size();
        if (marks.isEmpty()) {
            unmarked = size.runs();
        }
        runs = size.runs();
        bytes = size.bytes();
        var tooOld = RunIds.at(RecordWriter.before(policy.keepDays()));
        while (prune(tooOld, TOGETHER)) {
            LOG.debug("Runs that were older than {} days have been removed", policy.keepDays());
        }
        shrink();
    }

    private boolean prune(long below, int most) throws SQLException {
        var gone = store.prune(below, most);
        runs -= gone.runs();
        unmarked -= gone.runs();
        bytes -= gone.bytes();
        return gone.runs() > 0;
    }

    long bytes() {
        return bytes;
    }
}
