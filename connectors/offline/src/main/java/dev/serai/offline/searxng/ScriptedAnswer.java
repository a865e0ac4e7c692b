package dev.serai.offline.searxng;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the server answers to a search that a rule takes. */
public final class ScriptedAnswer {
    final List<Result> results = new ArrayList<>();
    final List<ObjectNode> answers = new ArrayList<>();
    final List<ObjectNode> infoboxes = new ArrayList<>();
    final List<String> suggestions = new ArrayList<>();
    final List<String> corrections = new ArrayList<>();
    final Map<String, String> unresponsive = new LinkedHashMap<>();
    Duration delay = Duration.ZERO;
    Failure failure;

    /** An answer outside of what a search gives; a status of 0 closes the connection. */
    record Failure(int status, String contentType, String body) {}

    private ScriptedAnswer() {}

    public static ScriptedAnswer results(Result... found) {
        var answer = new ScriptedAnswer();
        answer.results.addAll(List.of(found));
        return answer;
    }

    /** An engine that gave no answer, such as "too many requests" or "Suspended: timeout". */
    public static ScriptedAnswer silent(String engine, String reason) {
        return results().unresponsive(engine, reason);
    }

    /** Any other answer, such as that of a proxy in front of the server. */
    public static ScriptedAnswer raw(int status, String contentType, String body) {
        var answer = new ScriptedAnswer();
        answer.failure = new Failure(status, contentType, body);
        return answer;
    }

    /** The connection is closed without an answer. */
    public static ScriptedAnswer cut() {
        return raw(0, null, "");
    }

    public ScriptedAnswer unresponsive(String engine, String reason) {
        unresponsive.put(engine, reason);
        return this;
    }

    /** A direct answer, such as a converted unit; the address may be null. */
    public ScriptedAnswer answer(String text, String url) {
        answers.add(Json.object().put("url", url).put("answer", text));
        return this;
    }

    public ScriptedAnswer translation(String text) {
        var answer = Json.object().put("template", "answer/translations.html");
        answer.putArray("translations")
                .addObject()
                .put("text", text)
                .put("transliteration", "")
                .set("examples", Json.array());
        var translation = (ObjectNode) answer.path("translations").path(0);
        translation.set("definitions", Json.array());
        translation.set("synonyms", Json.array());
        answers.add(answer);
        return this;
    }

    public ScriptedAnswer infobox(String title, String id, String content) {
        return infobox(title, id, content, Map.of());
    }

    /** A box of facts; the map's entries are its labels and values. */
    public ScriptedAnswer infobox(String title, String id, String content, Map<String, String> facts) {
        var box = Json.object().put("infobox", title).put("id", id).put("content", content);
        box.put("img_src", (String) null);
        box.putArray("urls").addObject().put("title", title).put("url", id);
        var attributes = box.putArray("attributes");
        facts.forEach(
                (label, value) -> attributes.addObject().put("label", label).put("value", value));
        infoboxes.add(box);
        return this;
    }

    public ScriptedAnswer suggestions(String... values) {
        suggestions.addAll(List.of(values));
        return this;
    }

    public ScriptedAnswer corrections(String... values) {
        corrections.addAll(List.of(values));
        return this;
    }

    /** How long the engines take. */
    public ScriptedAnswer after(Duration time) {
        delay = time;
        return this;
    }

    static List<JsonNode> copies(List<ObjectNode> nodes) {
        return nodes.stream().map(node -> (JsonNode) node.deepCopy()).toList();
    }
}
