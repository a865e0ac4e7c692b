package dev.serai.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.ollama.OllamaComponent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows works as it stands there. */
class ReadmeTest {

    private static final Pattern PROPERTIES = Pattern.compile("(?s)```properties\n(.*?)```");

    @Test
    void thePropertiesAreTaken() throws IOException {
        var block = PROPERTIES.matcher(Files.readString(Path.of("README.md")));
        assertThat(block.find()).isTrue();

        Applications.with(block.group(1).strip().replace(" = ", "=").split("\n"))
                .run(application -> {
                    var ollama = Applications.component(application, "ollama", OllamaComponent.class)
                            .getConfiguration();
                    assertThat(ollama.getBaseUrl()).isEqualTo("http://strix:11434");
                    assertThat(ollama.getApiKey()).isNull();
                    assertThat(ollama.getHttpHeaders()).isEqualTo(Map.of("X-Team", "blue"));
                });
    }
}
