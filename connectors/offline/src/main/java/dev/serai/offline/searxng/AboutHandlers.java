package dev.serai.offline.searxng;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the server tells of itself, and what it suggests. */
final class AboutHandlers {
    private final List<Engine> engines;
    private final boolean limited;
    private final boolean older;
    private final Map<String, List<String>> suggestions = new LinkedHashMap<>();

    AboutHandlers(SearxngStandInBuilder settings) {
        engines = List.copyOf(settings.engines);
        limited = settings.limited;
        older = settings.older;
    }

    synchronized void suggest(String beginning, List<String> words) {
        suggestions.put(beginning, words);
    }

    synchronized void reset() {
        suggestions.clear();
    }

    void config(Exchange exchange) {
        var config = Json.object().put("autocomplete", "");
        var brand = config.putObject("brand")
                .put("DOCS_URL", "")
                .put("GIT_BRANCH", "master")
                .put("GIT_URL", "");
        if (older) {
            brand.put("CONTACT_URL", "");
        } else {
            brand.put("CONTACT_URL", false).put("PRIVACYPOLICY_URL", false);
        }
        var categories = config.putArray("categories");
        engines.stream()
                .flatMap(engine -> engine.categories().stream())
                .distinct()
                .forEach(categories::add);
        config.put("default_doi_resolver", "doi.org")
                .put("default_locale", "")
                .put("default_theme", older ? "oscar" : "simple");
        config.putArray("doi_resolvers").add("doi.org");
        var list = config.putArray("engines");
        engines.forEach(engine -> list.add(describe(engine)));
        config.put("instance_name", "stand-in");
        config.putObject("locales").put("de", "Deutsch (German)").put("en", "English");
        config.putArray("plugins");
        if (!older) {
            config.putObject("limiter")
                    .put("botdetection.ip_limit.link_token", false)
                    .put("botdetection.ip_lists.pass_searxng_org", true)
                    .put("enabled", limited);
            config.put("public_instance", false);
        }
        config.put("safe_search", 0).put("version", older ? "1.1.0" : "2026.8.22");
        exchange.send(200, "application/json", config.toString());
    }

    private ObjectNode describe(Engine engine) {
        var node = Json.object();
        node.set("categories", Json.MAPPER.valueToTree(engine.categories()));
        node.put("enabled", engine.enabled()).put("language_support", false).put("name", engine.name());
        node.put("paging", true).put("safesearch", false).put("shortcut", engine.shortcut());
        if (older) {
            node.putArray("supported_languages");
        } else {
            node.putArray("languages");
            node.putArray("regions");
        }
        return node.put("time_range_support", false).put("timeout", 2.0);
    }

    void descriptions(Exchange exchange) {
        var all = Json.object();
        engines.stream()
                .filter(engine -> engine.description() != null)
                .forEach(engine ->
                        all.putArray(engine.name()).add(engine.description()).add("ref"));
        exchange.send(200, "application/json", all.toString());
    }

    void autocomplete(Exchange exchange) {
        var beginning = Form.of(exchange).get("q");
        var words = words(beginning);
        if ("XMLHttpRequest".equals(exchange.header("X-Requested-With"))) {
            exchange.send(200, "application/json", Json.write(words));
        } else if (words.size() > 1) {
            throw Refusal.notDone("several suggestions for the address bar of a browser");
        } else {
            var relevance = Map.of("google:suggestrelevance", words.isEmpty() ? List.of() : List.of(600));
            exchange.send(
                    200,
                    "application/x-suggestions+json",
                    Json.write(List.of(beginning, words, List.of(), List.of(), relevance)));
        }
    }

    private synchronized List<String> words(String beginning) {
        if (beginning.startsWith("!")) {
            return engines.stream()
                    .map(engine -> "!" + engine.name().replace(' ', '_'))
                    .filter(bang -> bang.startsWith(beginning))
                    .toList();
        }
        return suggestions.getOrDefault(beginning, List.of());
    }
}
