package dev.serai.openai;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Offer a route as a model to Open WebUI and every other client of OpenAI's API. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "gateway",
        title = "Gateway",
        syntax = "gateway:kind/name",
        consumerOnly = true,
        remote = false,
        category = {Category.AI},
        headersClass = GatewayConstants.class)
public class GatewayEndpoint extends DefaultEndpoint {

    @UriPath(enums = "model,embedding")
    @Metadata(
            required = true,
            description = "What the route is to clients: a model to chat with, or one that turns texts into vectors.")
    private final GatewayKind kind;

    @UriPath
    @Metadata(
            required = true,
            description =
                    "The name that clients ask for: letters, digits, dots, underscores, hyphens, colons and slashes, up to 100.")
    private final String name;

    @UriParam
    private GatewayConfiguration configuration;

    public GatewayEndpoint(
            String uri, GatewayComponent component, GatewayKind kind, String name, GatewayConfiguration configuration) {
        super(uri, component);
        this.kind = kind;
        this.name = name;
        this.configuration = configuration;
    }

    @Override
    public GatewayComponent getComponent() {
        return (GatewayComponent) super.getComponent();
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("gateway: starts a route; to ask a model, use its own endpoint");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var consumer = new GatewayConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    public GatewayKind getKind() {
        return kind;
    }

    public String getName() {
        return name;
    }

    public GatewayConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(GatewayConfiguration configuration) {
        this.configuration = configuration;
    }
}
