package dev.serai.n8n;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.json.Json;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workflow in the README becomes the routes that stand below it, and they answer. */
class ReadmeTest {

    @TempDir
    private Path folder;

    private static String block(String language) throws Exception {
        var blocks = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).hasSize(1);
        return blocks.get(0);
    }

    @Test
    void itsWorkflowBecomesItsRoutesAndAnswers() throws Exception {
        var imported = Importer.read(block("json"));
        assertThat(imported.report().complete()).isTrue();
        assertThat(imported.routes()).isEqualTo(block("yaml"));

        try (var context = new DefaultCamelContext()) {
            context.disableJMX();
            context.addComponent("platform-http", new Server());
            var properties = new Properties();
            properties.load(new StringReader(imported.files().get("application.properties")));
            properties.put("hello.settings", "file:" + imported.write(folder).resolve("hello.n8n.json"));
            context.getPropertiesComponent().setInitialProperties(properties);
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromBytes(
                            "hello.camel.yaml", imported.routes().getBytes(StandardCharsets.UTF_8)));
            context.start();
            var answer = context.createProducerTemplate()
                    .requestBodyAndHeader(
                            "platform-http:/webhook/hello",
                            "{\"name\": \"ada\"}",
                            Exchange.CONTENT_TYPE,
                            "application/json",
                            String.class);
            assertThat(Json.read(answer)).isEqualTo(Json.read("{\"text\": \"Hello Ada\"}"));
        }
    }

    /** Takes the place of the HTTP server. */
    private static final class Server extends DirectComponent {
        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
                throws Exception {
            parameters.clear();
            return super.createEndpoint(uri, remaining, parameters);
        }
    }
}
