package dev.serai.modal.client.function;

import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.plane.Addresses;
import dev.serai.modal.proto.DataFormat;
import dev.serai.modal.proto.Function;
import dev.serai.modal.proto.FunctionHandleMetadata;
import java.net.URI;
import java.util.Optional;

/**
 * A deployed function, or a method of a deployed class.
 *
 * @param name   as people write it, for messages
 * @param method the name of the method, or null
 */
public record FunctionHandle(String name, String id, String method, FunctionHandleMetadata metadata) {

    private static final long MOST_BYTES = 2 << 20;
    private static final long MOST_BYTES_LATER = 8 << 10;

    /** Fails where values of ours can't reach it. */
    FunctionHandle checked() {
        if (!metadata.getWebUrl().isEmpty()) {
            throw new ModalException(ModalError.WEB_FUNCTION, name + " is a web endpoint, at " + metadata.getWebUrl());
        }
        if (metadata.getFunctionType() == Function.FunctionType.FUNCTION_TYPE_GENERATOR) {
            throw new ModalException(
                    ModalError.UNREADABLE, name + " is a generator, whose values can't be had from outside Python");
        }
        if (!metadata.getSupportedInputFormatsList().contains(DataFormat.DATA_FORMAT_CBOR)) {
            throw new ModalException(ModalError.NO_CBOR, name + " takes values from Python only");
        }
        return this;
    }

    /** Where its calls go, if not to the control plane. */
    Optional<URI> inputPlane() {
        return metadata.getInputPlaneUrl().isEmpty()
                ? Optional.empty()
                : Optional.of(Addresses.server(metadata.getInputPlaneUrl()));
    }

    /** @param later whether the call is kept until somebody asks for its result */
    boolean needsBlob(int bytes, boolean later) {
        var most = metadata.hasMaxObjectSizeBytes() ? metadata.getMaxObjectSizeBytes() : MOST_BYTES;
        var mostLater =
                metadata.hasMaxAsyncObjectSizeBytes() ? metadata.getMaxAsyncObjectSizeBytes() : MOST_BYTES_LATER;
        return bytes > most || later && bytes > mostLater;
    }
}
