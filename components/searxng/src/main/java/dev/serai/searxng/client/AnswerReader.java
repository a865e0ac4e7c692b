package dev.serai.searxng.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads an answer of any generation of SearXNG or searx. Which fields a result has depends on its engine, so a field
 * that is missing or of another kind than expected is no failure.
 */
final class AnswerReader {

    private static final Set<String> RESULT = Set.of(
            "title",
            "url",
            "content",
            "engine",
            "engines",
            "category",
            "positions",
            "score",
            "publishedDate",
            "author",
            "length",
            "thumbnail",
            "img_src");
    private static final Set<String> ANSWER = Set.of("answer", "url", "engine");
    private static final Set<String> INFOBOX = Set.of("infobox", "id", "content", "img_src", "urls", "attributes");

    private AnswerReader() {}

    /** Null when this is no answer to a search. */
    static SearchResults read(JsonNode root) {
        if (!root.path("results").isArray()) {
            return null;
        }
        return new SearchResults(
                text(root, "query", ""),
                items(root, "results", AnswerReader::result),
                items(root, "answers", AnswerReader::answer),
                items(root, "infoboxes", AnswerReader::infobox),
                items(root, "suggestions", AnswerReader::word),
                items(root, "corrections", AnswerReader::word),
                items(root, "unresponsive_engines", AnswerReader::unresponsive),
                null);
    }

    private static SearchResult result(JsonNode node) {
        if (!node.isObject()) {
            return null;
        }
        var url = text(node, "url", null);
        var engine = text(node, "engine", null);
        var engines = items(node, "engines", AnswerReader::word);
        return new SearchResult(
                title(node, url),
                url,
                content(node),
                engine,
                engines.isEmpty() && engine != null ? List.of(engine) : engines,
                text(node, "category", null),
                items(node, "positions", position -> position.canConvertToInt() ? position.intValue() : null),
                score(node.path("score")),
                text(node, "publishedDate", null),
                text(node, "author", null),
                text(node, "length", null),
                text(node, "thumbnail", null),
                text(node, "img_src", null),
                more(node, RESULT),
                null);
    }

    private static String title(JsonNode node, String url) {
        var title = text(node, "title", null);
        return title != null ? title : text(node, "caption", url == null ? "" : url);
    }

    private static String content(JsonNode node) {
        var content = text(node, "content", null);
        if (content != null) {
            return content;
        }
        return node.path("kvmap").properties().stream()
                .map(row -> row.getKey() + ": " + scalar(row.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static double score(JsonNode node) {
        var score = node.asDouble(0);
        return Double.isFinite(score) ? score : 0;
    }

    private static Answer answer(JsonNode node) {
        if (node.isTextual()) {
            return new Answer(node.textValue(), null, null, Map.of());
        }
        var text = text(node, "answer", null);
        if (text == null) {
            text = node.path("translations")
                    .valueStream()
                    .map(translation -> text(translation, "text", ""))
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.joining(", "));
        }
        return text.isEmpty()
                ? null
                : new Answer(text, text(node, "url", null), text(node, "engine", null), more(node, ANSWER));
    }

    private static Infobox infobox(JsonNode node) {
        if (!node.isObject()) {
            return null;
        }
        return new Infobox(
                text(node, "infobox", ""),
                text(node, "id", null),
                text(node, "content", ""),
                text(node, "img_src", null),
                items(node, "urls", link -> new Infobox.Link(text(link, "title", ""), text(link, "url", null))),
                items(node, "attributes", fact -> new Infobox.Fact(text(fact, "label", ""), text(fact, "value", ""))),
                more(node, INFOBOX));
    }

    private static String word(JsonNode node) {
        return node.isObject() ? text(node, "title", null) : scalar(node);
    }

    /** A pair of name and reason; some generations give the name alone. */
    private static UnresponsiveEngine unresponsive(JsonNode node) {
        if (node.isArray()) {
            return node.isEmpty() ? null : new UnresponsiveEngine(scalar(node.path(0)), scalar(node.path(1)));
        }
        return node.isValueNode() ? new UnresponsiveEngine(scalar(node), "") : null;
    }

    private static <T> List<T> items(JsonNode node, String name, Function<JsonNode, T> reader) {
        var items = new ArrayList<T>();
        for (var item : node.path(name)) {
            var read = reader.apply(item);
            if (read != null) {
                items.add(read);
            }
        }
        return List.copyOf(items);
    }

    /** The field as text; what is missing, null or empty is the alternative. */
    private static String text(JsonNode node, String name, String otherwise) {
        var text = scalar(node.path(name));
        return text.isBlank() ? otherwise : text;
    }

    private static String scalar(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asText() : "";
    }

    /** What has no field of its own, without what is empty: most engines leave most fields so. */
    private static Map<String, Object> more(JsonNode node, Set<String> known) {
        var more = new LinkedHashMap<String, Object>();
        node.properties().forEach(field -> {
            var value = field.getValue();
            var empty = value.isNull()
                    || value.isTextual() && value.textValue().isEmpty()
                    || value.isContainerNode() && value.isEmpty();
            if (!known.contains(field.getKey()) && !empty) {
                more.put(field.getKey(), Json.MAPPER.convertValue(value, Object.class));
            }
        });
        return Collections.unmodifiableMap(more);
    }
}
