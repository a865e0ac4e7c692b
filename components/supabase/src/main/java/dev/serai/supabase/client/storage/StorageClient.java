package dev.serai.supabase.client.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.supabase.client.Credentials;
import dev.serai.supabase.client.Faults;
import dev.serai.supabase.client.Gateway;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.error.Failures;
import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.HttpReply;
import dev.serai.support.http.HttpStream;
import dev.serai.support.http.RetryPolicy;
import dev.serai.support.json.Json;
import dev.serai.support.service.ErrorReader;
import dev.serai.support.service.ServiceFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Files and buckets over the storage service. */
public record StorageClient(Gateway gateway) {

    static final String ROOT = "/storage/v1";

    /** What only reads; tried again when the service is busy, of which HTTP sees nothing. */
    public CompletableFuture<JsonNode> read(String method, String path, Object body, Credentials credentials) {
        var call = call(method, path, body, credentials).repeatable(true);
        return patient(errors -> gateway.send(built(call), credentials, errors)).thenApply(StorageClient::json);
    }

    /** What changes something, which is never sent twice. */
    public CompletableFuture<JsonNode> write(
            String method, String path, Object body, Map<String, String> headers, Credentials credentials) {
        var call = call(method, path, body, credentials).headers(headers);
        return gateway.send(built(call), credentials, StorageErrors.INSTANCE).thenApply(StorageClient::json);
    }

    private HttpCall.Builder call(String method, String path, Object body, Credentials credentials) {
        var call = gateway.call(method, ROOT + path, credentials);
        return body == null ? call : call.json(Json.bytes(body));
    }

    /** Sends a file: in one request, or in parts when it is large or nobody knows how large. */
    public CompletableFuture<Map<String, Object>> upload(UploadPlan plan, UploadSource source, Transfer transfer) {
        var small = source.length() >= 0 && source.length() <= plan.threshold();
        CompletableFuture<Map<String, Object>> stored;
        if (small) {
            stored = whole(plan, source, transfer);
        } else if (source.length() >= 0) {
            stored = inParts(plan, source, transfer);
        } else {
            stored = transfer.now(source.part(0, plan.partSize()))
                    .thenCompose(
                            first -> first.last() ? whole(plan, source, transfer) : inParts(plan, source, transfer));
        }
        return stored.handle((value, failure) -> {
            source.close();
            if (failure != null) {
                throw new CompletionException(told(Failures.unwrap(failure), source, transfer));
            }
            return value;
        });
    }

    private CompletableFuture<Map<String, Object>> whole(UploadPlan plan, UploadSource source, Transfer transfer) {
        return new WholeUpload(gateway, plan, source, transfer).start();
    }

    private CompletableFuture<Map<String, Object>> inParts(UploadPlan plan, UploadSource source, Transfer transfer) {
        return new ResumableUpload(gateway, plan, source, transfer).start().thenApply(done -> plan.stored(null));
    }

    /**
     * The head of a file's bytes, with those still to be read.
     *
     * @param path below the service, with its query
     * @param range such as bytes=0-99, or null for all
     */
    public CompletableFuture<HttpStream> open(String path, String range, HttpLimits limits, Credentials credentials) {
        var call = download(path, range, limits, gateway.retry(), credentials);
        return patient(errors -> gateway.open(call, credentials, errors));
    }

    /** The same for who has patience of its own. */
    CompletableFuture<HttpStream> openOnce(String path, String range, HttpLimits limits, Credentials credentials) {
        var call = download(path, range, limits, RetryPolicy.NONE, credentials);
        return gateway.open(call, credentials, StorageErrors.INSTANCE);
    }

    private HttpCall download(
            String path, String range, HttpLimits limits, RetryPolicy retry, Credentials credentials) {
        var call = gateway.call("GET", ROOT + path, credentials).limits(limits).retry(retry);
        return built(range == null ? call : call.header("Range", range));
    }

    /** What a download that breaks in the middle is told as. */
    public Faults faults(Credentials credentials) {
        var secrets = new ArrayList<>(gateway.secrets());
        secrets.addAll(credentials.secrets());
        return new Faults(gateway.base(), secrets, true);
    }

    /** The bytes as one array, of at most {@code maxResponseSize}. */
    public CompletableFuture<HttpReply> bytes(String path, String range, Credentials credentials) {
        var call = download(path, range, gateway.limits(), gateway.retry(), credentials);
        return patient(errors -> gateway.send(call, credentials, errors));
    }

    private <T> CompletableFuture<T> patient(Function<ErrorReader, CompletableFuture<T>> request) {
        return patient(request, new Patience(gateway.port(), gateway.retry().maxAttempts() - 1), 1);
    }

    private <T> CompletableFuture<T> patient(
            Function<ErrorReader, CompletableFuture<T>> request, Patience patience, int fault) {
        var errors = new Heard();
        return request.apply(errors)
                .handle((value, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(value);
                    }
                    var cause = Failures.unwrap(failure);
                    return fault <= patience.most()
                                    && cause instanceof SupabaseException known
                                    && known.code() == StorageError.BUSY
                                    && !gateway.retry().statuses().contains(errors.status)
                            ? patience.rest(fault).thenCompose(rested -> patient(request, patience, fault + 1))
                            : CompletableFuture.<T>failedFuture(cause);
                })
                .thenCompose(next -> next);
    }

    /** Keeps the status that HTTP saw: where that tells of a busy service, all attempts have been made already. */
    private static final class Heard implements ErrorReader {

        private volatile int status;

        @Override
        public ServiceFault read(HttpReply reply, JsonNode body) {
            status = reply.status();
            return StorageErrors.INSTANCE.read(reply, body);
        }
    }

    /** An answer as JSON; what should be an object and is none has no fields. */
    private static JsonNode json(HttpReply reply) {
        try {
            return Json.read(reply.body());
        } catch (IOException e) {
            throw unreadable("no JSON");
        }
    }

    /** An answer as maps, lists and plain values. */
    public static Object value(JsonNode answer) {
        try {
            return Json.MAPPER.treeToValue(answer, Object.class);
        } catch (JsonProcessingException e) {
            throw unreadable("no JSON");
        }
    }

    /** The entries of an answer that has to be a list. */
    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> list(JsonNode answer) {
        if (!(value(answer) instanceof List<?> entries) || !entries.stream().allMatch(Map.class::isInstance)) {
            throw unreadable("no list of objects");
        }
        return (List<Map<String, Object>>) entries;
    }

    public static SupabaseException unreadable(String what) {
        return new SupabaseException(StorageError.UNREADABLE, "the answer of the storage service is " + what);
    }

    /** Where a file lies, as part of an address. */
    public static String path(ObjectPath path) {
        return path.encoded();
    }

    static HttpCall built(HttpCall.Builder call) {
        try {
            return call.build();
        } catch (IllegalArgumentException e) {
            // The port names the header, never its value.
            throw new SupabaseException(SupabaseError.BAD_OPTION, String.valueOf(e.getMessage()));
        }
    }

    /** A failed upload in words: a source that cannot be read looks like a broken connection from outside. */
    static Throwable told(Throwable failure, UploadSource source, Transfer transfer) {
        var trouble = failure instanceof IOException io ? io : source.trouble();
        if (transfer.isCancelled()) {
            return new SupabaseException(SupabaseError.CANCELLED, "the upload was cancelled");
        }
        if (trouble != null
                && !(failure instanceof SupabaseException known && known.code() == StorageError.LOCAL_FILE)) {
            return local("what is uploaded cannot be read", trouble);
        }
        return failure;
    }

    /** A failure of this machine's own files. */
    public static SupabaseException local(String fact, IOException e) {
        return new SupabaseException(
                StorageError.LOCAL_FILE,
                fact + ": " + e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " " + e.getMessage()),
                StorageError.LOCAL_FILE.remedy(),
                e);
    }
}
