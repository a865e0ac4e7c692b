package dev.serai.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.supabase.TestServer.Answer;
import dev.serai.supabase.TestServer.Asked;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything is done once in a process of its own, whose log tells all it can, against a server that sees every byte and
 * repeats the keys in its errors.
 */
@Timeout(300)
class ServiceKeyTest {

    /** By the first part of the path; what goes over which of them. */
    private static final Map<String, String> SERVICES = Map.of(
            "rest", "TABLE, RPC, VECTOR",
            "auth", "AUTH",
            "storage", "STORAGE",
            "functions", "FUNCTIONS",
            "realtime", "REALTIME");

    @TempDir
    private Path folder;

    private String run(String key, TestServer server) throws Exception {
        server.answer(ServiceKeyTest::answer);
        var out = folder.resolve(key + ".out");
        var err = folder.resolve(key + ".err");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                        "-Dorg.slf4j.simpleLogger.log.io.netty=info",
                        "-Dorg.slf4j.simpleLogger.log.org.apache.camel.processor.errorhandler=trace",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        AllKinds.class.getName(),
                        server.url(),
                        key)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            await().atMost(Duration.ofMinutes(4)).until(() -> !process.isAlive() || hasConnected(server));
            process.outputWriter().close();
            assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        var text = read(out);
        assertThat(text).endsWith("done\n");
        var log = read(err);
        assertThat(log).contains("TRACE", "DEBUG");
        return text + log;
    }

    private static boolean hasConnected(TestServer server) {
        return server.asked().stream().anyMatch(asked -> asked.path().endsWith("/websocket"));
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** What the server thinks of a request, or all that it knows. */
    private static Answer answer(Asked asked) {
        var known = asked.headers() + " " + Routes.SERVICE + " " + Routes.ANON + " " + asked.body();
        if ("yes".equals(asked.header("x-echo"))) {
            return Answer.json(
                    400, Json.text(Map.of("code", "XX000", "message", known, "details", known, "hint", known)));
        }
        return asked.path().startsWith("/rest") ? Answer.json(200, "[]") : Answer.json(200, "{}");
    }

    private static Set<String> services(List<Asked> asked) {
        var services = new TreeSet<String>();
        asked.forEach(request -> services.add(request.path().split("/")[1]));
        return services;
    }

    private static String everything(Asked asked) {
        return asked.method() + " " + asked.uri() + " " + asked.headers() + " " + asked.body();
    }

    @Test
    void itIsSentByNothingThatShowsTheAnonymousKeyAndWrittenNowhere() throws Exception {
        try (var server = new TestServer()) {
            var told = run("anon", server);
            var asked = server.asked();
            assertThat(services(asked)).containsExactlyInAnyOrderElementsOf(SERVICES.keySet());
            assertThat(asked).hasSizeGreaterThan(60);
            assertThat(hasConnected(server)).isTrue();
            assertThat(asked)
                    .allSatisfy(request -> assertThat(everything(request))
                            .contains(Routes.ANON)
                            .doesNotContain(Routes.SERVICE));
            assertThat(told).contains("***").doesNotContain(Routes.SERVICE, Routes.ANON, AllKinds.TOKEN);
            assertThat(told).doesNotContain("password-4711", "refresh-4711");
        }
    }

    /** The other way round, so that the test above is known to look where the key would be. */
    @Test
    void itIsSentByEverythingThatAsksForItAndWrittenNowhere() throws Exception {
        try (var server = new TestServer()) {
            var told = run("service", server);
            var asked = server.asked();
            assertThat(services(asked)).containsExactlyInAnyOrderElementsOf(SERVICES.keySet());
            assertThat(asked)
                    .allSatisfy(request -> assertThat(everything(request))
                            .contains(Routes.SERVICE)
                            .doesNotContain(Routes.ANON, AllKinds.TOKEN));
            assertThat(told).contains("***").doesNotContain(Routes.SERVICE, Routes.ANON);
        }
    }

    /** A kind that is added is to be used here too. */
    @Test
    void everyKindIsUsed() {
        var used = new TreeMap<SupabaseKind, Integer>();
        AllKinds.uses().forEach(use -> used.merge(use.kind(), 1, Integer::sum));
        assertThat(used).containsOnlyKeys(SupabaseKind.values());
        var named = new ArrayList<String>();
        SERVICES.values().forEach(kinds -> named.addAll(Arrays.asList(kinds.split(", "))));
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(SupabaseKind.values()).map(Enum::name).toList());
    }
}
