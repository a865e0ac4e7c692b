package dev.serai.agent.tool;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Make a route a tool that agents and MCP clients may call, or call such a tool from a route. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "tool",
        title = "Tool",
        syntax = "tool:name",
        remote = false,
        category = {Category.AI},
        headersClass = ToolConstants.class)
public class ToolEndpoint extends DefaultEndpoint {

    @UriPath
    @Metadata(
            required = true,
            description = "The name that models call: up to 64 letters, digits, underscores and hyphens.")
    private final String name;

    @UriParam
    private ToolConfiguration configuration;

    public ToolEndpoint(String uri, ToolComponent component, String name, ToolConfiguration configuration) {
        super(uri, component);
        this.name = name;
        this.configuration = configuration;
    }

    @Override
    public Producer createProducer() {
        return new ToolProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var consumer = new ToolConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    public String getName() {
        return name;
    }

    public ToolConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(ToolConfiguration configuration) {
        this.configuration = configuration;
    }
}
