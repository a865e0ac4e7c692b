package dev.serai.ollama;

import dev.serai.support.camel.StagedProducer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;

/** Hands an exchange to the operation's handler and goes on when the server has answered. */
public class OllamaProducer extends StagedProducer {

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
    protected CompletionStage<?> handle(Exchange exchange) throws Exception {
        return handler.handle(exchange);
    }

    @Override
    protected Executor routeThreads() {
        return getEndpoint().getComponent().routeThreads();
    }
}
