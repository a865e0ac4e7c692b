package dev.serai.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class RecordConfigurationTest {

    private static StandardEnvironment environment(Map<String, Object> variables, Map<String, Object> yaml) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().replace("systemEnvironment", source(variables));
        environment.getPropertySources().addLast(new MapPropertySource("application.yaml", yaml));
        return environment;
    }

    private static SystemEnvironmentPropertySource source(Map<String, Object> variables) {
        return new SystemEnvironmentPropertySource("systemEnvironment", new HashMap<>(variables));
    }

    @Test
    void secretsAreFoundInVariablesAndInTheFileAlsoThoseThatOnlyRoutesKnow() {
        var variables = Map.<String, Object>of(
                "CAMEL_COMPONENT_SUPABASE_SERVICEKEY", "service-role-1",
                "CAMEL_COMPONENT_MAIL_ACCESSTOKEN", "access-2",
                "SHOP_API_KEY", "shop-3",
                "SERAI_ADMIN_PASSWORD", "odd ${nothing} 4");
        var yaml = Map.<String, Object>of(
                "shop.password",
                "${SHOP_API_KEY}-5",
                "camel.component.gateway.keys",
                "ada=key-of-ada==, bob=key-of-bob");
        assertThat(RecordConfiguration.secrets(environment(variables, yaml)))
                .containsExactlyInAnyOrder(
                        "service-role-1",
                        "access-2",
                        "shop-3",
                        "odd ${nothing} 4",
                        "shop-3-5",
                        "key-of-ada==",
                        "key-of-bob");
    }

    @Test
    void wordsThatOnlyLookLikeSecretsAreNotMaskedEverywhere() {
        var variables = Map.<String, Object>of("PWD", "/home/ada", "SSH_AUTH_SOCK", "/tmp/agent", "SHELL", "/bin/bash");
        var yaml = Map.<String, Object>of(
                "serai.webhooks.orders.auth", "header", "camel.component.ollama.maxTokens", "100000", "key", "a-key");
        assertThat(RecordConfiguration.secrets(environment(variables, yaml))).isEmpty();
    }
}
