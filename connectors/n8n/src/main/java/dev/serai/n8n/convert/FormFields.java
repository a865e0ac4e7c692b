package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.n8n.flow.FormPage;
import dev.serai.support.json.Json;

/** The fields of forms: evaluated when a page is shown, or as they are where there is no item yet. */
final class FormFields {

    private static final String[] TEXTS = {
        "fieldLabel", "fieldName", "fieldType", "fieldValue", "placeholder", "defaultValue"
    };

    private FormFields() {}

    /** What a field has that no page shows. */
    static void tell(Work work, JsonNode field) {
        if (field.path("fieldType").asText("").equals("file")) {
            work.lost(
                    "the file of the field "
                            + Tools.words(field.path("fieldLabel")
                                    .asText(field.path("fieldName").asText(""))),
                    "Send it to a webhook, or put it into a watched folder.");
        }
    }

    static void add(Params params, String prefix, JsonNode field) {
        for (var name : TEXTS) {
            if (field.path(name).isTextual()) {
                params.add(prefix + "." + name, field.path(name));
            }
        }
        params.add(prefix + ".requiredField", field.path("requiredField"));
        int i = 0;
        for (var option : field.path("fieldOptions").path("values")) {
            params.add(prefix + ".fieldOptions.values.o" + i++ + ".option", option.path("option"));
        }
    }

    /** The page of a trigger. */
    static String page(Work work) {
        var node = work.node();
        var form = Json.object()
                .put("title", plain(node.text("formTitle")))
                .put("description", plain(node.text("formDescription")))
                .put("button", plain(node.at("options", "buttonLabel").asText("")));
        var fields = form.putArray("fields");
        for (var field : node.at("formFields", "values")) {
            tell(work, field);
            fields.add(plain(field));
        }
        return FormPage.of(form);
    }

    private static ObjectNode plain(JsonNode field) {
        var made = Json.object();
        for (var name : TEXTS) {
            if (field.path(name).isTextual()) {
                made.put(name, plain(field.path(name).asText()));
            }
        }
        made.put("requiredField", field.path("requiredField").asBoolean(false));
        var options = made.putObject("fieldOptions").putArray("values");
        for (var option : field.path("fieldOptions").path("values")) {
            options.addObject().put("option", plain(option.path("option").asText("")));
        }
        return made;
    }

    /** Expressions cannot be evaluated before there is an item. */
    private static String plain(String given) {
        return given.startsWith("=") ? given.substring(1).replaceAll("\\{\\{[^{}]*+}}", "") : given;
    }
}
