package dev.serai.runtime.console;

import dev.serai.runtime.console.SystemState.Fact;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;

/** What Camel's health checks of the components say. */
final class HealthStates {

    /** The first of these words that a check's id contains tells what it is about. */
    private static final List<Map.Entry<String, String>> KINDS = List.of(
            Map.entry("ollama", "model"),
            Map.entry("vector", "store"),
            Map.entry("sql", "store"),
            Map.entry("supabase", "store"),
            Map.entry("datasource", "store"),
            Map.entry("kafka", "queue"),
            Map.entry("searxng", "search"),
            Map.entry("daytona", "sandbox"),
            Map.entry("modal", "sandbox"));

    /** Its servers are shown in the words of its doctor. */
    private static final String OLLAMA = "producer:ollama";

    private static final int LONGEST = 400;

    private final CamelContext context;

    HealthStates(CamelContext context) {
        this.context = context;
    }

    /** May wait for servers, so it needs a thread that may. */
    List<SystemState> look() {
        return HealthCheckHelper.invoke(context).stream()
                .filter(result -> !result.getCheck().getId().startsWith(OLLAMA))
                .map(HealthStates::state)
                .toList();
    }

    private static SystemState state(HealthCheck.Result result) {
        var id = result.getCheck().getId();
        var facts = new TreeMap<>(result.getDetails())
                .entrySet().stream()
                        // Traces and numbers of failures are for the log.
                        .filter(detail -> !detail.getKey().matches("(check|invocation|failure|success)\\..*|.*stack.*"))
                        .map(detail -> new Fact(detail.getKey(), cut(String.valueOf(detail.getValue()))))
                        .toList();
        var words = result.getMessage()
                .filter(message -> !message.isBlank())
                .map(message -> List.of(cut(message)))
                .orElse(List.of());
        var state = switch (result.getState()) {
            case UP -> "up";
            case DOWN -> "down";
            default -> "off";
        };
        return new SystemState(id, kind(id), state, facts, words);
    }

    private static String kind(String id) {
        return KINDS.stream()
                .filter(kind -> id.toLowerCase(Locale.ROOT).contains(kind.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("camel");
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }
}
