package dev.serai.runtime.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;

/** A context whose routes come from a folder of a test. */
final class Mounted implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    final Path folder;
    final CamelContext context = new DefaultCamelContext();
    final RouteFolders workflows;

    Mounted(Path folder) throws Exception {
        this(folder, settings -> settings);
    }

    Mounted(Path folder, UnaryOperator<FolderSettings> change) throws Exception {
        this.folder = folder;
        context.getShutdownStrategy().setTimeout(1);
        context.start();
        var settings = FolderSettings.of(folder)
                .withTimes(Duration.ofMillis(50), Duration.ofSeconds(5), Duration.ofSeconds(1));
        workflows = new RouteFolders(context, change.apply(settings));
    }

    Mounted start() {
        workflows.start();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> workflows.firstLoad().toCompletableFuture().isDone());
        return this;
    }

    /** Writes beside the file and moves it there, as editors do. */
    Mounted write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    void delete(String path) throws IOException {
        Files.delete(folder.resolve(path));
    }

    WorkflowFile file(String path) {
        return workflows.file(path).orElse(null);
    }

    WorkflowFile await(String path, FileState state) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> file(path), file -> file != null && file.state() == state && settled(file, state));
    }

    private static boolean settled(WorkflowFile file, FileState state) {
        return state != FileState.ON || file.routes().stream().allMatch(WorkflowRoute::on);
    }

    /** Between two versions a file is not there for a moment. */
    boolean isNewerThan(String path, Instant before) {
        var file = file(path);
        return file != null && file.loaded() != null && file.loaded().isAfter(before);
    }

    void awaitGone(String path) {
        Awaitility.await().atMost(PATIENCE).until(() -> file(path) == null);
    }

    /** Waits until the address answers with the text. */
    void awaitAnswer(String uri, String answer) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> ask(uri), answer::equals);
    }

    String ask(String uri) {
        try (var template = context.createProducerTemplate()) {
            return template.requestBody(
                    uri + (uri.startsWith("direct:") ? "?block=false&failIfNoConsumers=true" : ""), "", String.class);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    FileProblem problem(String path) {
        return file(path).problems().get(0);
    }

    List<String> routes() {
        return context.getRoutes().stream()
                .map(route -> route.getRouteId())
                .sorted()
                .toList();
    }

    /** A file with a route from {@code direct:<id>} that answers with a text. */
    static String answers(String id, String answer) {
        return """
                - route:
                    id: %s
                    from:
                      uri: direct:%s
                      steps:
                        - setBody:
                            constant: "%s"
                """.formatted(id, id, answer);
    }

    @Override
    public void close() throws Exception {
        workflows.stop();
        context.close();
    }
}
