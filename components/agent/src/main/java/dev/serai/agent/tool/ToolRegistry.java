package dev.serai.agent.tool;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.camel.CamelContext;

/** The tools of a Camel context, as they come and go with their routes. */
public final class ToolRegistry {

    private final Map<String, AgentTool> tools = new ConcurrentSkipListMap<>();

    public static ToolRegistry of(CamelContext context) {
        var extension = context.getCamelContextExtension();
        synchronized (extension) {
            var registry = extension.getContextPlugin(ToolRegistry.class);
            if (registry == null) {
                registry = new ToolRegistry();
                extension.addContextPlugin(ToolRegistry.class, registry);
            }
            return registry;
        }
    }

    /** @return whether the name was free */
    public boolean add(AgentTool tool) {
        return tools.putIfAbsent(tool.spec().name(), tool) == null;
    }

    public void remove(AgentTool tool) {
        tools.remove(tool.spec().name(), tool);
    }

    public Optional<AgentTool> named(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    public List<AgentTool> tagged(String tag) {
        return tools.values().stream().filter(tool -> tool.tags().contains(tag)).toList();
    }

    public Collection<AgentTool> all() {
        return List.copyOf(tools.values());
    }
}
