package dev.serai.runtime.load;

import java.util.List;

/**
 * What a file would be if it lay in a folder.
 *
 * @param routes none of them runs
 * @param problems what would keep it from being loaded, as far as that can be told without loading it
 */
public record FilePreview(List<WorkflowRoute> routes, List<FileProblem> problems) {}
