package dev.serai.offline.modal.data;

import com.google.protobuf.Empty;
import dev.serai.modal.proto.GenericResult;
import dev.serai.modal.proto.GenericResult.GenericStatus;
import dev.serai.modal.proto.Image;
import dev.serai.modal.proto.ImageDeleteRequest;
import dev.serai.modal.proto.ImageFromIdRequest;
import dev.serai.modal.proto.ImageFromIdResponse;
import dev.serai.modal.proto.ImageGetByTagRequest;
import dev.serai.modal.proto.ImageGetByTagResponse;
import dev.serai.modal.proto.ImageGetOrCreateRequest;
import dev.serai.modal.proto.ImageGetOrCreateResponse;
import dev.serai.modal.proto.ImageJoinStreamingRequest;
import dev.serai.modal.proto.ImageJoinStreamingResponse;
import dev.serai.modal.proto.ImagePublishRequest;
import dev.serai.modal.proto.ImagePublishResponse;
import dev.serai.modal.proto.TaskLogs;
import dev.serai.offline.modal.machine.Machine;
import dev.serai.offline.modal.wire.Call;
import dev.serai.offline.modal.wire.Faults;
import dev.serai.offline.modal.wire.Ids;
import dev.serai.offline.modal.wire.Named;
import dev.serai.offline.modal.wire.Refusal;
import dev.serai.offline.modal.wire.Table;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Images: names of a registry, which are taken as they are and never fetched, and copies of sandboxes' files. */
public final class Images {
    /**
     * An image.
     *
     * @param files what its sandboxes begin with, or null for an empty folder
     * @param problem why its build failed, or null
     */
    private record Known(String id, String from, Path files, String problem) {}

    private final Machine machine;
    private final Faults faults;
    private final Map<String, Known> images = new ConcurrentHashMap<>();
    private final Map<String, String> tags = new ConcurrentHashMap<>();

    public Images(Machine machine, Faults faults) {
        this.machine = machine;
        this.faults = faults;
    }

    public void offer(Table table) {
        table.on("ImageGetOrCreate", ImageGetOrCreateRequest.parser(), this::getOrCreate);
        table.stream("ImageJoinStreaming", ImageJoinStreamingRequest.parser(), this::join);
        table.on(
                "ImageFromId",
                ImageFromIdRequest.parser(),
                question -> ImageFromIdResponse.newBuilder()
                        .setImageId(find(question.getImageId()).id)
                        .build());
        table.on("ImageGetByTag", ImageGetByTagRequest.parser(), this::byTag);
        table.on("ImagePublish", ImagePublishRequest.parser(), this::publish);
        table.on("ImageDelete", ImageDeleteRequest.parser(), question -> {
            images.remove(find(question.getImageId()).id);
            return Empty.getDefaultInstance();
        });
    }

    /** What a sandbox of an image begins with, or null for nothing. */
    public Path files(String id) {
        return find(id).files;
    }

    /** Makes an image of files, by a copy. */
    public CompletableFuture<String> snapshot(Path files) {
        var id = Ids.next("im");
        var copy = machine.folder().resolve("images").resolve(id);
        return machine.copy(files, copy).thenApply(nothing -> {
            images.put(id, new Known(id, "snapshot", copy, null));
            return id;
        });
    }

    public void clear() {
        images.clear();
        tags.clear();
    }

    private ImageGetOrCreateResponse getOrCreate(ImageGetOrCreateRequest question) {
        if (!question.getExistingImageId().isEmpty()) {
            return answer(find(question.getExistingImageId()), true);
        }
        var image = question.getImage();
        var from = from(image);
        for (var known : images.values()) {
            if (known.from.equals(from) && known.problem == null && !question.getForceBuild()) {
                return answer(known, true);
            }
        }
        var base = image.getBaseImagesCount() == 0
                ? null
                : find(image.getBaseImages(0).getImageId()).files;
        var made = new Known(Ids.next("im"), from, base, faults.takeBuild());
        images.put(made.id, made);
        return answer(made, false);
    }

    /** A new image is built, so its result comes by the stream. */
    private static ImageGetOrCreateResponse answer(Known image, boolean built) {
        var answer = ImageGetOrCreateResponse.newBuilder().setImageId(image.id);
        return built ? answer.setResult(result(image)).build() : answer.build();
    }

    private void join(ImageJoinStreamingRequest question, Call call) {
        var image = find(question.getImageId());
        if (question.getLastEntryId().isEmpty()) {
            call.send(ImageJoinStreamingResponse.newBuilder()
                    .setEntryId("1-0")
                    .addTaskLogs(TaskLogs.newBuilder()
                            .setData("the stand-in takes " + image.from + " as it is\n")
                            .setTimestamp(machine.seconds()))
                    .build());
        }
        call.send(ImageJoinStreamingResponse.newBuilder()
                .setEntryId("2-0")
                .setResult(result(image))
                .setEof(true)
                .build());
        call.end();
    }

    private ImageGetByTagResponse byTag(ImageGetByTagRequest question) {
        Named.environment(question.getEnvironmentName());
        var id = tags.get(question.getTag());
        if (id == null) {
            throw Refusal.notFound("Image '" + question.getTag() + "' not found");
        }
        return ImageGetByTagResponse.newBuilder().setImageId(id).build();
    }

    private ImagePublishResponse publish(ImagePublishRequest question) {
        Named.environment(question.getEnvironmentName());
        tags.put(question.getTag(), find(question.getImageId()).id);
        return ImagePublishResponse.getDefaultInstance();
    }

    private Known find(String id) {
        var found = images.get(id);
        if (found == null) {
            throw Refusal.notFound("Could not find image with ID " + id);
        }
        return found;
    }

    private static String from(Image image) {
        var from = "";
        for (var line : image.getDockerfileCommandsList()) {
            var words = line.strip().split("\\s+", 2);
            if (!words[0].equalsIgnoreCase("FROM")) {
                throw Refusal.notDone("image build instruction " + words[0]);
            }
            from = words.length > 1 ? words[1] : "";
        }
        if (image.getContextFilesCount() > 0) {
            throw Refusal.notDone("files that are built into an image");
        }
        if (from.isEmpty()) {
            throw Refusal.invalid("the image has no FROM");
        }
        return image.getBaseImagesCount() == 0 ? from : image.getBaseImages(0).getImageId();
    }

    private static GenericResult result(Known image) {
        return image.problem == null
                ? GenericResult.newBuilder()
                        .setStatus(GenericStatus.GENERIC_STATUS_SUCCESS)
                        .build()
                : GenericResult.newBuilder()
                        .setStatus(GenericStatus.GENERIC_STATUS_FAILURE)
                        .setException(image.problem)
                        .build();
    }
}
