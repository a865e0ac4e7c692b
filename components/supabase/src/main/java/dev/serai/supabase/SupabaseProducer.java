package dev.serai.supabase;

import dev.serai.support.camel.StagedProducer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;

/** Hands an exchange to the handler of its endpoint's kind and goes on when the server has answered. */
public class SupabaseProducer extends StagedProducer {

    private OperationHandler handler;

    public SupabaseProducer(SupabaseEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public SupabaseEndpoint getEndpoint() {
        return (SupabaseEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        handler = OperationHandler.of(getEndpoint(), new Access(getEndpoint()));
        handler.start();
    }

    @Override
    protected void doStop() throws Exception {
        if (handler != null) {
            handler.close();
        }
        super.doStop();
    }

    @Override
    protected CompletionStage<?> handle(Exchange exchange) throws Exception {
        return handler.handle(exchange);
    }

    @Override
    protected Executor routeThreads() {
        return getEndpoint().getComponent().routeThreads();
    }
}
