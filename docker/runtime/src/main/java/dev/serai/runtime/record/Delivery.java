package dev.serai.runtime.record;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Brings batches into the database. While it is away, runs that have ended wait for it, without their steps; one that it
 * refuses does not keep the others from it.
 */
final class Delivery {

    private final RecordStore store;
    private final Backlog backlog;
    private final Pruning pruning;
    private final BiConsumer<String, Exception> tell;

    Delivery(RecordStore store, Backlog backlog, Pruning pruning, BiConsumer<String, Exception> tell) {
        this.store = store;
        this.backlog = backlog;
        this.pruning = pruning;
        this.tell = tell;
    }

    /** @return whether the database is there */
    boolean write(Batch batch) {
        for (var left = new ArrayDeque<>(List.of(batch)); !left.isEmpty(); ) {
            var next = left.peek();
            try {
                store.write(next);
                left.remove();
                pruning.written(next);
            } catch (SQLException | RuntimeException e) {
                tell.accept("The database did not take what was recorded", e);
                if (!isOfData(e)) {
                    putBack(left);
                    return false;
                }
                left.remove();
                if (next.rows.size() > 1) {
                    left.addAll(next.pieces());
                } else {
                    next.rows.forEach(this::refused);
                }
            }
        }
        return true;
    }

    /** Whether it would fail again. */
    private static boolean isOfData(Exception e) {
        return !(e instanceof SQLException failure)
                || String.valueOf(failure.getSQLState()).matches("2[23].*");
    }

    private void putBack(Iterable<Batch> batches) {
        var rows = new ArrayList<Batch.Row>();
        batches.forEach(batch -> rows.addAll(batch.rows));
        Collections.reverse(rows);
        for (var row : rows) {
            undo(row);
            if (row.run().left) {
                backlog.again(row.run());
            }
        }
    }

    private void refused(Batch.Row row) {
        undo(row);
        if (row.run().left) {
            backlog.lose(row.isNew() ? 1 : 0, 0);
        }
    }

    private void undo(Batch.Row row) {
        int steps = row.undo();
        row.run().lose(steps);
        backlog.lose(0, steps);
    }
}
