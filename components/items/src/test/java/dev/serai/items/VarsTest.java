package dev.serai.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class VarsTest {

    @Test
    void aSecretThatIsSetAfterTheFirstRunIsSeen() throws Exception {
        try (var context = new DefaultCamelContext()) {
            set(context, "");
            var vars = new Vars(context);
            assertThat(vars.now()).isEqualTo(Map.of("token", ""));
            set(context, "secret");
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(vars.now()).isEqualTo(Map.of("token", "secret")));
        }
    }

    private static void set(DefaultCamelContext context, String token) {
        var properties = new Properties();
        properties.put("serai.items.vars.token", token);
        properties.put("other", "x");
        context.getPropertiesComponent().setInitialProperties(properties);
    }
}
