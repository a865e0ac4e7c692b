package dev.serai.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the official client says is said here in the same words, and what it got is understood. */
@Timeout(60)
class RecordingContractTest {

    private static TestServer server;
    private static Routes routes;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer();
        routes = new Routes(server.url());
    }

    @AfterAll
    static void stop() {
        routes.close();
        server.close();
    }

    static List<RecordedStep> steps() throws IOException {
        return RecordedStep.of("rest-lite-postgres17.json", "<jwt>");
    }

    private static List<String> prefer(RecordedStep step) {
        return Arrays.stream(step.header("prefer").split(", "))
                .filter(wish -> !wish.isEmpty())
                .toList();
    }

    private static Exchange perform(RecordedStep step) {
        var method = step.method();
        var options = new LinkedHashMap<String, String>();
        var headers = new HashMap<String, Object>();
        options.put("schema", "public");
        options.put("retries", "0");
        var filter = new ArrayList<String>();
        var function = step.path().contains("/rpc/");
        for (var part : step.query()) {
            var name = part.substring(0, part.indexOf('='));
            var value = part.substring(part.indexOf('=') + 1);
            switch (name) {
                case "select" -> headers.put(SupabaseConstants.COLUMNS, value);
                case "order" -> headers.put(SupabaseConstants.ORDER, value);
                case "limit" -> headers.put(SupabaseConstants.LIMIT, value);
                case "offset" -> headers.put(SupabaseConstants.OFFSET, value);
                case "on_conflict" -> options.put("onConflict", value);
                case "columns" -> {}
                default -> {
                    if (function) {
                        headers.put(SupabaseConstants.ARGUMENT_PREFIX + name, value);
                    } else {
                        filter.add(part);
                    }
                }
            }
        }
        if (!filter.isEmpty()) {
            headers.put(SupabaseConstants.FILTER, String.join("&", filter));
        }
        wishes(step, method, options);
        if (function) {
            options.put("method", method);
        } else if (step.path().startsWith("/rest")) {
            headers.put(SupabaseConstants.OPERATION, operation(step, method));
        }
        var name = step.path().substring(step.path().lastIndexOf('/') + 1);
        var kind = step.path().startsWith("/functions") ? "functions" : function ? "rpc" : "table";
        var body = step.body();
        return routes.send(
                "supabase:" + kind + "/" + name + "?"
                        + options.entrySet().stream()
                                .map(option -> option.getKey() + "=" + option.getValue())
                                .collect(Collectors.joining("&")),
                body.isMissingNode() ? null : Json.MAPPER.convertValue(body, Object.class),
                headers);
    }

    private static void wishes(RecordedStep step, String method, Map<String, String> options) {
        for (var wish : prefer(step)) {
            var value = wish.substring(wish.indexOf('=') + 1);
            switch (wish.substring(0, wish.indexOf('='))) {
                case "count" -> options.put("count", value);
                case "return" -> options.put("returning", value);
                case "missing" -> options.put("defaultToNull", "false");
                case "max-affected" -> options.put("maxAffected", value);
                case "resolution" -> options.put("ignoreDuplicates", "" + value.startsWith("ignore"));
                default -> assertThat(wish).isEqualTo("handling=strict");
            }
        }
        switch (step.header("accept")) {
            case "text/csv" -> options.put("format", "csv");
            case "application/vnd.pgrst.object+json" -> options.put("single", "true");
            default -> assertThat(step.header("accept")).isEqualTo("*/*");
        }
    }

    private static String operation(RecordedStep step, String method) {
        return switch (method) {
            case "GET" -> "select";
            case "HEAD" -> "count";
            case "PATCH" -> "update";
            case "DELETE" -> "delete";
            default -> step.header("prefer").contains("resolution=") ? "upsert" : "insert";
        };
    }

    @ParameterizedTest
    @MethodSource("steps")
    void theRequestIsTheSameAndTheAnswerIsUnderstood(RecordedStep step) {
        server.answer(step.answer());
        int before = server.asked().size();
        var exchange = perform(step);
        var asked = server.asked().get(before);
        assertThat(asked.method()).isEqualTo(step.method());
        assertThat(asked.path()).isEqualTo(step.path());
        assertThat(asked.query()).containsExactlyInAnyOrderElementsOf(step.query());
        var prefer = Stream.of(String.valueOf(asked.header("prefer")).split(", "))
                .filter(wish -> !wish.equals("return=minimal") && !wish.equals("null"))
                .toList();
        assertThat(prefer).containsExactlyInAnyOrderElementsOf(prefer(step));
        for (var name : List.of("accept-profile", "content-profile")) {
            assertThat(String.valueOf(asked.header(name))).isEqualTo(step.header(name, "null"));
        }
        if (!step.body().isMissingNode()) {
            assertThat(asked.json()).isEqualTo(step.body());
        }
        check(step, exchange);
    }

    private static void check(RecordedStep step, Exchange exchange) {
        var response = step.response();
        if (step.status() >= 400) {
            var failure = exchange.getException(SupabaseException.class);
            var code = step.told().path("code").asText(null);
            assertThat(failure.getServiceCode()).isEqualTo(code);
            assertThat(failure.getStatus()).isEqualTo(step.status());
            assertThat(failure.code() == SupabaseError.KEY_REFUSED)
                    .isEqualTo(step.name().equals("bad-apikey"));
            assertThat(failure.code()).isNotIn(SupabaseError.REJECTED, SupabaseError.NOT_SUPABASE);
            return;
        }
        assertThat(exchange.getException()).isNull();
        var body = exchange.getMessage().getBody();
        var total = response.path("headers").path("content-range").asText("*/*").split("/")[1];
        assertThat(exchange.getMessage().getHeader(SupabaseConstants.COUNT))
                .isEqualTo(total.equals("*") ? null : Long.valueOf(total));
        if (step.method().equals("HEAD")) {
            assertThat(body).isEqualTo(Long.valueOf(total));
        } else if (response.path("body").has("text")) {
            assertThat(body).isEqualTo(response.path("body").path("text").asText());
        } else if (!step.told().isMissingNode()) {
            // Compared as texts, since decimal numbers come with all their digits.
            assertThat(Json.text(body)).isEqualTo(Json.text(step.told()));
        } else {
            assertThat(body).isNull();
        }
    }
}
