package dev.serai.agent.tool;

import dev.serai.agent.telemetry.ParentSpan;
import dev.serai.support.chat.ToolSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.ExchangePattern;

/** A route that may be called. */
record RouteTool(
        ToolConsumer consumer,
        ToolSpec spec,
        Set<String> tags,
        ToolHints hints,
        ArgumentSchema arguments,
        ToolResult result)
        implements AgentTool {

    @Override
    public List<String> violations(Map<String, Object> given) {
        return arguments.violations(arguments.declared(given));
    }

    @Override
    public CompletionStage<ToolOutcome> call(ToolInvocation invocation) {
        var outcome = new CompletableFuture<ToolOutcome>();
        try {
            var exchange = consumer.createExchange(false);
            exchange.setPattern(ExchangePattern.InOut);
            ParentSpan.pass(invocation.origin(), exchange);
            var message = exchange.getMessage();
            var declared = arguments.declared(invocation.call().arguments());
            message.getHeaders().putAll(invocation.headers());
            message.setHeader(ToolConstants.NAME, spec.name());
            message.setHeader(ToolConstants.CALL_ID, invocation.call().id());
            // With a prefix, since a plain header named by a model could steer a component of the route.
            declared.forEach((name, value) -> message.setHeader(ToolConstants.ARGUMENT + name, value));
            message.setBody(new LinkedHashMap<>(declared));
            consumer.getAsyncProcessor().process(exchange, synchronous -> {
                ToolOutcome made;
                try {
                    made = result.of(exchange);
                } catch (RuntimeException e) {
                    made = ToolResult.failure(e);
                } finally {
                    consumer.releaseExchange(exchange, false);
                }
                outcome.complete(made);
            });
        } catch (RuntimeException e) {
            outcome.complete(ToolResult.failure(e));
        }
        return outcome;
    }
}
