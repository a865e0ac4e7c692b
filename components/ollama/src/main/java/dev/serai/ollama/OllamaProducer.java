package dev.serai.ollama;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Hands an exchange to the operation's handler and goes on when the server has answered. */
public class OllamaProducer extends DefaultAsyncProducer {

    private ModelAccess access;
    private OperationHandler handler;

    public OllamaProducer(OllamaEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public OllamaEndpoint getEndpoint() {
        return (OllamaEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        access = new ModelAccess(getEndpoint());
        handler = OperationHandler.of(getEndpoint(), access);
        handler.start();
    }

    @Override
    protected void doStop() throws Exception {
        if (handler != null) {
            handler.close();
        }
        if (access != null) {
            access.close();
        }
        super.doStop();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CompletableFuture<?> work;
        try {
            work = handler.handle(exchange);
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        work.whenComplete((done, error) -> {
            if (error != null) {
                exchange.setException(
                        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error);
            }
            callback.done(false);
        });
        return false;
    }
}
