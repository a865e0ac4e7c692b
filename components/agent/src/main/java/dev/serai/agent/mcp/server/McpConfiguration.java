package dev.serai.agent.mcp.server;

import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What the server can be told. Not written after the endpoint has started. */
@UriParams
@Configurer
public class McpConfiguration {

    @UriParam
    @Metadata(
            required = true,
            description =
                    "The tools that clients may see and call: names and tags separated by commas, or * for all. Whoever reaches the route can call them.")
    private String tools;

    @UriParam(defaultValue = "serai")
    @Metadata(description = "The name that the server gives itself.")
    private String serverName = "serai";

    @UriParam(defaultValue = "1.0.0")
    @Metadata(description = "The version that the server gives itself.")
    private String serverVersion = "1.0.0";

    @UriParam
    @Metadata(description = "What a client should tell its model about these tools as a whole.")
    private String instructions;

    @UriParam(label = "security")
    @Metadata(
            description =
                    "Web pages that may send requests, by their origins separated by commas, such as https://chat.example.org; * for all. Without it, only pages of this machine may. Requests that no page sent have no origin and pass.")
    private String allowedOrigins;

    @UriParam(label = "security", defaultValue = "1048576")
    @Metadata(description = "The most bytes of a request.")
    private int maxRequestSize = 1 << 20;

    @UriParam
    @Metadata(
            description =
                    "Headers of the message that tools get too, separated by commas, such as the id of the user. Set them in the route: a header of the HTTP request can hold anything.")
    private String toolHeaders;

    @UriParam(label = "advanced", defaultValue = "100")
    @Metadata(description = "How many tools are listed at once; a client asks for the next ones.")
    private int pageSize = 100;

    public String getTools() {
        return tools;
    }

    public void setTools(String tools) {
        this.tools = tools;
    }

    public String getServerName() {
        return serverName;
    }

    public void setServerName(String serverName) {
        this.serverName = serverName;
    }

    public String getServerVersion() {
        return serverVersion;
    }

    public void setServerVersion(String serverVersion) {
        this.serverVersion = serverVersion;
    }

    public String getInstructions() {
        return instructions;
    }

    public void setInstructions(String instructions) {
        this.instructions = instructions;
    }

    public String getAllowedOrigins() {
        return allowedOrigins;
    }

    public void setAllowedOrigins(String allowedOrigins) {
        this.allowedOrigins = allowedOrigins;
    }

    public int getMaxRequestSize() {
        return maxRequestSize;
    }

    public void setMaxRequestSize(int maxRequestSize) {
        this.maxRequestSize = maxRequestSize;
    }

    public String getToolHeaders() {
        return toolHeaders;
    }

    public void setToolHeaders(String toolHeaders) {
        this.toolHeaders = toolHeaders;
    }

    public int getPageSize() {
        return pageSize;
    }

    public void setPageSize(int pageSize) {
        this.pageSize = pageSize;
    }
}
