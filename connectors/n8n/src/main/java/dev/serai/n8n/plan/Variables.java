package dev.serai.n8n.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.n8n.convert.Project;
import dev.serai.n8n.report.Finding;
import dev.serai.n8n.workflow.Node;
import dev.serai.n8n.workflow.Reading;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Asks for the variables that expressions name. They are the flow's own; another flow's cannot be named. */
public final class Variables {

    private static final Pattern USE =
            Pattern.compile("\\$(vars|env)(?:\\.|\\[\\s*['\"])([A-Za-z_][A-Za-z0-9_]{0,99})(?![A-Za-z0-9_])");
    private static final int MOST = 200;

    private Variables() {}

    public static void tell(Project project) {
        var vars = new TreeMap<String, Set<String>>();
        var env = new TreeMap<String, Set<String>>();
        project.workflow().nodes().stream()
                .filter(node -> !node.isNote() && !node.disabled())
                .forEach(node -> look(node, Reading.plain(node.parameters()), vars, env));
        vars.forEach((name, nodes) -> {
            var property = project.flow() + ".vars." + name;
            if (project.properties().containsKey(property)) {
                return;
            }
            project.property(
                    "vars." + name, "", "$vars." + name + ", which " + String.join(", ", nodes) + " asks for.");
            project.report()
                    .tell(
                            Finding.Kind.CREDENTIAL,
                            "",
                            "the variable " + name,
                            "Set the property " + property + ", or serai.items.vars." + name
                                    + " if all workflows may have it.");
        });
        if (!env.isEmpty()) {
            var names = String.join(", ", env.keySet());
            project.property(
                    "env",
                    "",
                    "Which variables of the environment its expressions may read, with commas between them. They ask for "
                            + names + ".");
            project.report()
                    .tell(
                            Finding.Kind.CREDENTIAL,
                            "",
                            "the variables of the environment " + names,
                            "List in the property " + project.flow() + ".env which of them it may read.");
        }
    }

    /** Depth is bounded by the reader of the file. */
    private static void look(Node node, JsonNode value, Map<String, Set<String>> vars, Map<String, Set<String>> env) {
        if (value.isContainerNode()) {
            value.forEach(one -> look(node, one, vars, env));
            return;
        }
        var use = USE.matcher(value.asText(""));
        while (use.find()) {
            var into = use.group(1).equals("vars") ? vars : env;
            if (into.containsKey(use.group(2)) || into.size() < MOST) {
                into.computeIfAbsent(use.group(2), name -> new LinkedHashSet<>())
                        .add(node.name());
            }
        }
    }
}
