package dev.serai.searxng;

import dev.serai.searxng.pages.PageOptions;
import dev.serai.support.http.Redaction;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.ScheduledPollEndpoint;

/** Search the web through your own SearXNG, and read the pages that it finds. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "searxng",
        title = "SearXNG",
        syntax = "searxng:operation",
        category = {Category.SEARCH, Category.AI},
        headersClass = SearxngConstants.class)
public class SearxngEndpoint extends ScheduledPollEndpoint implements EndpointServiceLocation {

    @UriPath(enums = "search,autocomplete,config,health,read")
    @Metadata(required = true, description = "What is done.")
    private final SearxngOperation operation;

    @UriParam
    private SearxngConfiguration configuration;

    @UriParam
    private PageOptions pageOptions;

    public SearxngEndpoint(
            String uri,
            SearxngComponent component,
            SearxngOperation operation,
            SearxngConfiguration configuration,
            PageOptions pageOptions) {
        super(uri, component);
        this.operation = operation;
        this.configuration = configuration;
        this.pageOptions = pageOptions;
    }

    @Override
    public SearxngComponent getComponent() {
        return (SearxngComponent) super.getComponent();
    }

    @Override
    public Producer createProducer() {
        return new SearxngProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var consumer = new SearxngConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    public SearxngOperation getOperation() {
        return operation;
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

    @Override
    public String getServiceUrl() {
        var address = configuration.getHosts() == null ? configuration.getBaseUrl() : configuration.getHosts();
        // Consoles and JMX show it.
        return Redaction.logins(address);
    }

    @Override
    public String getServiceProtocol() {
        return "http";
    }
}
