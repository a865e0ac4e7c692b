package dev.serai.ollama;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** Does one family of operations. */
interface OperationHandler extends AutoCloseable {

    /** Whatever has to be there before the first exchange. */
    default void start() throws Exception {}

    /** Answers an exchange; the future completes when the message holds the answer. */
    CompletableFuture<?> handle(Exchange exchange) throws Exception;

    @Override
    default void close() {}

    static OperationHandler of(OllamaEndpoint endpoint, ModelAccess access) throws Exception {
        return switch (endpoint.getOperation()) {
            case CHAT -> new ChatHandler(endpoint, access);
            case GENERATE -> new GenerateHandler(endpoint, access);
            case EMBED -> new EmbedHandler(endpoint, access);
            case TRANSCRIBE -> new TranscribeHandler(endpoint, access);
            case TAGS, SHOW, PS, LOAD, COPY, DELETE, VERSION -> new CatalogHandler(endpoint, access);
            case PULL, PUSH, CREATE, BLOBS -> new TransferHandler(endpoint, access);
            case DOCTOR -> new DoctorHandler(endpoint, access);
        };
    }
}
