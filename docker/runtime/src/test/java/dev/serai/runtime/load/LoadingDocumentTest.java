package dev.serai.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each YAML block of LOADING.md is a file that loads and does what is said of it. */
class LoadingDocumentTest {

    private static final Pattern BLOCK = Pattern.compile("(?s)```yaml\\n# routes/(\\S+)\\n(.*?)```");

    @TempDir
    Path folder;

    @Test
    void theExamplesLoadAndAnswer() throws Exception {
        var document = Files.readString(Path.of("LOADING.md"));
        try (var mounted = new Mounted(folder)) {
            mounted.write("hello/greeting.txt", "Good day");
            var blocks = BLOCK.matcher(document);
            var count = 0;
            while (blocks.find()) {
                mounted.write(blocks.group(1), blocks.group(2));
                count++;
            }
            assertThat(document.split("```yaml", -1)).hasSize(count + 1);
            mounted.start();
            assertThat(mounted.workflows.files()).hasSize(count).allSatisfy(file -> {
                assertThat(file.problems()).isEmpty();
                assertThat(file.state()).isEqualTo(FileState.ON);
            });
            try (var template = mounted.context.createProducerTemplate()) {
                assertThat(template.requestBody("direct:hello", "Ada", String.class))
                        .isEqualTo("Hello Ada");
                assertThat(template.requestBody("direct:greeting", "", String.class))
                        .isEqualTo("Good day");
                assertThat(template.requestBody("direct:shout", "hey", String.class))
                        .isEqualTo("HEY");
            }
            assertThat(folder.resolve("hello/inbox")).isDirectory();
            assertThat(mounted.workflows.route("hello").orElseThrow().tree().children())
                    .extracting(RouteNode::id)
                    .containsExactly("hello-setBody1");
        }
    }
}
