package dev.serai.searxng.client;

import dev.serai.support.text.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What SearXNG has found.
 *
 * @param unresponsiveEngines the engines that gave no answer; what they would have found is missing here
 * @param incomplete why further pages are missing although they were asked for; null when none is
 */
public record SearchResults(
        String query,
        List<SearchResult> results,
        List<Answer> answers,
        List<Infobox> infoboxes,
        List<String> suggestions,
        List<String> corrections,
        List<UnresponsiveEngine> unresponsiveEngines,
        String incomplete) {

    public SearchResults with(List<SearchResult> others) {
        return new SearchResults(
                query,
                List.copyOf(others),
                answers,
                infoboxes,
                suggestions,
                corrections,
                unresponsiveEngines,
                incomplete);
    }

    public SearchResults first(int most) {
        return most <= 0 || results.size() <= most ? this : with(results.subList(0, most));
    }

    /** Whether there is nothing that answers the question. */
    boolean isEmpty() {
        return results.isEmpty() && answers.isEmpty() && infoboxes.isEmpty();
    }

    /** Direct answers first, then the results. */
    public List<Passage> passages() {
        var best = results.stream().mapToDouble(SearchResult::score).max().orElse(1);
        var passages = new ArrayList<Passage>();
        answers.forEach(answer -> passages.add(new Passage(
                null, answer.url(), answer.text(), best, Map.of("title", "Answer", "engines", engines(answer)))));
        infoboxes.forEach(box -> passages.add(
                new Passage(null, box.id(), box.title() + "\n" + box.content(), best, Map.of("title", box.title()))));
        results.forEach(result -> passages.add(result.passage()));
        return passages;
    }

    private static List<String> engines(Answer answer) {
        return answer.engine() == null ? List.of() : List.of(answer.engine());
    }

    /** For a model: numbered sources, marked as what they are. */
    public String forModel() {
        return ModelText.of(this);
    }
}
