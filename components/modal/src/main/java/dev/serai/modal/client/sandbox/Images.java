package dev.serai.modal.client.sandbox;

import dev.serai.modal.client.data.Secrets;
import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.client.plane.Plane;
import dev.serai.modal.client.plane.Stages;
import dev.serai.modal.proto.BaseImage;
import dev.serai.modal.proto.EnvironmentGetOrCreateRequest;
import dev.serai.modal.proto.GenericResult;
import dev.serai.modal.proto.GenericResult.GenericStatus;
import dev.serai.modal.proto.Image;
import dev.serai.modal.proto.ImageDeleteRequest;
import dev.serai.modal.proto.ImageGetOrCreateRequest;
import dev.serai.modal.proto.ImageGetOrCreateResponse;
import dev.serai.modal.proto.ImageJoinStreamingRequest;
import dev.serai.modal.proto.ImageJoinStreamingResponse;
import dev.serai.modal.proto.ImageRegistryConfig;
import dev.serai.modal.proto.RegistryAuthType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Images of sandboxes: one from a registry, with commands on top. Modal keeps what it has built. */
final class Images {

    private static final Duration WAIT = Duration.ofSeconds(55);
    private static final int MOST_LOG = 2000;

    private final Plane plane;
    private final Secrets secrets;

    Images(Plane plane, Secrets secrets) {
        this.plane = plane;
        this.secrets = secrets;
    }

    /**
     * @param name     an image of a registry, or the identifier of one that is built ({@code im-...})
     * @param commands lines of a Dockerfile for a layer on top
     * @param registry the name of the secret that the registry wants, or null
     */
    CompletableFuture<String> id(String app, String name, List<String> commands, String registry) {
        for (var command : commands) {
            var words = command.strip().toUpperCase(Locale.ROOT);
            if (words.startsWith("COPY ") && !words.startsWith("COPY --FROM=") || words.startsWith("ADD .")) {
                throw new ModalException(
                        ModalError.BAD_INPUT,
                        "'" + command + "' takes files of this machine, which an image built by Modal does not see");
            }
        }
        if (name.startsWith("im-") && commands.isEmpty()) {
            return CompletableFuture.completedFuture(name);
        }
        var environment = EnvironmentGetOrCreateRequest.newBuilder()
                .setDeploymentName(plane.settings().environment())
                .build();
        return Stages.then(plane.call(ModalApi.ENVIRONMENT_GET_OR_CREATE, environment), found -> {
            var version = found.getMetadata().getSettings().getImageBuilderVersion();
            var base = name.startsWith("im-")
                    ? CompletableFuture.completedFuture(name)
                    : Stages.then(fromRegistry(name, registry), image -> built(app, version, image));
            return commands.isEmpty() ? base : Stages.then(base, id -> built(app, version, layer(id, commands)));
        });
    }

    private CompletableFuture<Image.Builder> fromRegistry(String name, String registry) {
        var image = Image.newBuilder().addDockerfileCommands("FROM " + name);
        return registry == null
                ? CompletableFuture.completedFuture(image)
                : Stages.map(
                        secrets.find(registry, List.of()),
                        id -> image.setImageRegistryConfig(ImageRegistryConfig.newBuilder()
                                .setRegistryAuthType(RegistryAuthType.REGISTRY_AUTH_TYPE_STATIC_CREDS)
                                .setSecretId(id)));
    }

    /** Deletes one image; those that it was built on stay. */
    CompletableFuture<Void> delete(String id) {
        return plane.send(
                ModalApi.IMAGE_DELETE,
                ImageDeleteRequest.newBuilder().setImageId(id).build());
    }

    private static Image.Builder layer(String base, List<String> commands) {
        return Image.newBuilder()
                .addBaseImages(BaseImage.newBuilder().setImageId(base).setDockerTag("base"))
                .addDockerfileCommands("FROM base")
                .addAllDockerfileCommands(commands);
    }

    private CompletableFuture<String> built(String app, String version, Image.Builder image) {
        var question = ImageGetOrCreateRequest.newBuilder()
                .setImage(image)
                .setAppId(app)
                .setBuilderVersion(version)
                .build();
        return Stages.then(plane.call(ModalApi.IMAGE_GET_OR_CREATE, question), this::finished);
    }

    private CompletableFuture<String> finished(ImageGetOrCreateResponse image) {
        var id = image.getImageId();
        return image.getResult().getStatus() == GenericStatus.GENERIC_STATUS_UNSPECIFIED
                ? follow(id, new Build())
                : CompletableFuture.completedFuture(checked(id, image.getResult(), ""));
    }

    /** What has come of a build so far. */
    private static final class Build {
        private final Patience patience = new Patience(() -> CompletableFuture.completedFuture(Optional.empty()));
        private final StringBuilder log = new StringBuilder();
        private String entry = "";
        private GenericResult result;

        synchronized void add(ImageJoinStreamingResponse part) {
            patience.well();
            if (!part.getEntryId().isEmpty()) {
                entry = part.getEntryId();
            }
            part.getTaskLogsList().forEach(line -> log.append(line.getData()));
            if (log.length() > 2 * MOST_LOG) {
                log.delete(0, log.length() - MOST_LOG);
            }
            if (part.getResult().getStatus() != GenericStatus.GENERIC_STATUS_UNSPECIFIED) {
                result = part.getResult();
            }
        }

        synchronized String entry() {
            return entry;
        }

        synchronized GenericResult result() {
            return result;
        }

        synchronized String end() {
            return log.substring(Math.max(0, log.length() - MOST_LOG)).strip();
        }
    }

    /** A build goes on while nobody follows it, so that a connection that was lost is no reason to give up. */
    private CompletableFuture<String> follow(String id, Build build) {
        var question = ImageJoinStreamingRequest.newBuilder()
                .setImageId(id)
                .setTimeout(WAIT.toSeconds())
                .setLastEntryId(build.entry())
                .build();
        var asked = System.nanoTime();
        build.patience.begin();
        var followed = Stages.recover(
                plane.stream(ModalApi.IMAGE_JOIN_STREAMING, question, WAIT, build::add),
                error ->
                        build.result() == null ? build.patience.after(error) : CompletableFuture.completedFuture(null));
        return Stages.then(
                followed,
                ended -> build.result() == null
                        ? Stages.then(Patience.since(asked), paused -> follow(id, build))
                        : CompletableFuture.completedFuture(checked(id, build.result(), build.end())));
    }

    private static String checked(String id, GenericResult result, String log) {
        if (result.getStatus() == GenericStatus.GENERIC_STATUS_SUCCESS) {
            return id;
        }
        throw new ModalException(
                ModalError.IMAGE_FAILED,
                "the image " + id + " could not be built (" + result.getStatus() + ") " + result.getException()
                        + (log.isEmpty() ? "" : ", after: " + log));
    }
}
