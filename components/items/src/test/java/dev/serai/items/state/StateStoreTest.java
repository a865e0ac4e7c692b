package dev.serai.items.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.items.ItemsException;
import dev.serai.items.Routes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
    void routesOfOneWorkflowRememberTogether() throws Exception {
        var route = """
                - route:
                    from:
                      uri: direct:%s
                      steps:
                        - setProperty: {name: CamelItemsWorkflow, constant: shop}
                        - to:
                            uri: items:code
                            parameters:
                              code: "const d = $getWorkflowStaticData('global'); d.n = (d.n ?? 0) - - 1; return {n: d.n, w: $workflow.id}"
                """;
        try (var routes = Routes.start(Map.of(), route.formatted("a"), route.formatted("b"))) {
            assertThat(routes.json("direct:a", Map.of())).isEqualTo("[{\"n\":1,\"w\":\"shop\"}]");
            assertThat(routes.json("direct:b", Map.of())).isEqualTo("[{\"n\":2,\"w\":\"shop\"}]");
        }
    }

    @Test
    void whatCameInEarlierMessagesIsHeldBack() throws Exception {
        var route = """
                - route:
                    id: news
                    from:
                      uri: direct:in
                      steps:
                        - to: items:removeDuplicates?earlier=%s&value=$json.n&history=3
                        - to: items:aggregate?field=n&into=n
                """;
        for (var how : List.of("values", "highest")) {
            var state = Map.of("serai.items.state", folder.resolve(how).toString());
            try (var routes = Routes.start(state, route.formatted(how))) {
                assertThat(routes.json("direct:in", "[{\"n\":1},{\"n\":3}]")).isEqualTo("[{\"n\":[1,3]}]");
                assertThat(routes.json("direct:in", "[{\"n\":1},{\"n\":3}]")).isEqualTo("[]");
            }
            try (var routes = Routes.start(state, route.formatted(how))) {
                assertThat(routes.json("direct:in", "[{\"n\":1},{\"n\":2},{\"n\":4}]"))
                        .isEqualTo(how.equals("values") ? "[{\"n\":[2,4]}]" : "[{\"n\":[4]}]");
                // Only the last three values are remembered; 1 was seen again, but is the oldest.
                assertThat(routes.json("direct:in", "[{\"n\":1},{\"n\":3}]"))
                        .isEqualTo(how.equals("values") ? "[{\"n\":[1]}]" : "[]");
            }
        }
    }

    @Test
    void whatWasSeenCanGoItsOwnWayAndBeForgotten() throws Exception {
        try (var routes = Routes.start(Map.of(), """
                - route:
                    id: days
                    from:
                      uri: direct:in
                      steps:
                        - to: items:removeDuplicates?earlier=latest&value=$json.d&shared=true&output.seen=direct:seen
                - route:
                    from:
                      uri: direct:seen
                      steps:
                        - to: items:set?field.old=yes&include=all
                - route:
                    id: forget
                    from:
                      uri: direct:forget
                      steps:
                        - to: items:removeDuplicates?earlier=clear&shared=true
                """)) {
            assertThat(routes.json("direct:in", "[{\"d\":\"2024-01-02\"}]")).isEqualTo("[{\"d\":\"2024-01-02\"}]");
            assertThat(routes.json("direct:in", "[{\"d\":\"2024-01-01\"},{\"d\":\"2024-01-03\"}]"))
                    .isEqualTo("[{\"d\":\"2024-01-03\"},{\"d\":\"2024-01-01\",\"old\":\"yes\"}]");
            // Another route remembers for itself.
            assertThat(routes.json("direct:forget", "[{}]")).isEqualTo("[{}]");
            assertThat(routes.json("direct:in", "[{\"d\":\"2024-01-03\"}]"))
                    .isEqualTo("[{\"d\":\"2024-01-03\",\"old\":\"yes\"}]");
        }
    }

    @Test
    void namesThatAreSecretsAreNotTold() throws Exception {
        var inside = folder.resolve("state/secrets");
        var store = StateStore.ofSecrets(inside);
        store.write("secret", "{}");
        if (inside.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inside)))
                    .isEqualTo("rwx------");
        }
        var file = inside.resolve("secret.json");
        Files.delete(file);
        Files.createDirectories(file.resolve("not empty"));
        for (var failing : List.<ThrowingCallable>of(
                () -> store.read("secret"),
                () -> store.write("secret", "{}"),
                () -> store.write("secret", "x".repeat(5 << 20)),
                () -> store.remove("secret"))) {
            assertThatThrownBy(failing)
                    .isInstanceOf(ItemsException.class)
                    .hasNoCause()
                    .hasMessageNotContaining("secret.json")
                    .hasMessageNotContaining("'secret'");
        }
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
    void whatIsRemovedIsNoMoreThere() {
        for (var store : List.of(new StateStore(folder.resolve("names")), new StateStore(null))) {
            assertThat(store.names("a")).isEmpty();
            for (var name : List.of("a ä/1", "a 2", "b")) {
                store.write(name, "{}");
            }
            assertThat(store.names("a ")).containsExactlyInAnyOrder("a ä/1", "a 2");
            store.remove("a 2");
            store.remove("a 2");
            assertThat(store.names("a ")).containsExactly("a ä/1");
            assertThat(store.read("a 2")).isNull();
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
