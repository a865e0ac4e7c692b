package dev.serai.offline.modal.data;

import com.google.protobuf.ByteString;
import dev.serai.offline.modal.wire.Refusal;
import dev.serai.offline.modal.wire.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A queue: partitions of values, and those who wait for one. */
final class Queue {
    /** As many as the service keeps in one partition. */
    static final int MOST_ITEMS = 5000;

    static final int MOST_BYTES = 1 << 20;

    /**
     * A value.
     *
     * @param entry its number within the queue
     */
    record Item(long entry, ByteString value) {}

    private static final class Partition {
        final List<Item> items = new ArrayList<>();
        Instant end = Instant.MAX;
    }

    private record Waiting(ByteString partition, int most, long after, CompletableFuture<List<Item>> answer) {}

    private final Supplier<Instant> now;
    private final Map<ByteString, Partition> partitions = new LinkedHashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private long entries;

    Queue(Supplier<Instant> now) {
        this.now = now;
    }

    void put(ByteString name, List<ByteString> values, Duration life) {
        var ready = new ArrayList<Runnable>();
        synchronized (this) {
            expire();
            var partition = partitions.computeIfAbsent(name, key -> new Partition());
            if (partition.items.size() + values.size() > MOST_ITEMS) {
                throw Refusal.of(Status.RESOURCE_EXHAUSTED, "Queue is full: a partition has " + MOST_ITEMS + " items");
            }
            if (!life.isZero()) {
                partition.end = now.get().plus(life);
            }
            values.forEach(value -> partition.items.add(new Item(++entries, value)));
            waiting.removeIf(one -> {
                if (one.answer.isDone()) {
                    return true;
                }
                if (!one.partition.equals(name)) {
                    return false;
                }
                var found = one.after < 0 ? take(name, one.most) : look(name, one.after);
                if (found.isEmpty()) {
                    return false;
                }
                ready.add(() -> one.answer.complete(found));
                return true;
            });
        }
        ready.forEach(Runnable::run);
    }

    /** Takes values out, at least one; completes when there is one. */
    synchronized CompletableFuture<List<Item>> get(ByteString name, int most) {
        expire();
        var found = take(name, most);
        return found.isEmpty()
                ? later(new Waiting(name, most, -1, new CompletableFuture<>()))
                : CompletableFuture.completedFuture(found);
    }

    /** The values after one, which stay; completes when there is one. */
    synchronized CompletableFuture<List<Item>> next(ByteString name, long after) {
        expire();
        var found = look(name, after);
        return found.isEmpty()
                ? later(new Waiting(name, 0, after, new CompletableFuture<>()))
                : CompletableFuture.completedFuture(found);
    }

    synchronized int length(ByteString name) {
        expire();
        var partition = partitions.get(name);
        return partition == null ? 0 : partition.items.size();
    }

    synchronized int length() {
        expire();
        return partitions.values().stream().mapToInt(one -> one.items.size()).sum();
    }

    synchronized void clear(ByteString name) {
        partitions.remove(name);
    }

    synchronized void clear() {
        partitions.clear();
    }

    private CompletableFuture<List<Item>> later(Waiting one) {
        waiting.add(one);
        return one.answer;
    }

    private List<Item> take(ByteString name, int most) {
        var partition = partitions.get(name);
        if (partition == null) {
            return List.of();
        }
        var some = partition.items.subList(0, Math.min(Math.max(1, most), partition.items.size()));
        var taken = List.copyOf(some);
        some.clear();
        return taken;
    }

    private List<Item> look(ByteString name, long after) {
        var partition = partitions.get(name);
        return partition == null
                ? List.of()
                : partition.items.stream().filter(item -> item.entry > after).toList();
    }

    private void expire() {
        partitions.values().removeIf(partition -> !now.get().isBefore(partition.end));
    }
}
