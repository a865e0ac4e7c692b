package dev.serai.modal.client.plane;

import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.grpc.GrpcException;
import dev.serai.modal.client.grpc.GrpcStatus;
import dev.serai.modal.proto.ObjectCreationType;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The identifiers of named things, asked for once. */
public final class Names {

    private final String kind;
    private final Function<String, CompletableFuture<String>> lookup;
    private final Map<String, CompletableFuture<String>> known = new ConcurrentHashMap<>();

    public Names(String kind, Function<String, CompletableFuture<String>> lookup) {
        this.kind = kind;
        this.lookup = lookup;
    }

    /** @param create whether it is made if there is none */
    public static ObjectCreationType creation(boolean create) {
        return create
                ? ObjectCreationType.OBJECT_CREATION_TYPE_CREATE_IF_MISSING
                : ObjectCreationType.OBJECT_CREATION_TYPE_UNSPECIFIED;
    }

    /** Does something with a thing of this name. A thing that is gone is looked up again the next time. */
    public <T> CompletableFuture<T> with(String name, Function<String, CompletableFuture<T>> use) {
        var id = known.computeIfAbsent(name, lookup);
        // A copy, so that who gives up does not take the identifier from the others.
        var found = Stages.recover(
                id.copy(),
                cause -> CompletableFuture.failedFuture(
                        isNotFound(cause)
                                ? new ModalException(
                                        ModalError.NOT_FOUND, "there is no " + kind + " '" + name + "'", cause)
                                : cause));
        return Stages.recover(Stages.then(found, use), cause -> {
            // What else is not there, as a file in a volume, only the server's own words can say.
            if (!id.isDone() || id.isCompletedExceptionally() || isNotFound(cause)) {
                known.remove(name, id);
            }
            return CompletableFuture.failedFuture(cause);
        });
    }

    public void forget(String name) {
        known.remove(name);
    }

    public static boolean isNotFound(Throwable error) {
        return error instanceof GrpcException fault && fault.status() == GrpcStatus.NOT_FOUND;
    }
}
