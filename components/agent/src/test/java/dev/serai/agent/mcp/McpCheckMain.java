package dev.serai.agent.mcp;

import dev.serai.agent.mcp.server.McpRoutes;
import dev.serai.agent.tool.ToolOutcome;
import dev.serai.support.json.Json;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One of our sides for a check with others. {@code serve} serves tools until its input ends; {@code call} takes options
 * such as {@code files=http://...}, then {@code --}, then a tool's name and its arguments as JSON, and so on.
 */
public final class McpCheckMain {

    private McpCheckMain() {}

    public static void main(String[] args) throws Exception {
        if (args[0].equals("serve")) {
            try (var routes = McpRoutes.serving("tools: public, serverName: my tools, instructions: Be kind")) {
                System.out.println("listening on " + routes.url());
                System.in.transferTo(OutputStream.nullOutputStream());
            }
        } else {
            System.out.println(Json.text(called(args)));
        }
        System.exit(0);
    }

    private static Object called(String[] args) throws Exception {
        var options = new LinkedHashMap<String, Object>();
        int at = 1;
        for (; !args[at].equals("--"); at++) {
            var pair = args[at].split("=", 2);
            options.put(pair[0], pair[1]);
        }
        var report = Json.object();
        try (var servers = Servers.of(options)) {
            servers.names().forEach(report.putArray("tools")::add);
            var results = report.putArray("results");
            for (at++; at + 1 < args.length; at += 2) {
                ToolOutcome outcome = servers.call(args[at], Json.map(args[at + 1]));
                results.addPOJO(
                        Map.of("tool", args[at], "kind", outcome.getClass().getSimpleName(), "text", outcome.text()));
            }
        }
        return report;
    }
}
