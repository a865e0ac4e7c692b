package dev.serai.ollama;

import dev.serai.support.error.Failures;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.support.DefaultAsyncProducer;

/** Hands an exchange to the operation's handler and goes on when the server has answered. */
public class OllamaProducer extends DefaultAsyncProducer {

    private ModelAccess access;
    private OperationHandler handler;
    private WritableHealthCheckRepository healthChecks;
    private OllamaHealthCheck healthCheck;

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
        registerHealthCheck();
    }

    private void registerHealthCheck() {
        healthChecks = HealthCheckHelper.getHealthCheckRepository(
                getEndpoint().getCamelContext(), "producers", WritableHealthCheckRepository.class);
        if (healthChecks != null && getEndpoint().getComponent().isHealthCheckProducerEnabled()) {
            healthCheck =
                    new OllamaHealthCheck(getEndpoint(), access, getEndpoint().getId());
            healthChecks.addHealthCheck(healthCheck);
        }
    }

    /** Camel does not stop what has failed to start. */
    @Override
    protected void doFail(Exception e) {
        try {
            doStop();
        } catch (Exception second) {
            e.addSuppressed(second);
        }
        super.doFail(e);
    }

    @Override
    protected void doStop() throws Exception {
        if (healthCheck != null) {
            healthChecks.removeHealthCheck(healthCheck);
            healthCheck = null;
        }
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
        work.whenCompleteAsync(
                (done, error) -> {
                    if (error != null) {
                        exchange.setException(Failures.unwrap(error));
                    }
                    callback.done(false);
                },
                getEndpoint().getComponent().routeThreads());
        return false;
    }
}
