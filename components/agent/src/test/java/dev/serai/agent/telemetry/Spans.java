package dev.serai.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;

/** Bound to a registry, it switches Camel's telemetry on and keeps the spans. */
final class Spans implements CamelContextAware {

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private CamelContext context;

    @Override
    public void setCamelContext(CamelContext camelContext) {
        if (context != null) {
            return;
        }
        context = camelContext;
        var provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                .build();
        context.getRegistry().bind("otel-tracer", provider.get("test"));
        context.getRegistry()
                .bind("otel-propagators", ContextPropagators.create(W3CTraceContextPropagator.getInstance()));
        var tracer = new OpenTelemetryTracer();
        tracer.setCamelContext(context);
        tracer.init(context);
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    /** The spans that have ended by now. */
    List<SpanData> all() {
        return exporter.getFinishedSpanItems();
    }

    /** Waits until there are so many. */
    List<SpanData> named(String name, int count) {
        await().untilAsserted(() -> assertThat(named(name)).hasSize(count));
        return named(name);
    }

    SpanData one(String name) {
        return named(name, 1).get(0);
    }

    private List<SpanData> named(String name) {
        return all().stream().filter(span -> span.getName().equals(name)).toList();
    }

    static String tag(SpanData span, String tag) {
        return span.getAttributes().get(AttributeKey.stringKey(tag));
    }
}
