package dev.serai.runtime.telemetry;

import dev.serai.runtime.RuntimeError;
import dev.serai.runtime.SeraiRuntimeException;
import dev.serai.runtime.config.Settings;
import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.RetryPolicy;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where traces go, by the names that OpenTelemetry gave these settings.
 *
 * @param endpoint with the path of traces
 * @param headers such as a key; never shown
 * @param egress hosts beyond the local ones that may be reached
 */
public record TraceSettings(URI endpoint, Map<String, String> headers, String service, List<String> egress) {

    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String PROTOCOL = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private static final String HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";
    private static final String PATH = "/v1/traces";
    private static final HttpLimits LIMITS = new HttpLimits(
            Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(20), 64 << 10);
    private static final int ATTEMPTS = 3;

    /** Null where nothing is to be sent. */
    static TraceSettings of(Settings.Lookup lookup) {
        var endpoint = lookup.text("otel.exporter.otlp.endpoint").orElse(null);
        if (endpoint == null) {
            return null;
        }
        var protocol = lookup.text("otel.exporter.otlp.protocol").orElse("http/json");
        if (!protocol.equals("http/json")) {
            throw bad(
                    PROTOCOL + " is '" + protocol + "'",
                    "Set it to http/json, and " + ENDPOINT + " to the collector's port for HTTP, such as 4318.");
        }
        var settings = new TraceSettings(
                endpoint(endpoint),
                headers(lookup.text("otel.exporter.otlp.headers").orElse("")),
                lookup.text("otel.service.name").orElse("serai"),
                lookup.list("serai.egress.allow"));
        settings.call();
        return settings;
    }

    /** What must not be shown: each header's value as it was given and as it is sent, and what stands behind a word like Bearer. */
    public static Set<String> secrets(Settings.Lookup lookup) {
        var secrets = new HashSet<String>();
        for (var pair : lookup.text("otel.exporter.otlp.headers").orElse("").split(",")) {
            var given = pair.substring(pair.indexOf('=') + 1).strip();
            secrets.add(given);
            try {
                var sent = decoded(given);
                secrets.add(sent);
                secrets.add(sent.substring(sent.lastIndexOf(' ') + 1));
            } catch (SeraiRuntimeException e) {
                // It is refused where it is used.
                continue;
            }
        }
        return secrets;
    }

    /** What is sent, without its body. */
    HttpCall call() {
        try {
            return HttpCall.builder("POST", endpoint)
                    .headers(headers)
                    .header("Content-Type", "application/json")
                    .limits(LIMITS)
                    .retry(RetryPolicy.attempts(ATTEMPTS))
                    // A span that comes twice has the same id.
                    .repeatable(true)
                    .build();
        } catch (IllegalArgumentException e) {
            throw badHeaders();
        }
    }

    private static URI endpoint(String text) {
        try {
            var base = URI.create(text.replaceAll("/+$", ""));
            if (base.getHost() != null
                    && ("http".equals(base.getScheme()) || "https".equals(base.getScheme()))
                    && base.getRawUserInfo() == null
                    && base.getRawQuery() == null
                    && base.getRawFragment() == null) {
                return URI.create(base + PATH);
            }
        } catch (IllegalArgumentException e) {
            // told below, without the value: somebody may have put a key into it
        }
        throw bad(
                ENDPOINT + " is no address of a collector",
                "Give it as http://collector:4318, and keys in " + HEADERS + ".");
    }

    /** As OpenTelemetry has them: name=value, separated by commas, each written as in an address. */
    private static Map<String, String> headers(String text) {
        var headers = new LinkedHashMap<String, String>();
        for (var pair : text.split(",")) {
            var sign = pair.indexOf('=');
            if (sign > 0) {
                headers.put(decoded(pair.substring(0, sign)), decoded(pair.substring(sign + 1)));
            } else if (!pair.isBlank()) {
                throw badHeaders();
            }
        }
        return headers;
    }

    /** A plus is a plus here, other than in a form. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.strip().replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw badHeaders();
        }
    }

    private static SeraiRuntimeException badHeaders() {
        return bad(HEADERS + " cannot be used", "Write name=value, separated by commas.");
    }

    private static SeraiRuntimeException bad(String fact, String remedy) {
        return new SeraiRuntimeException(RuntimeError.BAD_SETTING, fact, remedy);
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "TraceSettings[" + endpoint + ", " + service + "]";
    }
}
