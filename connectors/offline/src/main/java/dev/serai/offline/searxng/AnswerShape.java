package dev.serai.offline.searxng;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.searxng.Ranking.Ranked;
import java.util.List;

/** The JSON answer to a search, in today's shape or in that of searx. */
final class AnswerShape {
    private static final List<String> TEXTS = List.of(
            "title",
            "content",
            "img_src",
            "iframe_src",
            "audio_src",
            "thumbnail",
            "pubdate",
            "views",
            "author",
            "metadata",
            "priority");

    private final boolean older;

    AnswerShape(boolean older) {
        this.older = older;
    }

    ObjectNode of(SearchCall call, Script.Found found, List<Ranked> ranked) {
        var script = found.answer();
        var root = Json.object().put("query", call.text());
        if (older) {
            root.put("number_of_results", 0);
        }
        var results = root.putArray("results");
        ranked.forEach(result -> results.add(older ? olderResult(result) : result(result)));
        var answers = root.putArray("answers");
        var corrections = root.putArray("corrections");
        var infoboxes = root.putArray("infoboxes");
        var suggestions = root.putArray("suggestions");
        if (found.extras()) {
            ScriptedAnswer.copies(script.answers).forEach(answer -> addAnswer(answers, (ObjectNode) answer));
            script.corrections.forEach(corrections::add);
            ScriptedAnswer.copies(script.infoboxes)
                    .forEach(box -> infoboxes.add(
                            infobox((ObjectNode) box, call.engines().get(0))));
            script.suggestions.forEach(suggestions::add);
        }
        var unresponsive = root.putArray("unresponsive_engines");
        script.unresponsive.forEach(
                (engine, reason) -> unresponsive.addArray().add(engine).add(reason));
        return root;
    }

    private static ObjectNode result(Ranked ranked) {
        var node = Json.object().put("template", "default.html");
        TEXTS.forEach(name -> node.put(name, ""));
        node.putNull("publishedDate");
        node.putNull("length");
        addRank(node.put("open_group", false).put("close_group", false), ranked);
        addFields(node, ranked);
        addEngine(node, ranked);
        return node;
    }

    private static ObjectNode olderResult(Ranked ranked) {
        if (ranked.result().isTable()) {
            throw Refusal.notDone("a table in an answer of searx 1.1.0");
        }
        var node = Json.object().put("template", "default.html");
        addFields(node, ranked);
        addEngine(node, ranked);
        addRank(node, ranked);
        return node.put("pretty_url", ranked.url());
    }

    private static void addFields(ObjectNode node, Ranked ranked) {
        ranked.result().fields().forEach((name, value) -> node.set(name, Json.MAPPER.<JsonNode>valueToTree(value)));
    }

    private static void addRank(ObjectNode node, Ranked ranked) {
        node.set("engines", Json.MAPPER.valueToTree(ranked.engines()));
        node.set("positions", Json.MAPPER.valueToTree(ranked.positions()));
        node.put("score", ranked.score()).put("category", ranked.category());
    }

    private static void addEngine(ObjectNode node, Ranked ranked) {
        node.put("engine", ranked.engines().get(0));
        node.set("parsed_url", parts(ranked.url()));
    }

    private static JsonNode parts(String url) {
        return url == null ? Json.MAPPER.nullNode() : Json.MAPPER.valueToTree(Ranked.urlParts(url));
    }

    private void addAnswer(ArrayNode answers, ObjectNode answer) {
        if (older) {
            if (!answer.has("answer")) {
                throw Refusal.notDone("a translation in an answer of searx 1.1.0");
            }
            answers.add(answer.get("answer"));
            return;
        }
        var node = Json.object().put("url", Json.text(answer, "url")).put("engine", "answerer");
        node.set("parsed_url", parts(Json.text(answer, "url")));
        node.put("template", "answer/legacy.html");
        answers.add(node.setAll(answer));
    }

    private ObjectNode infobox(ObjectNode box, String engine) {
        box.put("engine", engine);
        box.putArray("engines").add(engine);
        if (!older) {
            box.putArray("relatedTopics");
            box.putNull("url").put("template", "default.html").putNull("parsed_url");
            box.put("title", "").put("thumbnail", "").put("priority", "").put("positions", "");
            box.put("score", 0).put("category", "").putNull("publishedDate");
        }
        return box;
    }
}
