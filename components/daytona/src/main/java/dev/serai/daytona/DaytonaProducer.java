package dev.serai.daytona;

import dev.serai.support.camel.HttpProducer;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;

/** Hands an exchange to the handler of its endpoint's operation and goes on when that is done. */
public class DaytonaProducer extends HttpProducer {

    private OperationHandler handler;

    public DaytonaProducer(DaytonaEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public DaytonaEndpoint getEndpoint() {
        return (DaytonaEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        var access = new Access(getEndpoint());
        handler = OperationHandler.of(getEndpoint(), access);
        handler.start();
        var service = access.gateway().api();
        watchHealth(() -> Map.of(service.toString(), access.sandboxes().reach()), "no Daytona answers");
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
