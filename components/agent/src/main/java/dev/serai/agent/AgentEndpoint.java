package dev.serai.agent;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Let a language model work on a task in turns, with tools, memory and people who allow what it does. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "agent",
        title = "Agent",
        syntax = "agent:name",
        producerOnly = true,
        remote = false,
        category = {Category.AI},
        headersClass = AgentConstants.class)
public class AgentEndpoint extends DefaultEndpoint {

    @UriPath
    @Metadata(required = true, description = "The agent's name; its conversations and runs are kept under it.")
    private final String name;

    @UriParam
    private AgentConfiguration configuration;

    public AgentEndpoint(String uri, AgentComponent component, String name, AgentConfiguration configuration) {
        super(uri, component);
        this.name = name;
        this.configuration = configuration;
    }

    @Override
    public AgentComponent getComponent() {
        return (AgentComponent) super.getComponent();
    }

    @Override
    public Producer createProducer() {
        return new AgentProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("agent: cannot start a route; a route calls it");
    }

    public String getName() {
        return name;
    }

    public AgentConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(AgentConfiguration configuration) {
        this.configuration = configuration;
    }
}
