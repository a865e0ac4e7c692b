package dev.serai.searxng.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.error.Failures;
import dev.serai.support.http.Redaction;
import dev.serai.support.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One SearXNG and what it can be asked. */
public final class Instance {

    private static final Logger LOG = LoggerFactory.getLogger(Instance.class);

    private final Server server;
    private final List<String> secrets;
    private final NameCheck names;

    public Instance(Server server, boolean checkNames) {
        this.server = server;
        this.secrets = secrets(server.headers());
        this.names = checkNames ? new NameCheck(this) : null;
    }

    private static List<String> secrets(Map<String, String> headers) {
        var secrets = new ArrayList<String>();
        Redaction.headers(headers).forEach((name, shown) -> {
            if (shown.equals(Redaction.MASK)) {
                var value = headers.get(name);
                secrets.add(value);
                // a server repeats a credential without its scheme
                secrets.add(value.substring(value.lastIndexOf(' ') + 1));
            }
        });
        return List.copyOf(secrets);
    }

    public String name() {
        return server.name();
    }

    private Faults faults(String what) {
        return new Faults(server.base(), what, null, null, secrets);
    }

    private Faults faults(SearchQuery query) {
        return new Faults(server.base(), "the search", query.format(), query.text(), secrets);
    }

    /** The answer in typed form; all the pages that are asked for, each thing once. */
    public CompletableFuture<SearchResults> search(SearchQuery query) {
        var pursuit = new Pursuit();
        var whole = pursuit.follow(checked(query))
                .thenCompose(done -> pursuit.follow(page(query, query.page())))
                .thenCompose(first -> {
                    if (first.isEmpty() && !first.unresponsiveEngines().isEmpty()) {
                        throw new UnresponsiveException(name(), first);
                    }
                    var merging = new Merging();
                    merging.add(first);
                    return further(query, query.page() + 1, merging, pursuit)
                            .thenApply(all -> all.first(query.maxResults()));
                });
        return pursuit.result(whole);
    }

    /** The answer as the server wrote it. */
    public CompletableFuture<String> raw(SearchQuery query) {
        var faults = faults(query);
        var pursuit = new Pursuit();
        var text = pursuit.follow(checked(query))
                .thenCompose(done -> pursuit.follow(server.search(query.form(query.page()), faults)))
                .thenApply(reply -> {
                    faults.refuseHtml(reply);
                    return reply.text();
                });
        return pursuit.result(text);
    }

    private CompletableFuture<?> checked(SearchQuery query) {
        return names == null ? CompletableFuture.completedFuture(null) : names.check(query);
    }

    private CompletableFuture<SearchResults> page(SearchQuery query, int number) {
        var faults = faults(query);
        return server.search(query.form(number), faults).thenApply(reply -> {
            var results = AnswerReader.read(faults.json(reply));
            if (results == null) {
                throw faults.bad("is no answer to a search");
            }
            return results;
        });
    }

    /** One page after the other, since a page without anything new is the last, and limiters count requests. */
    private CompletableFuture<SearchResults> further(SearchQuery query, int number, Merging merging, Pursuit pursuit) {
        var enough = query.maxResults() > 0 && merging.size() >= query.maxResults();
        if (enough || number >= query.page() + query.pages()) {
            return CompletableFuture.completedFuture(merging.whole(null));
        }
        return pursuit.follow(page(query, number))
                .handle((page, error) -> {
                    if (error != null && pursuit.isAbandoned()) {
                        return CompletableFuture.<SearchResults>failedFuture(Failures.unwrap(error));
                    }
                    if (error != null) {
                        // What the first pages brought is worth more than the failure of a later one.
                        var reason = "page " + number + " is missing: "
                                + Failures.unwrap(error).getMessage();
                        LOG.warn("{}", reason);
                        return CompletableFuture.completedFuture(merging.whole(reason));
                    }
                    return merging.add(page) == 0
                            ? CompletableFuture.completedFuture(merging.whole(null))
                            : further(query, number + 1, merging, pursuit);
                })
                .thenCompose(rest -> rest);
    }

    public CompletableFuture<List<String>> autocomplete(String beginning) {
        var faults = faults("autocomplete");
        var path = "/autocompleter?q=" + URLEncoder.encode(beginning, StandardCharsets.UTF_8);
        return server.get(path, Map.of("X-Requested-With", "XMLHttpRequest"), faults)
                .thenApply(reply -> suggestions(faults.json(reply), faults));
    }

    /** A plain list, or, as browsers want it, a list as the second of several things. */
    private static List<String> suggestions(JsonNode answer, Faults faults) {
        var list = answer.path(1).isArray() ? answer.path(1) : answer;
        if (!list.isArray()) {
            throw faults.bad("is no list of suggestions");
        }
        return list.valueStream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .toList();
    }

    /** What the instance tells of itself: engines, categories, languages, plugins, whether it limits. */
    public CompletableFuture<Map<String, Object>> config() {
        var faults = faults("config");
        return server.get("/config", Map.of(), faults).thenApply(reply -> {
            var config = faults.json(reply);
            if (!config.path("engines").isArray()) {
                throw faults.bad("names no engines");
            }
            return Json.map(config);
        });
    }

    /** Fails unless the instance says that it is well. */
    public CompletableFuture<String> health() {
        var faults = faults("healthz");
        return server.get("/healthz", Map.of(), faults).thenApply(reply -> {
            faults.refuseHtml(reply);
            var word = reply.text().strip();
            if (!word.equals("OK")) {
                throw faults.bad("is not OK");
            }
            return word;
        });
    }

    @Override
    public String toString() {
        return name();
    }
}
