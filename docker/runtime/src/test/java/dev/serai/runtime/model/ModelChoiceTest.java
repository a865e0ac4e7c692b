package dev.serai.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.offline.ollama.Model;
import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.offline.ollama.ScriptedReply;
import dev.serai.ollama.OllamaComponent;
import dev.serai.runtime.model.ModelInUse.Kind;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelChoiceTest {

    private static final long MEMORY = 64L << 30;

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private ModelChoice choice;

    private void start(String ollama, String configured) throws Exception {
        if (ollama != null) {
            var component = new OllamaComponent();
            component.getConfiguration().setBaseUrl(ollama);
            camel.addComponent("ollama", component);
        }
        choice = new ModelChoice(camel, configured, MEMORY);
        camel.addRoutes(new ModelRoute(choice));
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private ChatReply ask(String question) {
        return camel.createProducerTemplate().requestBody(ModelRoute.URI, ChatRequest.user(question), ChatReply.class);
    }

    @Test
    void aModelThatCallsToolsIsUsedAndNamed() throws Exception {
        try (var server = OllamaStandIn.builder().model("qwen3:4b").start()) {
            server.models().all().forEach(model -> server.models().remove(model.name()));
            server.models().add(Model.named("llama3.2:3b").build());
            start(server.baseUrl(), null);
            await().untilAsserted(() ->
                    assertThat(choice.current()).isEqualTo(new ModelInUse(Kind.OLLAMA, "llama3.2:3b", null)));
            server.always(ScriptedReply.text("Blue."));
            assertThat(ask("Which colour has the sky?").text()).isEqualTo("Blue.");
            assertThat(server.requests().last().json().path("model").asText()).isEqualTo("llama3.2:3b");
        }
    }

    @Test
    void withoutAServerPassagesAnswerAndTheHintSaysHowToGetAModel() throws Exception {
        start("http://127.0.0.1:1", null);
        assertThat(choice.look().join().kind()).isEqualTo(Kind.EXTRACTIVE);
        assertThat(ask("Which colour has the sky?").text()).contains("no model").contains("ollama pull");
    }

    @Test
    void aModelOfTheCloudIsNobodysChoiceByItself() throws Exception {
        try (var server = OllamaStandIn.start()) {
            server.models().all().forEach(model -> server.models().remove(model.name()));
            server.models().add(Model.named("gpt-oss:120b-cloud").build());
            start(server.baseUrl(), null);
            assertThat(choice.look().join().kind()).isEqualTo(Kind.EXTRACTIVE);
        }
    }

    @Test
    void aServerThatMissesALookIsStillUsedAndOneThatIsGoneIsNot() throws Exception {
        var server = OllamaStandIn.builder().model("qwen3:4b").start();
        start(server.baseUrl(), null);
        await().until(() -> choice.look().join().kind() == Kind.OLLAMA);
        server.close();
        assertThat(choice.look().join().kind()).isEqualTo(Kind.OLLAMA);
        await().until(() -> choice.look().join().kind() == Kind.EXTRACTIVE);
    }

    @Test
    void theNextStepAsksForItsOwnModel() throws Exception {
        try (var server = OllamaStandIn.builder().model("qwen3:4b").start()) {
            start(server.baseUrl(), null);
            await().until(() -> choice.look().join().kind() == Kind.OLLAMA);
            server.always(ScriptedReply.text("Blue."));
            var template = camel.createProducerTemplate();
            var question = ChatRequest.user("Which colour has the sky?");
            var plain = template.request(
                    ModelRoute.URI, exchange -> exchange.getMessage().setBody(question));
            assertThat(plain.getMessage().getHeader("CamelOllamaModel")).isNull();
            var chosen = template.request(ModelRoute.URI, exchange -> {
                exchange.getMessage().setBody(question);
                exchange.getMessage().setHeader("CamelOllamaModel", "nomic-embed-text");
            });
            assertThat(chosen.getMessage().getHeader("CamelOllamaModel")).isEqualTo("nomic-embed-text");
            assertThat(server.requests().last().json().path("model").asText()).isEqualTo("qwen3:4b");
        }
    }

    @Test
    void aServerWithoutAModelThatCallsToolsIsTold() throws Exception {
        try (var server = OllamaStandIn.start()) {
            server.models().all().forEach(model -> server.models().remove(model.name()));
            start(server.baseUrl(), null);
            assertThat(choice.look().join().hint()).contains("no model that can call tools");
            server.models().add(Model.named("qwen3:4b").build());
            assertThat(choice.look().join().name()).isEqualTo("qwen3:4b");
        }
    }

    @Test
    void whatIsConfiguredIsUsedWithoutASearch() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:mine").setBody(constant(new ChatReply(null, "Mine.", null, null, null, null)));
            }
        });
        start(null, "direct:mine");
        assertThat(choice.current()).isEqualTo(new ModelInUse(Kind.CONFIGURED, "direct:mine", null));
        assertThat(ask("Which colour has the sky?").text()).isEqualTo("Mine.");
    }
}
