package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.serai.n8n.yaml.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Rows of a Supabase, as a node and as a tool. */
final class SupabaseConverter implements Converter {

    private static final Map<String, String> OPERATIONS = Map.of(
            "getAll", "select",
            "get", "select",
            "create", "insert",
            "update", "update",
            "delete", "delete");

    /** A filter in the words of PostgREST: column, operator, value. */
    private static final Pattern FILTER =
            Pattern.compile("([^=&{}]{1,200})=((?:not\\.)?[a-z]{2,6})\\.(.*)", Pattern.DOTALL);

    @Override
    public Conversion convert(Work work) {
        var params = new Params();
        var steps = steps(work, params);
        return steps == null
                ? work.unsupported("this operation or table of Supabase", "Use a step supabase:table")
                : work.call(true, "supabase:table", params, steps);
    }

    /** Null where the table is an expression, or the operation or the filter is not known. */
    static List<Object> steps(Work work, Params params) {
        var node = work.node();
        var operation = OPERATIONS.get(node.text("operation", "create"));
        var table = SqlConverter.value(node.at("tableId")).asText("");
        if (operation == null || !table.matches("[A-Za-z0-9_]{1,100}") || !filters(work, params)) {
            return null;
        }
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("operation", operation);
        parameters.put("lazyStartProducer", true);
        if (operation.equals("select")) {
            if (!node.at("returnAll").asBoolean(false)) {
                parameters.put(
                        "limit",
                        node.text("operation").equals("get")
                                ? 1
                                : node.at("limit").asInt(50));
            }
        } else {
            parameters.put("returning", "representation");
            fields(work, params);
        }
        work.credential("the Supabase", "Set camel.component.supabase.url and camel.component.supabase.api-key.");
        return Step.list(
                Step.flow("SupabaseStep", "request(*)"),
                Step.of("to", Step.of("uri", "supabase:table/" + table, "parameters", parameters)),
                Step.flow("SupabaseStep", "result(*)"));
    }

    private static void fields(Work work, Params params) {
        var node = work.node();
        if (node.text("dataToSend", "defineBelow").equals("autoMapInputData")) {
            params.add("row", TextNode.valueOf("={{ $json }}"));
            return;
        }
        int i = 0;
        for (var field : node.at("fieldsUi", "fieldValues")) {
            params.add("fields.n" + i + ".name", field.path("fieldId"))
                    .add("fields.n" + i + ".value", field.path("fieldValue"));
            i++;
        }
    }

    private static boolean filters(Work work, Params params) {
        var node = work.node();
        int i = 0;
        for (var condition : node.at("filters", "conditions")) {
            add(
                    params,
                    i++,
                    condition.path("keyName"),
                    condition.path("condition").asText("eq"),
                    condition.path("keyValue"));
        }
        // Any of several is enough unless the node says otherwise; one row is told by all of them.
        boolean all = node.text("matchType", "anyFilter").equals("allFilters")
                || node.text("operation").equals("get");
        if (!node.text("filterType").equals("string")) {
            params.add("any", i > 1 && !all ? "true" : "");
            return true;
        }
        var text = node.text("filterString");
        boolean expression = text.startsWith("=");
        for (var part : SqlConverter.parts(expression ? text.substring(1) : text, '&')) {
            var matcher = FILTER.matcher(part);
            if (!matcher.matches()) {
                return false;
            }
            add(
                    params,
                    i++,
                    TextNode.valueOf(matcher.group(1)),
                    matcher.group(2),
                    TextNode.valueOf((expression ? "=" : "") + matcher.group(3)));
        }
        return true;
    }

    private static void add(Params params, int number, JsonNode column, String operator, JsonNode value) {
        params.add("filters.n" + number + ".column", column)
                .add("filters.n" + number + ".operator", operator)
                .add("filters.n" + number + ".value", value);
    }
}
