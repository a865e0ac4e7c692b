package dev.serai.agent.mcp.server;

import dev.serai.agent.AgentError;
import dev.serai.agent.AgentException;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** The {@code mcp} scheme. */
@Component("mcp")
public class McpComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        if (!remaining.equals("serve")) {
            throw new AgentException(
                    AgentError.BAD_OPTION,
                    "mcp knows no operation '" + remaining + "'",
                    "Use mcp:serve. An agent reaches other MCP servers by its options mcp.*.");
        }
        var endpoint = new McpEndpoint(uri, this, remaining, new McpConfiguration());
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
