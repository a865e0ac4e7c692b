package dev.serai.modal.client.plane;

import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.proto.BlobCreateRequest;
import dev.serai.modal.proto.BlobCreateResponse;
import dev.serai.modal.proto.BlobGetRequest;
import dev.serai.support.error.Failures;
import dev.serai.support.http.HttpBody;
import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpFault;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.HttpPort;
import dev.serai.support.http.HttpReply;
import dev.serai.support.http.RetryPolicy;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** Values that are too large for a message; they lie in a storage of their own. */
public final class Blobs {

    private static final int ATTEMPTS = 4;

    private final Plane plane;
    private final HttpPort http;

    public Blobs(Plane plane, HttpPort http) {
        this.plane = plane;
        this.http = http;
    }

    public CompletableFuture<String> upload(byte[] bytes) {
        var most = plane.settings().maxBlobBytes();
        if (bytes.length > most) {
            return CompletableFuture.failedFuture(new ModalException(
                    ModalError.BLOB_TOO_LARGE,
                    "the value has " + bytes.length + " bytes, more than the limit of " + most));
        }
        var md5 = digest("MD5", bytes);
        var question = BlobCreateRequest.newBuilder()
                .setContentMd5(md5)
                .setContentSha256Base64(digest("SHA-256", bytes))
                .setContentLength(bytes.length)
                .build();
        return Stages.then(plane.call(ModalApi.BLOB_CREATE, question), place -> put(place, bytes, md5));
    }

    private CompletableFuture<String> put(BlobCreateResponse place, byte[] bytes, String md5) {
        if (place.hasMultipart()) {
            return Stages.map(new BlobParts(this, place.getMultipart(), bytes).send(), sent -> place.getBlobId());
        }
        var call = HttpCall.builder("PUT", address(place.getUploadUrl()))
                .header("Content-Type", "application/octet-stream")
                .header("Content-MD5", md5)
                .body(HttpBody.bytes(bytes))
                .retry(RetryPolicy.attempts(ATTEMPTS))
                .repeatable(true)
                .build();
        return Stages.map(send(call, "took no value"), reply -> place.getBlobId());
    }

    public CompletableFuture<byte[]> download(String id) {
        var question = BlobGetRequest.newBuilder().setBlobId(id).build();
        return Stages.then(plane.call(ModalApi.BLOB_GET, question), place -> {
            var call = HttpCall.get(address(place.getDownloadUrl()))
                    .limits(HttpLimits.DEFAULTS.withMaxBytes(plane.settings().maxBlobBytes()))
                    .retry(RetryPolicy.attempts(ATTEMPTS))
                    .build();
            return Stages.map(send(call, "gave no value"), HttpReply::body);
        });
    }

    /** The request itself says what it needs, so what fails is told with the host alone: its address is a key. */
    public CompletableFuture<HttpReply> send(HttpCall call, String failure) {
        var host = "the storage at " + call.uri().getHost();
        var result = new CompletableFuture<HttpReply>();
        var sent = http.send(call);
        sent.whenComplete((reply, error) -> {
            if (error != null) {
                result.completeExceptionally(fault(Failures.unwrap(error), host));
            } else if (!reply.isSuccess()) {
                result.completeExceptionally(new ModalException(
                        ModalError.BLOB_FAILED, host + " " + failure + " (status " + reply.status() + ")"));
            } else {
                result.complete(reply);
            }
        });
        result.whenComplete((reply, error) -> {
            if (result.isCancelled()) {
                sent.cancel(true);
            }
        });
        return result;
    }

    private static ModalException fault(Throwable error, String host) {
        if (!(error instanceof HttpFault fault)) {
            return new ModalException(ModalError.BLOB_FAILED, host + " failed", Failures.masked(error));
        }
        var code = switch (fault.kind()) {
            case EGRESS -> ModalError.EGRESS;
            case TOO_LARGE -> ModalError.TOO_LARGE;
            case CANCELLED -> ModalError.CANCELLED;
            default -> ModalError.BLOB_FAILED;
        };
        return new ModalException(code, fault.about(host), Failures.masked(fault));
    }

    public static URI address(String url) {
        try {
            var uri = URI.create(url);
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // told below, without the address, which may be a key
        }
        throw new ModalException(ModalError.BAD_ANSWER, "the storage's address is none");
    }

    private static String digest(String algorithm, byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
