package dev.serai.springboot;

import static dev.serai.springboot.Applications.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.json.Json;
import java.io.IOException;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.junit.jupiter.api.Test;

/** What development tools propose is what the starter takes. */
class MetadataTest {

    private static List<String> names() throws IOException {
        try (var metadata =
                SeraiAutoConfiguration.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            var properties = Json.read(metadata.readAllBytes()).path("properties");
            return properties
                    .valueStream()
                    .map(property -> property.path("name").asText())
                    .toList();
        }
    }

    @Test
    void namesAreOptions() throws IOException {
        var names = names();
        assertThat(names).contains("camel.component.ollama.base-url", "camel.component.gateway.keys");
        with().run(application -> {
            for (var scheme : List.of("ollama", "agent", "tool", "mcp", "gateway", "vector")) {
                var component = application.getBean(CamelContext.class).getComponent(scheme);
                var options = (PropertyConfigurerGetter) component.getComponentPropertyConfigurer();
                var prefix = "camel.component." + scheme + ".";
                assertThat(names.stream().filter(name -> name.startsWith(prefix)))
                        .isNotEmpty()
                        .allMatch(name ->
                                options.getOptionType(Nearest.plain(name.substring(prefix.length())), true) != null);
            }
        });
    }
}
