package dev.serai.supabase.client.storage;

import dev.serai.supabase.client.Credentials;
import dev.serai.supabase.client.Gateway;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.error.Failures;
import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpReply;
import dev.serai.support.http.RetryPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file sent in parts over TUS 1.0.0. After a fault the server is asked how far it has come, and the upload goes on
 * there.
 */
final class ResumableUpload {

    private static final Logger LOG = LoggerFactory.getLogger(ResumableUpload.class);
    private static final String PATH = "/storage/v1/upload/resumable";
    /** Base64 in both alphabets, without slashes: it becomes a part of an address. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_+=-]{1,4096}");

    private final Gateway gateway;
    private final UploadPlan plan;
    private final UploadSource source;
    private final Transfer transfer;
    private final Patience patience;
    private final StorageErrors.Resumable errors;
    private final CompletableFuture<Void> result = new CompletableFuture<>();
    private volatile Credentials asker;
    private String id;
    private boolean lengthOpen;
    private long furthest;
    private int faults;

    ResumableUpload(Gateway gateway, UploadPlan plan, UploadSource source, Transfer transfer) {
        this.gateway = gateway;
        this.plan = plan;
        this.source = source;
        this.transfer = transfer;
        patience = new Patience(gateway.port(), plan.retries());
        errors = new StorageErrors.Resumable(plan.signature() != null);
    }

    CompletableFuture<Void> start() {
        lengthOpen = source.length() < 0;
        var begin = send(
                "POST",
                "",
                call -> call.header("Upload-Metadata", plan.traits().announced(plan.target()))
                        .header("x-upsert", String.valueOf(plan.traits().replace()))
                        .header(
                                lengthOpen ? "Upload-Defer-Length" : "Upload-Length",
                                lengthOpen ? "1" : String.valueOf(source.length()))
                        // A second upload that is begun and never gets a byte does no harm.
                        .repeatable(true)
                        .retry(gateway.retry()));
        go(begin, reply -> {
            id = id(reply);
            transfer.reached(0, source.length());
            next(0);
        });
        return result;
    }

    /** The address may be the one that a server behind a gateway has for itself, so only its last part is used. */
    private static String id(HttpReply reply) {
        var location = reply.header("location").orElse("");
        var last = location.substring(location.lastIndexOf('/') + 1);
        if (!ID.matcher(last).matches()) {
            throw new SupabaseException(
                    StorageError.UNREADABLE, "the storage service began an upload and did not say where it goes on");
        }
        return last;
    }

    private void next(long offset) {
        if (offset == source.length() && !lengthOpen) {
            result.complete(null);
            return;
        }
        go(transfer.now(source.part(offset, plan.partSize())), this::send);
    }

    private void send(UploadSource.Part part) {
        send("PATCH", "/" + id, call -> {
                    call.header("Upload-Offset", String.valueOf(part.offset()))
                            .header("Content-Type", "application/offset+octet-stream")
                            .body(part.body());
                    return part.last() && lengthOpen ? call.header("Upload-Length", String.valueOf(part.end())) : call;
                })
                .whenComplete((reply, failure) -> guarded(() -> {
                    if (failure != null) {
                        broke(part.offset(), Failures.unwrap(failure));
                        return;
                    }
                    long reached = offset(reply, part.end());
                    if (reached < part.offset()) {
                        throw new SupabaseException(
                                StorageError.UNREADABLE, "the storage service says that an upload has become shorter");
                    }
                    heard(reached);
                    lengthOpen &= !part.last();
                    if (part.last() && reached == part.end()) {
                        result.complete(null);
                    } else if (reached == part.offset()) {
                        broke(reached, new SupabaseException(SupabaseError.BROKE, "the server took no byte of a part"));
                    } else {
                        next(reached);
                    }
                }));
    }

    /** Something went wrong with a request: rest, ask where the server is, and go on there. */
    private void broke(long offset, Throwable failure) {
        if (source.trouble() != null) {
            fail(source.trouble());
            return;
        }
        if (!(failure instanceof SupabaseException known) || !passes(known) || transfer.isCancelled()) {
            fail(failure);
            return;
        }
        if (++faults > patience.most()) {
            fail(known.within("the upload of " + plan.target() + " stopped at byte " + offset));
            return;
        }
        LOG.debug("The upload of {} goes on after {}", plan.target(), known.getMessage());
        go(transfer.now(patience.rest(faults)), rested -> look(offset));
    }

    private void look(long offset) {
        send("HEAD", "/" + id, UnaryOperator.identity())
                .whenComplete((reply, failure) -> guarded(() -> {
                    if (failure != null) {
                        broke(offset, Failures.unwrap(failure));
                        return;
                    }
                    // A server that knows the length does not want to hear it again.
                    lengthOpen &= reply.header("upload-length").isEmpty();
                    long reached = offset(reply, Long.MAX_VALUE);
                    heard(reached);
                    next(reached);
                }));
    }

    /** Only what gets further than ever counts, or a server could keep an upload going for ever. */
    private void heard(long reached) {
        if (reached > furthest) {
            furthest = reached;
            faults = 0;
            transfer.reached(reached, source.length());
        }
    }

    private static boolean passes(SupabaseException failure) {
        if (failure.code() instanceof SupabaseError error) {
            return error.retryableRead();
        }
        return failure.code() == StorageError.BUSY || failure.code() == StorageError.OUT_OF_STEP;
    }

    private long offset(HttpReply reply, long most) {
        var text = reply.header("upload-offset").orElse("");
        long length = source.length() < 0 ? Long.MAX_VALUE : source.length();
        long offset = text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
        if (offset < 0 || offset > Math.min(most, length)) {
            throw new SupabaseException(
                    StorageError.UNREADABLE, "the storage service does not say how far an upload has come");
        }
        return offset;
    }

    private void giveUp() {
        send("DELETE", "/" + id, UnaryOperator.identity(), asker)
                .whenComplete((done, lost) -> LOG.debug("The upload of {} is given up", plan.target(), lost));
    }

    private CompletableFuture<HttpReply> send(String method, String below, UnaryOperator<HttpCall.Builder> request) {
        return transfer.send(credentials -> {
            asker = credentials;
            return send(method, below, request, credentials);
        });
    }

    private CompletableFuture<HttpReply> send(
            String method, String below, UnaryOperator<HttpCall.Builder> request, Credentials credentials) {
        var secrets = new ArrayList<>(credentials.secrets());
        var path = PATH + (plan.signature() == null ? "" : "/sign") + below;
        var call = gateway.call(method, path, credentials)
                .header("Tus-Resumable", "1.0.0")
                .limits(plan.limits())
                .retry(RetryPolicy.NONE);
        if (plan.signature() != null) {
            secrets.add(plan.signature());
            call.header("x-signature", plan.signature());
        }
        return gateway.send(StorageClient.built(request.apply(call)), secrets, errors);
    }

    private <T> void go(CompletableFuture<T> stage, Consumer<T> then) {
        stage.whenComplete((value, failure) -> guarded(() -> {
            if (failure != null) {
                fail(Failures.unwrap(failure));
            } else {
                then.accept(value);
            }
        }));
    }

    /** What is thrown here nobody else would hear of. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(Throwable failure) {
        if (id != null && (transfer.isCancelled() || failure instanceof IOException)) {
            // Nobody will go on with it; the server would keep the bytes for a day.
            giveUp();
        }
        result.completeExceptionally(StorageClient.told(failure, source, transfer));
    }
}
