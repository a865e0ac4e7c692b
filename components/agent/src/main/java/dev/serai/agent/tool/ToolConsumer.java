package dev.serai.agent.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.agent.AgentError;
import dev.serai.agent.AgentException;
import dev.serai.support.camel.Resources;
import dev.serai.support.chat.ToolSpec;
import dev.serai.support.json.Json;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/** Offers a route as a tool for as long as the route runs. */
class ToolConsumer extends DefaultConsumer {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private RouteTool tool;

    ToolConsumer(ToolEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    @Override
    public ToolEndpoint getEndpoint() {
        return (ToolEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        offer();
    }

    @Override
    protected void doSuspend() throws Exception {
        withdraw();
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        offer();
    }

    @Override
    protected void doStop() throws Exception {
        withdraw();
        super.doStop();
    }

    private void offer() {
        var configuration = getEndpoint().getConfiguration();
        var name = getEndpoint().getName();
        if (!NAME.matcher(name).matches()) {
            throw bad("its name has characters that models' servers refuse");
        }
        if (configuration.getDescription() == null
                || configuration.getDescription().isBlank()) {
            throw bad("it has no description");
        }
        if (configuration.getMaxResult() < 1) {
            throw bad("maxResult=" + configuration.getMaxResult() + " is below 1");
        }
        ArgumentSchema arguments;
        try {
            arguments = new ArgumentSchema(schema(configuration));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw bad(e.getMessage());
        }
        tool = new RouteTool(
                this,
                new ToolSpec(name, configuration.getDescription(), arguments.schema()),
                tags(configuration.getTags()),
                configuration.hints(),
                arguments,
                new ToolResult(configuration.getMaxResult()));
        if (!ToolRegistry.of(getEndpoint().getCamelContext()).add(tool)) {
            throw new AgentException(AgentError.TOOL_EXISTS, "there is another tool named '" + name + "'");
        }
    }

    private Map<String, Object> schema(ToolConfiguration configuration) throws JsonProcessingException {
        if (configuration.getArgSchema() == null) {
            return ToolParameters.schema(configuration.getParameters());
        }
        if (!configuration.getParameters().isEmpty()) {
            throw new IllegalArgumentException("it has argSchema and parameter both");
        }
        return Json.map(Resources.text(getEndpoint().getCamelContext(), configuration.getArgSchema()));
    }

    private AgentException bad(String what) {
        return new AgentException(
                AgentError.BAD_TOOL, "the tool '" + getEndpoint().getName() + "' cannot be offered: " + what);
    }

    private void withdraw() {
        if (tool != null) {
            ToolRegistry.of(getEndpoint().getCamelContext()).remove(tool);
            tool = null;
        }
    }

    private static Set<String> tags(String text) {
        return text == null
                ? Set.of()
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }
}
