package dev.serai.modal.client.data;

import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.client.plane.Names;
import dev.serai.modal.client.plane.Plane;
import dev.serai.modal.client.plane.Stages;
import dev.serai.modal.proto.ObjectCreationType;
import dev.serai.modal.proto.SecretDeleteRequest;
import dev.serai.modal.proto.SecretGetOrCreateRequest;
import dev.serai.modal.proto.SecretGetOrCreateResponse;
import dev.serai.modal.proto.SecretListItem;
import dev.serai.modal.proto.SecretListRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Secrets of the workspace. Their values go there and never come back. */
public final class Secrets {

    private final Plane plane;

    public Secrets(Plane plane) {
        this.plane = plane;
    }

    /** The identifier of a secret that has these keys. */
    public CompletableFuture<String> find(String name, List<String> requiredKeys) {
        return id(
                name,
                SecretGetOrCreateRequest.newBuilder().setDeploymentName(name).addAllRequiredKeys(requiredKeys));
    }

    /** Makes a secret, or gives one new values. */
    public CompletableFuture<String> put(String name, Map<String, String> values) {
        return id(
                name,
                SecretGetOrCreateRequest.newBuilder()
                        .setDeploymentName(name)
                        .setObjectCreationType(ObjectCreationType.OBJECT_CREATION_TYPE_CREATE_OVERWRITE_IF_EXISTS)
                        .putAllEnvDict(values));
    }

    private CompletableFuture<String> id(String name, SecretGetOrCreateRequest.Builder question) {
        var names = new Names(
                "secret",
                asked -> Stages.map(
                        plane.call(
                                ModalApi.SECRET_GET_OR_CREATE,
                                question.setEnvironmentName(plane.settings().environment())
                                        .build()),
                        SecretGetOrCreateResponse::getSecretId));
        return names.with(name, CompletableFuture::completedFuture);
    }

    /** The names of all secrets. */
    public CompletableFuture<List<String>> list() {
        return Stages.map(
                plane.call(
                        ModalApi.SECRET_LIST,
                        SecretListRequest.newBuilder()
                                .setEnvironmentName(plane.settings().environment())
                                .build()),
                answer -> answer.getItemsList().stream()
                        .map(SecretListItem::getLabel)
                        .toList());
    }

    public CompletableFuture<Void> delete(String name) {
        return Stages.then(
                find(name, List.of()),
                id -> plane.send(
                        ModalApi.SECRET_DELETE,
                        SecretDeleteRequest.newBuilder().setSecretId(id).build()));
    }
}
