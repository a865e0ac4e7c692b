package dev.serai.springboot;

import static dev.serai.springboot.Applications.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.ollama.OllamaComponent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

class UnusedPropertiesTest {

    private static List<String> warnings(ApplicationContext application) {
        return application.getBean(UnusedProperties.class).warnings();
    }

    @Test
    void aMistypedComponentIsNamed() {
        with("camel.component.olama.base-url=http://strix:1")
                .run(application -> assertThat(warnings(application))
                        .containsExactly(
                                "[STARTER-004] camel.component.olama is set, and there is no component 'olama'."
                                        + " Did you mean camel.component.ollama?"));
    }

    @Test
    void aComponentWhoseJarIsMissingIsNamed() {
        with("camel.component.kafka.brokers=b:1")
                .run(application -> assertThat(warnings(application))
                        .containsExactly(
                                "[STARTER-004] camel.component.kafka is set, and there is no component 'kafka'."
                                        + " Correct the name, or add the component's jar."));
    }

    @Test
    void whatIsThereIsNotNamed() {
        with(
                        "camel.component.ollama.base-url=http://strix:1",
                        "camel.component.gpu-box.base-url=http://box:1",
                        "camel.component.customizer.enabled=true",
                        "camel.component.direct.block=false")
                .withBean("gpuBox", OllamaComponent.class, OllamaComponent::new)
                .run(application -> assertThat(warnings(application)).isEmpty());
    }
}
