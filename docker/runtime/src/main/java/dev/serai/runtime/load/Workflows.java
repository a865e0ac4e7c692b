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
     * @param folder the name of the folder where it is to lie
     * @param properties what is to be set beside it
     */
    CompletionStage<FilePreview> preview(String folder, String file, String text, Map<String, String> properties);

    /**
     * Where a folder is.
     *
     * @param path as the paths of its files begin
     * @param folder as the runtime's machine names it
     */
    record Place(String path, String folder) {}

    /**
     * @param properties what somebody has set beside its routes; what the import gave and nobody changed is not in it
     * @param text all that is set, as it is written
     * @param broken why neither can be read; null where they can
     */
    record Existing(Place place, Map<String, String> properties, String text, LoadException broken) {

        /** The same, or {@link LoadError#BAD_PROPERTIES}. */
        public Existing checked() {
            if (broken != null) {
                throw broken;
            }
            return this;
        }
    }

    /** Where a new folder of this name would be; a {@link LoadException} says why it cannot be. */
    Place place(String folder);

    /** An earlier import of this name, which may be replaced. */
    Optional<Existing> existing(String folder);

    /** The same, where it is of the workflow that these files are of; what was set for another is not for them. */
    Optional<Existing> existing(String folder, Map<String, String> files);

    /**
     * Writes a folder with these files; its routes are loaded as all others. It fails with a {@link LoadException}, as
     * where there is such a folder that may not be replaced. This waits for the disk.
     *
     * @param properties what is set beside the routes; of what is replaced, other values stay
     * @param replace whether an earlier import of this name is written over
     */
    Place add(String folder, Map<String, String> files, Map<String, String> properties, boolean replace);

    /** Sets values beside the routes of an earlier import; {@link LoadError#NOT_IMPORTED} where it is none. */
    Existing set(String folder, Map<String, String> properties);

    /** Takes an earlier import out of the folders, for good. What others have put beside it stays, with the folder. */
    void remove(String folder);

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
