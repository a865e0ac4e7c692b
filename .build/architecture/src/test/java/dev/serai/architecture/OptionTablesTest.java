package dev.serai.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptionTablesTest {

    static Stream<Path> components() {
        return Repository.here().schemes().stream();
    }

    @ParameterizedTest
    @MethodSource("components")
    void theWrittenTablesAreThoseOfTheCode(Path component) throws IOException {
        var file = component.resolve("OPTIONS.md");
        var expected = OptionTables.markdown(Repository.here().catalogue(component));
        var stale = !Files.exists(file) || !Files.readString(file).equals(expected);
        if (stale) {
            Files.writeString(file, expected);
        }

        assertThat(stale && !"update".equals(System.getProperty("generated.stale")))
                .as(file + " was stale and has been written again: commit it.")
                .isFalse();
    }

    /** Camel's own filter keeps callers from injecting headers of that name, and only of that name. */
    @ParameterizedTest
    @MethodSource("components")
    void headersBeginWithCamel(Path component) throws IOException {
        for (var scheme : Repository.here().catalogue(component)) {
            assertThat(scheme.path("headers").fieldNames()).toIterable().allMatch(name -> name.startsWith("Camel"));
        }
    }

    @Test
    void anOptionNamesTheOperationsThatItIsOf() throws IOException {
        var catalogue = Json.read("""
                {"component": {"scheme": "x", "syntax": "x:what"},
                 "properties": {
                   "what": {"kind": "path", "enum": ["sort", "limit", "set"]},
                   "max": {"kind": "parameter", "label": "limit, sort,advanced", "description": "How many."},
                   "name": {"kind": "parameter", "label": "common", "description": "A name."}}}
                """);

        assertThat(OptionTables.markdown(List.of(catalogue)))
                .contains("| `max` | Of `limit`, `sort`. How many. |")
                .contains("| `name` | A name. |");
    }

    @Test
    void anOptionIsARow() throws IOException {
        var catalogue = Json.read("""
                {"component": {"scheme": "x", "syntax": "x:name"},
                 "componentProperties": {},
                 "headers": {"CamelXKey": {"javaType": "java.lang.String", "description": "a|b", "secret": true}},
                 "properties": {
                   "name": {"kind": "path", "required": true, "javaType": "java.util.Map<java.lang.String, int>", "description": "A <name>."},
                   "api": {"kind": "parameter", "enum": ["a", "b"], "javaType": "dev.serai.x.Api", "defaultValue": "a"}}}
                """);

        assertThat(OptionTables.markdown(List.of(catalogue)))
                .contains("# x\n", "`x:name`")
                .contains("| `name` | Required. A &lt;name>. | `Map<String, int>` |  |\n")
                .contains("| `api` | One of: `a`, `b`. | `Api` | `a` |\n")
                .contains("| `CamelXKey` | Secret. a\\|b | `String` |  |\n")
                .doesNotContain("Component options");
    }
}
