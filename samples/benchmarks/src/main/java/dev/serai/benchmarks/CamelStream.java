package dev.serai.benchmarks;

import dev.serai.support.chat.ChatDelta;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** {@code ollama:chat} that streams to a second route. */
final class CamelStream implements StreamingContender {

    private static final String FIRST_TEXT = "FirstText";

    private final Camel camel;

    CamelStream(String baseUrl) throws Exception {
        camel = new Camel(baseUrl, new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask").to("ollama:chat/" + Script.MODEL + "?stream=true&streamTo=direct:deltas");
                from("direct:deltas").process(CamelStream::arrived);
            }
        });
    }

    private static void arrived(Exchange exchange) {
        if (exchange.getMessage().getBody() instanceof ChatDelta.Text) {
            exchange.getMessage().getHeader(FIRST_TEXT, FirstText.class).arrived();
        }
    }

    @Override
    public void ask(Runnable firstText, Consumer<Throwable> end) {
        camel.send(Map.of(FIRST_TEXT, new FirstText(firstText)), exchange -> end.accept(exchange.getException()));
    }

    @Override
    public void close() {
        camel.close();
    }

    /** Deltas of one answer come one after another. */
    private static final class FirstText {

        private Runnable then;

        FirstText(Runnable then) {
            this.then = then;
        }

        void arrived() {
            if (then != null) {
                then.run();
                then = null;
            }
        }
    }
}
