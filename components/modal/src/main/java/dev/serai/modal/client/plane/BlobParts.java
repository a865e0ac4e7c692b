package dev.serai.modal.client.plane;

import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.proto.MultiPartUpload;
import dev.serai.support.http.HttpBody;
import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpReply;
import dev.serai.support.http.RetryPolicy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Sends a value to the storage in parts, some at a time, and tells the storage at the end which parts there are. */
final class BlobParts {

    private static final int ATTEMPTS = 4;
    private static final int AT_ONCE = 4;

    private final Blobs blobs;
    private final MultiPartUpload place;
    private final byte[] bytes;

    BlobParts(Blobs blobs, MultiPartUpload place, byte[] bytes) {
        this.blobs = blobs;
        this.place = place;
        this.bytes = bytes;
    }

    CompletableFuture<Void> send() {
        var length = place.getPartLength();
        if (length <= 0 || (bytes.length + length - 1) / length != place.getUploadUrlsCount()) {
            throw new ModalException(
                    ModalError.BAD_ANSWER,
                    "the storage wants " + bytes.length + " bytes in " + place.getUploadUrlsCount() + " parts of "
                            + length);
        }
        var parts = IntStream.range(0, place.getUploadUrlsCount()).boxed().toList();
        return Stages.then(new Mapping<>(parts, this::part, AT_ONCE, false).start(), this::complete);
    }

    private CompletableFuture<Object> part(int index) {
        var from = Math.toIntExact(index * place.getPartLength());
        var to = (int) Math.min(bytes.length, from + place.getPartLength());
        var call = HttpCall.builder("PUT", Blobs.address(place.getUploadUrls(index)))
                .body(HttpBody.bytes(Arrays.copyOfRange(bytes, from, to)))
                .retry(RetryPolicy.attempts(ATTEMPTS))
                .repeatable(true)
                .build();
        return Stages.map(blobs.send(call, "took no part of a value"), BlobParts::tag);
    }

    /** What the storage calls the part; it goes into XML, so nothing else than such a name may. */
    private static String tag(HttpReply reply) {
        var tag = reply.header("ETag").orElse("").replace("\"", "");
        if (!tag.matches("[A-Za-z0-9._-]{1,200}")) {
            throw new ModalException(ModalError.BAD_ANSWER, "the storage gives no name to a part");
        }
        return tag;
    }

    private CompletableFuture<Void> complete(List<Object> tags) {
        var parts = new StringBuilder("<CompleteMultipartUpload>");
        for (int i = 0; i < tags.size(); i++) {
            parts.append("<Part><PartNumber>").append(i + 1).append("</PartNumber><ETag>\"");
            parts.append(tags.get(i)).append("\"</ETag></Part>");
        }
        var call = HttpCall.builder("POST", Blobs.address(place.getCompletionUrl()))
                .header("Content-Type", "application/xml")
                .body(HttpBody.bytes(
                        parts.append("</CompleteMultipartUpload>").toString().getBytes(StandardCharsets.UTF_8)))
                .retry(RetryPolicy.attempts(ATTEMPTS))
                .repeatable(true)
                .build();
        return Stages.map(blobs.send(call, "did not join the parts of a value"), reply -> {
            // Such storages begin their answer before they know how it ends.
            if (reply.text().contains("<Error")) {
                throw new ModalException(ModalError.BLOB_FAILED, "the storage did not join the parts of a value");
            }
            return null;
        });
    }
}
