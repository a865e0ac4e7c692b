package dev.serai.runtime.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Picks the sentences of passages that share most with a question; rare words count more than common ones. */
final class Quotes {

    private static final int MOST_PASSAGES = 3;
    private static final int MOST_SENTENCES = 3;
    private static final int LONGEST_SENTENCE = 400;
    private static final int SHORTEST_WORD = 3;
    private static final int STEM = 5;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+(?=\\p{Lu})|\\n{2,}|\\n(?=[|#*-])");
    private static final Pattern NO_SENTENCE = Pattern.compile("#.*|[|\\s:-]*|[^.!?]* > [^.!?]*");

    private final Set<String> asked;

    Quotes(String question) {
        asked = words(question);
    }

    String of(List<ChatMessage> results) {
        var all = new ArrayList<Found>();
        results.forEach(result -> all.addAll(passages(result.text())));
        var weights = weights(all);
        var quotes = all.stream()
                .map(found -> new Quote(found, weights))
                .filter(quote -> !quote.lines.isEmpty())
                .sorted(Comparator.comparingDouble((Quote quote) -> quote.best).reversed())
                .map(Quote::text)
                .distinct()
                .limit(MOST_PASSAGES)
                .toList();
        return quotes.isEmpty()
                ? "No model is running, and nothing was found for this question."
                : "No model is running. This is what was found, word for word:\n\n" + String.join("\n\n", quotes);
    }

    /** What a word of the question tells: the fewer sentences have it, the more. */
    private Map<String, Double> weights(List<Found> all) {
        var sentences =
                all.stream().flatMap(found -> found.sentences().stream()).toList();
        var counts = new HashMap<String, Integer>();
        sentences.forEach(sentence ->
                words(sentence).stream().filter(asked::contains).forEach(word -> counts.merge(word, 1, Integer::sum)));
        var weights = new HashMap<String, Double>();
        counts.forEach((word, count) -> weights.put(word, Math.log(1.0 + (double) sentences.size() / count)));
        return weights;
    }

    /** The beginnings of words: inflections of many languages differ at the end. */
    private static Set<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .filter(word -> word.length() >= SHORTEST_WORD)
                .map(word -> word.substring(0, Math.min(STEM, word.length())))
                .collect(Collectors.toSet());
    }

    private static List<Found> passages(String result) {
        if (result.startsWith("[")) {
            try {
                var found = new ArrayList<Found>();
                for (var passage : Json.read(result)) {
                    var text =
                            passage.path("text").asText(passage.path("content").asText());
                    found.add(new Found(source(passage), text));
                }
                return found;
            } catch (JsonProcessingException e) {
                // Not JSON after all, or cut in the middle: it is quoted as it is.
            }
        }
        return List.of(new Found(null, result));
    }

    private static String source(JsonNode passage) {
        return passage.hasNonNull("source")
                ? passage.path("source").asText()
                : passage.path("url").asText(null);
    }

    private record Found(String source, String text) {

        List<String> sentences() {
            return Arrays.stream(SENTENCE_END.split(text))
                    .map(sentence -> sentence.replaceAll("\\s+", " ")
                            .replaceFirst("^[-*] ", "")
                            .strip())
                    .filter(sentence -> !NO_SENTENCE.matcher(sentence).matches())
                    .distinct()
                    .toList();
        }
    }

    /** The best sentences of one passage, in its order: what is quoted reads as it was written. */
    private static final class Quote {

        private final String source;
        private final List<String> lines;
        private final double best;

        Quote(Found found, Map<String, Double> weights) {
            source = found.source();
            var sentences = found.sentences();
            var chosen = sentences.stream()
                    .sorted(Comparator.comparingDouble((String sentence) -> score(sentence, weights))
                            .reversed())
                    .limit(MOST_SENTENCES)
                    .toList();
            best = chosen.isEmpty() ? 0 : score(chosen.get(0), weights);
            lines = sentences.stream()
                    // Where no sentence shares a word, the passage is shown by its beginning.
                    .filter(sentence -> chosen.contains(sentence) && (best == 0 || score(sentence, weights) > 0))
                    .toList();
        }

        private static double score(String sentence, Map<String, Double> weights) {
            return words(sentence).stream()
                    .mapToDouble(word -> weights.getOrDefault(word, 0.0))
                    .sum();
        }

        String text() {
            var quoted = lines.stream().map(line -> "- " + cut(line)).collect(Collectors.joining("\n"));
            return source == null ? quoted : quoted + "\n\nSource: " + source;
        }

        private static String cut(String sentence) {
            return sentence.length() <= LONGEST_SENTENCE ? sentence : sentence.substring(0, LONGEST_SENTENCE) + " ...";
        }
    }
}
