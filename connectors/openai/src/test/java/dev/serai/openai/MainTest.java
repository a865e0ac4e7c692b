package dev.serai.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.FreePorts;
import dev.serai.offline.junit.OllamaServerExtension;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Properties;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application with Camel's own main, told by properties only. */
@Timeout(60)
class MainTest {

    private static final String KEY = "0123456789abcdef";

    @RegisterExtension
    static OllamaServerExtension ollama = new OllamaServerExtension();

    private static String models(RouteBuilder routes) throws Exception {
        var port = FreePorts.next();
        var properties = new Properties();
        properties.setProperty("camel.server.enabled", "true");
        properties.setProperty("camel.server.host", "127.0.0.1");
        properties.setProperty("camel.server.port", String.valueOf(port));
        properties.setProperty("camel.component.gateway.keys", "main=" + KEY);
        properties.setProperty("camel.component.gateway.ollamaModels", "scripted-chat");
        properties.setProperty("camel.component.ollama.configuration.baseUrl", ollama.baseUrl());
        var main = new Main();
        main.setOverrideProperties(properties);
        main.configure().setJmxEnabled(false);
        main.configure().addRoutesBuilder(routes);
        main.start();
        try {
            var url = URI.create("http://127.0.0.1:" + port + "/v1/models");
            var request = HttpRequest.newBuilder(url).header("Authorization", "Bearer " + KEY);
            assertThat(Serving.send(HttpRequest.newBuilder(url).build()).statusCode())
                    .isEqualTo(401);
            return Serving.send(request.build()).body();
        } finally {
            main.stop();
        }
    }

    @Test
    void routesAndModelsOfOllamaAreThere() throws Exception {
        assertThat(models(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("gateway:model/m").setBody(constant("ok"));
                    }
                }))
                .contains("\"id\":\"m\"", "scripted-chat:latest")
                .doesNotContain("scripted-think");
    }

    @Test
    void modelsOfOllamaNeedNoRoute() throws Exception {
        assertThat(models(new RouteBuilder() {
                    @Override
                    public void configure() {
                        // no route is a model
                    }
                }))
                .contains("scripted-chat:latest");
    }
}
