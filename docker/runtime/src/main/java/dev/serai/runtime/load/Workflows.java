package dev.serai.runtime.load;

import java.util.List;
import java.util.Map;
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

    /**
     * Reads a file of routes that lies in no folder, and checks it against what is loaded; nothing of it runs.
     *
     * @param path where it is to lie below its folder
     * @param properties what is to be set beside it
     */
    CompletionStage<FilePreview> preview(String path, String text, Map<String, String> properties);

    /** Where a new folder of this name would be, as its files' paths begin; a {@link LoadException} says why it cannot be. */
    String place(String folder);

    /**
     * Writes a new folder with these files; its routes are loaded as all others. It never writes into one that is there,
     * and fails with a {@link LoadException}. This waits for the disk.
     *
     * @return as {@link #place}
     */
    String add(String folder, Map<String, String> files);

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
