package dev.serai.runtime.console;

import dev.serai.runtime.imports.ImportedWorkflow;
import dev.serai.runtime.imports.WorkflowImporter;
import dev.serai.runtime.load.LoadException;
import dev.serai.runtime.load.WorkflowRoute;
import dev.serai.runtime.load.Workflows;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Workflows of others: read, shown as what they would be, and put into a folder when a person says so. */
final class Imports {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([A-Za-z0-9._-]{1,200})}}");
    private static final int LONGEST_TEXT = 50_000;
    private static final int MOST_FILES = 50;
    private static final int MOST_ROWS = 2_000;

    private final WorkflowImporter importer;
    private final Workflows workflows;
    private final Work work;
    private final ImportStore store = new ImportStore();

    /** @param work where reading is done, so that others need not wait for it */
    Imports(WorkflowImporter importer, Workflows workflows, Work work) {
        this.importer = importer;
        this.workflows = workflows;
        this.work = work;
    }

    /**
     * @param state read or enabled
     * @param place as the paths of its files begin, or would; null where it cannot be made
     * @param folder the same as the runtime's machine names it
     * @param refusal why the folder cannot be made; null where it can
     * @param replaces the folder of an earlier import that may be replaced; null where there is none
     * @param errors what would keep the routes from being loaded
     */
    record Shown(
            String id,
            String name,
            String flow,
            String state,
            String place,
            String folder,
            Problem refusal,
            String replaces,
            int unsupported,
            List<ImportedWorkflow.Node> nodes,
            List<ImportedWorkflow.Finding> findings,
            List<ImportedWorkflow.Reach> reaches,
            List<SetProperties.Shown> properties,
            List<WorkflowList.Wrong> errors,
            List<Route> routes,
            List<File> files) {}

    record Route(String id, String description, String trigger, List<WorkflowList.Node> nodes) {}

    /** @param cut whether the text goes on */
    record File(String name, int size, String text, boolean cut) {}

    /**
     * One of many.
     *
     * @param open how many properties have no value
     * @param errors how much would keep the routes from being loaded
     */
    record Row(String id, String name, String flow, String state, int unsupported, int open, int errors) {}

    /** What was read, the newest first. */
    List<Row> list(ApiCall call) {
        return store.all().stream().map(this::row).toList();
    }

    private Row row(ImportStore.Import one) {
        var imported = one.workflow();
        var set = set(imported);
        return new Row(
                one.id(),
                imported.name(),
                imported.flow(),
                state(one),
                imported.unsupported(),
                (int) imported.properties().stream()
                        .filter(property -> !SetProperties.shown(property, set).set())
                        .count(),
                one.preview().problems().size());
    }

    private static String state(ImportStore.Import one) {
        return one.place() == null ? "read" : "enabled";
    }

    private Map<String, String> set(ImportedWorkflow imported) {
        return workflows
                .existing(imported.flow(), imported.files())
                .map(Workflows.Existing::properties)
                .orElse(Map.of());
    }

    CompletionStage<Shown> read(ApiCall call) {
        var name = call.query("name");
        var bytes = call.bytes();
        if (bytes.length == 0) {
            throw new ConsoleException(ConsoleError.BAD_REQUEST, "the workflow is missing");
        }
        return CompletableFuture.supplyAsync(() -> importer.read(bytes, name), work)
                .thenCompose(imported -> workflows
                        .preview(
                                imported.flow(),
                                imported.routes(),
                                imported.files().get(imported.routes()),
                                values(imported))
                        .thenApply(preview -> shown(call, store.add(imported, preview))));
    }

    Shown get(ApiCall call) {
        return shown(call, find(call));
    }

    Shown enable(ApiCall call) {
        var one = find(call);
        var replace = call.body().path("replace").asBoolean(false);
        var place = workflows.add(
                one.workflow().flow(),
                one.workflow().files(),
                SetProperties.given(call, one.workflow().properties()),
                replace);
        return shown(call, store.written(one, place));
    }

    Void remove(ApiCall call) {
        if (!store.remove(call.id())) {
            throw ConsoleException.unknown("import", call.id());
        }
        return null;
    }

    private ImportStore.Import find(ApiCall call) {
        return store.find(call.id()).orElseThrow(() -> ConsoleException.unknown("import", call.id()));
    }

    private Shown shown(ApiCall call, ImportStore.Import one) {
        var imported = one.workflow();
        var values = values(imported);
        var existing = workflows.existing(imported.flow(), imported.files());
        var place = one.place();
        Problem refusal = null;
        try {
            place = place == null ? workflows.place(imported.flow()) : place;
        } catch (LoadException e) {
            refusal = Problem.of(e);
        }
        // What it sets would be lost.
        var broken = existing.map(Workflows.Existing::broken);
        if (refusal != null && broken.isPresent()) {
            refusal = Problem.of(broken.get());
        }
        var set = existing.map(Workflows.Existing::properties).orElse(Map.of());
        return new Shown(
                one.id(),
                imported.name(),
                imported.flow(),
                state(one),
                place == null ? null : place.path(),
                place == null ? null : place.folder(),
                refusal,
                refusal == null || broken.isPresent()
                        ? null
                        : existing.map(there -> there.place().folder()).orElse(null),
                imported.unsupported(),
                first(imported.nodes()),
                first(imported.findings()),
                first(imported.reaches()),
                first(imported.properties()).stream()
                        .map(property -> SetProperties.shown(property, set))
                        .toList(),
                WorkflowList.wrongs(one.preview().problems()),
                one.preview().routes().stream()
                        .map(route -> route(call, route, values))
                        .toList(),
                imported.files().entrySet().stream()
                        .limit(MOST_FILES)
                        .map(file -> file(file.getKey(), file.getValue()))
                        .toList());
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(MOST_ROWS, all.size()));
    }

    private static File file(String name, String text) {
        var cut = text.length() > LONGEST_TEXT;
        return new File(name, text.length(), cut ? text.substring(0, LONGEST_TEXT) : text, cut);
    }

    private static Map<String, String> values(ImportedWorkflow imported) {
        return imported.properties().stream()
                .collect(Collectors.toMap(
                        ImportedWorkflow.Property::name, ImportedWorkflow.Property::value, (one, other) -> one));
    }

    private static Route route(ApiCall call, WorkflowRoute route, Map<String, String> values) {
        return new Route(
                route.id(),
                route.description() == null ? "" : route.description(),
                WorkflowList.trigger(call, resolved(route.from(), values)),
                WorkflowList.nodes(route).stream()
                        .map(node -> resolved(node, values))
                        .toList());
    }

    private static WorkflowList.Node resolved(WorkflowList.Node node, Map<String, String> values) {
        // What has an address above its name shows the name as it is.
        var named = node.kind().contains(":");
        return new WorkflowList.Node(
                node.id(),
                named ? Labels.of("to", resolved(node.kind(), values)) : node.kind(),
                named ? node.label() : Labels.of(node.kind(), resolved(node.label(), values)),
                node.children().stream().map(child -> resolved(child, values)).toList());
    }

    /** As it will be with the properties that come along. */
    private static String resolved(String text, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }
}
