package dev.serai.support.camel;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.support.DefaultEndpoint;

/** A producer of an {@link HttpComponent}. Its health check, if it has one, comes and goes with it. */
public abstract class HttpProducer extends StagedProducer {

    private final HttpComponent component;
    private final DefaultEndpoint endpoint;
    private WritableHealthCheckRepository healthChecks;
    private HealthCheck healthCheck;

    protected HttpProducer(DefaultEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        component = (HttpComponent) endpoint.getComponent();
    }

    /**
     * Lets Camel ask whether the servers answer, unless the component's health checks of producers are switched off.
     * Whoever uses it needs camel-health.
     *
     * @param servers asks each of them by its name; what fails tells why
     * @param nobody what it means when none answers
     */
    protected final void watchHealth(Supplier<Map<String, CompletableFuture<?>>> servers, String nobody) {
        healthChecks = HealthCheckHelper.getHealthCheckRepository(
                endpoint.getCamelContext(), "producers", WritableHealthCheckRepository.class);
        if (healthChecks != null && component.isHealthCheckProducerEnabled()) {
            var id = "producer:" + component.getDefaultName() + "-" + endpoint.getId();
            healthCheck = new ServersHealthCheck(endpoint.getCamelContext(), id, servers, nobody);
            healthChecks.addHealthCheck(healthCheck);
        }
    }

    /** Call it first: what the health check asks must not be closed before. */
    @Override
    protected void doStop() throws Exception {
        if (healthCheck != null) {
            healthChecks.removeHealthCheck(healthCheck);
            healthCheck = null;
        }
        super.doStop();
    }

    @Override
    protected final Executor routeThreads() {
        return component.routeThreads();
    }
}
