package dev.serai.runtime.console;

import dev.serai.runtime.imports.ImportedWorkflow;
import dev.serai.runtime.load.FilePreview;
import dev.serai.runtime.load.Workflows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Imports that somebody looks at, in memory: the newest ones, as long as there is room. */
final class ImportStore {

    static final int MOST = 100;
    private static final long MOST_CHARACTERS = 32L << 20;

    private final LinkedHashMap<String, Import> imports = new LinkedHashMap<>();
    private long characters;

    /** @param place where it was written; null as long as it was not */
    record Import(String id, ImportedWorkflow workflow, FilePreview preview, Workflows.Place place) {

        private long characters() {
            return workflow.files().values().stream().mapToLong(String::length).sum();
        }
    }

    synchronized Import add(ImportedWorkflow workflow, FilePreview preview) {
        var added = new Import(UUID.randomUUID().toString(), workflow, preview, null);
        imports.put(added.id(), added);
        characters += added.characters();
        while (imports.size() > 1 && (imports.size() > MOST || characters > MOST_CHARACTERS)) {
            remove(imports.keySet().iterator().next());
        }
        return added;
    }

    /** The newest first. */
    synchronized List<Import> all() {
        var all = new ArrayList<>(imports.values());
        Collections.reverse(all);
        return all;
    }

    synchronized Optional<Import> find(String id) {
        return Optional.ofNullable(imports.get(id));
    }

    synchronized Import written(Import one, Workflows.Place place) {
        var written = new Import(one.id(), one.workflow(), one.preview(), place);
        imports.computeIfPresent(one.id(), (id, known) -> written);
        return written;
    }

    synchronized boolean remove(String id) {
        var removed = imports.remove(id);
        characters -= removed == null ? 0 : removed.characters();
        return removed != null;
    }
}
