package dev.serai.runtime.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One replacement: stop the old, load the new, and if that fails, load the old again. */
final class Replacement {

    private static final Logger LOG = LoggerFactory.getLogger(Replacement.class);

    private final FileRunner runner;
    private final FileParser parser;
    private final BiConsumer<Unit, List<FileProblem>> report;
    private final Unit unit;
    private final ParsedFile parsed;
    private final List<Unit> group;
    private final Map<Unit, ParsedFile> old = new LinkedHashMap<>();

    /** @param report tells what is wrong with a file */
    Replacement(
            FileRunner runner,
            FileParser parser,
            BiConsumer<Unit, List<FileProblem>> report,
            Unit unit,
            ParsedFile parsed,
            List<Unit> group) {
        this.runner = runner;
        this.parser = parser;
        this.report = report;
        this.unit = unit;
        this.parsed = parsed;
        this.group = group;
        group.stream().filter(one -> one.live != null).forEach(one -> old.put(one, one.live.parsed()));
    }

    CompletionStage<Void> run() {
        return stopAll().thenCompose(nothing -> runner.load(unit, parsed)).thenCompose(problems -> {
            if (!problems.isEmpty()) {
                return back(problems);
            }
            return rest(parsed).thenCompose(failed -> failed.isEmpty() ? done() : back(failed));
        });
    }

    private CompletionStage<Void> done() {
        unit.stale = false;
        LOG.info("Loaded {} ({})", unit.path, what());
        return CompletableFuture.completedFuture(null);
    }

    private String what() {
        return parsed.templates().isEmpty()
                ? parsed.routes().size() + " routes"
                : "Kamelet " + String.join(", ", parsed.templateIds());
    }

    private CompletionStage<Void> stopAll() {
        // All of them can be stopped, or none is: else half of the last good version would go on.
        CompletionStage<Void> stopped = CompletableFuture.allOf(group.stream()
                .filter(one -> one.live != null)
                .map(one -> runner.settle(one.live).toCompletableFuture())
                .toArray(CompletableFuture[]::new));
        // Those that use a Kamelet before the Kamelet.
        for (var i = group.size() - 1; i >= 0; i--) {
            var one = group.get(i);
            if (one.live != null) {
                stopped = stopped.thenCompose(nothing -> runner.stop(one.live)).thenRun(() -> one.live = null);
            }
        }
        return stopped;
    }

    /** Loads those that use the Kamelets again; what is wrong with them is the Kamelet's fault. */
    private CompletionStage<List<FileProblem>> rest(ParsedFile now) {
        CompletionStage<List<FileProblem>> loaded = CompletableFuture.completedFuture(List.of());
        for (var user : group.subList(1, group.size())) {
            loaded = loaded.thenCompose(problems -> problems.isEmpty()
                    ? again(user)
                            .thenApply(found -> found.stream()
                                    .map(problem -> ProblemFinder.problem(
                                            unit.path,
                                            0,
                                            0,
                                            LoadError.NOT_STARTED,
                                            problem.place() + ", which uses it, does not start with it: "
                                                    + problem.reason()))
                                    .toList())
                    : CompletableFuture.completedFuture(problems));
        }
        return loaded;
    }

    private CompletionStage<List<FileProblem>> again(Unit one) {
        try {
            // A route's definition is spent when the route was made from it.
            var before = old.get(one);
            return runner.load(one, parser.parse(before.source(), before.text()));
        } catch (Exception e) {
            return CompletableFuture.completedFuture(ProblemFinder.of(one.path, e, null));
        }
    }

    private CompletionStage<Void> back(List<FileProblem> problems) {
        CompletionStage<Void> returned = stopAll();
        for (var one : old.keySet()) {
            returned = returned.thenCompose(nothing -> again(one)).thenAccept(failed -> {
                if (!failed.isEmpty()) {
                    report.accept(one, failed);
                }
            });
        }
        return returned.thenRun(() -> report.accept(unit, problems));
    }
}
