package dev.serai.agent.tool;

import dev.serai.agent.AgentError;
import dev.serai.agent.AgentException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/** Finds tools by what an option says: names and tags separated by commas, or * for all. */
public final class ToolSelection {

    private ToolSelection() {}

    /** @throws AgentException when an entry is neither the name nor a tag of a tool that is there now */
    public static List<AgentTool> of(CamelContext context, String namesOrTags) {
        var registry = ToolRegistry.of(context);
        var chosen = new ArrayList<AgentTool>();
        if (namesOrTags == null) {
            return chosen;
        }
        for (var part : namesOrTags.split(",")) {
            var entry = part.strip();
            if (entry.equals("*")) {
                chosen.addAll(registry.all());
            } else if (!entry.isEmpty()) {
                chosen.addAll(matching(registry, entry));
            }
        }
        return chosen.stream().distinct().toList();
    }

    private static List<AgentTool> matching(ToolRegistry registry, String entry) {
        var named = registry.named(entry);
        var found = named.map(List::of).orElseGet(() -> registry.tagged(entry));
        if (found.isEmpty()) {
            var names = registry.all().stream().map(tool -> tool.spec().name()).collect(Collectors.joining(", "));
            throw new AgentException(
                    AgentError.UNKNOWN_TOOL,
                    "no tool has the name or the tag '" + entry + "'; there are " + (names.isEmpty() ? "none" : names));
        }
        return found;
    }
}
