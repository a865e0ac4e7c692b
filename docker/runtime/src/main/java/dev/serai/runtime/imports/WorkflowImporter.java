package dev.serai.runtime.imports;

/** Makes routes of a workflow that was written for something else. What it reads is hostile. */
public interface WorkflowImporter {

    /**
     * Fails with a {@code SeraiException} that says what is wrong with the file.
     *
     * @param name the name for the routes; null for one that is made of the workflow's
     */
    ImportedWorkflow read(byte[] workflow, String name);
}
