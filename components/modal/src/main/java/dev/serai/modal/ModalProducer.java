package dev.serai.modal;

import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.support.camel.HttpProducer;
import dev.serai.support.error.Failures;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;

/** Hands an exchange to the operation's handler and goes on when the answer is there. A route that stops ends its work. */
public class ModalProducer extends HttpProducer {

    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
    private OperationHandler handler;

    public ModalProducer(ModalEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public ModalEndpoint getEndpoint() {
        return (ModalEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        handler = OperationHandler.of(getEndpoint());
        handler.start();
        getEndpoint().getComponent().producers().add(this);
        var client = getEndpoint().workspace().client();
        watchHealth(() -> Map.of(getEndpoint().getServiceUrl(), client.check()), "Modal does not answer");
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        getEndpoint().getComponent().producers().remove(this);
        cancelAll();
        if (handler != null) {
            handler.close();
            handler = null;
        }
    }

    void cancelAll() {
        underWay.forEach(work -> work.cancel(true));
    }

    @Override
    protected CompletionStage<?> handle(Exchange exchange) {
        var work = handler.handle(exchange);
        underWay.add(work);
        var answer = new CompletableFuture<Object>();
        work.whenComplete((done, error) -> {
            underWay.remove(work);
            if (error == null) {
                answer.complete(done);
            } else {
                answer.completeExceptionally(told(Failures.unwrap(error)));
            }
        });
        return answer;
    }

    private static Throwable told(Throwable error) {
        return error instanceof CancellationException
                ? new ModalException(ModalError.CANCELLED, "the route is being stopped", error)
                : error;
    }
}
