package dev.serai.searxng;

import dev.serai.searxng.pages.PageOptions;
import dev.serai.support.camel.HttpComponent;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;

/** The {@code searxng} scheme. */
@Component("searxng")
public class SearxngComponent extends HttpComponent {

    @Metadata(description = "What all endpoints share unless they say otherwise.")
    private SearxngConfiguration configuration = new SearxngConfiguration();

    @Metadata(label = "pages", description = "How all endpoints read pages unless they say otherwise.")
    private PageOptions pageOptions = new PageOptions();

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        var copy = configuration.copy();
        copy.setHttpHeaders(merged(copy.getHttpHeaders(), parameters, "httpHeader."));
        var endpoint = new SearxngEndpoint(uri, this, SearxngOperation.of(remaining), copy, pageOptions.copy());
        setProperties(endpoint, parameters);
        return endpoint;
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
