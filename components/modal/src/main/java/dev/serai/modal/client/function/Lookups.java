package dev.serai.modal.client.function;

import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.grpc.GrpcException;
import dev.serai.modal.client.grpc.GrpcStatus;
import dev.serai.modal.client.plane.Addresses;
import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.client.plane.Plane;
import dev.serai.modal.client.plane.Stages;
import dev.serai.modal.proto.FunctionBindParamsRequest;
import dev.serai.modal.proto.FunctionGetRequest;
import dev.serai.modal.proto.FunctionGetResponse;
import dev.serai.modal.proto.FunctionHandleMetadata;
import java.net.URI;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** Finds deployed functions and methods by their names. */
final class Lookups {

    private final Plane plane;

    Lookups(Plane plane) {
        this.plane = plane;
    }

    /**
     * @param tag        the name of a function, or {@code Class.method}
     * @param parameters of the class
     */
    CompletableFuture<FunctionHandle> find(String app, String tag, Map<String, ?> parameters) {
        var dot = tag.indexOf('.');
        var name = app + "/" + tag;
        if (dot < 0) {
            if (!parameters.isEmpty()) {
                throw new ModalException(ModalError.BAD_PARAMETER, name + " is a function and has no parameters");
            }
            return Stages.map(
                    get(app, tag),
                    found ->
                            new FunctionHandle(name, found.getFunctionId(), null, found.getHandleMetadata()).checked());
        }
        return Stages.then(
                get(app, tag.substring(0, dot) + ".*"),
                found -> method(name, tag.substring(0, dot), tag.substring(dot + 1), found, parameters));
    }

    /** The address of a function, or of a method, that is called over HTTP. */
    CompletableFuture<URI> webUrl(String app, String tag) {
        var dot = tag.indexOf('.');
        return Stages.map(
                get(app, dot < 0 ? tag : tag.substring(0, dot) + ".*"),
                found -> webUrl(
                        app + "/" + tag,
                        dot < 0
                                ? found.getHandleMetadata()
                                : found.getHandleMetadata()
                                        .getMethodHandleMetadataOrDefault(
                                                tag.substring(dot + 1), FunctionHandleMetadata.getDefaultInstance())));
    }

    private static URI webUrl(String name, FunctionHandleMetadata metadata) {
        if (metadata.getWebUrl().isEmpty()) {
            throw new ModalException(ModalError.NOT_FOUND, name + " is no web endpoint");
        }
        return Addresses.server(metadata.getWebUrl());
    }

    private CompletableFuture<FunctionGetResponse> get(String app, String tag) {
        var question = FunctionGetRequest.newBuilder()
                .setAppName(app)
                .setObjectTag(tag)
                .setEnvironmentName(plane.settings().environment())
                .build();
        return Stages.recover(
                plane.call(ModalApi.FUNCTION_GET, question),
                error -> CompletableFuture.failedFuture(notFound(error, app, tag)));
    }

    private static Throwable notFound(Throwable cause, String app, String tag) {
        return cause instanceof GrpcException fault && fault.status() == GrpcStatus.NOT_FOUND
                ? new ModalException(ModalError.NOT_FOUND, "there is no " + tag + " in the app " + app, fault)
                : cause;
    }

    private CompletableFuture<FunctionHandle> method(
            String name, String type, String method, FunctionGetResponse found, Map<String, ?> parameters) {
        var metadata = found.getHandleMetadata();
        var methods = metadata.getMethodHandleMetadataMap();
        if (!methods.containsKey(method)) {
            throw new ModalException(
                    ModalError.NO_METHOD,
                    type + " has no method '" + method + "', only "
                            + String.join(", ", new TreeSet<>(methods.keySet())));
        }
        var schema = metadata.getClassParameterInfo().getSchemaList();
        if (schema.isEmpty() && parameters.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new FunctionHandle(name, found.getFunctionId(), method, methods.get(method)).checked());
        }
        var question = FunctionBindParamsRequest.newBuilder()
                .setFunctionId(found.getFunctionId())
                .setSerializedParams(Parameters.encoded(type, schema, parameters))
                .setEnvironmentName(plane.settings().environment())
                .build();
        return Stages.map(
                plane.call(ModalApi.FUNCTION_BIND_PARAMS, question),
                bound -> new FunctionHandle(name, bound.getBoundFunctionId(), method, methods.get(method)).checked());
    }
}
