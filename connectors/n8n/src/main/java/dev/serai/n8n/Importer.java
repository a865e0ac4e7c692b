package dev.serai.n8n;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.n8n.convert.Leftovers;
import dev.serai.n8n.convert.Project;
import dev.serai.n8n.plan.FlowBuilder;
import dev.serai.n8n.plan.Graph;
import dev.serai.n8n.plan.Reaches;
import dev.serai.n8n.plan.Risks;
import dev.serai.n8n.plan.Variables;
import dev.serai.n8n.report.Finding;
import dev.serai.n8n.report.Made;
import dev.serai.n8n.report.Report;
import dev.serai.n8n.report.ReportWriter;
import dev.serai.n8n.workflow.Renaming;
import dev.serai.n8n.workflow.Secrets;
import dev.serai.n8n.workflow.Together;
import dev.serai.n8n.workflow.Workflow;
import dev.serai.n8n.workflow.WorkflowReader;
import dev.serai.n8n.yaml.YamlWriter;
import dev.serai.support.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Makes Camel routes of a workflow that n8n has exported: {@code Importer.read(json).write(folder)}. */
public final class Importer {

    private static final int LONGEST_NOTES = 50_000;

    private Importer() {}

    public static Imported read(String json) {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    public static Imported read(byte[] json) {
        return read(json, name -> name);
    }

    /** @param names gives the name for the routes, of the one made of the workflow's */
    public static Imported read(byte[] json, UnaryOperator<String> names) {
        var read = WorkflowReader.read(json);
        return convert(read, Project.flowName(names.apply(Project.flowName(read.name()))), Together.NONE);
    }

    /** The workflows of a file; an export of all is a list of them. */
    public static List<Workflow> workflows(byte[] json) {
        return WorkflowReader.readAll(json);
    }

    /**
     * One of several workflows that are imported together.
     *
     * @param flow the name of its routes; nobody else has it
     */
    public static Imported read(Workflow workflow, String flow, Together together) {
        return convert(workflow, flow, together);
    }

    private static Imported convert(Workflow read, String flow, Together together) {
        var report = new Report(read.name());
        var secrets = new LinkedHashMap<String, String>();
        var workflow = cleaned(read, flow, report, secrets);
        var project = new Project(workflow, flow, report, together);
        secrets.forEach((variable, comment) -> project.property("vars." + variable, "", comment));
        workflow.oddities().forEach(oddity -> report.tell(Finding.Kind.NOTE, "", oddity, "Check the file."));
        if (!workflow.executionOrder().equals("v1")) {
            report.tell(
                    Finding.Kind.NOTE,
                    "",
                    "it does not say execution order v1",
                    "Branches run one after the other, as in v1.");
        }
        if (!workflow.errorWorkflow().isEmpty() && project.errorFlow().isEmpty()) {
            report.tell(
                    Finding.Kind.CREDENTIAL,
                    "",
                    "the error workflow that is called when it fails is not among those imported with it",
                    "Import the files of both with one command, or set " + flow + ".error-flow to "
                            + Project.errors("<its folder>") + ".");
        }
        FlowBuilder.build(project, Graph.of(workflow));
        Variables.tell(project);
        // What no route uses, such as a model that nothing hangs on, is told and not lost.
        var known = report.entries().stream().map(Report.Entry::node).toList();
        workflow.nodes().stream()
                .filter(node -> !node.isNote() && !known.contains(node.name()))
                .forEach(node -> report.became(node.name(), node.type(), "nothing on its own"));
        report.reaches(Reaches.of(project));
        var settings = pretty(project);
        Leftovers.tell(project);
        Risks.tell(workflow, report);
        return new Imported(flow, files(project, settings), report);
    }

    /**
     * The workflow without secrets; its edges lead to the cleaned nodes.
     *
     * @param secrets gets the variables that stand for them, each with what it was
     */
    private static Workflow cleaned(Workflow read, String flow, Report report, Map<String, String> secrets) {
        var nodes = new LinkedHashMap<String, dev.serai.n8n.workflow.Node>();
        var names = new SecretNames(read.nodes());
        for (var node : read.nodes()) {
            var cleaner = new Secrets(names.of(node), (variable, parameter) -> {
                var place = parameter.length() > 60 ? parameter.substring(0, 60) : parameter;
                secrets.put(variable, "A secret that stood in " + node.name() + ": " + Secrets.masked(place));
                report.tell(
                        Finding.Kind.SECRET,
                        node.name(),
                        "a secret in a parameter, now $vars." + variable,
                        "Set the property " + flow + ".vars." + variable + ", or correct the code that holds it.");
            });
            nodes.put(node.name(), cleaner.clean(Renaming.of(node, read.renamed())));
        }
        var edges = read.edges().stream()
                .map(edge -> new dev.serai.n8n.workflow.Edge(
                        nodes.get(edge.from().name()),
                        edge.output(),
                        nodes.get(edge.to().name()),
                        edge.input(),
                        edge.kind()))
                .toList();
        return new Workflow(
                read.id(),
                read.name(),
                read.executionOrder(),
                read.errorWorkflow(),
                read.timezone(),
                List.copyOf(nodes.values()),
                edges,
                read.oddities(),
                Map.of());
    }

    private static Map<String, String> files(Project project, String settings) {
        var flow = project.flow();
        var heading = new ArrayList<String>();
        heading.add("Imported from the n8n workflow: " + project.workflow().name());
        heading.add("What its nodes were told is in " + flow
                + ".n8n.json, what is to be configured in application.properties.");
        int room = LONGEST_NOTES;
        for (var note : project.workflow().notes()) {
            var text = note.text("content");
            room -= Math.min(text.length(), 2_000);
            if (!text.isBlank() && room > 0) {
                heading.add("");
                heading.add(text.length() > 2_000 ? text.substring(0, 2_000) : text);
            }
        }
        var files = new LinkedHashMap<String, String>(project.files());
        files.put(flow + ".camel.yaml", YamlWriter.write(heading, project.routes()));
        files.put(flow + ".n8n.json", settings);
        files.put(Imported.PROPERTIES, properties(project));
        files.put("REPORT.md", ReportWriter.markdown(project.report()));
        files.put(Made.REPORT, "");
        files.put(
                Made.REPORT,
                project.report()
                        .json(new Made(project.workflow().id(), List.copyOf(files.keySet()), defaults(project))));
        return files;
    }

    private static String pretty(Project project) {
        try {
            return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(project.settings()) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings that were read are writable", e);
        }
    }

    /** The values of the properties; a text of several lines is none that a workflow gives. */
    private static Map<String, String> defaults(Project project) {
        var values = new LinkedHashMap<String, String>();
        project.properties()
                .forEach((name, property) -> values.put(name, property.value().replaceAll("\\R", " ")));
        return values;
    }

    /** What has no value yet comes first: that is what its reader has to do. */
    private static String properties(Project project) {
        var open = new StringBuilder();
        var usual = new StringBuilder();
        var values = defaults(project);
        project.properties()
                .forEach((name, property) -> (property.value().isEmpty() ? open : usual)
                        .append("# ")
                        .append(ascii(property.comment().replaceAll("\\s+", " ")))
                        .append('\n')
                        .append(name)
                        .append('=')
                        .append(escaped(values.get(name)))
                        .append("\n\n"));
        return (open.isEmpty() ? "" : "# --- To be set ---\n\n" + open) + "# --- Usual values ---\n\n" + usual;
    }

    /** A value as files of properties have it. */
    static String escaped(String value) {
        var plain = ascii(value.replace("\\", "\\\\"));
        return plain.startsWith(" ") ? "\\" + plain : plain;
    }

    static String escapedName(String name) {
        return ascii(name.replace("\\", "\\\\")).replaceAll("[=: #!]", "\\\\$0");
    }

    /** Properties are read in different encodings. */
    private static String ascii(String text) {
        var plain = new StringBuilder();
        text.chars()
                .forEach(c ->
                        plain.append(c >= ' ' && c < 127 ? String.valueOf((char) c) : String.format("\\u%04x", c)));
        return plain.toString();
    }
}
