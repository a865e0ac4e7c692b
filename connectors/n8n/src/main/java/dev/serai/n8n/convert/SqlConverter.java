package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.n8n.report.Finding;
import dev.serai.n8n.yaml.Step;
import java.util.ArrayList;
import java.util.List;

/** Postgres, as a node and as a tool. The statement is made of the parameters while the flow runs. */
final class SqlConverter implements Converter {

    @Override
    public Conversion convert(Work work) {
        var params = new Params();
        var steps = steps(work, params);
        return steps == null
                ? work.unsupported(
                        "the operation " + work.node().text("operation"), "Use a step sql: with the statement")
                : work.call(true, "sql:", params, steps);
    }

    /** Null for an operation that is not known. */
    static List<Object> steps(Work work, Params params) {
        var node = work.node();
        var operation = node.text("operation", "insert");
        params.add("operation", operation);
        switch (operation) {
            case "executeQuery" -> {
                params.template("query", node.at("query"));
                replacements(node.at("options", "queryReplacement"), params);
            }
            case "select", "insert", "update", "upsert", "deleteTable" -> table(work, params);
            default -> {
                return null;
            }
        }
        return statement(work);
    }

    /** Makes the statement of the parameters, runs it, and gives its rows. */
    static List<Object> statement(Work work) {
        work.credential(
                "the database",
                "Set " + work.project().flow() + ".database to the name of a DataSource; serai is the runtime's own.");
        work.project()
                .report()
                .tell(
                        Finding.Kind.RISK,
                        "",
                        "its statements can read and change all that the login of its database can",
                        "Give it a database and a user of its own. The runtime's own, serai, holds the records of all runs, and"
                                + " its user may run programs where it is H2.");
        return Step.list(Step.to(work.project()
                .shared("sql", "SQL, for all nodes: the statement is made of their parameters.", () -> run(work))));
    }

    private static List<Object> run(Work work) {
        var database = work.project()
                .property("database", "", "The name of a DataSource for SQL. None is taken before you say which.");
        return Step.list(
                Step.flow("SqlText", "statement(*, '" + database + "')"),
                // The DataSource is looked for when it is needed, so that the routes load without it.
                Step.of(
                        "toD",
                        Step.of(
                                "uri",
                                "sql:statement",
                                "parameters",
                                Step.of(
                                        "dataSource",
                                        "#" + database,
                                        "useMessageBodyForSql",
                                        true,
                                        "usePlaceholder",
                                        false,
                                        // Else Camel evaluates what looks like one of its parameters in a value.
                                        "allowNamedParameters",
                                        false))),
                Step.flow("SqlText", "result(*)"));
    }

    /** Split before they are evaluated: a comma in a value must not begin another one. */
    private static void replacements(JsonNode given, Params params) {
        if (given.isArray()) {
            for (int i = 0; i < given.size(); i++) {
                params.add("values.n" + i, given.get(i));
            }
            return;
        }
        var text = given.asText("");
        if (text.isBlank()) {
            return;
        }
        boolean expression = text.startsWith("=");
        int i = 0;
        for (var part : parts(expression ? text.substring(1) : text)) {
            params.add("values.n" + i++, (expression || part.contains("{{") ? "=" : "") + part.strip());
        }
    }

    /** At commas outside of double braces. */
    static List<String> parts(String text) {
        return parts(text, ',');
    }

    static List<String> parts(String text, char separator) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("{{", i)) {
                depth++;
                i++;
            } else if (text.startsWith("}}", i)) {
                depth = Math.max(0, depth - 1);
                i++;
            } else if (text.charAt(i) == separator && depth == 0) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static void table(Work work, Params params) {
        var node = work.node();
        params.add("schema", value(node.at("schema"))).add("table", value(node.at("table")));
        var columns = node.at("columns");
        if (columns.path("mappingMode").asText("").equals("defineBelow")) {
            columns.path("value")
                    .fields()
                    .forEachRemaining(column ->
                            params.add("columns.n" + column.getKey().replaceAll("[.\\[\\]]", "_"), column.getValue()));
            params.add("match", Lists.names(columns.path("matchingColumns")));
        } else if (node.text("operation", "insert").matches("insert|update|upsert")) {
            params.add("row", com.fasterxml.jackson.databind.node.TextNode.valueOf("={{ $json }}"));
            params.add("match", Lists.names(columns.path("matchingColumns")));
        }
        int i = 0;
        for (var where : node.at("where", "values")) {
            params.add("where.n" + i + ".column", where.path("column"))
                    .add("where.n" + i + ".condition", where.path("condition").asText("equal"))
                    .add("where.n" + i + ".value", where.path("value"));
            i++;
        }
        params.add("any", node.text("combineConditions").equalsIgnoreCase("or") ? "true" : "false");
        params.add("limit", node.at("returnAll").asBoolean(false) ? "" : node.text("limit", "50"));
        params.add("command", node.text("deleteCommand", "truncate"));
    }

    /** A resource locator holds its value inside. */
    static JsonNode value(JsonNode given) {
        // How it was chosen in the editor makes no difference.
        given.path("mode");
        return given.isObject() ? given.path("value") : given;
    }
}
