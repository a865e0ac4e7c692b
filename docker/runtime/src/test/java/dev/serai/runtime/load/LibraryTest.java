package dev.serai.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.FreePorts;
import dev.serai.vector.VectorComponent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workflow library as it is, mounted as a folder. Its texts are not on this class path. */
class LibraryTest {

    private static final Path LIBRARY = Path.of("../../routes");

    @TempDir
    Path data;

    @Test
    void theLibraryLoadsFromItsFolderAndFollowsChanges() throws Exception {
        var mounted = copy();
        Files.createDirectory(data.resolve("documents"));
        try (var context = new DefaultCamelContext()) {
            var properties = new Properties();
            properties.put("rag.folder", data.resolve("documents").toString());
            properties.put("code.charts", data.resolve("charts").toString());
            properties.put("supabase-rag.ingest", "false");
            properties.put("serai.sql.url", "jdbc:h2:file:" + data.resolve("serai"));
            context.getPropertiesComponent().setInitialProperties(properties);
            context.getShutdownStrategy().setTimeout(1);
            context.getComponent("vector", VectorComponent.class)
                    .getConfiguration()
                    .setDirectory(data.resolve("vectors").toString());
            var port = serve(context);
            context.start();
            var workflows = new RouteFolders(
                    context,
                    FolderSettings.of(mounted)
                            .withTimes(Duration.ofMillis(50), Duration.ofSeconds(5), Duration.ofSeconds(30)));
            workflows.start();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> workflows.firstLoad().toCompletableFuture().isDone());

            assertThat(workflows.files())
                    .extracting(WorkflowFile::path)
                    .containsExactly(
                            "code-sandbox-agent/code-sandbox-agent.camel.yaml",
                            "kafka-agent/kafka-agent.camel.yaml",
                            "local-chat/local-chat.camel.yaml",
                            "local-rag-agent/local-rag-agent.camel.yaml",
                            "refund-approval/refund-approval.camel.yaml",
                            "supabase-rag/supabase-rag.camel.yaml",
                            "web-research-agent/web-research-agent.camel.yaml");
            // Also where a key or a server is missing: only what is asked says so.
            assertThat(workflows.files())
                    .allSatisfy(file -> assertThat(file.problems()).isEmpty())
                    .filteredOn(file -> file.state() != FileState.ON)
                    .extracting(WorkflowFile::path)
                    .isSubsetOf("kafka-agent/kafka-agent.camel.yaml", "supabase-rag/supabase-rag.camel.yaml");
            var chat = workflows.route("rag-chat").orElseThrow();
            assertThat(chat.from()).startsWith("platform-http:/webhook/invoke_n8n_agent");
            assertThat(chat.line()).isPositive();
            assertThat(chat.tree().children()).extracting(RouteNode::id).contains("rag-chat-to1");
            assertThat(get(port, "/hello")).isEqualTo(404);

            Files.writeString(
                    mounted.resolve("hello.yaml"),
                    Mounted.answers("hello", "x").replace("direct:hello", "platform-http:/hello"));
            Awaitility.await().atMost(Mounted.PATIENCE).until(() -> get(port, "/hello") == 200);
            Files.writeString(
                    mounted.resolve("twice.yaml"),
                    Mounted.answers("twice", "x")
                            .replace("direct:twice", "platform-http:/hello?httpMethodRestrict=POST,GET"));
            Awaitility.await()
                    .atMost(Mounted.PATIENCE)
                    .until(() -> workflows.file("twice.yaml").isPresent());
            assertThat(workflows.file("twice.yaml").orElseThrow().problems())
                    .extracting(FileProblem::code)
                    .as("all methods are taken")
                    .containsExactly("LOAD-113");
            workflows.stop();
        }
    }

    /** The files and their texts, without what a build leaves beside them. */
    private Path copy() throws Exception {
        var mounted = Files.createDirectory(data.resolve("routes"));
        try (var folders = Files.newDirectoryStream(LIBRARY, Files::isDirectory)) {
            for (var folder : folders) {
                try (var files = Files.newDirectoryStream(folder, "*.{yaml,txt,json}")) {
                    for (var file : files) {
                        var copy = mounted.resolve(LIBRARY.relativize(file));
                        Files.createDirectories(copy.getParent());
                        Files.copy(file, copy);
                    }
                }
            }
        }
        return mounted;
    }

    private static int serve(DefaultCamelContext context) throws Exception {
        var configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost("127.0.0.1");
        configuration.setBindPort(FreePorts.next());
        context.addService(new VertxPlatformHttpServer(configuration));
        return configuration.getBindPort();
    }

    private static int get(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
