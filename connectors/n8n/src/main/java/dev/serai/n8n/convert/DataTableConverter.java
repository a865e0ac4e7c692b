package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;

/** n8n's own tables, as tables of the flow's database. */
final class DataTableConverter implements Converter {

    private static final Map<String, String> OPERATIONS =
            Map.of("get", "select", "insert", "insert", "update", "update", "deleteRows", "deleteTable");

    private static final Map<String, String> CONDITIONS = Map.ofEntries(
            Map.entry("eq", "equal"),
            Map.entry("neq", "!="),
            Map.entry("like", "LIKE"),
            Map.entry("gt", ">"),
            Map.entry("gte", ">="),
            Map.entry("lt", "<"),
            Map.entry("lte", "<="),
            Map.entry("isEmpty", "IS NULL"),
            Map.entry("isNotEmpty", "IS NOT NULL"),
            Map.entry("isTrue", "equal"),
            Map.entry("isFalse", "equal"));

    @Override
    public Conversion convert(Work work) {
        var params = new Params();
        var steps = steps(work, params);
        return steps == null
                ? work.unsupported("this operation of a data table", "Use a step sql: with the statement")
                : work.call(true, "sql:", params, steps);
    }

    /** Null for an operation or a condition that is not known. */
    static List<Object> steps(Work work, Params params) {
        var node = work.node();
        var operation = OPERATIONS.get(node.text("operation", "insert"));
        if (operation == null || !node.text("resource", "row").equals("row")) {
            return null;
        }
        var id = node.at("dataTableId");
        var name = id.path("cachedResultName").asText(SqlConverter.value(id).asText(""));
        params.add("operation", operation).add("command", "delete");
        params.add("table", name.isBlank() || name.startsWith("=") ? "data_table" : name);
        params.add("limit", node.at("returnAll").asBoolean(false) ? "" : node.text("limit", "50"));
        params.add("any", node.text("matchType", "anyCondition").equals("anyCondition") ? "true" : "false");
        var columns = node.at("columns");
        if (columns.path("mappingMode").asText("").equals("defineBelow")) {
            columns.path("value")
                    .fields()
                    .forEachRemaining(column ->
                            params.add("columns.n" + column.getKey().replaceAll("[.\\[\\]]", "_"), column.getValue()));
        } else if (operation.matches("insert|update")) {
            params.add("row", TextNode.valueOf("={{ $json }}"));
        }
        int i = 0;
        for (var condition : node.at("filters", "conditions")) {
            var kind = condition.path("condition").asText("eq");
            if (!CONDITIONS.containsKey(kind)) {
                return null;
            }
            params.add("where.n" + i + ".column", condition.path("keyName").asText("id"))
                    .add("where.n" + i + ".condition", CONDITIONS.get(kind));
            if (kind.matches("isTrue|isFalse")) {
                params.add("where.n" + i + ".value", TextNode.valueOf("={{ " + kind.equals("isTrue") + " }}"));
            } else {
                params.add("where.n" + i + ".value", condition.path("keyValue"));
            }
            i++;
        }
        work.differs("its rows are in the database of the flow", "Make the table there, and copy the rows.");
        return SqlConverter.statement(work);
    }
}
