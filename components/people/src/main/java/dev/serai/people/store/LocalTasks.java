package dev.serai.people.store;

import dev.serai.people.PeopleError;
import dev.serai.people.PeopleException;
import dev.serai.people.task.Answer;
import dev.serai.people.task.Outcome;
import dev.serai.people.task.Task;
import dev.serai.people.task.TaskQuery;
import dev.serai.people.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps tasks in this process, as long as it lives. It is the only owner there is. */
public final class LocalTasks implements TaskStore {

    private static final int MOST_CLOSED = 1_000;
    private static final int MOST = 10_000;
    private static final long MOST_HELD = 256L << 20;

    private final Map<String, Entry> tasks = new LinkedHashMap<>();
    private long held;
    private String key;

    @Override
    public synchronized CompletionStage<Boolean> add(Task task, Kept kept, String owner, Duration lease) {
        if (tasks.containsKey(task.id())) {
            return done(false);
        }
        if (tasks.size() >= MOST || held + size(kept) > MOST_HELD) {
            return CompletableFuture.failedFuture(new PeopleException(
                    PeopleError.STORE_FULL,
                    "there are " + tasks.size() + " tasks, which hold " + held + " characters"));
        }
        held += size(kept);
        tasks.put(task.id(), new Entry(task, kept, null));
        return done(true);
    }

    private static long size(Kept kept) {
        return (kept.exchange() == null ? 0 : kept.exchange().length())
                + (kept.attachments() == null ? 0 : kept.attachments().length());
    }

    @Override
    public synchronized CompletionStage<Optional<Task>> get(String id) {
        return done(Optional.ofNullable(tasks.get(id)).map(Entry::task));
    }

    @Override
    public synchronized CompletionStage<Optional<Kept>> kept(String id) {
        return done(Optional.ofNullable(tasks.get(id)).map(Entry::kept));
    }

    @Override
    public synchronized CompletionStage<List<Task>> find(TaskQuery query) {
        return done(found(query).toList());
    }

    @Override
    public synchronized CompletionStage<List<String>> ids(TaskQuery query) {
        return done(found(query).map(Task::id).toList());
    }

    private Stream<Task> found(TaskQuery query) {
        return tasks.values().stream()
                .map(Entry::task)
                .filter(matching(query))
                .sorted(Comparator.comparing(Task::asked).reversed())
                .skip(query.offset())
                .limit(query.limit());
    }

    private static Predicate<Task> matching(TaskQuery query) {
        return task -> (query.status() == null || task.status() == query.status())
                && (query.outcome() == null || task.outcome() == query.outcome())
                && (query.assignee() == null
                        || query.assignee().equals(task.question().assignee()))
                && (query.group() == null
                        || query.group().equals(task.question().group()))
                && (query.text() == null
                        || holds(task.question().title(), query.text())
                        || holds(task.question().text(), query.text()));
    }

    private static boolean holds(String text, String part) {
        return text != null && text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    @Override
    public CompletionStage<Boolean> decide(
            String id, int round, Outcome outcome, Answer answer, String by, Instant at) {
        return done(change(
                id,
                task -> task.isOpen() && task.round() == round,
                task -> new Task(
                        id,
                        task.question(),
                        task.origin(),
                        task.asked(),
                        task.due(),
                        TaskStatus.GOES_ON,
                        round,
                        task.awaited(),
                        outcome,
                        answer,
                        by,
                        at,
                        null)));
    }

    @Override
    public CompletionStage<Boolean> claim(String id, String owner, Duration lease) {
        return done(change(id, task -> task.status() == TaskStatus.GOES_ON, task -> task));
    }

    @Override
    public synchronized CompletionStage<List<String>> claimable(String owner, int limit) {
        return done(tasks.values().stream()
                .map(Entry::task)
                .filter(task -> task.status() == TaskStatus.GOES_ON)
                .limit(limit)
                .map(Task::id)
                .toList());
    }

    @Override
    public synchronized CompletionStage<Void> close(String id, String error, Instant at) {
        var entry = tasks.get(id);
        if (entry != null && entry.task().status() == TaskStatus.GOES_ON) {
            var task = entry.task();
            // What it went on with is needed no more.
            held -= size(entry.kept());
            tasks.put(id, new Entry(with(task, TaskStatus.CLOSED, task.due(), error), Kept.NOTHING, at));
            forgetOldest();
        }
        return done(null);
    }

    private void forgetOldest() {
        var closed = tasks.values().stream()
                .filter(entry -> entry.closed() != null)
                .sorted(Comparator.comparing(Entry::closed))
                .toList();
        closed.stream()
                .limit(Math.max(0, closed.size() - MOST_CLOSED))
                .forEach(entry -> tasks.remove(entry.task().id()));
    }

    @Override
    public CompletionStage<Void> reopen(String id, String error) {
        change(
                id,
                task -> task.status() == TaskStatus.GOES_ON,
                task -> new Task(
                        id,
                        task.question(),
                        task.origin(),
                        task.asked(),
                        task.due(),
                        TaskStatus.OPEN,
                        task.round() + 1,
                        false,
                        null,
                        null,
                        null,
                        null,
                        error));
        return done(null);
    }

    @Override
    public CompletionStage<Void> note(String id, String error) {
        change(id, Task::isOpen, task -> with(task, task.status(), task.due(), error));
        return done(null);
    }

    @Override
    public synchronized CompletionStage<List<Task>> due(Instant now, int limit) {
        return done(tasks.values().stream()
                .map(Entry::task)
                .filter(task ->
                        task.isOpen() && task.due() != null && !task.due().isAfter(now))
                .sorted(Comparator.comparing(Task::due))
                .limit(limit)
                .toList());
    }

    @Override
    public CompletionStage<Boolean> remind(String id, Instant due, Instant next) {
        return done(change(
                id,
                task -> task.isOpen() && Objects.equals(task.due(), due),
                task -> with(task, task.status(), next, task.error())));
    }

    @Override
    public CompletionStage<Void> renew(String owner, Duration lease) {
        return done(null);
    }

    @Override
    public synchronized CompletionStage<Set<String>> owned(String owner) {
        return done(tasks.values().stream()
                .map(Entry::task)
                .filter(task -> task.status() != TaskStatus.CLOSED)
                .map(Task::id)
                .collect(Collectors.toSet()));
    }

    @Override
    public CompletionStage<Void> release(String owner) {
        return done(null);
    }

    @Override
    public synchronized CompletionStage<Long> prune(Instant closedBefore) {
        long before = tasks.size();
        tasks.values()
                .removeIf(entry -> entry.closed() != null && entry.closed().isBefore(closedBefore));
        return done(before - tasks.size());
    }

    @Override
    public synchronized CompletionStage<String> key(String offered) {
        if (key == null) {
            key = offered;
        }
        return done(key);
    }

    @Override
    public synchronized void close() {
        tasks.clear();
        held = 0;
    }

    private synchronized boolean change(String id, Predicate<Task> expected, UnaryOperator<Task> to) {
        var entry = tasks.get(id);
        if (entry == null || !expected.test(entry.task())) {
            return false;
        }
        tasks.put(id, new Entry(to.apply(entry.task()), entry.kept(), entry.closed()));
        return true;
    }

    private static Task with(Task task, TaskStatus status, Instant due, String error) {
        return new Task(
                task.id(),
                task.question(),
                task.origin(),
                task.asked(),
                due,
                status,
                task.round(),
                status != TaskStatus.CLOSED && task.awaited(),
                task.outcome(),
                task.answer(),
                task.by(),
                task.decided(),
                error);
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }

    private record Entry(Task task, Kept kept, Instant closed) {}
}
