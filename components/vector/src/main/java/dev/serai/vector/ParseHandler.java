package dev.serai.vector;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** Reads documents for routes that want their rows or their text. */
final class ParseHandler implements OperationHandler {

    private final Workers workers;
    private final Intake intake;
    private final DocumentReader reader;

    ParseHandler(VectorEndpoint endpoint) {
        this.workers = endpoint.getComponent().documents();
        this.intake = new Intake(endpoint);
        this.reader = new DocumentReader(endpoint.getConfiguration());
    }

    @Override
    public CompletableFuture<?> handle(Exchange exchange) {
        var document = intake.document(exchange, exchange.getMessage().getBody(), 0);
        return workers.call(() -> reader.parse(document));
    }
}
