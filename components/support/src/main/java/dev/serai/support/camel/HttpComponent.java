package dev.serai.support.camel;

import dev.serai.support.http.HttpPort;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.util.PropertiesHelper;
import org.apache.camel.util.StringHelper;

/** A component whose endpoints ask servers over HTTP: they share the port, and the threads that routes go on with. */
public abstract class HttpComponent extends HealthCheckComponent {

    private HttpPort port;
    private RouteThreads routeThreads;

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        port = HttpPorts.create(getCamelContext());
        var pool = StringHelper.capitalize(getDefaultName()) + "Route";
        routeThreads = new RouteThreads(
                getCamelContext().getExecutorServiceManager().newCachedThreadPool(this, pool), port.threads());
    }

    @Override
    protected void doShutdown() throws Exception {
        if (port != null) {
            port.close();
        }
        if (routeThreads != null) {
            getCamelContext().getExecutorServiceManager().shutdown(routeThreads.pool());
        }
        super.doShutdown();
    }

    public final HttpPort port() {
        return port;
    }

    public final RouteThreads routeThreads() {
        return routeThreads;
    }

    /**
     * Takes an option of many values out of the parameters of an endpoint.
     *
     * @param shared what the component says, or null; the endpoint's own win
     * @param prefix with its dot
     */
    protected static Map<String, Object> merged(
            Map<String, Object> shared, Map<String, Object> parameters, String prefix) {
        var all = new HashMap<String, Object>(shared == null ? Map.of() : shared);
        all.putAll(PropertiesHelper.extractProperties(parameters, prefix));
        return all;
    }
}
