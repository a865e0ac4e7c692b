package dev.serai.supabase;

import dev.serai.support.camel.HttpProducer;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;

/** Hands an exchange to the handler of its endpoint's kind and goes on when the server has answered. */
public class SupabaseProducer extends HttpProducer {

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
        var access = new Access(getEndpoint());
        handler = OperationHandler.of(getEndpoint(), access);
        handler.start();
        var service = getEndpoint().getKind().service();
        var gateway = access.gateway();
        watchHealth(
                () -> Map.of(gateway.uri(service).toString(), gateway.reach(service, access.project())),
                "no Supabase answers");
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (handler != null) {
            handler.close();
        }
    }

    @Override
    protected CompletionStage<?> handle(Exchange exchange) throws Exception {
        return handler.handle(exchange);
    }
}
