package com.example.digest;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.dataformat.JsonLibrary;

/** Turns a letter into a few words, by a model whose answer has to match a schema. */
public class SumUp extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:sum-up")
                .routeId("sum-up")
                .to(
                        "ollama:chat/{{digest.model}}?system=resource:classpath:system.txt&format=resource:classpath:wish.json")
                .unmarshal()
                .json(JsonLibrary.Jackson, Wish.class)
                .setBody(exchange -> exchange.getMessage().getBody(Wish.class).asMarkdown());
    }
}
