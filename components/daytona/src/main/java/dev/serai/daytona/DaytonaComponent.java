package dev.serai.daytona;

import dev.serai.daytona.client.Farewells;
import dev.serai.daytona.lease.LeaseBook;
import dev.serai.support.camel.HttpComponent;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.util.PropertiesHelper;

/** The {@code daytona} scheme. */
@Component("daytona")
public class DaytonaComponent extends HttpComponent {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Metadata(description = "What all endpoints share unless they say otherwise.")
    private DaytonaConfiguration configuration = new DaytonaConfiguration();

    private LeaseBook leases;
    private final Farewells farewells = new Farewells();

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        OperationHandler.check(remaining);
        var copy = configuration.copy();
        copy.setHttpHeaders(merged(copy.getHttpHeaders(), parameters, "httpHeader."));
        var endpoint = new DaytonaEndpoint(uri, this, remaining, copy);
        endpoint.getNewSandboxOptions().setEnv(PropertiesHelper.extractProperties(parameters, "env."));
        endpoint.getNewSandboxOptions().setLabels(PropertiesHelper.extractProperties(parameters, "label."));
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        leases = new LeaseBook();
    }

    @Override
    protected void doStop() throws Exception {
        if (leases != null) {
            leases.close();
            farewells.awaitAll(PATIENCE);
        }
        super.doStop();
    }

    Farewells farewells() {
        return farewells;
    }

    /** The sandboxes that are leased for exchanges and sessions. */
    LeaseBook leases() {
        return leases;
    }

    public DaytonaConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(DaytonaConfiguration configuration) {
        this.configuration = configuration;
    }
}
