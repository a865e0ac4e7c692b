package dev.serai.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.agent.mcp.server.McpRoutes;
import dev.serai.agent.tool.ToolOutcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Our client and our server understand each other. */
class OwnServerTest {

    @Test
    void theToolsOfAnotherRouteAreCalled() throws Exception {
        try (var routes = McpRoutes.serving("tools: '*', pageSize: 2");
                var servers = Servers.of(Map.of("own", routes.url()))) {
            assertThat(servers.names()).containsExactly("fail", "hidden", "lookup");
            assertThat(servers.call("lookup", Map.of("country", "Perú")).text())
                    .startsWith("The capital of Perú is Lima");
            assertThat(servers.call("fail", Map.of())).isInstanceOf(ToolOutcome.Failure.class);
            assertThat(servers.tool("lookup").hints().readOnly()).isTrue();
        }
    }

    @Test
    void aServerWithoutAHandshakeIsUnderstoodToo() throws Exception {
        try (var routes = McpRoutes.serving("tools: public");
                var servers = Servers.of(Map.of("own", routes.modernUrl()))) {
            assertThat(servers.names()).containsExactly("fail", "lookup");
            assertThat(servers.call("lookup", Map.of("country", "Perú")).text())
                    .startsWith("The capital of Perú is Lima");
        }
    }

    @Test
    void namesThatAreNoHeadersAreEncoded() {
        assertThat(HeaderText.of("read_file")).isEqualTo("read_file");
        assertThat(HeaderText.of("lesen ")).isEqualTo("=?base64?bGVzZW4g?=");
        assertThat(HeaderText.of("größe\r\n")).startsWith("=?base64?").endsWith("?=");
    }
}
