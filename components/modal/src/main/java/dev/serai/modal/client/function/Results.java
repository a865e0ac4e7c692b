package dev.serai.modal.client.function;

import dev.serai.modal.client.codec.Cbor;
import dev.serai.modal.client.codec.Pickle;
import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.plane.Blobs;
import dev.serai.modal.client.plane.Stages;
import dev.serai.modal.proto.DataFormat;
import dev.serai.modal.proto.FunctionGetOutputsItem;
import dev.serai.modal.proto.GenericResult;
import java.util.concurrent.CompletableFuture;

/** Makes values and errors of what functions leave behind. */
final class Results {

    private static final int MOST_WORDS = 4000;

    private final Blobs blobs;

    Results(Blobs blobs) {
        this.blobs = blobs;
    }

    CompletableFuture<Object> value(FunctionGetOutputsItem output) {
        var result = output.getResult();
        if (result.getStatus() != GenericResult.GenericStatus.GENERIC_STATUS_SUCCESS) {
            throw failure(result);
        }
        if (result.hasDataBlobId() && !result.getDataBlobId().isEmpty()) {
            return Stages.map(blobs.download(result.getDataBlobId()), bytes -> decoded(bytes, output.getDataFormat()));
        }
        return CompletableFuture.completedFuture(decoded(result.getData().toByteArray(), output.getDataFormat()));
    }

    private static Object decoded(byte[] bytes, DataFormat format) {
        return switch (format) {
            case DATA_FORMAT_CBOR -> Cbor.decode(bytes);
            case DATA_FORMAT_PICKLE -> Pickle.decode(bytes);
            case DATA_FORMAT_GENERATOR_DONE ->
                throw new ModalException(
                        ModalError.UNREADABLE,
                        "the function is a generator, whose values can't be had from outside Python");
            default ->
                throw new ModalException(ModalError.UNREADABLE, "the function's result has the format " + format);
        };
    }

    static ModalException failure(GenericResult result) {
        var said = said(result);
        return switch (result.getStatus()) {
            case GENERIC_STATUS_TIMEOUT, GENERIC_STATUS_IDLE_TIMEOUT ->
                new ModalException(ModalError.FUNCTION_TIMEOUT, "the function took longer than it may" + said);
            case GENERIC_STATUS_TERMINATED ->
                new ModalException(ModalError.FUNCTION_TERMINATED, "the function was ended from outside" + said);
            case GENERIC_STATUS_INTERNAL_FAILURE ->
                new ModalException(ModalError.FUNCTION_LOST, "Modal could not run the function" + said);
            case GENERIC_STATUS_INIT_FAILURE ->
                new ModalException(ModalError.FUNCTION_FAILED, "the function's container did not start" + said);
            default -> new ModalException(ModalError.FUNCTION_FAILED, "the function failed" + said);
        };
    }

    private static String said(GenericResult result) {
        var text = result.getException().strip();
        if (text.isEmpty()) {
            return "";
        }
        return ": " + (text.length() <= MOST_WORDS ? text : text.substring(0, MOST_WORDS) + "...");
    }
}
