package dev.serai.agent.mcp;

import dev.serai.agent.tool.AgentTool;
import dev.serai.support.chat.ToolSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the tools of all servers names that models can call and that differ. */
final class ToolNames {

    private static final Logger LOG = LoggerFactory.getLogger(ToolNames.class);
    private static final int LONGEST = 64;
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_-]{1," + LONGEST + "}");
    private static final Pattern FOREIGN = Pattern.compile("[^A-Za-z0-9_-]");

    private ToolNames() {}

    static List<AgentTool> given(List<ServerTool> tools) {
        var uses = new HashMap<String, Integer>();
        tools.forEach(tool -> uses.merge(tool.name(), 1, Integer::sum));
        var taken = new HashSet<String>();
        var named = new ArrayList<AgentTool>();
        for (var tool : tools) {
            // Of several servers with one name for their tools none may pass for the other.
            var plain = VALID.matcher(tool.name()).matches() && uses.get(tool.name()) == 1;
            var name = plain ? tool.name() : withServer(tool);
            if (taken.add(name)) {
                named.add(new RemoteTool(
                        tool,
                        new ToolSpec(name, tool.description(), tool.arguments().schema())));
            } else {
                LOG.warn(
                        "A tool of MCP server {} is left out: the name {} is taken",
                        tool.server().name(),
                        name);
            }
        }
        return List.copyOf(named);
    }

    private static String withServer(ServerTool tool) {
        var name = tool.server().name() + "_" + FOREIGN.matcher(tool.name()).replaceAll("_");
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    }
}
