package dev.serai.agent.mcp.server;

import org.apache.camel.spi.Metadata;

/** The headers of the component. */
public final class McpConstants {

    @Metadata(
            label = "producer",
            description = "What the client asked for, such as tools/call; of a batch, the methods separated by commas.",
            javaType = "String")
    public static final String METHOD = "CamelMcpMethod";

    @Metadata(
            label = "producer",
            description = "The tool that the client called, if it called one.",
            javaType = "String")
    public static final String TOOL = "CamelMcpTool";

    private McpConstants() {}
}
