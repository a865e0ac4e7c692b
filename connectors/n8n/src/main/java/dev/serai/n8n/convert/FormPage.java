package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.JsonNode;

/** The page of a form trigger. Its texts come from the file of a stranger, so none of them is read as HTML. */
final class FormPage {

    private static final int MOST_FIELDS = 200;
    private static final int MOST_OPTIONS = 500;
    private static final int LONGEST = 2_000;

    private FormPage() {}

    static String of(Work work) {
        var node = work.node();
        var title = text(node.text("formTitle"), "Form");
        var page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>")
                .append(title)
                .append("</title>\n<h1>")
                .append(title)
                .append("</h1>\n<p>")
                .append(text(node.text("formDescription"), ""))
                .append("</p>\n<form method=\"post\">\n");
        int count = 0;
        for (var field : node.at("formFields", "values")) {
            if (count++ < MOST_FIELDS) {
                page.append(field(work, field));
            }
        }
        return page.append("<p><button>")
                .append(text(node.at("options", "buttonLabel").asText(""), "Submit"))
                .append("</button></p>\n</form>\n</html>\n")
                .toString();
    }

    private static String field(Work work, JsonNode field) {
        var label = text(field.path("fieldLabel").asText(field.path("fieldName").asText("")), "");
        var type = field.path("fieldType").asText("text");
        var required = field.path("requiredField").asBoolean(false) ? " required" : "";
        var name = " name=\"" + label + "\"" + required;
        return switch (type) {
            case "html" -> "";
            case "hiddenField" ->
                "<input type=\"hidden\" name=\"" + text(field.path("fieldName").asText(""), "") + "\" value=\""
                        + text(field.path("fieldValue").asText(""), "") + "\">\n";
            case "file" -> {
                work.lost(
                        "the file of the field " + Tools.words(label),
                        "Send it to a webhook, or put it into a watched folder.");
                yield "";
            }
            case "textarea" -> labelled(label, "<textarea" + name + " rows=\"5\" cols=\"60\"></textarea>");
            case "dropdown" ->
                labelled(
                        label,
                        "<select" + name + ">"
                                + options(field.path("fieldOptions").path("values")) + "</select>");
            case "checkbox", "radio" ->
                labelled(label, choices(field.path("fieldOptions").path("values"), type, label));
            default ->
                labelled(
                        label,
                        "<input type=\"" + (type.matches("text|email|number|date|password") ? type : "text") + "\""
                                + name + " placeholder=\""
                                + text(field.path("placeholder").asText(""), "") + "\">");
        };
    }

    private static String labelled(String label, String input) {
        return "<p><label>" + label + "<br>" + input + "</label></p>\n";
    }

    private static String options(JsonNode values) {
        var options = new StringBuilder();
        Lists.of(values).stream()
                .limit(MOST_OPTIONS)
                .forEach(one -> options.append("<option>")
                        .append(text(one.path("option").asText(""), ""))
                        .append("</option>"));
        return options.toString();
    }

    private static String choices(JsonNode values, String type, String name) {
        var choices = new StringBuilder();
        Lists.of(values).stream().limit(MOST_OPTIONS).forEach(one -> {
            var value = text(one.path("option").asText(""), "");
            choices.append(
                    "<input type=\"" + type + "\" name=\"" + name + "\" value=\"" + value + "\"> " + value + "<br>");
        });
        return choices.toString();
    }

    /** Expressions cannot be evaluated before there is an item. */
    private static String text(String given, String otherwise) {
        var cut = given.length() > LONGEST ? given.substring(0, LONGEST) : given;
        var text = cut.startsWith("=") ? cut.substring(1).replaceAll("\\{\\{[^{}]*+}}", "") : cut;
        var plain = text.replaceAll("<[^<>]*+>|[\\p{Cc}&&[^\\r\\n\\t]]", " ").strip();
        return (plain.isEmpty() ? otherwise : plain)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
