package dev.serai.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerOptionsTest {

    @Test
    void serversAreReadFromTheirOptions() {
        var servers = ServerOptions.of(Map.of(
                "files", "http://127.0.0.1:8931/mcp",
                "files.header.X-Key", "k",
                "git", "exec:uvx 'mcp server'",
                "git.env.TOKEN", "t"));
        assertThat(servers).extracting(ServerOptions::name).containsExactly("files", "git");
        assertThat(servers.get(0).headers()).containsEntry("X-Key", "k");
        assertThat(servers.get(1).command()).containsExactly("uvx", "mcp server");
        assertThat(servers.get(1).environment()).containsEntry("TOKEN", "t");
    }

    @ParameterizedTest
    @CsvSource({
        "files.header.X, y, has no address",
        "files, ftp://x/, neither an http",
        "files, http://user:s3cret@, neither an http",
        "files, exec:, names no program",
        "files.colour, red, after the server's name",
        "fi les, http://x/, a server's name",
    })
    void mistakesAreNamed(String key, String value, String fact) {
        assertThatThrownBy(() -> ServerOptions.of(Map.of(key, value)))
                .hasMessageContaining("AGENT-001")
                .hasMessageContaining(fact)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void whatBelongsToTheOtherKindOfServerIsRefused() {
        assertThatThrownBy(() -> ServerOptions.of(Map.of("a", "http://x/", "a.env.B", "c")))
                .hasMessageContaining("mcp.a.env");
        assertThatThrownBy(() -> ServerOptions.of(Map.of("a", "exec:b", "a.header.B", "c")))
                .hasMessageContaining("mcp.a.header");
    }

    @ParameterizedTest
    @CsvSource({
        "read, read, true",
        "read, reads, false",
        "read_*, read_file, true",
        "*_file, read_file, true",
        "r*d*e, read_file, true",
        "read*ad, read, false",
        "*, anything, true",
    })
    void toolsAreChosenByPatterns(String pattern, String tool, boolean taken) {
        var server =
                ServerOptions.of(Map.of("a", "http://x/", "a.tools", pattern)).get(0);
        assertThat(server.takes(tool)).isEqualTo(taken);
    }

    @Test
    void theTextShowsNoSecret() {
        var servers = ServerOptions.of(Map.of("a", "http://u:pass1@x/?token=t2", "a.header.X-Key", "k3"));
        assertThat(servers.toString()).doesNotContain("pass1", "t2", "k3");
    }
}
