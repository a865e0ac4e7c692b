package dev.serai.agent;

import dev.serai.agent.mcp.McpServers;
import dev.serai.agent.memory.MemoryWindow;
import dev.serai.support.approval.Approvals;
import dev.serai.support.camel.DeltaTarget;
import dev.serai.support.camel.EndpointCall;
import dev.serai.support.camel.Resources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Expression;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.EndpointHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes of an agent's options what they mean. What it opened before a mistake was found is closed again. */
final class SetupReader {

    private static final Logger LOG = LoggerFactory.getLogger(SetupReader.class);

    private final AgentEndpoint endpoint;
    private final AgentConfiguration configuration;
    private final CamelContext context;
    private final List<AutoCloseable> opened = new ArrayList<>();

    SetupReader(AgentEndpoint endpoint) {
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.context = endpoint.getCamelContext();
    }

    AgentSetup read() throws Exception {
        try {
            check();
            return setup();
        } catch (Exception e) {
            close(opened);
            throw e;
        }
    }

    private AgentSetup setup() throws Exception {
        var component = endpoint.getComponent();
        var models = opened(new ModelCaller(context, models()));
        return new AgentSetup(
                endpoint.getName(),
                context,
                component.agents(),
                component.threads(),
                models,
                simple(Resources.text(context, configuration.getSystem())),
                simple(configuration.getPrompt()),
                simple(configuration.getSession()),
                OutputCheck.of(Resources.text(context, configuration.getOutput())),
                new Citations(Set.copyOf(list(configuration.getCiteFrom()))),
                opened(Guard.of(context, "input guard", configuration.getInputGuard())),
                opened(Guard.of(context, "output guard", configuration.getOutputGuard())),
                opened(Retrieval.of(context, configuration.getRetriever())),
                memory(component),
                configuration.getConversation() == null ? endpoint.getName() : configuration.getConversation(),
                component.stores().runs(configuration.getRuns()),
                simple(configuration.getRunId()),
                configuration.getTools(),
                mcp(),
                list(configuration.getToolHeaders()),
                configuration.isParallelTools(),
                configuration.getToolErrors(),
                configuration.getToolTimeout(),
                configuration.getRepeatLimit(),
                Set.copyOf(list(configuration.getApproval())),
                approver(),
                configuration.getWhenParked() == WhenParked.WAIT,
                configuration.isStream() || configuration.getStreamTo() != null,
                configuration.getStreamTo() == null
                        ? null
                        : opened(DeltaTarget.of(context, configuration.getStreamTo(), component.threads())),
                call(configuration.getResumeTo()),
                configuration.getMaxTurns(),
                configuration.getTokenLimit(),
                configuration.getTimeLimit(),
                component.events().stream().<AgentEvents>map(QuietEvents::new).toList(),
                List.copyOf(opened));
    }

    private void check() {
        if (configuration.getModel() == null || configuration.getModel().isBlank()) {
            throw new AgentException(AgentError.NO_MODEL, "the agent '" + endpoint.getName() + "' has no model");
        }
        atLeast("maxTurns", configuration.getMaxTurns(), 1);
        atLeast("repeatLimit", configuration.getRepeatLimit(), 1);
        atLeast("memoryMessages", configuration.getMemoryMessages(), 1);
        atLeast("memoryTokens", configuration.getMemoryTokens(), 0);
        atLeast("tokenLimit", configuration.getTokenLimit(), 0);
        if (configuration.getToolTimeout().isZero()
                || configuration.getToolTimeout().isNegative()) {
            throw new AgentException(AgentError.BAD_OPTION, "toolTimeout is not above 0");
        }
        if (configuration.getRunId() != null && "local".equals(configuration.getRuns())) {
            throw new AgentException(
                    AgentError.BAD_OPTION,
                    "runId is set, but the runs are local, which are forgotten when they end",
                    "Set runs=sql too.");
        }
        if (configuration.isMemorySummary() && configuration.getMemory() == null) {
            throw new AgentException(
                    AgentError.BAD_OPTION, "memorySummary is set, but there is no memory", "Set memory too.");
        }
    }

    private static void atLeast(String option, long value, long least) {
        if (value < least) {
            throw new AgentException(AgentError.BAD_OPTION, option + "=" + value + " is below " + least);
        }
    }

    private List<String> models() {
        var all = new ArrayList<String>();
        all.add(configuration.getModel());
        all.addAll(list(configuration.getFallbackModel()));
        return all;
    }

    private AgentMemory memory(AgentComponent component) throws Exception {
        if (configuration.getMemory() == null) {
            return null;
        }
        var summarizer = !configuration.isMemorySummary()
                ? null
                : call(
                        configuration.getSummaryModel() == null
                                ? configuration.getModel()
                                : configuration.getSummaryModel());
        return new AgentMemory(
                component.stores().conversations(configuration.getMemory()),
                component.sessions(),
                new MemoryWindow(configuration.getMemoryMessages(), configuration.getMemoryTokens()),
                summarizer);
    }

    private McpServers mcp() {
        var options = new LinkedHashMap<String, Object>();
        if (configuration.getMcp() != null) {
            configuration.getMcp().forEach((name, value) -> options.put(name, resolved(value)));
        }
        return options.isEmpty() ? null : opened(McpServers.of(context, options, configuration.getToolTimeout()));
    }

    private Object resolved(Object value) {
        return value instanceof String text && EndpointHelper.isReferenceParameter(text)
                ? EndpointHelper.resolveReferenceParameter(context, text, Object.class)
                : value;
    }

    private Approvals approver() throws Exception {
        if (configuration.getApprover() == null) {
            return CamelContextHelper.findSingleByType(context, Approvals.class);
        }
        var told = call(configuration.getApprover());
        return approval -> told.send(
                        endpoint.createExchange(),
                        approval,
                        copy -> copy.getMessage()
                                .getHeaders()
                                .putAll(Map.of(
                                        AgentConstants.NAME, approval.agent(),
                                        AgentConstants.RUN_ID, approval.runId(),
                                        AgentConstants.APPROVAL_ID, approval.id())))
                .thenApply(copy -> null);
    }

    private EndpointCall call(String uri) throws Exception {
        return uri == null ? null : opened(new EndpointCall(context, uri));
    }

    private <T extends AutoCloseable> T opened(T closeable) {
        opened.add(closeable);
        return closeable;
    }

    private Expression simple(String text) {
        if (text == null) {
            return null;
        }
        var expression = context.resolveLanguage("simple").createExpression(text);
        expression.init(context);
        return expression;
    }

    private static List<String> list(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(one -> !one.isEmpty())
                        .toList();
    }

    static void close(List<AutoCloseable> closeables) {
        for (int i = closeables.size() - 1; i >= 0; i--) {
            try {
                closeables.get(i).close();
            } catch (Exception e) {
                // The others must be closed all the same.
                LOG.debug("Not closed", e);
            }
        }
    }
}
