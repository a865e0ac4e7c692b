package dev.serai.items.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.items.Routes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class StateStoreTest {

    private static final String COUNT = """
            - route:
                id: counting
                from:
                  uri: direct:count
                  steps:
                    - to:
                        uri: items:code
                        parameters:
                          code: "const d = $getWorkflowStaticData('global'); d.n = (d.n ?? 0) %s 1; return {n: d.n}"
            """;

    @TempDir
    private Path folder;

    private static Routes start(Path folder) throws Exception {
        return Routes.start(Map.of("serai.items.state", folder.toString()), COUNT.formatted("- -"));
    }

    @Test
    void whatCodeRemembersOutlivesTheContext() throws Exception {
        try (var routes = start(folder)) {
            assertThat(routes.json("direct:count", Map.of())).isEqualTo("[{\"n\":1}]");
            assertThat(routes.json("direct:count", Map.of())).isEqualTo("[{\"n\":2}]");
        }
        try (var routes = start(folder)) {
            assertThat(routes.json("direct:count", Map.of())).isEqualTo("[{\"n\":3}]");
        }
        assertThat(new StateStore(folder).read("static/counting")).isEqualTo("{\"n\":3}");
    }

    @Test
    void namesOfFilesCannotLeaveTheFolder() throws Exception {
        var store = new StateStore(folder.resolve("new"));
        for (var name : new String[] {"../../x", "a/b", ".", "*", "Ü".repeat(300), "Ü".repeat(301)}) {
            store.write(name, "\"" + name + "\"");
            assertThat(store.read(name)).isEqualTo("\"" + name + "\"");
        }
        try (var files = Files.list(folder.resolve("new"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSize(6)
                    .allMatch(name -> name.endsWith(".json"));
        }
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> new StateStore(file).write("a", "{}"))
                .hasMessageContaining("ITEMS-113")
                .hasMessageContaining(file.toString());
    }
}
