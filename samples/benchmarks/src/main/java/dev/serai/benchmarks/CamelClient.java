package dev.serai.benchmarks;

import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.camel.builder.RouteBuilder;

/** {@code ollama:chat} in a route. */
final class CamelClient implements Contender {

    private final Camel camel;

    CamelClient(String baseUrl) throws Exception {
        camel = new Camel(baseUrl, new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask").to("ollama:chat/" + Script.MODEL);
            }
        });
    }

    @Override
    public String name() {
        return "ollama:chat";
    }

    @Override
    public void ask(BiConsumer<String, Throwable> answered) {
        camel.send(
                Map.of(),
                exchange -> answered.accept(exchange.getMessage().getBody(String.class), exchange.getException()));
    }

    @Override
    public void close() {
        camel.close();
    }
}
