package dev.serai.runtime.telemetry;

import dev.serai.runtime.config.Egress;
import dev.serai.support.http.HttpPort;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;

/** Camel's telemetry, with what takes its spans away. */
final class Tracing implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final long LAST_SECONDS = 5;

    private final HttpPort port;
    private final SdkTracerProvider provider;

    private Tracing(HttpPort port, SdkTracerProvider provider) {
        this.port = port;
        this.provider = provider;
    }

    static Tracing start(CamelContext context, TraceSettings settings) {
        var port = HttpPort.builder()
                .threads(1)
                .egress(Egress.with(settings.egress(), settings.endpoint()))
                .build();
        var provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(
                                Attributes.of(AttributeKey.stringKey("service.name"), settings.service()))))
                .addSpanProcessor(BatchSpanProcessor.builder(new OtlpExporter(port, settings))
                        .setScheduleDelay(EVERY)
                        .build())
                .build();
        var registry = context.getRegistry();
        registry.bind("otel-tracer", provider.get("camel"));
        registry.bind("otel-propagators", ContextPropagators.create(W3CTraceContextPropagator.getInstance()));
        var tracer = new OpenTelemetryTracer();
        tracer.setCamelContext(context);
        tracer.init(context);
        return new Tracing(port, provider);
    }

    @Override
    public void close() {
        provider.shutdown().join(LAST_SECONDS, TimeUnit.SECONDS);
        port.close();
    }
}
