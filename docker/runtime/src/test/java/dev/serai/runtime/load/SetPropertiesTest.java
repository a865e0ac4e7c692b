package dev.serai.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values beside the routes of an import, which outlive what is done with it. */
class SetPropertiesTest {

    private static final Map<String, String> FILES =
            Map.of("a.camel.yaml", "[]", "report.json", "{}", "application.properties", "# The path.\na.path=/a\n");

    @TempDir
    Path folder;

    private final CamelContext context = new DefaultCamelContext();
    private RouteFolders folders;
    private Path file;

    @BeforeEach
    void begin() {
        folders = new RouteFolders(context, FolderSettings.of(folder));
        file = folder.resolve("a/application.properties");
    }

    @AfterEach
    void end() throws Exception {
        context.close();
    }

    @Test
    void whatIsSetStaysWhenAnImportIsReplaced() throws Exception {
        folders.add("a", FILES, Map.of("a.token", "one"), false);
        folders.set("a", Map.of("a.token", "two"));
        folders.add("a", FILES, Map.of(), true);
        assertThat(folders.existing("a").orElseThrow().properties())
                .isEqualTo(Map.of("a.path", "/a", "a.token", "two"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.token=secret\na.files=C:\\users\\x\n", "a.token=\\u00zz\n"})
    void whatCannotBeReadIsNeitherReplacedNorChanged(String text) throws Exception {
        folders.add("a", FILES, Map.of(), false);
        Files.writeString(file, text);
        assertThatThrownBy(() -> folders.add("a", FILES, Map.of("a.path", "/b"), true))
                .hasMessageContaining("LOAD-207")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> folders.set("a", Map.of("a.path", "/b"))).hasMessageContaining("LOAD-207");
        assertThat(Files.readString(file)).isEqualTo(text);
    }

    @Test
    void severalPeopleLoseNothing() throws Exception {
        folders.add("a", FILES, Map.of(), false);
        var expected = new HashMap<>(Map.of("a.path", "/a"));
        var threads = Executors.newFixedThreadPool(8);
        try {
            var all = new ArrayList<Future<?>>();
            for (int i = 0; i < 100; i++) {
                var name = "a.token-" + i;
                expected.put(name, "x");
                all.add(threads.submit(() -> {
                    folders.set("a", Map.of(name, "x"));
                    return folders.add("a", FILES, Map.of(), true);
                }));
            }
            for (var one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(folders.existing("a").orElseThrow().properties()).isEqualTo(expected);
    }

    @Test
    void whatIsTooLargeToBeReadIsTold() throws Exception {
        folders.add("a", FILES, Map.of(), false);
        Files.writeString(file, "#".repeat(FolderSettings.of().maxFileBytes() + 1));
        assertThat(folders.existing("a").orElseThrow().broken()).hasMessageContaining("LOAD-207");
        assertThatThrownBy(() -> folders.add("a", FILES, Map.of(), true)).hasMessageContaining("LOAD-207");
    }
}
