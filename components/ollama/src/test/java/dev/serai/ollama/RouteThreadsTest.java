package dev.serai.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.OllamaServerExtension;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Routes that block do not keep the answers of others away. */
@Timeout(60)
class RouteThreadsTest {

    private static final int EXCHANGES = 60;

    @RegisterExtension
    static final OllamaServerExtension ollama = new OllamaServerExtension();

    private static void startAll(String uri, Object expected) throws Exception {
        try (var routes = Routes.on(ollama.baseUrl())) {
            routes.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:nested")
                            .to("ollama:chat/scripted-chat")
                            .process(exchange -> exchange.getMessage()
                                    .setBody(routes.ask("ollama:chat/scripted-chat", "again", String.class)));
                    from("direct:split")
                            .to("ollama:chat/scripted-chat?stream=true")
                            .split(body())
                            .streaming()
                            .to("log:delta?level=OFF")
                            .end()
                            .setBody(constant("done"));
                    from("direct:callback").to("ollama:chat/scripted-chat?stream=true&streamTo=direct:delta");
                    from("direct:delta")
                            .process(exchange -> routes.ask("ollama:chat/scripted-chat", "again", String.class));
                }
            });
            var answers = IntStream.range(0, EXCHANGES)
                    .mapToObj(i -> routes.template().asyncRequestBody(uri, "hi"))
                    .toList();
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
            assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(expected));
        }
    }

    @Test
    void whichWaitForAnotherAnswer() throws Exception {
        startAll("direct:nested", "Hello from the scripted model.");
    }

    @Test
    void whichIterateOverAStream() throws Exception {
        startAll("direct:split", "done");
    }

    @Test
    void whichAreCalledForEachDelta() throws Exception {
        startAll("direct:callback", "Hello from the scripted model.");
    }
}
