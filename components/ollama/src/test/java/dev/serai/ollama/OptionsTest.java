package dev.serai.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.ollama.client.Setting;
import dev.serai.support.json.Json;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of a request can be set in every way that a Camel user expects. */
class OptionsTest {

    @RegisterExtension
    static final OllamaServerExtension ollama = new OllamaServerExtension();

    static Stream<Arguments> settings() {
        return Arrays.stream(Setting.values()).map(setting -> arguments(setting, value(setting)));
    }

    private static String value(Setting setting) {
        return switch (setting) {
            case STOP -> "x,y";
            case KEEP_ALIVE -> "7m";
            case THINK -> "false";
            default ->
                setting.type() == Integer.class
                        ? "7"
                        : setting.type() == Double.class
                                ? "0.25"
                                : setting.type() == Boolean.class ? "true" : "some text";
        };
    }

    private static String operation(Setting setting) {
        return setting.appliesTo(Setting.Use.CHAT)
                ? "chat/scripted-chat"
                : setting.appliesTo(Setting.Use.GENERATE) ? "generate/scripted-chat" : "embed/all-minilm";
    }

    private static JsonNode sent(Setting setting) {
        var body = ollama.server().requests().last().json();
        return (setting.place() == Setting.Place.OPTIONS ? body.path("options") : body).path(setting.ollamaName());
    }

    private static void check(Setting setting, String value) {
        var expected = switch (setting) {
            case STOP -> Json.tree(List.of("x", "y"));
            case THINK -> Json.tree(false);
            default ->
                Json.tree(
                        setting.type() == Integer.class
                                ? (Object) Integer.valueOf(value)
                                : setting.type() == Double.class
                                        ? (Object) Double.valueOf(value)
                                        : setting.type() == Boolean.class ? (Object) Boolean.valueOf(value) : value);
        };
        assertThat(sent(setting)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void asAParameterInYaml(Setting setting, String value) throws Exception {
        var route = """
                - route:
                    from:
                      uri: direct:ask
                      steps:
                        - to:
                            uri: ollama:%s
                            parameters:
                              %s: "%s"
                """.formatted(operation(setting), setting.option(), value);
        try (var routes = Routes.start(Map.of(Routes.BASE_URL, ollama.baseUrl()), route)) {
            routes.send("direct:ask", "hi");
            check(setting, value);
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void asAHeader(Setting setting, String value) throws Exception {
        try (var routes = Routes.on(ollama.baseUrl())) {
            routes.send("ollama:" + operation(setting), "hi", Map.of(setting.header(), value));
            check(setting, value);
        }
    }

    @Test
    void asAPropertyOfTheComponent() throws Exception {
        var main = new Main();
        main.addInitialProperty("camel.component.ollama.base-url", ollama.baseUrl());
        main.addInitialProperty("camel.component.ollama.temperature", "0.75");
        main.addInitialProperty("camel.component.ollama.pull-policy", "if-missing");
        main.addInitialProperty("camel.main.auto-configuration-enabled", "true");
        try {
            main.start();
            main.getCamelTemplate().requestBody("ollama:chat/scripted-chat", "hi", String.class);
            assertThat(sent(Setting.TEMPERATURE).asDouble()).isEqualTo(0.75);
            var component = main.getCamelContext().getComponent("ollama", OllamaComponent.class);
            assertThat(component.getConfiguration().getPullPolicy()).isEqualTo(PullPolicy.IF_MISSING);
        } finally {
            main.stop();
        }
    }

    @Test
    void furtherRunnerOptionsGoThroughAsTheyAre() throws Exception {
        try (var routes = Routes.on(ollama.baseUrl())) {
            routes.send(
                    "ollama:chat/scripted-chat?option.mirostat=2",
                    "hi",
                    Map.of(OllamaConstants.OPTIONS, Map.of("low_vram", true)));
            var options = ollama.server().requests().last().json().path("options");
            assertThat(options.path("mirostat").isInt()).isTrue();
            assertThat(options.path("low_vram").asBoolean()).isTrue();
        }
    }

    @Test
    void everySettingIsADocumentedOptionAndHeader() {
        var catalog = new DefaultCamelCatalog();
        catalog.addComponent("ollama", OllamaComponent.class.getName());
        var json = catalog.componentJSonSchema("ollama");
        assertThat(json).isNotNull();
        for (var setting : Setting.values()) {
            assertThat(json).contains("\"" + setting.option() + "\"").contains("\"" + setting.header() + "\"");
        }
        assertThat(catalog.validateEndpointProperties("ollama:chat/qwen3:4b?temperature=0.5&numCtx=4096")
                        .isSuccess())
                .isTrue();
        assertThat(catalog.validateEndpointProperties("ollama:chat/qwen3:4b?temprature=0.5")
                        .isSuccess())
                .isFalse();
    }

    @Test
    void everyHeaderIsInCamelsOwnNamespaceSoThatNobodyOutsideCanSetIt() throws Exception {
        var names = new ArrayList<String>();
        for (var field : OllamaConstants.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                names.add((String) field.get(null));
            }
        }
        assertThat(names)
                .hasSizeGreaterThan(50)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("CamelOllama"));
    }

    @Test
    void theCatalogueLiesAtBothPlacesThatToolsLookAt() {
        var loader = OllamaComponent.class.getClassLoader();
        assertThat(loader.getResource("META-INF/dev/serai/ollama/ollama.json")).isNotNull();
        assertThat(loader.getResource("dev/serai/ollama/ollama.json")).isNotNull();
        assertThat(loader.getResource("META-INF/services/org/apache/camel/component.properties"))
                .isNotNull();
    }
}
