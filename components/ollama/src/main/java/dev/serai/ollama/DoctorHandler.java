package dev.serai.ollama;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

final class DoctorHandler implements OperationHandler {
    DoctorHandler(OllamaEndpoint endpoint, ModelAccess access) {}

    @Override
    public CompletableFuture<?> handle(Exchange exchange) {
        throw new UnsupportedOperationException();
    }
}
