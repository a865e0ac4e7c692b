package dev.serai.searxng.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Puts the answers for several pages together, each thing once. */
final class Merging {

    private final Map<String, SearchResult> results = new LinkedHashMap<>();
    private final Collection<Answer> answers = new LinkedHashSet<>();
    private final Collection<Infobox> infoboxes = new LinkedHashSet<>();
    private final Collection<String> suggestions = new LinkedHashSet<>();
    private final Collection<String> corrections = new LinkedHashSet<>();
    private final Map<String, UnresponsiveEngine> unresponsive = new LinkedHashMap<>();
    private String query = "";

    /** Tells how many results were new. */
    int add(SearchResults page) {
        var before = results.size();
        query = page.query();
        page.results().forEach(result -> results.merge(result.key(), result, Merging::merged));
        answers.addAll(page.answers());
        infoboxes.addAll(page.infoboxes());
        suggestions.addAll(page.suggestions());
        corrections.addAll(page.corrections());
        page.unresponsiveEngines().forEach(engine -> unresponsive.putIfAbsent(engine.engine(), engine));
        return results.size() - before;
    }

    int size() {
        return results.size();
    }

    SearchResults whole(String incomplete) {
        return new SearchResults(
                query,
                List.copyOf(results.values()),
                List.copyOf(answers),
                List.copyOf(infoboxes),
                List.copyOf(suggestions),
                List.copyOf(corrections),
                List.copyOf(unresponsive.values()),
                incomplete);
    }

    private static SearchResult merged(SearchResult first, SearchResult second) {
        var engines = new LinkedHashSet<>(first.engines());
        engines.addAll(second.engines());
        var positions = new ArrayList<>(first.positions());
        positions.addAll(second.positions());
        return new SearchResult(
                first.title(),
                first.url(),
                first.content().length() >= second.content().length() ? first.content() : second.content(),
                first.engine(),
                List.copyOf(engines),
                first.category(),
                List.copyOf(positions),
                Math.max(first.score(), second.score()),
                first.published() == null ? second.published() : first.published(),
                first.author() == null ? second.author() : first.author(),
                first.length() == null ? second.length() : first.length(),
                first.thumbnail() == null ? second.thumbnail() : first.thumbnail(),
                first.image() == null ? second.image() : first.image(),
                first.more(),
                first.page());
    }
}
