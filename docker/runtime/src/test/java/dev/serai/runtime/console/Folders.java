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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Folders with what a test puts into them. */
final class Folders implements Workflows {

    final List<WorkflowFile> files = new CopyOnWriteArrayList<>();
    final List<String> switched = new CopyOnWriteArrayList<>();
    final List<String> previewed = new CopyOnWriteArrayList<>();
    final Map<String, Map<String, String>> added = new ConcurrentHashMap<>();
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
    public CompletionStage<FilePreview> preview(String path, String text, Map<String, String> properties) {
        previewed.add(path + " " + text + " " + properties);
        return CompletableFuture.completedFuture(preview);
    }

    @Override
    public String place(String folder) {
        if (folder.equals("taken")) {
            throw new LoadException(LoadError.FOLDER_TAKEN, "There is a folder taken already");
        }
        return "routes/" + folder;
    }

    @Override
    public String add(String folder, Map<String, String> files) {
        var place = place(folder);
        added.put(folder, files);
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
