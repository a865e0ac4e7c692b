package dev.serai.supabase.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.supabase.Routes;
import dev.serai.supabase.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The routes of the README's part about users run as they stand there. */
@Timeout(60)
class UsersReadmeTest {

    private static final Pattern PART = Pattern.compile("\n## Users\n(.*?)\n## ", Pattern.DOTALL);
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private final ScriptedAuth auth = new ScriptedAuth();
    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer();
        server.answer(auth);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static List<String> routes() throws Exception {
        var part = PART.matcher(Files.readString(Path.of("README.md")));
        assertThat(part.find()).isTrue();
        return YAML.matcher(part.group(1))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    @Test
    void itHasTheRoutesThatAreTestedHere() throws Exception {
        assertThat(routes()).hasSize(2);
    }

    @Test
    void session() throws Exception {
        try (var routes = new Routes(server.url(), routes().get(0))) {
            routes.ask("direct:login", Map.of("email", "ann@example.org", "password", ScriptedAuth.PASSWORD));
            routes.ask("direct:mine");
            assertThat(server.last().header("authorization"))
                    .isEqualTo("Bearer " + ScriptedAuth.token("ann@example.org", 1));
        }
    }

    @Test
    void invitation() throws Exception {
        server.answer(TestServer.Answer.json(200, "{\"id\":\"7\"}"));
        try (var routes = new Routes(server.url(), routes().get(1))) {
            assertThat(routes.ask("direct:welcome", Map.of("email", "ann@example.org")))
                    .isEqualTo(Map.of("id", "7"));
            assertThat(server.last().uri()).isEqualTo("/auth/v1/invite?redirect_to=https%3A%2F%2Fexample.org%2Fstart");
        }
    }

    @Test
    void eachActionOfTheTableIsThere() throws Exception {
        var table = Files.readString(Path.of("README.md"));
        for (var action : AuthAction.values()) {
            if (action != AuthAction.SETTINGS) {
                assertThat(table).containsPattern("\\| .*`(auth/)?" + action.word() + "`");
            }
        }
    }
}
