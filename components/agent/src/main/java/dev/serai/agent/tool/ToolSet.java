package dev.serai.agent.tool;

import dev.serai.support.chat.ToolSpec;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The tools of one run. Calls come from a model: names may be made up and arguments wrong. */
public final class ToolSet {

    private static final int WORDS_OF_THE_MODEL = 200;

    private final Map<String, AgentTool> tools;

    private ToolSet(Map<String, AgentTool> tools) {
        this.tools = tools;
    }

    /** Of several tools with one name the first one counts. */
    public static ToolSet of(Collection<? extends AgentTool> tools) {
        var byName = new LinkedHashMap<String, AgentTool>();
        tools.forEach(tool -> byName.putIfAbsent(tool.spec().name(), tool));
        return new ToolSet(byName);
    }

    public List<ToolSpec> specs() {
        return tools.values().stream().map(AgentTool::spec).toList();
    }

    public Optional<AgentTool> named(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    public boolean isEmpty() {
        return tools.isEmpty();
    }

    /** Calls the tool if the call can be made. */
    public CompletionStage<ToolOutcome> call(ToolInvocation invocation) {
        var objection = objection(invocation);
        return objection.isPresent()
                ? CompletableFuture.completedFuture(objection.get())
                : tools.get(invocation.call().name()).call(invocation);
    }

    /** Why the call cannot be made, if so. */
    public Optional<ToolOutcome.Rejected> objection(ToolInvocation invocation) {
        var call = invocation.call();
        var tool = tools.get(call.name());
        if (tool == null) {
            return rejected("There is no tool '" + quoted(call.name()) + "'. "
                    + (tools.isEmpty() ? "There are no tools" : "The tools are: " + String.join(", ", tools.keySet()))
                    + ".");
        }
        if (call.malformed() != null) {
            return rejected("The arguments of " + call.name() + " are not a JSON object: " + quoted(call.malformed()));
        }
        var violations = tool.violations(call.arguments());
        return violations.isEmpty()
                ? Optional.empty()
                : rejected("The arguments of " + call.name() + " are wrong: " + String.join("; ", violations)
                        + ". Call it again with arguments that fit its schema.");
    }

    private static Optional<ToolOutcome.Rejected> rejected(String text) {
        return Optional.of(new ToolOutcome.Rejected(text));
    }

    private static String quoted(String text) {
        return text.length() <= WORDS_OF_THE_MODEL ? text : text.substring(0, WORDS_OF_THE_MODEL) + "...";
    }
}
