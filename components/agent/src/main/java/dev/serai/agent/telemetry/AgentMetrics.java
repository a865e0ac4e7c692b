package dev.serai.agent.telemetry;

import dev.serai.agent.AgentEvents;
import dev.serai.agent.RunResult;
import dev.serai.agent.tool.ToolOutcome;
import dev.serai.agent.tool.ToolRegistry;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.Usage;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.camel.Exchange;

/**
 * Counts and times what agents do, under the names of the OpenTelemetry conventions. A meter has the same tags in all
 * cases, as Prometheus wants it.
 */
final class AgentMetrics implements AgentEvents {

    static final String TOKENS = "gen_ai.client.token.usage";
    static final String MODEL_TIME = "gen_ai.client.operation.duration";
    static final String FIRST_CHUNK = "gen_ai.client.operation.time_to_first_chunk";
    static final String RUN_TIME = "gen_ai.invoke_agent.duration";
    static final String TURNS = "gen_ai.invoke_agent.inference_calls";
    static final String TOOL_TIME = "gen_ai.execute_tool.duration";

    /** The conventions ask for these: 10 ms, doubled up to 82 s. */
    private static final Duration[] TIMES = LongStream.iterate(10, last -> last * 2)
            .limit(14)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    /** The conventions ask for these: 1, times four up to 67 million. */
    private static final double[] COUNTS =
            IntStream.range(0, 14).mapToDouble(power -> Math.pow(4, power)).toArray();

    private final MeterRegistry registry;
    private final TagValues models = new TagValues();
    private final TagValues tools = new TagValues();

    AgentMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void modelAnswered(
            Exchange exchange, String agent, String runId, ChatReply reply, Duration took, Duration firstToken) {
        var tags = model(agent, models.of(reply.model()));
        time(MODEL_TIME, "The model's answers.", tags.and(GenAi.ERROR, ErrorType.NONE), took);
        if (firstToken != null) {
            time(FIRST_CHUNK, "Until the model's first word.", tags, firstToken);
        }
        tokens(tags.and(GenAi.TOKEN_TYPE, "input"), reply.usage().promptTokens());
        tokens(tags.and(GenAi.TOKEN_TYPE, "output"), reply.usage().outputTokens());
    }

    @Override
    public void modelFailed(Exchange exchange, String agent, String runId, Throwable error, Duration took) {
        var tags = model(agent, TagValues.UNKNOWN).and(GenAi.ERROR, ErrorType.of(error));
        time(MODEL_TIME, "The model's answers.", tags, took);
    }

    @Override
    public void toolCalled(
            Exchange exchange, String agent, String runId, String tool, ToolOutcome outcome, Duration took) {
        var tags = Tags.of(GenAi.AGENT, agent, GenAi.TOOL, tool(exchange, tool, outcome));
        time(TOOL_TIME, "Calls of tools.", tags.and(GenAi.OUTCOME, Words.of(outcome)), took);
    }

    @Override
    public void runEnded(
            Exchange exchange,
            String agent,
            String runId,
            RunResult.Status status,
            Usage usage,
            int turns,
            Duration took,
            Throwable error) {
        var tags = Tags.of(GenAi.AGENT, agent);
        time(
                RUN_TIME,
                "Runs until they ended or were parked.",
                tags.and(GenAi.RUN_STATUS, status.word(), GenAi.ERROR, ErrorType.of(error)),
                took);
        // A parked run tells of all its turns when it ends.
        if (status != RunResult.Status.PARKED) {
            DistributionSummary.builder(TURNS)
                    .description("How often the model was asked in a run.")
                    .tags(tags)
                    .register(registry)
                    .record(turns);
        }
    }

    private static Tags model(String agent, String model) {
        return Tags.of(GenAi.OPERATION, GenAi.CHAT, GenAi.AGENT, agent, GenAi.RESPONSE_MODEL, model);
    }

    /** A name that a model made up must not become a tag; only a tool that exists can have been made to work. */
    private String tool(Exchange exchange, String name, ToolOutcome outcome) {
        boolean exists = !(outcome instanceof ToolOutcome.Rejected)
                || tools.knows(name)
                || ToolRegistry.of(exchange.getContext()).named(name).isPresent();
        return exists ? tools.of(name) : TagValues.UNKNOWN;
    }

    private void time(String name, String description, Tags tags, Duration took) {
        Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(TIMES)
                .tags(tags)
                .register(registry)
                .record(took);
    }

    private void tokens(Tags tags, long count) {
        if (count >= 0) {
            DistributionSummary.builder(TOKENS)
                    .description("Tokens that models read and wrote.")
                    .serviceLevelObjectives(COUNTS)
                    .tags(tags)
                    .register(registry)
                    .record(count);
        }
    }
}
