package dev.serai.runtime.telemetry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.serai.support.json.Json;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Spans as a collector reads them. Camel's own ones tell of addresses with their options, of statements and of what is
 * logged, any of which may hold a secret or what people wrote, so only what is named here leaves.
 */
final class SpanJson {

    private static final int LONGEST = 250;
    private static final Set<String> NAMES = Set.of(
            "op",
            "component",
            "exchangeId",
            "error",
            "error.type",
            "url.scheme",
            "http.method",
            "http.status_code",
            "db.system");
    private static final List<String> PREFIXES = List.of("gen_ai.", "serai.");

    /** Where the path is a name that the route's author gave. */
    private static final Set<String> NAMED =
            Set.of("direct", "seda", "agent", "tool", "gateway", "platform-http", "timer", "vector", "people", "kafka");

    private static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
    private static final String PATH = "url.path";

    private SpanJson() {}

    /** @param spans one or more of the same process */
    static byte[] bytes(Collection<SpanData> spans) {
        var whole = Json.object();
        var process = whole.putArray("resourceSpans").addObject();
        var resource = process.putObject("resource").putArray("attributes");
        spans.iterator()
                .next()
                .getResource()
                .getAttributes()
                .forEach((key, value) -> add(resource, key.getKey(), value));
        var scope = process.putArray("scopeSpans").addObject();
        scope.putObject("scope").put("name", "camel");
        var all = scope.putArray("spans");
        spans.forEach(span -> add(all, span));
        return Json.bytes(whole);
    }

    private static void add(ArrayNode all, SpanData span) {
        var node = all.addObject()
                .put("traceId", span.getTraceId())
                .put("spanId", span.getSpanId())
                .put("name", cut(span.getName()))
                // The kinds are numbered from 1, as are our constants from 0.
                .put("kind", span.getKind().ordinal() + 1)
                .put("startTimeUnixNano", String.valueOf(span.getStartEpochNanos()))
                .put("endTimeUnixNano", String.valueOf(span.getEndEpochNanos()));
        if (span.getParentSpanContext().isValid()) {
            node.put("parentSpanId", span.getParentSpanId());
        }
        var attributes = node.putArray("attributes");
        span.getAttributes().forEach((key, value) -> {
            if (mayLeave(key.getKey(), span.getAttributes())) {
                add(attributes, key.getKey(), value);
            }
        });
        var events = node.putArray("events");
        span.getEvents()
                .forEach(event -> events.addObject()
                        .put("timeUnixNano", String.valueOf(event.getEpochNanos()))
                        .put("name", cut(event.getName())));
        node.putObject("status").put("code", span.getStatus().getStatusCode().ordinal());
    }

    private static boolean mayLeave(String name, Attributes all) {
        return NAMES.contains(name)
                || PREFIXES.stream().anyMatch(name::startsWith)
                || name.equals(PATH) && NAMED.contains(String.valueOf(all.get(SCHEME)));
    }

    private static void add(ArrayNode attributes, String name, Object value) {
        var node = attributes.addObject().put("key", name).putObject("value");
        if (value instanceof Long number) {
            node.put("intValue", String.valueOf(number));
        } else if (value instanceof Double number) {
            node.put("doubleValue", number);
        } else if (value instanceof Boolean truth) {
            node.put("boolValue", truth);
        } else {
            node.put("stringValue", cut(String.valueOf(value)));
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
