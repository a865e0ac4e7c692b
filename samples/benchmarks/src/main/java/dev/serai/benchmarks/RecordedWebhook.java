package dev.serai.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.runtime.record.RecordPolicy;
import dev.serai.runtime.record.RunRecords;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;

/** A webhook that answers at once; its runs are recorded into an H2 file, or not at all. */
final class RecordedWebhook implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final TemporaryDirectory directory = new TemporaryDirectory();
    private final HikariDataSource source = new HikariDataSource();
    private final RunRecords records;
    private final int port = freePort();

    RecordedWebhook(boolean recorded) throws Exception {
        source.setJdbcUrl("jdbc:h2:file:" + directory.path().resolve("records") + ";DB_CLOSE_ON_EXIT=FALSE");
        source.setUsername("sa");
        records = recorded ? RunRecords.open(context, source, RecordPolicy.defaults(), List.of()) : null;
        var server = new VertxPlatformHttpServerConfiguration();
        server.setBindHost("127.0.0.1");
        server.setBindPort(port);
        context.addService(new VertxPlatformHttpServer(server));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/webhook").routeId("webhook").setBody(constant(Script.ANSWER));
            }
        });
        context.start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** How many runs were not recorded, because too much waited to be written. */
    String leftOut(long answers) throws Exception {
        if (records == null) {
            return "";
        }
        var counts = records.counts().toCompletableFuture().get(60, TimeUnit.SECONDS);
        return String.format(Locale.ROOT, "%,d of %,d", counts.lostRuns(), answers);
    }

    @Override
    public void close() throws Exception {
        context.stop();
        if (records != null) {
            records.close();
        }
        source.close();
        directory.close();
    }
}
