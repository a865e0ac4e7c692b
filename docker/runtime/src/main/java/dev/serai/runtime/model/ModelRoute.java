package dev.serai.runtime.model;

import org.apache.camel.builder.RouteBuilder;

/** Gives the model that answers an address, for the routes of the library and for those of users. */
public final class ModelRoute extends RouteBuilder {

    /** What {@code serai.model} stands for in routes. */
    public static final String URI = "direct:serai-model";

    private final ModelChoice choice;

    public ModelRoute(ModelChoice choice) {
        this.choice = choice;
    }

    @Override
    public void configure() {
        from(URI).routeId("serai-model").description("The model that answers").process(choice);
    }
}
