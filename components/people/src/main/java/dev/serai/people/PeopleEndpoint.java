package dev.serai.people;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Ask people, and go on with their answers. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "people",
        title = "People",
        syntax = "people:operation",
        producerOnly = true,
        remote = false,
        category = {Category.WORKFLOW},
        headersClass = PeopleConstants.class)
public class PeopleEndpoint extends DefaultEndpoint {

    @UriPath(enums = "inbox,answer,list,get,cancel")
    @Metadata(required = true, description = "What is done.")
    private final PeopleOperation operation;

    @UriParam
    private PeopleConfiguration configuration;

    public PeopleEndpoint(
            String uri, PeopleComponent component, PeopleOperation operation, PeopleConfiguration configuration) {
        super(uri, component);
        this.operation = operation;
        this.configuration = configuration;
    }

    @Override
    public PeopleComponent getComponent() {
        return (PeopleComponent) super.getComponent();
    }

    @Override
    public Producer createProducer() {
        return new PeopleProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("people: cannot start a route; a route calls it");
    }

    public PeopleOperation getOperation() {
        return operation;
    }

    public PeopleConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(PeopleConfiguration configuration) {
        this.configuration = configuration;
    }
}
