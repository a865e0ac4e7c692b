package dev.serai.ollama;

import dev.serai.support.camel.HttpPorts;
import dev.serai.support.camel.RouteThreads;
import dev.serai.support.http.HttpPort;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.util.PropertiesHelper;

/** The {@code ollama} scheme. */
@Component("ollama")
public class OllamaComponent extends HealthCheckComponent {

    @Metadata(description = "What all endpoints share unless they say otherwise.")
    private OllamaConfiguration configuration = new OllamaConfiguration();

    private HttpPort port;
    private RouteThreads routeThreads;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        int slash = remaining.indexOf('/');
        var operation = OllamaOperation.of(slash < 0 ? remaining : remaining.substring(0, slash));
        var model = slash < 0 || slash == remaining.length() - 1 ? null : remaining.substring(slash + 1);
        var copy = configuration.copy();
        copy.setHttpHeaders(merged(copy.getHttpHeaders(), parameters, "httpHeader."));
        copy.setExtraOptions(merged(copy.getExtraOptions(), parameters, "option."));
        var endpoint = new OllamaEndpoint(uri, this, operation, model, copy);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    private static Map<String, Object> merged(
            Map<String, Object> shared, Map<String, Object> parameters, String prefix) {
        var all = new HashMap<String, Object>(shared == null ? Map.of() : shared);
        all.putAll(PropertiesHelper.extractProperties(parameters, prefix));
        return all;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        port = HttpPorts.create(getCamelContext());
        routeThreads = new RouteThreads(
                getCamelContext().getExecutorServiceManager().newCachedThreadPool(this, "OllamaRoute"), port.threads());
    }

    @Override
    protected void doShutdown() throws Exception {
        if (port != null) {
            port.close();
            getCamelContext().getExecutorServiceManager().shutdown(routeThreads.pool());
        }
        super.doShutdown();
    }

    HttpPort port() {
        return port;
    }

    RouteThreads routeThreads() {
        return routeThreads;
    }

    public OllamaConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(OllamaConfiguration configuration) {
        this.configuration = configuration;
    }
}
