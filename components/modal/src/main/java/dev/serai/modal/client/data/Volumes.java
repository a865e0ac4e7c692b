package dev.serai.modal.client.data;

import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.plane.Blobs;
import dev.serai.modal.client.plane.Mapping;
import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.client.plane.Names;
import dev.serai.modal.client.plane.Plane;
import dev.serai.modal.client.plane.Stages;
import dev.serai.modal.proto.FileEntry;
import dev.serai.modal.proto.VolumeDeleteRequest;
import dev.serai.modal.proto.VolumeFsVersion;
import dev.serai.modal.proto.VolumeGetFile2Request;
import dev.serai.modal.proto.VolumeGetOrCreateRequest;
import dev.serai.modal.proto.VolumeGetOrCreateResponse;
import dev.serai.modal.proto.VolumeListFiles2Request;
import dev.serai.modal.proto.VolumeListFiles2Response;
import dev.serai.modal.proto.VolumePutFiles2Response.MissingBlock;
import dev.serai.modal.proto.VolumeRemoveFile2Request;
import dev.serai.support.http.HttpBody;
import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.RetryPolicy;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/** Volumes by their names: what lies on them, and files from them. */
public final class Volumes {

    private static final int ATTEMPTS = 4;
    private static final int AT_ONCE = 4;
    private static final int MOST_ROUNDS = 3;

    private final Plane plane;
    private final Blobs blobs;
    private final Names names;

    public Volumes(Plane plane, Blobs blobs, boolean create) {
        this.plane = plane;
        this.blobs = blobs;
        this.names = new Names(
                "volume",
                name -> Stages.map(
                        plane.call(
                                ModalApi.VOLUME_GET_OR_CREATE,
                                VolumeGetOrCreateRequest.newBuilder()
                                        .setDeploymentName(name)
                                        .setEnvironmentName(plane.settings().environment())
                                        .setObjectCreationType(Names.creation(create))
                                        // Blocks are for this version alone; one that there is already keeps its own.
                                        .setVersion(
                                                create
                                                        ? VolumeFsVersion.VOLUME_FS_VERSION_V2
                                                        : VolumeFsVersion.VOLUME_FS_VERSION_UNSPECIFIED)
                                        .build()),
                        VolumeGetOrCreateResponse::getVolumeId));
    }

    /** A file or folder on a volume. */
    public record Entry(String path, String kind, long size, Instant changed) {}

    public CompletableFuture<String> id(String name) {
        return names.with(name, CompletableFuture::completedFuture);
    }

    public CompletableFuture<List<Entry>> list(String name, String path, boolean recursive) {
        var question = VolumeListFiles2Request.newBuilder().setPath(path).setRecursive(recursive);
        return names.with(name, id -> {
            var found = new Gathered<VolumeListFiles2Response>(
                    "the list of the volume '" + name + "'", plane.settings().maxBlobBytes());
            return Stages.map(
                    plane.stream(
                            ModalApi.VOLUME_LIST_FILES2,
                            question.setVolumeId(id).build(),
                            Duration.ZERO,
                            part -> found.add(part, part.getSerializedSize(), part.getEntriesCount())),
                    ended -> found.all().stream()
                            .flatMap(part -> part.getEntriesList().stream())
                            .map(Volumes::entry)
                            .toList());
        });
    }

    private static Entry entry(FileEntry entry) {
        return new Entry(
                entry.getPath(),
                entry.getType().name().toLowerCase(Locale.ROOT),
                entry.getSize(),
                Instant.ofEpochSecond(entry.getMtime()));
    }

    /** A whole file, of no more bytes than a value may have. */
    public CompletableFuture<byte[]> read(String name, String path) {
        var most = plane.settings().maxBlobBytes();
        var whole = new ByteArrayOutputStream();
        var read = read(
                name,
                path,
                size -> {
                    if (size > most) {
                        throw new ModalException(
                                ModalError.TOO_LARGE,
                                "the file " + path + " has " + size + " bytes, more than the limit of " + most);
                    }
                },
                part -> {
                    whole.writeBytes(part);
                    return CompletableFuture.completedFuture(null);
                });
        return Stages.map(read, size -> whole.toByteArray());
    }

    /** A file of any size, a block at a time; the future gives its size. */
    public CompletableFuture<Long> read(String name, String path, FileSink sink) {
        return read(name, path, size -> {}, sink);
    }

    private CompletableFuture<Long> read(String name, String path, LongConsumer check, FileSink sink) {
        var question = VolumeGetFile2Request.newBuilder().setPath(path);
        return names.with(
                name,
                id -> Stages.then(
                        plane.call(
                                ModalApi.VOLUME_GET_FILE2,
                                question.setVolumeId(id).build()),
                        file -> {
                            check.accept(file.getSize());
                            return Stages.map(
                                    blocks(file.getGetUrlsList(), file.getSize(), sink), done -> file.getSize());
                        }));
    }

    /** One after the other, so that no more than one is held. */
    private CompletableFuture<List<Object>> blocks(List<String> urls, long size, FileSink sink) {
        if (urls.size() != (size + VolumeFile.BLOCK - 1) / VolumeFile.BLOCK) {
            throw new ModalException(ModalError.BAD_ANSWER, "the parts of a file are not of its size");
        }
        var numbers = IntStream.range(0, urls.size()).boxed().toList();
        return new Mapping<Integer>(
                        numbers,
                        number -> {
                            var left = size - (long) number * VolumeFile.BLOCK;
                            var length = (int) Math.min(left, VolumeFile.BLOCK);
                            return Stages.then(
                                    part(urls.get(number), length),
                                    bytes ->
                                            Stages.map(sink.part(bytes).toCompletableFuture(), taken -> (Object) true));
                        },
                        1,
                        false)
                .start();
    }

    /** What is missing of a block are zeros. */
    private CompletableFuture<byte[]> part(String url, int length) {
        var call = HttpCall.get(Blobs.address(url))
                .limits(HttpLimits.DEFAULTS.withMaxBytes(VolumeFile.BLOCK))
                .retry(RetryPolicy.attempts(ATTEMPTS))
                .build();
        return Stages.map(blobs.send(call, "gave no part of the file"), reply -> {
            if (reply.body().length > length) {
                throw new ModalException(ModalError.BAD_ANSWER, "the parts of a file are more than its size");
            }
            return Arrays.copyOf(reply.body(), length);
        });
    }

    /** Writes a whole file. Only blocks that the volume does not know yet are sent. */
    public CompletableFuture<Void> write(String name, String path, byte[] content) {
        return write(name, path, FileSource.of(content));
    }

    /** Writes a file of any size. */
    public CompletableFuture<Void> write(String name, String path, FileSource source) {
        return names.with(name, id -> Stages.then(VolumeFile.of(path, source), file -> put(id, file, MOST_ROUNDS)));
    }

    private CompletableFuture<Void> put(String volume, VolumeFile file, int rounds) {
        return Stages.then(plane.call(ModalApi.VOLUME_PUT_FILES2, file.request(volume)), answer -> {
            var missing = answer.getMissingBlocksList();
            if (missing.isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            if (rounds == 0) {
                throw new ModalException(ModalError.BLOB_FAILED, "the volume wants the same blocks again and again");
            }
            return Stages.then(
                    new Mapping<>(missing, block -> send(file, block), AT_ONCE, false).start(),
                    sent -> put(volume, file, rounds - 1));
        });
    }

    private CompletableFuture<Object> send(VolumeFile file, MissingBlock block) {
        return Stages.then(file.block(block), bytes -> {
            var call = HttpCall.builder("PUT", Blobs.address(block.getPutUrl()))
                    .body(HttpBody.bytes(bytes))
                    .retry(RetryPolicy.attempts(ATTEMPTS))
                    .repeatable(true)
                    .build();
            return Stages.map(blobs.send(call, "took no part of the file"), reply -> {
                file.sent(block, reply.body());
                return true;
            });
        });
    }

    public CompletableFuture<Void> remove(String name, String path, boolean recursive) {
        return names.with(
                name,
                id -> plane.send(
                        ModalApi.VOLUME_REMOVE_FILE2,
                        VolumeRemoveFile2Request.newBuilder()
                                .setVolumeId(id)
                                .setPath(path)
                                .setRecursive(recursive)
                                .build()));
    }

    public CompletableFuture<Void> delete(String name) {
        return names.with(name, id -> {
            names.forget(name);
            return plane.send(
                    ModalApi.VOLUME_DELETE,
                    VolumeDeleteRequest.newBuilder()
                            .setVolumeId(id)
                            .setEnvironmentName(plane.settings().environment())
                            .build());
        });
    }
}
