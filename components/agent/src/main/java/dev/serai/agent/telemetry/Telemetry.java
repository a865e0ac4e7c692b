package dev.serai.agent.telemetry;

import dev.serai.agent.AgentEvents;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;

/** Who is told of agents without being asked for: spans and metrics, where their libraries are on the class path. */
public final class Telemetry {

    private Telemetry() {}

    public static List<AgentEvents> listeners(CamelContext context) {
        var listeners = new ArrayList<AgentEvents>();
        if (isThere(context, "org.apache.camel.telemetry.Span")) {
            listeners.add(new AgentSpans());
        }
        if (isThere(context, "io.micrometer.core.instrument.MeterRegistry")) {
            MeterRegistries.events(context).ifPresent(listeners::add);
        }
        return listeners;
    }

    private static boolean isThere(CamelContext context, String type) {
        return context.getClassResolver().resolveClass(type, Telemetry.class.getClassLoader()) != null;
    }
}
