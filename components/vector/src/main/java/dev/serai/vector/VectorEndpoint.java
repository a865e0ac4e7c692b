package dev.serai.vector;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Take documents in and find the passages that fit a question. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "vector",
        title = "Vector",
        syntax = "vector:collection",
        producerOnly = true,
        category = {Category.AI},
        headersClass = VectorConstants.class)
public class VectorEndpoint extends DefaultEndpoint {

    @UriPath
    @Metadata(
            required = true,
            description =
                    "The collection: letters, digits, hyphen and underscore. It comes into being when it is first used.")
    private final String collection;

    @UriParam
    private VectorConfiguration configuration;

    public VectorEndpoint(String uri, VectorComponent component, String collection, VectorConfiguration configuration) {
        super(uri, component);
        this.collection = collection;
        this.configuration = configuration;
    }

    @Override
    public VectorComponent getComponent() {
        return (VectorComponent) super.getComponent();
    }

    @Override
    public Producer createProducer() {
        return new VectorProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new VectorException(
                VectorError.BAD_OPTION,
                "vector:" + collection + " cannot start a route",
                "Use it in to:, and start the route with file:, direct: or platform-http:.",
                null);
    }

    public String getCollection() {
        return collection;
    }

    public VectorConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(VectorConfiguration configuration) {
        this.configuration = configuration;
    }
}
