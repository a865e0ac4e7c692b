package dev.serai.agent.mcp.server;

import dev.serai.offline.junit.FreePorts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Tools that are routes, served to MCP clients by a route. */
public final class McpRoutes implements AutoCloseable {

    private static final String TOOLS = """
            - route:
                from:
                  uri: tool:lookup
                  parameters:
                    description: Looks up the capital of a country
                    tags: public
                    title: Look up
                    readOnlyHint: true
                    parameter.country: string
                    parameter.country.required: true
                  steps:
                    - setBody: {simple: "The capital of ${header.CamelToolArg_country} is Lima, ${header.user}"}
            - route:
                from:
                  uri: tool:fail
                  parameters: {description: Fails, tags: public}
                  steps:
                    - throwException: {exceptionType: java.lang.IllegalStateException, message: no luck}
            - route:
                from:
                  uri: tool:hidden
                  parameters: {description: Not for everyone}
                  steps:
                    - setBody: {constant: secret}
            """;

    private static final String SERVER = """
            - route:
                from:
                  uri: platform-http:/mcp
                  parameters: {httpMethodRestrict: "POST,GET,DELETE"}
                  steps:
                    - to: {uri: "mcp:serve", parameters: {%1$s}}
            - route:
                from:
                  uri: platform-http:/modern
                  steps:
                    - choice:
                        when:
                          - simple: "${bodyAs(String)} contains 'initialize'"
                            steps:
                              - setBody: {constant: '{"jsonrpc":"2.0","id":1,"error":{"code":-32022,"message":"No"}}'}
                              - setHeader: {name: CamelHttpResponseCode, constant: 400}
                              - setHeader: {name: Content-Type, constant: application/json}
                        otherwise:
                          steps:
                            - to: {uri: "mcp:serve", parameters: {%1$s}}
            """;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final VertxPlatformHttpServer http;
    private final HttpClient client = HttpClient.newHttpClient();

    private McpRoutes(String parameters) throws Exception {
        context.disableJMX();
        var configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost("127.0.0.1");
        configuration.setBindPort(FreePorts.next());
        http = new VertxPlatformHttpServer(configuration);
        context.addService(http);
        for (var yaml : new String[] {TOOLS, SERVER.formatted(parameters)}) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString("route-" + yaml.length() + ".camel.yaml", yaml));
        }
        context.start();
    }

    /** @param parameters of mcp:serve, as in YAML */
    public static McpRoutes serving(String parameters) throws Exception {
        return new McpRoutes(parameters);
    }

    public DefaultCamelContext context() {
        return context;
    }

    public String url() {
        return "http://127.0.0.1:" + http.getServer().actualPort() + "/mcp";
    }

    /** As {@link #url()}, but without a handshake. */
    public String modernUrl() {
        return url().replace("/mcp", "/modern");
    }

    HttpResponse<String> post(String body, String... headers) throws Exception {
        return send("POST", body, headers);
    }

    HttpResponse<String> send(String method, String body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url()))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        Map.of("Content-Type", "application/json", "Accept", "application/json, text/event-stream")
                .forEach(request::setHeader);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        context.stop();
    }
}
