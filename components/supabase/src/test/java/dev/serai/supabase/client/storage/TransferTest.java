package dev.serai.supabase.client.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.supabase.TestServer;
import dev.serai.supabase.TestServer.Answer;
import dev.serai.supabase.client.Credentials;
import dev.serai.supabase.client.Gateway;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.HttpPort;
import dev.serai.support.http.RetryPolicy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who asks for a file that takes long, and who may end it. */
@Timeout(60)
class TransferTest {

    private static final UploadPlan PLAN = new UploadPlan(
            "POST",
            new ObjectPath("docs", "a"),
            new FileTraits("text/plain", 60, Map.of(), false),
            null,
            0,
            4,
            0,
            HttpLimits.DEFAULTS);

    private final HttpPort port = HttpPort.builder().build();
    private TestServer server;
    private StorageClient client;

    @BeforeEach
    void start() {
        server = new TestServer();
        client = new StorageClient(new Gateway(
                port, URI.create(server.url()), Map.of(), List.of(), HttpLimits.DEFAULTS, RetryPolicy.NONE));
        server.answer(asked -> asked.method().equals("POST")
                ? Answer.of(201, "text/plain", "").with("Location", "/abc")
                : Answer.of(204, "text/plain", "")
                        .with("Upload-Offset", asked.header("upload-offset").equals("0") ? "4" : "8"));
    }

    @AfterEach
    void stop() {
        port.close();
        server.close();
    }

    private CompletableFuture<?> upload(Transfer transfer) {
        return client.upload(PLAN, new ByteSource("12345678".getBytes(StandardCharsets.UTF_8)), transfer);
    }

    @Test
    void eachRequestIsSentAsWhoeverAsksByThen() throws Exception {
        var token = new AtomicInteger();
        var transfer = new Transfer(
                () -> CompletableFuture.completedFuture(
                        new Credentials("anon-key", false, "token-" + token.incrementAndGet())),
                (bytes, total) -> {});
        upload(transfer).get(30, TimeUnit.SECONDS);
        assertThat(server.asked())
                .extracting(asked -> asked.header("authorization"))
                .containsExactly("Bearer token-1", "Bearer token-2", "Bearer token-3");
    }

    @Test
    void theEndOfATransferLeavesTheRenewalOfItsSessionAlone() throws Exception {
        var renewal = new CompletableFuture<Credentials>();
        var transfer = new Transfer(() -> renewal, (bytes, total) -> {});
        var upload = upload(transfer);
        transfer.cancel();
        assertThat(renewal).isNotDone();
        renewal.complete(new Credentials("anon-key", false, null));
        var failure = upload.handle((done, error) -> error).get(30, TimeUnit.SECONDS);
        assertThat(((SupabaseException) failure.getCause()).code()).isEqualTo(SupabaseError.CANCELLED);
    }

    @Test
    void aRefusedRenewalEndsTheTransfer() throws Exception {
        var refusal = new SupabaseException(StorageError.TOKEN, "the session has ended");
        var transfer = new Transfer(() -> CompletableFuture.failedFuture(refusal), (bytes, total) -> {});
        var failure = upload(transfer).handle((done, error) -> error).get(30, TimeUnit.SECONDS);
        assertThat(failure).hasRootCause(refusal);
        assertThat(server.asked()).isEmpty();
    }
}
