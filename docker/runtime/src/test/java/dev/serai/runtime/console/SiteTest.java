package dev.serai.runtime.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages as a browser gets them. */
@Timeout(60)
class SiteTest {

    private static final Path SITE = Path.of("src/main/resources/dev/serai/runtime/console/site");

    private static Serving serving;

    @BeforeAll
    static void start() throws Exception {
        serving = Serving.start();
    }

    @AfterAll
    static void stop() {
        serving.close();
    }

    static List<String> files() throws IOException {
        try (var files = Files.walk(SITE)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> SITE.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachFileOfThePagesIsServedAsItIs(String file) throws Exception {
        var answer = serving.get("/" + file);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(Files.readString(SITE.resolve(file)));
        assertThat(answer.headers().firstValue("Content-Type")).isPresent();
    }

    @Test
    void theStartPageComesWithAPolicyThatLetsNothingElseIn() throws Exception {
        var answer = serving.get("/");
        assertThat(answer.body()).contains("<title>Serai</title>");
        assertThat(header(answer, "Content-Security-Policy"))
                .contains("default-src 'self'", "frame-ancestors 'none'", "trusted-types 'none'");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(answer, "Content-Type")).startsWith("text/html");
    }

    @Test
    void whatTheBrowserHasIsNotSentAgain() throws Exception {
        var tag = header(serving.get("/app.js"), "ETag");
        var again = serving.get("/app.js", "If-None-Match", "W/" + tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(serving.get("/app.js", "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoTakesGzipGetsIt() throws Exception {
        var request = serving.request("/lib/api.js", "Accept-Encoding", "gzip").build();
        var answer = java.net.http.HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(Files.readAllBytes(SITE.resolve("lib/api.js")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing.js",
                "/../Console.class",
                "/..%2fConsole.class",
                "/lib/..%2f..%2fConsole.class",
                "/lib",
                "/%00.js",
                "/app.js/",
                "/Console.class"
            })
    void nothingElseOfTheJarIsServed(String path) throws Exception {
        assertThat(serving.get(path).statusCode()).isEqualTo(404);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
