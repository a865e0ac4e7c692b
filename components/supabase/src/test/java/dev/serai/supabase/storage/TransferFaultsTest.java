package dev.serai.supabase.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.supabase.Routes;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.storage.StorageError;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files whose connection is lost on the way. */
@Timeout(120)
class TransferFaultsTest {

    private static final int SIZE = 1_000_000;
    private static final String PARTS = "&resumableThreshold=0&chunkSize=100000";

    @RegisterExtension
    static SupabaseServerExtension supabase = new SupabaseServerExtension();

    @TempDir
    Path folder;

    private final byte[] content = new byte[SIZE];
    private Routes routes;

    @BeforeAll
    static void makeBucket() {
        supabase.sql("insert into storage.buckets(id, name) values ('docs', 'docs')");
    }

    @BeforeEach
    void start() throws Exception {
        new Random(7).nextBytes(content);
        routes = new Routes(supabase.baseUrl());
        routes.configuration().setServiceKey(supabase.serviceKey());
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    private static String uri(String operation, String path) {
        return "supabase:storage/docs?key=service&operation=" + operation + "&path=" + path;
    }

    private byte[] stored(String path) {
        return (byte[]) routes.ask(uri("download", path) + "&as=bytes");
    }

    private static List<String> asked(String method) {
        var found = new ArrayList<String>();
        supabase.requests().all().stream()
                .filter(request -> request.method().equals(method))
                .forEach(request -> found.add(request.path()));
        return found;
    }

    @Test
    void anUploadInPartsGoesOnWhereItBroke() throws Exception {
        var bodies = Map.of(
                "file",
                Files.write(folder.resolve("up.bin"), content).toFile(),
                "bytes",
                content,
                "stream",
                new ByteArrayInputStream(content));
        for (var body : bodies.entrySet()) {
            supabase.requests().clear();
            supabase.server().storage().cutAfter(50_000);
            routes.ask(uri("upload", "resume/" + body.getKey()) + PARTS, body.getValue());
            assertThat(stored("resume/" + body.getKey())).as(body.getKey()).isEqualTo(content);
            assertThat(asked("HEAD")).hasSize(1);
            // The part that broke is sent once more, from where the server is.
            assertThat(asked("PATCH")).hasSize(11);
        }
        assertThat(supabase.server().storage().unfinishedUploads()).isZero();
    }

    @Test
    void aBusyServerIsWaitedFor() {
        supabase.server().storage().busy(2);
        routes.ask(uri("upload", "busy/parts") + PARTS, content);
        assertThat(stored("busy/parts")).isEqualTo(content);
    }

    @Test
    void anUploadThatGetsNoFurtherSaysWhereItStopped() {
        var slow = new InputStream() {
            private int given;

            @Override
            public int read() {
                if (given == 250_000) {
                    supabase.server().storage().busy(1000);
                }
                return given < SIZE ? content[given++] & 0xff : -1;
            }
        };
        var failure = routes.fails(uri("upload", "stuck") + PARTS + "&transferRetries=2", slow);
        assertThat(failure.code()).isIn(StorageError.BUSY, SupabaseError.BUSY);
        assertThat(failure).hasMessageContaining("docs/stuck stopped at byte 200000");
        assertThat(asked("HEAD")).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void anUploadInOneRequestIsNeverSentTwice() {
        supabase.server().storage().cutAfter(50_000);
        var failure = routes.fails(uri("upload", "once"), content);
        assertThat(failure.code()).isEqualTo(SupabaseError.BROKE);
        assertThat(failure.isRetryable()).isFalse();
        assertThat(asked("POST")).hasSize(1);
    }

    @Test
    void aSourceThatCannotBeReadIsNamed() {
        for (var way : List.of("&chunkSize=1000000", PARTS)) {
            var broken = new InputStream() {
                private int given;

                @Override
                public int read() throws IOException {
                    if (given++ > 250_000) {
                        throw new IOException("the disk is gone");
                    }
                    return 1;
                }
            };
            var failure = routes.fails(uri("upload", "broken") + way, broken);
            assertThat(failure.code()).isEqualTo(StorageError.LOCAL_FILE);
            assertThat(failure).hasMessageContaining("the disk is gone");
        }
        // Nobody goes on with it.
        await().until(() -> supabase.server().storage().unfinishedUploads() == 0);
    }

    @Test
    void aFileThatGetsShorterIsNamed() throws Exception {
        var file = Files.write(folder.resolve("shrinks.bin"), content);
        var exchange = new DefaultExchange(routes.context());
        exchange.getMessage().setBody(file.toFile());
        supabase.server().storage().delay(Duration.ofMillis(300));
        var producer =
                routes.context().getEndpoint(uri("upload", "shrinks") + PARTS).createAsyncProducer();
        producer.start();
        var done = new CompletableFuture<Void>();
        producer.process(exchange, synchronous -> done.complete(null));
        Files.write(file, new byte[10]);
        done.get(30, TimeUnit.SECONDS);
        assertThat(exchange.getException(SupabaseException.class).code()).isEqualTo(StorageError.LOCAL_FILE);
        assertThat(exchange.getException()).hasMessageContaining("shorter");
        producer.stop();
    }

    @Test
    void whatIsStoppedIsGivenUp() throws Exception {
        var exchange = new DefaultExchange(routes.context());
        exchange.getMessage().setBody(content);
        supabase.server().storage().delay(Duration.ofMillis(200));
        var producer =
                routes.context().getEndpoint(uri("upload", "stopped") + PARTS).createAsyncProducer();
        producer.start();
        var done = new CompletableFuture<Void>();
        producer.process(exchange, synchronous -> done.complete(null));
        await().until(() -> asked("PATCH").size() > 1);
        producer.stop();
        done.get(10, TimeUnit.SECONDS);
        assertThat(exchange.getException(SupabaseException.class).code()).isEqualTo(SupabaseError.CANCELLED);
        await().until(() -> supabase.server().storage().unfinishedUploads() == 0);
        assertThat(asked("DELETE")).hasSize(1);
    }

    @Test
    void theEndOfTheExchangeEndsItsUpload() throws Exception {
        var exchange = new DefaultExchange(routes.context());
        exchange.getMessage().setBody(content);
        supabase.server().storage().delay(Duration.ofMillis(200));
        var producer =
                routes.context().getEndpoint(uri("upload", "left") + PARTS).createAsyncProducer();
        producer.start();
        var done = new CompletableFuture<Void>();
        producer.process(exchange, synchronous -> done.complete(null));
        exchange.getExchangeExtension().handoverCompletions().forEach(end -> end.onFailure(exchange));
        done.get(10, TimeUnit.SECONDS);
        assertThat(exchange.getException(SupabaseException.class).code()).isEqualTo(SupabaseError.CANCELLED);
        producer.stop();
    }

    @Test
    void aDownloadToAFileGoesOnWhereItBroke() throws Exception {
        routes.ask(uri("upload", "down.bin"), content);
        for (var range : List.of("", "&range=100-799999", "&range=-900000")) {
            supabase.requests().clear();
            supabase.server().storage().cutAfter(300_000);
            var file = (File) routes.ask(uri("download", "down.bin") + "&directory=" + folder + range);
            int from = range.isEmpty() ? 0 : range.equals("&range=100-799999") ? 100 : 100_000;
            int to = range.equals("&range=100-799999") ? 800_000 : SIZE;
            assertThat(Files.readAllBytes(file.toPath())).isEqualTo(Arrays.copyOfRange(content, from, to));
            assertThat(asked("GET")).hasSize(2);
            assertThat(supabase.requests().last().header("range")).startsWith("bytes=" + (from + 300_000) + "-");
        }
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aDownloadThatGetsNoFurtherLeavesNothing() throws Exception {
        routes.ask(uri("upload", "lost.bin"), content);
        supabase.server().storage().cutAfter(300_000);
        var failure = routes.fails(uri("download", "lost.bin") + "&transferRetries=0&directory=" + folder, null);
        assertThat(failure.code()).isEqualTo(SupabaseError.BROKE);
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aStreamThatBreaksSaysSo() throws Exception {
        routes.ask(uri("upload", "stream.bin"), content);
        supabase.server().storage().cutAfter(300_000);
        try (var stream = (InputStream) routes.ask(uri("download", "stream.bin"))) {
            assertThatThrownBy(stream::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("[SUPABASE-107]");
        }
    }

    @Test
    void readsWaitForABusyServer() {
        routes.ask(uri("upload", "wait.txt"), "x");
        supabase.server().storage().busy(2);
        assertThat(routes.ask(uri("download", "wait.txt") + "&as=text")).isEqualTo("x");
        supabase.server().storage().busy(100);
        assertThat(routes.fails(uri("list", "wait") + "&retries=0", null).code())
                .isIn(StorageError.BUSY, SupabaseError.BUSY);
    }

    @Test
    void progressIsTold() throws Exception {
        var told = new CopyOnWriteArrayList<Map<?, ?>>();
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:told")
                        .process(exchange -> told.add(exchange.getMessage().getBody(Map.class)));
            }
        });
        routes.ask(uri("upload", "told.bin") + PARTS + "&progressTo=direct:told", content);
        await().until(() ->
                told.stream().anyMatch(report -> Integer.valueOf(100).equals(report.get("percent"))));
        assertThat(told.get(0).get("completed")).isEqualTo(0L);
        var last = told.get(told.size() - 1);
        assertThat(last.get("operation")).isEqualTo("upload");
        assertThat(last.get("bucket")).isEqualTo("docs");
        assertThat(last.get("path")).isEqualTo("told.bin");
        assertThat(last.get("completed")).isEqualTo((long) SIZE);
        assertThat(last.get("total")).isEqualTo((long) SIZE);
        assertThat(last.get("bytesPerSecond")).isInstanceOf(Long.class);
    }

    /** Whoever reads a download waits for the threads that bring it, so uploads must not read on these. */
    @Test
    void manyDownloadsFeedUploads() throws Exception {
        routes.ask(uri("upload", "feed/source"), content);
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:feed")
                        .to(uri("download", "feed/source"))
                        .setHeader(SupabaseConstants.PATH, header("to"))
                        .to(uri("upload", "unused") + PARTS);
            }
        });
        var template = routes.context().createProducerTemplate();
        var running = new ArrayList<CompletableFuture<Object>>();
        for (int i = 0; i < 30; i++) {
            running.add(template.asyncRequestBodyAndHeader("direct:feed", null, "to", "feed/" + i, Object.class));
        }
        for (int i = 0; i < 30; i++) {
            running.get(i).get(60, TimeUnit.SECONDS);
            assertThat(stored("feed/" + i)).isEqualTo(content);
        }
    }
}
