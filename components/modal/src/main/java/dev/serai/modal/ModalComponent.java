package dev.serai.modal;

import dev.serai.modal.client.grpc.GrpcNetwork;
import dev.serai.modal.sandbox.Farewells;
import dev.serai.support.camel.HttpComponent;
import dev.serai.support.camel.HttpPorts;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;

/** The {@code modal} scheme. */
@Component("modal")
public class ModalComponent extends HttpComponent {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Metadata(description = "What all endpoints share unless they say otherwise.")
    private ModalConfiguration configuration = new ModalConfiguration();

    @Metadata(
            label = "limits",
            defaultValue = "10s",
            javaType = "java.time.Duration",
            description = "How long a connection may take to come about.")
    private long connectTimeout = 10_000;

    @Metadata(
            label = "limits",
            defaultValue = "104857600",
            description = "How many bytes one message from or to the service may have.")
    private long maxMessageSize = 104857600;

    private final Set<ModalProducer> producers = ConcurrentHashMap.newKeySet();
    private final Farewells farewells = new Farewells();
    private GrpcNetwork network;
    private Workspaces workspaces;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        var copy = configuration.copy();
        copy.setParameters(merged(copy.getParameters(), parameters, "parameters."));
        copy.setEnv(merged(copy.getEnv(), parameters, "env."));
        copy.setVolumes(merged(copy.getVolumes(), parameters, "volumes."));
        copy.setTags(merged(copy.getTags(), parameters, "tags."));
        var slash = remaining.indexOf('/');
        var operation = ModalOperation.of(slash < 0 ? remaining : remaining.substring(0, slash));
        var name = slash < 0 || slash == remaining.length() - 1 ? null : remaining.substring(slash + 1);
        var endpoint = new ModalEndpoint(uri, this, operation, name, copy);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    protected void doStop() throws Exception {
        // Camel's templates stop after the components.
        producers.forEach(ModalProducer::cancelAll);
        if (workspaces != null) {
            workspaces.close();
            // What stopping routes have cancelled has to leave this machine before the connections close.
            farewells.add(network.quiet());
            farewells.awaitAll(PATIENCE);
        }
        super.doStop();
    }

    @Override
    protected void doShutdown() throws Exception {
        if (network != null) {
            network.close();
        }
        super.doShutdown();
    }

    Set<ModalProducer> producers() {
        return producers;
    }

    /** Made when it is first asked for: Camel Main sets the options after the component is initialised. */
    synchronized Workspaces workspaces() {
        if (workspaces == null) {
            network = new GrpcNetwork(
                    HttpPorts.policy(getCamelContext()),
                    port().executor(),
                    Duration.ofMillis(connectTimeout),
                    maxMessageSize);
            workspaces = new Workspaces(network, port(), getCamelContext().getName(), farewells);
        }
        return workspaces;
    }

    public ModalConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(ModalConfiguration configuration) {
        this.configuration = configuration;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getMaxMessageSize() {
        return maxMessageSize;
    }

    public void setMaxMessageSize(long maxMessageSize) {
        this.maxMessageSize = maxMessageSize;
    }
}
