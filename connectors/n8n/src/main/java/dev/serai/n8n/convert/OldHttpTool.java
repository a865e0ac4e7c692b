package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.serai.n8n.yaml.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** The first HTTP Request tool: what the model fills in stands in single braces, or is left to it altogether. */
final class OldHttpTool {

    private static final Pattern PLACE = Pattern.compile("(?<!\\{)\\{([A-Za-z_][A-Za-z0-9_-]{0,63})\\}(?!\\})");

    private final Work work;
    private final Params params;
    /** Is told the name of each argument, and what it is about. */
    private final BiConsumer<String, String> argument;

    private OldHttpTool(Work work, Params params, BiConsumer<String, String> argument) {
        this.work = work;
        this.params = params;
        this.argument = argument;
    }

    static List<Object> steps(Work work, Params params, BiConsumer<String, String> argument) {
        return new OldHttpTool(work, params, argument).steps();
    }

    private List<Object> steps() {
        var node = work.node();
        for (var place : node.at("placeholderDefinitions", "values")) {
            // The server reads what it gets; text is a number there too.
            place.path("type").isTextual();
            if (place.path("name").asText("").matches("[A-Za-z_][A-Za-z0-9_-]{0,63}")) {
                argument.accept(
                        place.path("name").asText(), place.path("description").asText(""));
            }
        }
        params.add("url", template(node.at("url")));
        params.add("method", node.text("method", "GET").replaceAll("[^A-Z]", ""));
        part("sendQuery", "specifyQuery", "parametersQuery", "jsonQuery", "query", "jsonQuery");
        part("sendHeaders", "specifyHeaders", "parametersHeaders", "jsonHeaders", "headers", "jsonHeaders");
        if (node.at("sendBody").asBoolean(false)) {
            params.add("bodyType", "json");
        }
        part("sendBody", "specifyBody", "parametersBody", "jsonBody", "fields", "body");
        var steps = new ArrayList<Object>();
        HttpConverter.authenticate(work, steps);
        steps.add(Step.flow(
                "HttpStep",
                "send(*, false, 'autodetect', false, "
                        + work.property("timeout", "60000", "how long an answer may take, in milliseconds.") + ")"));
        HttpConverter.host(work);
        return steps;
    }

    private void part(String flag, String how, String list, String json, String pairs, String whole) {
        var node = work.node();
        if (!node.at(flag).asBoolean(false)) {
            return;
        }
        switch (node.text(how, "keypair")) {
            case "json" -> params.add(whole, template(node.at(json)));
            case "model" -> {
                argument.accept(pairs, "All of the " + pairs + " as JSON.");
                params.add(whole, "={{ $json." + pairs + " }}");
            }
            default -> {
                int i = 0;
                for (var one : node.at(list, "values")) {
                    var name = one.path("name").asText("");
                    params.add(pairs + ".n" + i + ".name", one.path("name"));
                    if (one.path("valueProvider").asText("modelRequired").equals("fieldValue")) {
                        params.add(pairs + ".n" + i + ".value", template(one.path("value")));
                    } else {
                        var key = name.replaceAll("[^A-Za-z0-9_]", "_").replaceFirst("^(?=\\d)", "_");
                        argument.accept(key, name);
                        params.add(pairs + ".n" + i + ".value", "={{ $json." + key + " }}");
                    }
                    i++;
                }
            }
        }
    }

    private JsonNode template(JsonNode value) {
        var text = value.asText("");
        var matcher = PLACE.matcher(text);
        if (!matcher.find()) {
            return value;
        }
        matcher.reset().results().forEach(place -> argument.accept(place.group(1), ""));
        var made =
                PLACE.matcher(text.startsWith("=") ? text.substring(1) : text).replaceAll("{{ \\$json[\"$1\"] }}");
        return TextNode.valueOf("=" + made);
    }
}
