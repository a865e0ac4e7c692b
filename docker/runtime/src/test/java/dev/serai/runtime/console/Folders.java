package dev.serai.runtime.console;

import dev.serai.runtime.load.FilePreview;
import dev.serai.runtime.load.FileProblem;
import dev.serai.runtime.load.FileState;
import dev.serai.runtime.load.LoadError;
import dev.serai.runtime.load.LoadException;
import dev.serai.runtime.load.RouteNode;
import dev.serai.runtime.load.SkippedFile;
import dev.serai.runtime.load.WorkflowFile;
import dev.serai.runtime.load.WorkflowRoute;
import dev.serai.runtime.load.Workflows;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Folders with what a test puts into them. */
final class Folders implements Workflows {

    final List<WorkflowFile> files = new CopyOnWriteArrayList<>();
    final List<String> switched = new CopyOnWriteArrayList<>();
    final List<String> previewed = new CopyOnWriteArrayList<>();
    final Map<String, Map<String, String>> added = new ConcurrentHashMap<>();
    final Map<String, String> set = new ConcurrentHashMap<>();
    final Map<String, Map<String, String>> existing = new ConcurrentHashMap<>();
    volatile LoadException broken;
    /** Which of these are of other workflows. */
    final List<String> others = new CopyOnWriteArrayList<>();

    volatile FilePreview preview = new FilePreview(List.of(), List.of());
    final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    static WorkflowFile file(String path, FileState state, List<FileProblem> problems, WorkflowRoute... routes) {
        return new WorkflowFile(path, state, problems, List.of(routes), List.of(), Instant.EPOCH);
    }

    static WorkflowRoute route(String id, String from, boolean on, RouteNode... steps) {
        return new WorkflowRoute(
                id, "Does " + id, from, 1, on, new RouteNode("from-" + id, from, "from", 1, List.of(steps)));
    }

    @Override
    public List<WorkflowFile> files() {
        return files;
    }

    @Override
    public List<SkippedFile> skipped() {
        return List.of();
    }

    @Override
    public CompletionStage<Void> switchRoute(String routeId, boolean on) {
        if (route(routeId).isEmpty()) {
            return CompletableFuture.failedFuture(new LoadException(LoadError.NO_ROUTE, "there is no such route"));
        }
        switched.add(routeId + " " + on);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<FilePreview> preview(
            String folder, String file, String text, Map<String, String> properties) {
        previewed.add(folder + "/" + file + " " + text + " " + properties);
        return CompletableFuture.completedFuture(preview);
    }

    @Override
    public Place place(String folder) {
        if (folder.equals("taken") || existing.containsKey(folder)) {
            throw new LoadException(LoadError.FOLDER_TAKEN, "There is a folder " + folder + " already");
        }
        return new Place("routes/" + folder, "/srv/routes/" + folder);
    }

    @Override
    public Optional<Existing> existing(String folder) {
        return Optional.ofNullable(existing.get(folder))
                .map(set ->
                        new Existing(new Place("routes/" + folder, "/srv/routes/" + folder), set, text(set), broken));
    }

    private static String text(Map<String, String> set) {
        return set.entrySet().stream()
                .map(entry -> "# What it is.\n" + entry.getKey() + "=" + entry.getValue() + "\n\n")
                .sorted()
                .collect(Collectors.joining());
    }

    @Override
    public Optional<Existing> existing(String folder, Map<String, String> files) {
        return existing(folder).filter(there -> !others.contains(folder));
    }

    @Override
    public Existing set(String folder, Map<String, String> properties) {
        existing.computeIfPresent(folder, (name, before) -> {
            var all = new TreeMap<>(before);
            all.putAll(properties);
            return all;
        });
        return existing(folder).orElseThrow();
    }

    @Override
    public void remove(String folder) {
        if (existing.remove(folder) == null) {
            throw new LoadException(LoadError.NOT_IMPORTED, "There is no such import");
        }
    }

    @Override
    public Place add(String folder, Map<String, String> files, Map<String, String> properties, boolean replace) {
        var place = replace && existing.containsKey(folder)
                ? existing(folder).orElseThrow().place()
                : place(folder);
        added.put(folder, files);
        set.putAll(properties);
        return place;
    }

    @Override
    public CompletionStage<Void> firstLoad() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Registration listen(Consumer<String> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
