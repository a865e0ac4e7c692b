package dev.serai.searxng;

import dev.serai.searxng.pages.PageOptions;
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

/** The {@code searxng} scheme. */
@Component("searxng")
public class SearxngComponent extends HealthCheckComponent {

    @Metadata(description = "What all endpoints share unless they say otherwise.")
    private SearxngConfiguration configuration = new SearxngConfiguration();

    @Metadata(label = "pages", description = "How all endpoints read pages unless they say otherwise.")
    private PageOptions pageOptions = new PageOptions();

    private HttpPort port;
    private RouteThreads routeThreads;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        var copy = configuration.copy();
        var headers = new HashMap<String, Object>(copy.getHttpHeaders() == null ? Map.of() : copy.getHttpHeaders());
        headers.putAll(PropertiesHelper.extractProperties(parameters, "httpHeader."));
        copy.setHttpHeaders(headers);
        var endpoint = new SearxngEndpoint(uri, this, SearxngOperation.of(remaining), copy, pageOptions.copy());
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        port = HttpPorts.create(getCamelContext());
        routeThreads = new RouteThreads(
                getCamelContext().getExecutorServiceManager().newCachedThreadPool(this, "SearxngRoute"),
                port.threads());
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

    public SearxngConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(SearxngConfiguration configuration) {
        this.configuration = configuration;
    }

    public PageOptions getPageOptions() {
        return pageOptions;
    }

    public void setPageOptions(PageOptions pageOptions) {
        this.pageOptions = pageOptions;
    }
}
