package dev.serai.springboot;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.support.camel.HttpPorts;
import java.net.URI;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** Where components may connect to in a Spring application. */
class EgressTest {

    private static void connect(ApplicationContext application) throws Exception {
        HttpPorts.policy(application.getBean(CamelContext.class)).check(URI.create("https://203.0.113.7/"));
    }

    @Test
    void theNetworkIsClosedUnlessItIsOpened() {
        Applications.with()
                .run(application ->
                        assertThatThrownBy(() -> connect(application)).hasMessageContaining("serai.egress.allow"));
    }

    @Test
    void propertiesAndTheEnvironmentOpenIt() {
        Applications.with("serai.egress.allow=203.0.113.7")
                .run(application -> assertThatCode(() -> connect(application)).doesNotThrowAnyException());
        Applications.withVariables(Map.of("SERAI_EGRESS_ALLOW", "203.0.113.7"))
                .run(application -> assertThatCode(() -> connect(application)).doesNotThrowAnyException());
    }
}
