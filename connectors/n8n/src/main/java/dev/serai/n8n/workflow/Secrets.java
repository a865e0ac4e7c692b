package dev.serai.n8n.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.serai.support.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Takes secrets out of parameters. People paste keys into headers, addresses and code; an import would copy them into
 * files that are shared. What stands for a secret is {@code $vars.<name>}, whose value is asked for as a property.
 */
public final class Secrets {

    private static final Pattern NAME =
            Pattern.compile("(?i).*(api[-_ ]?key|token|passw|secret|authorization|credential|private[-_ ]?key).*");

    /** The secret is the first group, or all where there is none. */
    private static final List<Pattern> VALUES = List.of(
            Pattern.compile("\\bsk-[A-Za-z0-9_-]{16,200}"),
            Pattern.compile("\\b(?:ghp|gho|ghs|github_pat|glpat|hf|xoxb|xoxp|xoxa)[_-][A-Za-z0-9_-]{16,200}"),
            Pattern.compile("\\bAKIA[A-Z0-9]{16}\\b"),
            Pattern.compile("\\bAIza[A-Za-z0-9_-]{30,60}"),
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{10,2000}\\.[A-Za-z0-9_-]{10,4000}\\.[A-Za-z0-9_-]{10,1000}"),
            Pattern.compile("\\b\\d{8,12}:[A-Za-z0-9_-]{30,60}"),
            Pattern.compile("\\b(?i:bearer|basic) ([A-Za-z0-9._~+/=-]{12,2000})"),
            Pattern.compile("://[^/\\s:@]{1,100}:([^/\\s@{}]{3,200})@"),
            Pattern.compile("-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\\s\\S]{0,10000}?-----END [A-Z ]{0,40}-----"));

    private final String prefix;
    private final BiConsumer<String, String> found;
    private int count;

    /** @param found is told the variable that stands for a secret, and the name of the parameter. */
    public Secrets(String prefix, BiConsumer<String, String> found) {
        this.prefix = prefix;
        this.found = found;
    }

    public Node clean(Node node) {
        return node.withParameters(clean(node.parameters(), "", ""));
    }

    private JsonNode clean(JsonNode value, String name, String sibling) {
        if (value instanceof ObjectNode object) {
            var made = Json.object();
            // Lists of headers are objects with a name and a value.
            var label = object.path("name").asText(object.path("key").asText(""));
            object.fields()
                    .forEachRemaining(entry -> made.set(
                            entry.getKey(),
                            clean(
                                    entry.getValue(),
                                    entry.getKey(),
                                    entry.getKey().equals("value") ? label : "")));
            return made;
        }
        if (value instanceof ArrayNode list) {
            var made = Json.MAPPER.createArrayNode();
            list.forEach(one -> made.add(clean(one, name, sibling)));
            return made;
        }
        return value.isTextual() ? TextNode.valueOf(text(value.asText(), sibling.isEmpty() ? name : sibling)) : value;
    }

    private String text(String text, String name) {
        boolean literal = !text.startsWith("=");
        if (literal && named(text, name)) {
            return "={{ " + variable(name) + " }}";
        }
        var result = text;
        for (var pattern : VALUES) {
            var matcher = pattern.matcher(result);
            var made = new StringBuilder();
            int from = 0;
            // What stands around a secret helps to find it and stays.
            int group = matcher.groupCount();
            while (matcher.find()) {
                made.append(result, from, matcher.start(group));
                boolean inCode = inCode(name, result, matcher.start(group));
                var variable = variable(name);
                // In code there are quotes around it, so the variable cannot stand there by itself.
                made.append(inCode ? "SECRET_" + count : "{{ " + variable + " }}");
                from = matcher.end(group);
            }
            made.append(result, from, result.length());
            result = made.toString();
        }
        return literal && !result.equals(text) && result.contains("{{ $vars.") ? "=" + result : result;
    }

    private static boolean named(String text, String name) {
        return NAME.matcher(name).matches()
                && text.length() >= 8
                && text.length() <= 4_000
                && text.indexOf(' ') < 0
                && !text.contains("{{")
                // Names of types and fields look like secrets' names but are words.
                && text.chars().anyMatch(Character::isDigit);
    }

    private static boolean inCode(String name, String text, int at) {
        if (name.toLowerCase(Locale.ROOT).endsWith("code")) {
            return true;
        }
        return text.lastIndexOf("{{", at) > text.lastIndexOf("}}", at);
    }

    private String variable(String name) {
        var variable = prefix + "_secret_" + ++count;
        found.accept(variable, name);
        return "$vars." + variable;
    }
}
