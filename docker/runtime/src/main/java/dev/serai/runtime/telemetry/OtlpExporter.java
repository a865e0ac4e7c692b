package dev.serai.runtime.telemetry;

import dev.serai.support.error.Failures;
import dev.serai.support.http.HttpBody;
import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpFault;
import dev.serai.support.http.HttpPort;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends spans to a collector as OTLP over HTTP in JSON, through the one port that knows where connections may go. */
final class OtlpExporter implements SpanExporter {

    private static final Logger LOG = LoggerFactory.getLogger(OtlpExporter.class);

    private final HttpPort port;
    private final HttpCall call;
    private final AtomicBoolean failing = new AtomicBoolean();

    OtlpExporter(HttpPort port, TraceSettings settings) {
        this.port = port;
        this.call = settings.call();
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        var result = new CompletableResultCode();
        port.send(call.with(HttpBody.bytes(SpanJson.bytes(spans)))).whenComplete((reply, failure) -> {
            if (failure == null && reply.isSuccess()) {
                taken();
                result.succeed();
            } else {
                lost(failure == null ? "it answers with the status " + reply.status() : words(failure));
                result.fail();
            }
        });
        return result;
    }

    private void taken() {
        if (failing.compareAndSet(true, false)) {
            LOG.info("Traces are taken again by {}", call.uri());
        }
    }

    /** Once, not with each batch, for a collector that is away is away for a while. */
    private void lost(String why) {
        if (failing.compareAndSet(false, true)) {
            LOG.warn("Traces are lost, since the collector at {} does not take them: {}", call.uri(), why);
        }
    }

    private static String words(Throwable failure) {
        var cause = Failures.unwrap(failure);
        return cause instanceof HttpFault fault
                ? fault.about("it")
                : cause.getClass().getSimpleName();
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
