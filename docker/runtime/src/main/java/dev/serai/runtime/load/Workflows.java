package dev.serai.runtime.load;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What the folders hold and how it fares. Every answer is a snapshot; no method waits. */
public interface Workflows {

    /** All files with routes or Kamelets, by path. */
    List<WorkflowFile> files();

    /** Files that were left alone, by path. */
    List<SkippedFile> skipped();

    default Optional<WorkflowFile> file(String path) {
        return files().stream().filter(file -> file.path().equals(path)).findFirst();
    }

    default Optional<WorkflowRoute> route(String id) {
        return files().stream()
                .flatMap(file -> file.routes().stream())
                .filter(route -> route.id().equals(id))
                .findFirst();
    }

    /** The file that a route stands in. */
    default Optional<WorkflowFile> fileOf(String routeId) {
        return files().stream()
                .filter(file ->
                        file.routes().stream().anyMatch(route -> route.id().equals(routeId)))
                .findFirst();
    }

    /**
     * Switches a route on or off. It stays so over reloads and restarts. Running exchanges end first, within bounds.
     * The stage fails with a {@link LoadException} when there is no such route or it does not start.
     */
    CompletionStage<Void> switchRoute(String routeId, boolean on);

    /** Done when every file that was there at the start has been tried; it never fails. */
    CompletionStage<Void> firstLoad();

    /** Calls the listener after each change of a file, with its path; closing ends that. Listeners must not wait. */
    Registration listen(Consumer<String> listener);

    /** Ends a listener's registration. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
