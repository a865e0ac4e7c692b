package dev.serai.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the catalogue of a component's schemes as Markdown. */
final class OptionTables {

    private OptionTables() {}

    static String markdown(List<JsonNode> schemes) {
        return "<!-- Written by the build from the code. Don't edit. -->\n"
                + schemes.stream().map(OptionTables::scheme).collect(Collectors.joining());
    }

    private static String scheme(JsonNode catalogue) {
        var operations = operations(catalogue.path("properties"));
        var name = catalogue.at("/component/scheme").asText();
        return "\n# " + name + "\n\n`" + catalogue.at("/component/syntax").asText() + "`\n"
                + table("In the path", catalogue.path("properties"), isPath(), operations)
                + table("Endpoint options", catalogue.path("properties"), isPath().negate(), operations)
                + table(
                        "Component options (`camel.component." + name + ".*`)",
                        catalogue.path("componentProperties"),
                        any -> true,
                        Set.of())
                + table("Headers", catalogue.path("headers"), any -> true, Set.of());
    }

    /** What the path can say is done; labels name these where an option is for some of them only. */
    private static Set<String> operations(JsonNode options) {
        return options.valueStream()
                .filter(isPath())
                .flatMap(option -> option.path("enum").valueStream())
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    private static Predicate<JsonNode> isPath() {
        return option -> "path".equals(option.path("kind").asText());
    }

    private static String table(String title, JsonNode options, Predicate<JsonNode> wanted, Set<String> operations) {
        var rows = options.properties().stream()
                .filter(option -> wanted.test(option.getValue()))
                .map(option -> row(option, operations))
                .collect(Collectors.joining());
        return rows.isEmpty()
                ? ""
                : "\n## " + title + "\n\n| Name | What it does | Type | Default |\n| --- | --- | --- | --- |\n" + rows;
    }

    private static String row(Map.Entry<String, JsonNode> option, Set<String> operations) {
        var facts = option.getValue();
        var meaning = Stream.of(
                        of(facts.path("label").asText(), operations),
                        flag(facts, "required", "Required."),
                        flag(facts, "deprecated", "Deprecated."),
                        flag(facts, "secret", "Secret."),
                        facts.path("description").asText(),
                        choices(facts.path("enum")))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(" "));
        var type = facts.path("javaType").asText().replaceAll("[a-z]\\w*\\.", "");
        var value = facts.path("defaultValue").asText();
        return "| `" + option.getKey() + "` | " + cell(meaning).replace("<", "&lt;") + " | " + code(type) + " | "
                + code(value) + " |\n";
    }

    private static String of(String label, Set<String> operations) {
        var named = Stream.of(label.split(","))
                .map(String::strip)
                .filter(operations::contains)
                .map(OptionTables::code)
                .collect(Collectors.joining(", "));
        return named.isEmpty() ? "" : "Of " + named + ".";
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + cell(text) + "`";
    }

    private static String flag(JsonNode facts, String name, String word) {
        return facts.path(name).asBoolean() ? word : "";
    }

    private static String choices(JsonNode values) {
        return values.isEmpty()
                ? ""
                : "One of: "
                        + values.valueStream()
                                .map(value -> "`" + value.asText() + "`")
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    private static String cell(String text) {
        return text.strip().replaceAll("\\s+", " ").replace("|", "\\|");
    }
}
