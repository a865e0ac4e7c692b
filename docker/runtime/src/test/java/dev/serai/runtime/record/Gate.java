package dev.serai.runtime.record;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

/** Lets an exchange through when it is opened; no thread waits. */
final class Gate extends AsyncProcessorSupport {

    private final CompletableFuture<Void> open;

    Gate(CompletableFuture<Void> open) {
        this.open = open;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        open.thenRun(() -> callback.done(false));
        return false;
    }
}
