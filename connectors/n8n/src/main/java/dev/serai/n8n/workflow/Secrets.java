package dev.serai.n8n.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.serai.support.json.Json;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Takes secrets out of parameters. People paste keys into headers, addresses and code; an import would copy them into
 * files that are shared. What stands for a secret is {@code $vars.<name>}, whose value is asked for as a property.
 */
public final class Secrets {

    private static final Pattern NAME = Pattern.compile(
            "(?i)api[-_ ]?key|access[-_ ]?key|private[-_ ]?key|auth[-_ ]?key|x-key|x-auth|secret|token|passw|passphrase|pwd"
                    + "|authorization|credential|cookie|connection[-_ ]?string");

    /** What is said about a secret is none. */
    private static final Pattern ABOUT = Pattern.compile(
            "(?i)(?:type|ur[il]|endpoint|name|field|property|mode|method|limit|count|format|description|label|placeholder|id)$");

    private static final Pattern PASSWORD = Pattern.compile("(?i)passw|passphrase|pwd");

    /** Headers whose value has a word before it, or several parts. */
    private static final Pattern SEVERAL =
            Pattern.compile("(?i)(?:proxy-)?authorization|(?:set-)?cookie|x-[a-z-]{1,40}");

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z-]{2,20} \\S+");
    private static final Pattern QUOTED =
            Pattern.compile("=\\s{0,20}\\{\\{\\s{0,20}([\"'`])([^\"'`\\s{}$]{8,4000})\\1\\s{0,20}}}");
    private static final Pattern SURROGATE = Pattern.compile("\\p{Cs}");
    private static final String MASK = "SECRET";
    private static final int MOST = 200;

    private final String prefix;
    private final BiConsumer<String, String> found;
    private final Map<String, String> variables = new HashMap<>();

    /** @param found is told the variable that stands for a secret, and the name of the parameter. */
    public Secrets(String prefix, BiConsumer<String, String> found) {
        this.prefix = prefix;
        this.found = found;
    }

    public Node clean(Node node) {
        return node.withParameters(Reading.of(clean(node.parameters(), "", "", node.isNote())));
    }

    /** Names and notes are no templates: what looks like a secret is left out of them. */
    public static String masked(String text) {
        var result = text;
        for (var shape : SecretShapes.in(text)) {
            var matcher = shape.pattern().matcher(result);
            var made = new StringBuilder();
            int from = 0;
            while (matcher.find()) {
                if (SecretShapes.counts(matcher)) {
                    made.append(result, from, matcher.start(matcher.groupCount()))
                            .append(MASK);
                    from = matcher.end(matcher.groupCount());
                }
            }
            result = made.append(result, from, result.length()).toString();
        }
        return result;
    }

    private JsonNode clean(JsonNode value, String name, String sibling, boolean note) {
        if (value instanceof ObjectNode object) {
            var made = Json.object();
            // Lists of headers are objects with a name and a value.
            var label = object.path("name")
                    .asText(object.path("key").asText(object.path("keyName").asText("")));
            object.fields()
                    .forEachRemaining(entry -> made.set(
                            masked(writable(entry.getKey())),
                            clean(
                                    entry.getValue(),
                                    entry.getKey(),
                                    entry.getKey().toLowerCase(Locale.ROOT).endsWith("value") ? label : "",
                                    note)));
            return made;
        }
        if (value instanceof ArrayNode list) {
            var made = Json.MAPPER.createArrayNode();
            list.forEach(one -> made.add(clean(one, name, sibling, note)));
            return made;
        }
        if (!value.isTextual()) {
            return value;
        }
        var text = writable(value.asText());
        return TextNode.valueOf(note ? masked(text) : text(text, sibling.isEmpty() ? name : sibling, name));
    }

    /** Halves of a character can stand in JSON, but in no file. */
    private static String writable(String text) {
        return SURROGATE.matcher(text).replaceAll("\uFFFD");
    }

    private String text(String text, String name, String parameter) {
        boolean template = text.startsWith("=");
        var plain = template ? text.substring(1) : text;
        var quoted = QUOTED.matcher(text);
        if (quoted.matches() && named(quoted.group(2), name)) {
            return "={{ " + variable(quoted.group(2), name) + " }}";
        }
        if (named(plain, name)) {
            return "={{ " + variable(plain, name) + " }}";
        }
        // What was no template must not become one, if there are braces in it.
        boolean braces = template || !text.contains("{{") || parameter.equals("query");
        var result = text;
        for (var shape : SecretShapes.in(text)) {
            result = replaced(result, shape.pattern(), name, isCode(parameter), braces);
        }
        return !template && !isCode(parameter) && !result.equals(text) && result.contains("{{ $vars.")
                ? "=" + result
                : result;
    }

    private String replaced(String text, Pattern pattern, String name, boolean code, boolean braces) {
        var matcher = pattern.matcher(text);
        StringBuilder made = null;
        int from = 0;
        var place = new Braces(text);
        while (matcher.find()) {
            if (!SecretShapes.counts(matcher)) {
                continue;
            }
            made = made == null ? new StringBuilder() : made;
            // What stands around a secret helps to find it and stays.
            int start = matcher.start(matcher.groupCount());
            int end = matcher.end(matcher.groupCount());
            var variable = variable(text.substring(start, end), name);
            if (!code && !place.inside(start)) {
                made.append(text, from, start)
                        .append(braces ? "{{ " + variable + " }}" : MASK + variable.replaceAll(".*_", "_"));
            } else if (isText(text, start, end)) {
                made.append(text, from, start - 1).append(variable);
                end++;
            } else {
                made.append(text, from, start).append(MASK + variable.replaceAll(".*_", "_"));
            }
            from = end;
        }
        return made == null ? text : made.append(text, from, text.length()).toString();
    }

    /** Whether the secret is all of a text in code, so that a variable can take its place. */
    private static boolean isText(String code, int start, int end) {
        if (start == 0 || end >= code.length() || "'\"`".indexOf(code.charAt(end)) < 0) {
            return false;
        }
        int next = end + 1;
        while (next < code.length() && code.charAt(next) == ' ') {
            next++;
        }
        boolean key = next < code.length() && code.charAt(next) == ':';
        boolean escaped = start > 1 && code.charAt(start - 2) == '\\';
        return code.charAt(start - 1) == code.charAt(end) && !key && !escaped;
    }

    private static boolean named(String text, String name) {
        if (text.length() < 8
                || text.length() > 4_000
                || text.contains("{{")
                || !NAME.matcher(name).find()
                || ABOUT.matcher(name).find()
                || text.matches("(?i)https?://.*")) {
            return false;
        }
        boolean one = text.indexOf(' ') < 0
                || SEVERAL.matcher(name).matches()
                || SCHEME.matcher(text).matches();
        // Names of types and fields look like secrets' names but are words.
        return one && (SecretShapes.hasDigit(text) || PASSWORD.matcher(name).find() && text.indexOf(' ') < 0);
    }

    private static boolean isCode(String parameter) {
        return parameter.toLowerCase(Locale.ROOT).endsWith("code");
    }

    private String variable(String secret, String name) {
        var known = variables.get(secret);
        if (known != null) {
            return known;
        }
        var variable = prefix + "_" + Math.min(variables.size() + 1, MOST);
        if (variables.size() < MOST) {
            variables.put(secret, "$vars." + variable);
            found.accept(variable, name);
        }
        return "$vars." + variable;
    }

    /** Tells of places in a text, each behind the last, whether they lie between double braces. */
    private static final class Braces {

        private final String text;
        private int at;
        private boolean open;

        Braces(String text) {
            this.text = text;
        }

        boolean inside(int place) {
            while (at < place) {
                if (text.startsWith("{{", at)) {
                    open = true;
                } else if (text.startsWith("}}", at)) {
                    open = false;
                }
                at++;
            }
            return open;
        }
    }
}
