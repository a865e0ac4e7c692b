package dev.serai.n8n.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretsTest {

    private final List<String> found = new ArrayList<>();

    private String clean(String parameters) throws Exception {
        var node = new Node("N", "set", "set", 1, Json.read(parameters), 0, 0, Json.object(), List.of());
        return new Secrets("flow", (variable, name) -> found.add(variable))
                .clean(node)
                .parameters()
                .toString();
    }

    @Test
    void aKeyInAHeaderBecomesAVariable() throws Exception {
        assertThat(clean("{\"parameters\": [{\"name\": \"X-Api-Key\", \"value\": \"abc123def456\"}]}"))
                .isEqualTo("{\"parameters\":[{\"name\":\"X-Api-Key\",\"value\":\"={{ $vars.flow_1 }}\"}]}");
        assertThat(found).containsExactly("flow_1");
    }

    @Test
    void aTokenBehindBearerBecomesAVariable() throws Exception {
        assertThat(clean("{\"value\": \"Bearer abcdefghij0123456789\"}"))
                .isEqualTo("{\"value\":\"=Bearer {{ $vars.flow_1 }}\"}");
    }

    @Test
    void aPasswordInAnAddressBecomesAVariable() throws Exception {
        assertThat(clean("{\"url\": \"https://ada:lovelace1@example.org/x\"}"))
                .isEqualTo("{\"url\":\"=https://ada:{{ $vars.flow_1 }}@example.org/x\"}");
    }

    @Test
    void aKeyInCodeIsTakenOut() throws Exception {
        assertThat(clean("{\"jsCode\": \"const k = 'sk-abcdefghijklmnop1234';\"}"))
                .isEqualTo("{\"jsCode\":\"const k = $vars.flow_1;\"}");
        assertThat(clean("{\"url\": \"={{ 'sk-abcdefghijklmnop1234' }}\"}")).doesNotContain("sk-abc");
    }

    @Test
    void whatIsNoSecretStays() throws Exception {
        var parameters = "{\"token\":\"={{ $json.token }}\",\"maxTokens\":\"tokens\",\"password\":\"short1\",\"n\":3}";

        assertThat(clean(parameters)).isEqualTo(parameters);
        assertThat(found).isEmpty();
    }
}
