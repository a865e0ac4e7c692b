package dev.serai.agent.mcp;

import dev.serai.support.json.Json;
import dev.serai.support.json.JsonSchemas;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** The official SDK as the other side. */
final class Sdk {

    static final McpJsonMapper MAPPER = new JacksonMcpJsonMapper(Json.MAPPER.copy());

    /** With the validator of this project, since the SDK's own wants another version of it. */
    static final JsonSchemaValidator VALIDATOR = (schema, value) -> {
        var violations = JsonSchemas.compile(Json.tree(schema)).violations(Json.tree(value));
        return violations.isEmpty()
                ? JsonSchemaValidator.ValidationResponse.asValid(Json.text(value))
                : JsonSchemaValidator.ValidationResponse.asInvalid(violations.toString());
    };

    private Sdk() {}

    static McpSyncClient client(String url) {
        var uri = URI.create(url);
        var transport = HttpClientStreamableHttpTransport.builder(
                        uri.resolve("/").toString())
                .endpoint(uri.getPath())
                .jsonMapper(MAPPER)
                .build();
        return McpClient.sync(transport)
                .requestTimeout(Duration.ofSeconds(20))
                .jsonSchemaValidator(VALIDATOR)
                .build();
    }

    static McpSchema.Tool tool(String name) {
        return McpSchema.Tool.builder()
                .name(name)
                .title("Tool " + name)
                .description("Does " + name)
                .inputSchema(Map.of("type", "object", "properties", Map.of("text", Map.of("type", "string"))))
                .annotations(new McpSchema.ToolAnnotations(null, true, null, null, null, null))
                .build();
    }

    /** A server of the SDK in a servlet container. */
    static final class Server implements AutoCloseable {

        private final Tomcat tomcat = new Tomcat();
        private final McpSyncServer server;

        Server(Path folder, UnaryOperator<McpServer.SyncSpecification<?>> tools) throws Exception {
            var transport = HttpServletStreamableServerTransportProvider.builder()
                    .jsonMapper(MAPPER)
                    .mcpEndpoint("/mcp")
                    .build();
            server = tools.apply(McpServer.sync(transport)
                            .serverInfo("sdk", "1")
                            .jsonMapper(MAPPER)
                            .jsonSchemaValidator(VALIDATOR)
                            .capabilities(McpSchema.ServerCapabilities.builder()
                                    .tools(true)
                                    .build()))
                    .build();
            tomcat.setBaseDir(folder.toString());
            var connector = new Connector();
            connector.setPort(0);
            connector.setProperty("address", "127.0.0.1");
            tomcat.setConnector(connector);
            var context = tomcat.addContext("", folder.toString());
            var wrapper = Tomcat.addServlet(context, "mcp", transport);
            wrapper.setAsyncSupported(true);
            context.addServletMappingDecoded("/mcp/*", "mcp");
            tomcat.start();
        }

        McpSyncServer mcp() {
            return server;
        }

        String url() {
            return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/mcp";
        }

        @Override
        public void close() throws Exception {
            server.close();
            tomcat.stop();
            tomcat.destroy();
        }
    }
}
