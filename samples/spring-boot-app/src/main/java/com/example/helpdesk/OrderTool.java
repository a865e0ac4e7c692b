package com.example.helpdesk;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** Lets models ask for the state of an order. */
@Component
public class OrderTool extends RouteBuilder {

    private final Orders orders;

    public OrderTool(Orders orders) {
        this.orders = orders;
    }

    @Override
    public void configure() {
        from("tool:order_state?description=Where an order is."
                        + "&parameter.number=integer"
                        + "&parameter.number.description=The number of the order."
                        + "&parameter.number.required=true")
                .routeId("order-state")
                .setBody(exchange ->
                        orders.state(exchange.getMessage().getHeader("CamelToolArg_number", Integer.class)));
    }
}
