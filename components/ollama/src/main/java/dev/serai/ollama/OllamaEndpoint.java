package dev.serai.ollama;

import dev.serai.ollama.client.Gate;
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

/** Ask a language model on an Ollama server, or on any server with OpenAI's API, and manage the models there. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "ollama",
        title = "Ollama",
        syntax = "ollama:operation/model",
        category = {Category.AI},
        headersClass = OllamaConstants.class)
public class OllamaEndpoint extends ScheduledPollEndpoint implements EndpointServiceLocation {

    @UriPath(
            enums =
                    "chat,generate,embed,transcribe,tags,show,ps,load,pull,push,create,copy,delete,blobs,version,doctor")
    @Metadata(required = true, description = "What is asked of the server.")
    private final OllamaOperation operation;

    @UriPath
    @Metadata(description = "The model, such as qwen3:4b. The header CamelOllamaModel wins over it.")
    private final String model;

    @UriParam
    private OllamaConfiguration configuration;

    private Gate gate;

    public OllamaEndpoint(
            String uri,
            OllamaComponent component,
            OllamaOperation operation,
            String model,
            OllamaConfiguration configuration) {
        super(uri, component);
        this.operation = operation;
        this.model = model;
        this.configuration = configuration;
    }

    @Override
    public OllamaComponent getComponent() {
        return (OllamaComponent) super.getComponent();
    }

    @Override
    public Producer createProducer() {
        return new OllamaProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var consumer = new OllamaPsConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    public OllamaOperation getOperation() {
        return operation;
    }

    public String getModel() {
        return model;
    }

    public OllamaConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(OllamaConfiguration configuration) {
        this.configuration = configuration;
    }

    /** One for all producers of the endpoint, since it is the server that must not be overrun. */
    synchronized Gate gate() {
        if (gate == null) {
            gate = new Gate(configuration.getMaxInFlight(), getComponent().routeThreads()::alone);
        }
        return gate;
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
