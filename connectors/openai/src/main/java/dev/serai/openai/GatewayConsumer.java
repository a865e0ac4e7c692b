package dev.serai.openai;

import dev.serai.openai.model.RouteModel;
import java.util.regex.Pattern;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/** Offers a route as a model for as long as the route runs. */
class GatewayConsumer extends DefaultConsumer {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}");

    private RouteModel model;

    GatewayConsumer(GatewayEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    @Override
    public GatewayEndpoint getEndpoint() {
        return (GatewayEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        offer();
    }

    @Override
    protected void doSuspend() throws Exception {
        withdraw();
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        offer();
    }

    @Override
    protected void doStop() throws Exception {
        withdraw();
        super.doStop();
    }

    private void offer() throws Exception {
        var endpoint = getEndpoint();
        if (!NAME.matcher(endpoint.getName()).matches()) {
            throw new GatewayException(
                    GatewayError.BAD_OPTION,
                    "the model's name '" + endpoint.getName() + "' has characters that do not fit into an address");
        }
        var configuration = endpoint.getConfiguration();
        model = new RouteModel(
                endpoint.getKind(),
                endpoint.getName(),
                configuration.getTitle(),
                configuration.getDescription(),
                configuration.isStream(),
                this);
        if (!endpoint.getComponent().models().add(model)) {
            model = null;
            throw new GatewayException(
                    GatewayError.MODEL_EXISTS, "there is another model named '" + endpoint.getName() + "'");
        }
        endpoint.getComponent().open();
    }

    private void withdraw() {
        if (model != null) {
            getEndpoint().getComponent().models().remove(model);
            model = null;
        }
    }
}
