package dev.serai.modal;

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
import org.apache.camel.support.DefaultEndpoint;

/** Call functions and run commands in sandboxes on Modal, and use its queues, dicts, volumes and secrets. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "modal",
        title = "Modal",
        syntax = "modal:operation/name",
        category = {Category.CLOUD, Category.AI},
        headersClass = ModalConstants.class)
public class ModalEndpoint extends DefaultEndpoint implements EndpointServiceLocation {

    @UriPath(enums = "call,spawn,map,result,cancel,stats,scale,web,exec,run,files,sandbox,queue,dict,volume,secret")
    @Metadata(required = true, description = "What is done.")
    private final ModalOperation operation;

    @UriPath
    @Metadata(
            description =
                    "What it is done with: app/function or app/Class.method for a function, the language of a run, what is done with files, the name of a queue, dict, volume or secret, the app of sandboxes, for a consumer of results the identifier of a call.")
    private final String name;

    @UriParam
    private ModalConfiguration configuration;

    public ModalEndpoint(
            String uri, ModalComponent component, ModalOperation operation, String name, ModalConfiguration options) {
        super(uri, component);
        this.operation = operation;
        this.name = name;
        this.configuration = options;
    }

    @Override
    public ModalComponent getComponent() {
        return (ModalComponent) super.getComponent();
    }

    @Override
    public Producer createProducer() {
        return new ModalProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var consumer = switch (operation) {
            case QUEUE -> new ModalQueueConsumer(this, processor);
            case RESULT -> new ModalResultConsumer(this, processor);
            default ->
                throw Settings.bad("only a queue and results can be consumed, as in modal:queue/name and modal:result");
        };
        configureConsumer(consumer);
        return consumer;
    }

    public Workspace workspace() {
        return getComponent().workspaces().of(configuration);
    }

    public ModalOperation getOperation() {
        return operation;
    }

    public String getName() {
        return name;
    }

    public ModalConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(ModalConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public String getServiceUrl() {
        // Consoles and JMX show it.
        return Redaction.logins(configuration.getServerUrl());
    }

    @Override
    public String getServiceProtocol() {
        return "grpc";
    }
}
