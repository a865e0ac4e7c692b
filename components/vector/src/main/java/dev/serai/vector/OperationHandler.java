package dev.serai.vector;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** Does one operation. */
interface OperationHandler {

    /** Gives the new body. */
    CompletableFuture<?> handle(Exchange exchange) throws Exception;
}
