package dev.serai.n8n.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import java.util.Map;

/** Pages of forms. Their texts come from files of strangers and from items, so none of them is read as HTML. */
public final class FormPage {

    private static final int MOST_FIELDS = 200;
    private static final int MOST_OPTIONS = 500;
    private static final int LONGEST = 2_000;
    private static final String HEAD = "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n";

    private FormPage() {}

    /**
     * @param form the texts title, description and button, and the fields: a list, or an object of them
     */
    public static String of(JsonNode form) {
        return of(form, "");
    }

    private static String of(JsonNode form, String action) {
        var title = text(form.path("title").asText(""), "Form");
        var page = new StringBuilder(HEAD)
                .append("<title>")
                .append(title)
                .append("</title>\n<h1>")
                .append(title)
                .append("</h1>\n<p>")
                .append(text(form.path("description").asText(""), ""))
                .append("</p>\n<form method=\"post\"")
                .append(action)
                .append(">\n");
        int count = 0;
        for (var field : form.path("fields")) {
            if (count++ < MOST_FIELDS) {
                page.append(field(field));
            }
        }
        return page.append("<p><button>")
                .append(text(form.path("button").asText(""), "Submit"))
                .append("</button></p>\n</form>\n</html>\n")
                .toString();
    }

    /** @param number of the page; what is sent tells which page it answers, since all of a trip have one address */
    static String of(Map<?, ?> form, int number) {
        return of(Json.tree(form), " action=\"?page=" + number + "\"");
    }

    /** A page that only says something. */
    static String message(String title, String text) {
        var heading = text(title, "Sent");
        return HEAD + "<title>" + heading + "</title>\n<h1>" + heading + "</h1>\n<p>" + text(text, "")
                + "</p>\n</html>\n";
    }

    /** A page that leads on: who has sent a form must not be redirected to another house by the answer itself. */
    static String leadingTo(String url) {
        if (!url.matches("(?i)https?://[^\\s\"'<>\\\\]{1,2000}")) {
            return message("Sent", "There is no address to go on to.");
        }
        var address = text(url, "");
        return HEAD + "<meta http-equiv=\"refresh\" content=\"0; url=" + address
                + "\">\n<title>Sent</title>\n<p><a href=\"" + address + "\">" + address + "</a></p>\n</html>\n";
    }

    private static String field(JsonNode field) {
        var label = text(field.path("fieldLabel").asText(field.path("fieldName").asText("")), "");
        var type = field.path("fieldType").asText("text");
        var required = field.path("requiredField").asBoolean(false) ? " required" : "";
        var given = text(field.path("defaultValue").asText(""), "");
        var name = " name=\"" + label + "\"" + required;
        return switch (type) {
            case "html", "file" -> "";
            case "hiddenField" ->
                "<input type=\"hidden\" name=\"" + text(field.path("fieldName").asText(""), "") + "\" value=\""
                        + text(field.path("fieldValue").asText(""), "") + "\">\n";
            case "textarea" -> labelled(label, "<textarea" + name + " rows=\"5\" cols=\"60\">" + given + "</textarea>");
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
                                + text(field.path("placeholder").asText(""), "") + "\""
                                + (given.isEmpty() ? "" : " value=\"" + given + "\"") + ">");
        };
    }

    private static String labelled(String label, String input) {
        return "<p><label>" + label + "<br>" + input + "</label></p>\n";
    }

    private static String options(JsonNode values) {
        var options = new StringBuilder();
        int count = 0;
        for (var one : values) {
            if (count++ < MOST_OPTIONS) {
                options.append("<option>")
                        .append(text(one.path("option").asText(""), ""))
                        .append("</option>");
            }
        }
        return options.toString();
    }

    private static String choices(JsonNode values, String type, String name) {
        var choices = new StringBuilder();
        int count = 0;
        for (var one : values) {
            if (count++ < MOST_OPTIONS) {
                var value = text(one.path("option").asText(""), "");
                choices.append("<input type=\"" + type + "\" name=\"" + name + "\" value=\"" + value + "\"> " + value
                        + "<br>");
            }
        }
        return choices.toString();
    }

    private static String text(String given, String otherwise) {
        var cut = given.length() > LONGEST ? given.substring(0, LONGEST) : given;
        var plain = cut.replaceAll("<[^<>]*+>|[\\p{Cc}&&[^\\r\\n\\t]]", " ").strip();
        return (plain.isEmpty() ? otherwise : plain)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
