package dev.serai.offline.modal.data;

import com.google.protobuf.Empty;
import dev.serai.modal.proto.CreationInfo;
import dev.serai.modal.proto.FileEntry;
import dev.serai.modal.proto.ObjectCreationType;
import dev.serai.modal.proto.VolumeDeleteRequest;
import dev.serai.modal.proto.VolumeFsVersion;
import dev.serai.modal.proto.VolumeGetFile2Request;
import dev.serai.modal.proto.VolumeGetFile2Response;
import dev.serai.modal.proto.VolumeGetOrCreateRequest;
import dev.serai.modal.proto.VolumeGetOrCreateResponse;
import dev.serai.modal.proto.VolumeHeartbeatRequest;
import dev.serai.modal.proto.VolumeListFiles2Request;
import dev.serai.modal.proto.VolumeListFiles2Response;
import dev.serai.modal.proto.VolumeMetadata;
import dev.serai.modal.proto.VolumePutFiles2Request;
import dev.serai.modal.proto.VolumePutFiles2Response;
import dev.serai.modal.proto.VolumeRemoveFile2Request;
import dev.serai.offline.modal.machine.Machine;
import dev.serai.offline.modal.wire.Call;
import dev.serai.offline.modal.wire.Named;
import dev.serai.offline.modal.wire.Refusal;
import dev.serai.offline.modal.wire.Status;
import dev.serai.offline.modal.wire.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;

/** Volumes by name, and their files. */
public final class Volumes {
    private final Machine machine;
    private final Blocks blocks;
    private final Named<Volume> volumes;

    public Volumes(Machine machine, Blocks blocks) {
        this.machine = machine;
        this.blocks = blocks;
        volumes = new Named<>(
                "Volume",
                "vo",
                id -> new Volume(machine.folder().resolve("volumes").resolve(id), machine.seconds()));
    }

    public void offer(Table table) {
        table.later("VolumeGetOrCreate", VolumeGetOrCreateRequest.parser(), (question, call) -> getOrCreate(question));
        table.on("VolumeHeartbeat", VolumeHeartbeatRequest.parser(), question -> {
            volumes.get(question.getVolumeId());
            return Empty.getDefaultInstance();
        });
        table.on("VolumeDelete", VolumeDeleteRequest.parser(), question -> {
            machine.delete(volumes.remove(question.getVolumeId()).folder());
            return Empty.getDefaultInstance();
        });
        table.stream("VolumeListFiles2", VolumeListFiles2Request.parser(), this::list);
        table.later("VolumeGetFile2", VolumeGetFile2Request.parser(), (question, call) -> locate(question));
        table.later("VolumePutFiles2", VolumePutFiles2Request.parser(), (question, call) -> put(question));
        table.later("VolumeRemoveFile2", VolumeRemoveFile2Request.parser(), (question, call) -> remove(question));
    }

    /** The folder of a volume's identifier; refuses what is not there. */
    public Path folder(String id) {
        return volumes.get(id).folder();
    }

    /** The folder of a volume of the second version, which is made unless it is there. */
    public Path named(String name) {
        var known = volumes.byName(name);
        var volume = volumes.get(volumes.find("", name, ObjectCreationType.OBJECT_CREATION_TYPE_CREATE_IF_MISSING));
        if (known == null) {
            volume.version(VolumeFsVersion.VOLUME_FS_VERSION_V2);
            volume.folder().toFile().mkdirs();
        }
        return volume.folder();
    }

    public void clear() {
        volumes.all().forEach(volume -> machine.delete(volume.folder()));
        volumes.clear();
    }

    private CompletableFuture<VolumeGetOrCreateResponse> getOrCreate(VolumeGetOrCreateRequest question) {
        var name = question.getDeploymentName();
        var known = volumes.byName(name);
        var id = volumes.find(question.getEnvironmentName(), name, question.getObjectCreationType());
        var volume = volumes.get(id);
        if (volume != known && question.getVersion() != VolumeFsVersion.VOLUME_FS_VERSION_UNSPECIFIED) {
            volume.version(question.getVersion());
        }
        return machine.onDisk(() -> {
            Files.createDirectories(volume.folder());
            return VolumeGetOrCreateResponse.newBuilder()
                    .setVolumeId(id)
                    .setVersion(volume.version())
                    .setMetadata(VolumeMetadata.newBuilder()
                            .setName(name)
                            .setVersion(volume.version())
                            .setCreationInfo(CreationInfo.newBuilder().setCreatedAt(volume.created())))
                    .build();
        });
    }

    private void list(VolumeListFiles2Request question, Call call) {
        var folder = volumes.get(question.getVolumeId()).folder();
        var start = file(folder, question.getPath());
        var depth = question.getRecursive() ? Integer.MAX_VALUE : 1;
        var most = question.hasMaxEntries() ? question.getMaxEntries() : Integer.MAX_VALUE;
        machine.onDisk(() -> {
                    if (!Files.exists(start)) {
                        throw Refusal.notFound("path " + question.getPath() + " not found");
                    }
                    var answer = VolumeListFiles2Response.newBuilder();
                    try (var found = Files.walk(start, depth)) {
                        found.filter(file -> !file.equals(start) || Files.isRegularFile(file))
                                .sorted(Comparator.naturalOrder())
                                .limit(most)
                                .forEach(file -> answer.addEntries(entry(folder, file)));
                    }
                    return answer.build();
                })
                .whenComplete((answer, failure) -> call.onServer(() -> {
                    if (failure != null) {
                        call.refuse(failure);
                        return;
                    }
                    if (answer.getEntriesCount() > 0) {
                        call.send(answer);
                    }
                    call.end();
                }));
    }

    private CompletableFuture<VolumeGetFile2Response> locate(VolumeGetFile2Request question) {
        var file = file(volumes.get(question.getVolumeId()).folder(), question.getPath());
        return machine.onDisk(() -> {
            if (!Files.isRegularFile(file)) {
                throw Refusal.notFound("File not found: " + question.getPath());
            }
            var size = Files.size(file);
            var start = Math.min(question.getStart(), size);
            var length = question.getLen() == 0 ? size - start : Math.min(question.getLen(), size - start);
            return VolumeGetFile2Response.newBuilder()
                    .setSize(size)
                    .setStart(start)
                    .setLen(length)
                    .addAllGetUrls(blocks.urls(file, start, length))
                    .build();
        });
    }

    private CompletableFuture<VolumePutFiles2Response> put(VolumePutFiles2Request question) {
        var volume = volumes.get(question.getVolumeId());
        if (volume.version() != VolumeFsVersion.VOLUME_FS_VERSION_V2) {
            throw Refusal.precondition("the volume is one of version 1, and blocks are for those of version 2");
        }
        return machine.onDisk(() -> {
            var answer = VolumePutFiles2Response.newBuilder();
            for (var at = 0; at < question.getFilesCount(); at++) {
                answer.addAllMissingBlocks(blocks.missing(question.getFiles(at), at));
            }
            if (answer.getMissingBlocksCount() == 0) {
                for (var file : question.getFilesList()) {
                    var target = file(volume.folder(), file.getPath());
                    if (question.getDisallowOverwriteExistingFiles() && Files.exists(target)) {
                        throw Refusal.of(Status.ALREADY_EXISTS, file.getPath() + " already exists");
                    }
                    blocks.assemble(file, target);
                }
            }
            return answer.build();
        });
    }

    private CompletableFuture<Empty> remove(VolumeRemoveFile2Request question) {
        var file = file(volumes.get(question.getVolumeId()).folder(), question.getPath());
        return machine.onDisk(() -> {
                    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                        throw Refusal.notFound("File not found: " + question.getPath());
                    }
                    if (Files.isDirectory(file) && !question.getRecursive()) {
                        throw Refusal.invalid(question.getPath() + " is a directory");
                    }
                    return file;
                })
                .thenCompose(machine::delete)
                .thenApply(nothing -> Empty.getDefaultInstance());
    }

    /** A path of a volume never leads out of its folder. */
    private static Path file(Path folder, String path) {
        var found = folder.resolve(path.replaceFirst("^/+", "")).normalize();
        if (!found.startsWith(folder)) {
            throw Refusal.invalid("the path " + path + " leads out of the volume");
        }
        return found;
    }

    private static FileEntry entry(Path folder, Path file) {
        try {
            var type = Files.isSymbolicLink(file)
                    ? FileEntry.FileType.SYMLINK
                    : Files.isDirectory(file) ? FileEntry.FileType.DIRECTORY : FileEntry.FileType.FILE;
            return FileEntry.newBuilder()
                    .setPath(folder.relativize(file).toString())
                    .setType(type)
                    .setSize(type == FileEntry.FileType.FILE ? Files.size(file) : 0)
                    .setMtime(Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                            .toInstant()
                            .getEpochSecond())
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
