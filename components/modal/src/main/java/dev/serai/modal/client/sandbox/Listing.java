package dev.serai.modal.client.sandbox;

import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.client.plane.Names;
import dev.serai.modal.client.plane.Plane;
import dev.serai.modal.client.plane.Stages;
import dev.serai.modal.proto.SandboxGetFromNameRequest;
import dev.serai.modal.proto.SandboxInfo;
import dev.serai.modal.proto.SandboxListRequest;
import dev.serai.modal.proto.SandboxTag;
import dev.serai.modal.proto.SandboxTagsGetRequest;
import dev.serai.modal.proto.SandboxTagsSetRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Finds sandboxes by their names and tags. */
final class Listing {

    private final Plane plane;

    Listing(Plane plane) {
        this.plane = plane;
    }

    CompletableFuture<Map<String, String>> tags(String sandbox) {
        return Stages.map(
                plane.call(
                        ModalApi.SANDBOX_TAGS_GET_V2,
                        SandboxTagsGetRequest.newBuilder().setSandboxId(sandbox).build()),
                answer -> tags(answer.getTagsList()));
    }

    CompletableFuture<Void> setTags(String sandbox, Map<String, String> tags) {
        var question = SandboxTagsSetRequest.newBuilder()
                .setSandboxId(sandbox)
                .setEnvironmentName(plane.settings().environment());
        tags.forEach((name, value) ->
                question.addTags(SandboxTag.newBuilder().setTagName(name).setTagValue(value)));
        return plane.send(ModalApi.SANDBOX_TAGS_SET_V2, question.build());
    }

    CompletableFuture<Sandbox> find(String app, String name) {
        var question = SandboxGetFromNameRequest.newBuilder()
                .setAppName(app)
                .setSandboxName(name)
                .setEnvironmentName(plane.settings().environment())
                .build();
        var names = new Names(
                "running sandbox",
                asked -> Stages.map(
                        plane.call(ModalApi.SANDBOX_GET_FROM_NAME_V2, question), answer -> answer.getSandboxId()));
        return names.with(name, id -> CompletableFuture.completedFuture(new Sandbox(id, name, Map.of())));
    }

    /** @param app the identifier of the app, or empty for all apps */
    CompletableFuture<List<Sandbox>> list(String app, Map<String, String> tags) {
        var question = SandboxListRequest.newBuilder()
                .setAppId(app)
                .setEnvironmentName(plane.settings().environment());
        tags.forEach((name, value) ->
                question.addTags(SandboxTag.newBuilder().setTagName(name).setTagValue(value)));
        return Stages.map(page(question, new LinkedHashMap<>()), found -> List.copyOf(found.values()));
    }

    /** A page ends with the oldest, and the next one begins with it, since others may have been made at the same time. */
    private CompletableFuture<Map<String, Sandbox>> page(
            SandboxListRequest.Builder question, Map<String, Sandbox> found) {
        return Stages.then(plane.call(ModalApi.SANDBOX_LIST_V2, question.build()), answer -> {
            var page = answer.getSandboxesList();
            if (page.isEmpty()) {
                return CompletableFuture.completedFuture(found);
            }
            page.stream().map(Listing::sandbox).forEach(sandbox -> found.putIfAbsent(sandbox.id(), sandbox));
            var oldest =
                    page.stream().mapToDouble(SandboxInfo::getCreatedAt).min().orElse(0);
            var before = question.getBeforeTimestamp() == 0 ? Double.MAX_VALUE : question.getBeforeTimestamp();
            // A server that ignores the place to go on from, or names none, would be asked without end.
            if (oldest <= 0 || oldest >= before) {
                return CompletableFuture.completedFuture(found);
            }
            var withOldest = Math.nextUp(oldest);
            return page(question.setBeforeTimestamp(withOldest < before ? withOldest : oldest), found);
        });
    }

    private static Sandbox sandbox(SandboxInfo info) {
        return new Sandbox(info.getId(), info.getName().isEmpty() ? null : info.getName(), tags(info.getTagsList()));
    }

    private static Map<String, String> tags(List<SandboxTag> tags) {
        return tags.stream()
                .collect(Collectors.toMap(
                        SandboxTag::getTagName, SandboxTag::getTagValue, (one, other) -> other, LinkedHashMap::new));
    }
}
