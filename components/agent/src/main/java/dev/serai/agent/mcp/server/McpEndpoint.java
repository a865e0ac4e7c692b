package dev.serai.agent.mcp.server;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Answer clients of the Model Context Protocol with tools that are routes, behind any HTTP consumer. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "mcp",
        title = "MCP",
        syntax = "mcp:operation",
        producerOnly = true,
        remote = false,
        category = {Category.AI},
        headersClass = McpConstants.class)
public class McpEndpoint extends DefaultEndpoint {

    @UriPath(enums = "serve")
    @Metadata(required = true, description = "serve: answer one HTTP request of a client.")
    private final String operation;

    @UriParam
    private McpConfiguration configuration;

    public McpEndpoint(String uri, McpComponent component, String operation, McpConfiguration configuration) {
        super(uri, component);
        this.operation = operation;
        this.configuration = configuration;
    }

    @Override
    public Producer createProducer() {
        return new McpProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("mcp:serve answers requests; start the route from platform-http");
    }

    public String getOperation() {
        return operation;
    }

    public McpConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(McpConfiguration configuration) {
        this.configuration = configuration;
    }
}
