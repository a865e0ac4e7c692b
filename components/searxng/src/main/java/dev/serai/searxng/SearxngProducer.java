package dev.serai.searxng;

import dev.serai.support.camel.StagedProducer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;

/** Hands an exchange to the operation's handler and goes on when the answer is there. */
public class SearxngProducer extends StagedProducer {

    private OperationHandler handler;
    private WritableHealthCheckRepository healthChecks;
    private SearxngHealthCheck healthCheck;

    public SearxngProducer(SearxngEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public SearxngEndpoint getEndpoint() {
        return (SearxngEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        var component = getEndpoint().getComponent();
        var pool = Instances.of(getEndpoint().getConfiguration(), component.port());
        handler = OperationHandler.of(getEndpoint(), pool);
        healthChecks = HealthCheckHelper.getHealthCheckRepository(
                getEndpoint().getCamelContext(), "producers", WritableHealthCheckRepository.class);
        // Pages are read without the server.
        if (healthChecks != null
                && component.isHealthCheckProducerEnabled()
                && getEndpoint().getOperation() != SearxngOperation.READ) {
            healthCheck =
                    new SearxngHealthCheck(getEndpoint(), pool, getEndpoint().getId());
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
            handler = null;
        }
        super.doStop();
    }

    @Override
    protected CompletionStage<?> handle(Exchange exchange) {
        return handler.handle(exchange);
    }

    @Override
    protected Executor routeThreads() {
        return getEndpoint().getComponent().routeThreads();
    }
}
