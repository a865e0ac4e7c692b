package dev.serai.runtime.load;

import java.time.Instant;
import java.util.List;

/**
 * A file of routes or a Kamelet.
 *
 * @param path the path below its folder; with several folders the folder's name stands before it
 * @param routes the routes that run or could be switched on, in the file's order
 * @param kamelets the names of the Kamelets and route templates that the file gives
 * @param loaded when the version that runs was loaded; null if nothing runs
 */
public record WorkflowFile(
        String path,
        FileState state,
        List<FileProblem> problems,
        List<WorkflowRoute> routes,
        List<String> kamelets,
        Instant loaded) {}
