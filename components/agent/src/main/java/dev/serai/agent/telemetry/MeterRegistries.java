package dev.serai.agent.telemetry;

import dev.serai.agent.AgentEvents;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** Finds where an application collects its metrics. */
final class MeterRegistries {

    /** What Camel's own metrics look for when there are several. */
    private static final String CAMELS_NAME = "metricsRegistry";

    private MeterRegistries() {}

    static Optional<AgentEvents> events(CamelContext context) {
        var registry = context.getRegistry();
        var single = registry.findSingleByType(MeterRegistry.class);
        return Optional.ofNullable(
                        single != null ? single : registry.lookupByNameAndType(CAMELS_NAME, MeterRegistry.class))
                .map(AgentMetrics::new);
    }
}
