package dev.serai.runtime.load;

import dev.serai.support.error.Failures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done when a file appears, changes or goes. All of it runs on the loop. */
final class FileReload {

    private static final Logger LOG = LoggerFactory.getLogger(FileReload.class);
    private static final Set<String> HELD_BY_OTHERS =
            Set.of(LoadError.ID_TAKEN.id(), LoadError.BEAN_TAKEN.id(), LoadError.ADDRESS_TAKEN.id());

    private final FolderSettings settings;
    private final Map<String, Unit> units;
    private final Executor loop;
    private final Consumer<String> changed;
    private final FileParser parser;
    private final FileChecks checks;
    private final FileRunner runner;
    private final ReadResources resources = new ReadResources();
    private final List<CompletableFuture<Void>> idle = new ArrayList<>();

    FileReload(
            CamelContext context,
            FolderSettings settings,
            Map<String, Unit> units,
            ScheduledExecutorService loop,
            ExecutorService workers,
            Consumer<String> changed) {
        this.settings = settings;
        this.units = units;
        this.loop = loop;
        this.changed = changed;
        this.parser = new FileParser(context, settings);
        this.checks = new FileChecks(context);
        this.runner = new FileRunner(context, settings, parser, loop, workers, changed);
    }

    /** Done as soon as nothing is under way. */
    CompletionStage<Void> idle() {
        var done = new CompletableFuture<Void>();
        idle.add(done);
        settle();
        return done;
    }

    private void settle() {
        if (units.values().stream().noneMatch(unit -> unit.busy)) {
            idle.forEach(done -> done.complete(null));
            idle.clear();
        }
    }

    void resource(Path file) {
        runner.resource(file);
    }

    /** Loads again whatever has read a resource that is another one now. Whether there was any. */
    boolean resourcesChanged() {
        var readers = resources.changed(List.copyOf(units.values()));
        readers.forEach(this::changedAround);
        return !readers.isEmpty();
    }

    /** Loads a file again that is the same itself. */
    void changedAround(Unit unit) {
        unit.triedHash = null;
        changed(unit);
    }

    void changed(Unit unit) {
        if (unit.busy) {
            unit.again = true;
            return;
        }
        unit.leaving = false;
        ParsedFile parsed = null;
        try {
            var text = FileText.read(unit.source, settings.maxFileBytes());
            if (text.hash().equals(unit.triedHash) && unit.problems.isEmpty()) {
                return;
            }
            unit.triedHash = text.hash();
            parsed = parser.parse(unit.source, text);
            unit.uses = parsed.uses();
            checks.check(unit, parsed, units.values());
        } catch (FileChecks.Postponed held) {
            unit.triedHash = null;
            unit.settled = false;
            return;
        } catch (NotRoutes none) {
            unit.skipped = none.getMessage();
            unit.problems = List.of();
            if (unit.live != null) {
                take(unit, false);
            } else {
                unit.tried = true;
            }
            return;
        } catch (Exception | LinkageError | StackOverflowError e) {
            refuse(unit, e, parsed);
            return;
        }
        unit.skipped = null;
        replace(unit, parsed);
    }

    private void refuse(Unit unit, Throwable failure, ParsedFile parsed) {
        report(unit, ProblemFinder.of(unit.path, failure, parsed));
    }

    /** Keeps what is wrong, and says it once. */
    private void report(Unit unit, List<FileProblem> problems) {
        var known = problems.equals(unit.problems);
        unit.problems = problems;
        unit.stale = unit.live != null;
        unit.tried = true;
        if (!known) {
            for (var problem : problems) {
                LOG.warn(
                        "[{}] {}: {}. {}{}",
                        problem.code(),
                        problem.place(),
                        problem.reason(),
                        problem.remedy(),
                        unit.stale && !LoadError.NOT_STOPPED.id().equals(problem.code())
                                ? " The last good version goes on."
                                : "");
            }
            changed.accept(unit.path);
        }
    }

    /** The file's own replacement and, if it gives Kamelets, of the files that use them. */
    private void replace(Unit unit, ParsedFile parsed) {
        var group = new ArrayList<Unit>();
        var names = new HashSet<String>(parsed.templateIds());
        if (unit.live != null) {
            names.addAll(unit.live.parsed().templateIds());
        }
        var users = users(unit, names);
        if (users.stream().anyMatch(user -> user.busy)) {
            // It comes up again at the next look, when they may be free.
            unit.triedHash = null;
            unit.settled = false;
            return;
        }
        group.add(unit);
        users.stream().filter(user -> user.live != null).forEach(group::add);
        group.forEach(one -> one.busy = true);
        new Replacement(runner, parser, this::report, unit, parsed, group).run().whenComplete((nothing, failure) -> {
            if (failure != null) {
                refuse(unit, Failures.unwrap(failure), parsed);
                // What cannot be stopped now may be stopped later, and what was stopped in vain comes back.
                group.stream().filter(one -> one == unit || one.live == null).forEach(one -> {
                    one.triedHash = null;
                    one.settled = false;
                });
            }
            group.forEach(one -> runner.release(one.path));
            group.forEach(this::free);
            // What waited for a Kamelet, an id or an address may go now.
            users.stream().filter(user -> user.live == null).forEach(this::retry);
            retryHeld(unit);
            settle();
        });
    }

    private List<Unit> users(Unit unit, Set<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        var all = new HashSet<String>(names);
        // A Kamelet may use another one.
        for (var again = true; again; ) {
            again = false;
            for (var other : units.values()) {
                if (other.live != null && other.uses.stream().anyMatch(all::contains)) {
                    again |= all.addAll(other.live.parsed().templateIds());
                }
            }
        }
        return units.values().stream()
                .filter(other -> other != unit && other.uses.stream().anyMatch(all::contains))
                .filter(other ->
                        other.live == null || !other.live.parsed().routes().isEmpty())
                .toList();
    }

    private void free(Unit unit) {
        unit.busy = false;
        unit.tried = true;
        changed.accept(unit.path);
        if (unit.again) {
            unit.again = false;
            loop.execute(() -> {
                if (unit.leaving) {
                    gone(unit);
                } else {
                    changed(unit);
                }
            });
        }
    }

    private void retry(Unit unit) {
        if (!unit.busy && !unit.problems.isEmpty() && units.get(unit.path) == unit) {
            changed(unit);
        }
    }

    private void retryHeld(Unit changedUnit) {
        for (var unit : List.copyOf(units.values())) {
            if (unit != changedUnit
                    && unit.problems.stream().anyMatch(problem -> HELD_BY_OTHERS.contains(problem.code()))) {
                retry(unit);
            }
        }
    }

    /** The file is not there any more. */
    void gone(Unit unit) {
        unit.leaving = true;
        if (unit.busy) {
            unit.again = true;
        } else if (unit.live == null) {
            units.remove(unit.path);
            changed.accept(unit.path);
        } else {
            take(unit, true);
        }
    }

    private void take(Unit unit, boolean forget) {
        unit.busy = true;
        unit.leaving = forget;
        runner.stop(unit.live).whenComplete((nothing, failure) -> {
            if (failure != null) {
                refuse(unit, Failures.unwrap(failure), unit.live.parsed());
            } else {
                LOG.info("Unloaded {}", unit.path);
                unit.live = null;
                unit.stale = false;
            }
            if (forget && failure == null) {
                units.remove(unit.path);
            }
            runner.release(unit.path);
            free(unit);
            retryHeld(unit);
            settle();
        });
    }

    CompletionStage<Void> switchRoute(String id, boolean on) {
        var unit = units.values().stream()
                .filter(one -> one.live != null && one.live.routes().contains(id))
                .findFirst()
                .orElse(null);
        if (unit == null) {
            return CompletableFuture.failedFuture(new LoadException(LoadError.NO_ROUTE, "There is no route " + id));
        }
        var live = unit.live;
        if (unit.busy || live.starting.containsKey(id)) {
            return CompletableFuture.failedFuture(
                    new LoadException(LoadError.BUSY, "The file " + unit.path + " is being loaded"));
        }
        unit.busy = true;
        return runner.turn(unit, id, on).whenComplete((nothing, failure) -> {
            runner.release(unit.path);
            free(unit);
            settle();
        });
    }
}
