package dev.serai.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.spi.UriPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The README's routes run as they stand there. */
@Timeout(300)
class ReadmeTest {

    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private static List<String> blocks() throws Exception {
        return YAML.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static Routes start(int index, String... more) throws Exception {
        return Routes.start(
                Map.of(),
                Stream.concat(Stream.of(blocks().get(index)), Stream.of(more)).toArray(String[]::new));
    }

    private static String route(String name, String step) {
        return "- route:\n    from:\n      uri: direct:" + name + "\n      steps:\n        - to: " + step + "\n";
    }

    @Test
    void itHasTheRoutesThatAreTestedHere() throws Exception {
        assertThat(blocks()).hasSize(5);
    }

    @Test
    void adults() throws Exception {
        var people = List.of(
                Map.of("first", "Zoe", "last", "Xu", "age", 30),
                Map.of("first", "Bo", "last", "Li", "age", 9),
                Map.of("first", "Ada", "last", "King", "age", 36));
        try (var routes = start(0)) {
            assertThat(routes.json("direct:adults", people))
                    .matches("\\[\\{\"born\":\\d{4},\"name\":\"Ada KING\"},\\{\"born\":\\d{4},\"name\":\"Zoe XU\"}]");
        }
    }

    @Test
    void orders() throws Exception {
        try (var routes = start(1, route("call-the-customer", "items:set?field.called=true"))) {
            assertThat(routes.json("direct:orders", "[{\"total\":5},{\"total\":500},{\"total\":5000}]"))
                    .isEqualTo("[{\"called\":\"true\"},{\"total\":500},{\"total\":5}]");
        }
    }

    @Test
    void report() throws Exception {
        var enrich = """
                - route:
                    from:
                      uri: direct:enrich
                      steps:
                        - to:
                            uri: items:set
                            parameters:
                              field.total: "=> $json.net * 1.2"
                """;
        try (var routes = start(2, enrich)) {
            assertThat(routes.json(
                            "direct:report", "[{\"id\":1,\"net\":1.111},{\"id\":2,\"net\":2},{\"id\":3,\"net\":3}]"))
                    .isEqualTo(
                            "[{\"orders\":[{\"id\":1,\"total\":1.33},{\"id\":2,\"total\":2.4},{\"id\":3,\"total\":3.6}]}]");
        }
    }

    @Test
    void lookUp() throws Exception {
        try (var routes = start(3)) {
            assertThat(routes.json("direct:look-up", "[{\"path\":\"/A\"},{\"path\":\"/B c\"}]"))
                    .isEqualTo("[{\"asked\":\"/a\"},{\"asked\":\"/b c\"}]");
        }
    }

    @Test
    void greeting() throws Exception {
        try (var routes = start(4)) {
            assertThat((String) routes.ask("direct:greet", Map.of("name", "Ada")))
                    .matches("Dear Ada, today is \\w+day\\.");
        }
    }

    private static Stream<Arguments> steps() throws Exception {
        return Pattern.compile("\\| `(items:[^`]+)` \\| `([^`]+)` \\| `([^`]+)` \\|")
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(row -> Arguments.of(row.group(1), row.group(2), row.group(3)));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void eachStepGivesWhatStandsThere(String uri, String input, String output) throws Exception {
        try (var routes = Routes.start(Map.of())) {
            assertThat(Json.read(routes.json(uri, Json.MAPPER.readValue(input, Object.class))))
                    .isEqualTo(Json.read(output));
        }
    }

    @Test
    void theOptionsNameEveryOperation() throws Exception {
        var named = ItemsEndpoint.class
                .getDeclaredField("operation")
                .getAnnotation(UriPath.class)
                .enums()
                .split(",");
        assertThat(named)
                .containsExactlyInAnyOrder(Stream.of(ItemsOperation.values())
                        .map(ItemsOperation::wireName)
                        .toArray(String[]::new));
    }

    @Test
    void everyStepHasAnExample() throws Exception {
        var readme = Files.readString(Path.of("README.md"));
        for (var operation : ItemsOperation.values()) {
            assertThat(readme).contains("items:" + operation.wireName());
        }
    }

    @Test
    void filesAreMadeAndReadAgain() throws Exception {
        try (var routes = Routes.start(Map.of(), """
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - to: items:convertToFile?format=csv
                        - to: items:extractFromFile?format=csv
                """)) {
            assertThat(routes.json("direct:in", "[{\"a\":\"x\"}]")).isEqualTo("[{\"a\":\"x\"}]");
        }
    }

    @Test
    void eachErrorIsExplainedOnce() throws Exception {
        var lines = Files.readAllLines(Path.of("ERRORS.md"));
        for (var code : ItemsError.values()) {
            assertThat(lines.stream().filter(line -> line.startsWith("| `" + code.id() + "` |")))
                    .as(code.id())
                    .hasSize(1);
        }
    }
}
