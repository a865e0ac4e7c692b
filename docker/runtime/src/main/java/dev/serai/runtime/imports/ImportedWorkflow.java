package dev.serai.runtime.imports;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A workflow as routes that lie in no folder yet. All texts but {@code flow} may be a stranger's.
 *
 * @param name what it was called
 * @param flow the name of its folder, in small letters, digits and hyphens
 * @param routes which of the files holds the routes
 * @param files the texts by the files' names
 * @param nodes what became of each node
 * @param findings what a person should know, what must be done first
 * @param properties what can be set beside the routes
 * @param reaches what the routes get at when they run
 */
public record ImportedWorkflow(
        String name,
        String flow,
        String routes,
        Map<String, String> files,
        List<Node> nodes,
        List<Finding> findings,
        List<Property> properties,
        List<Reach> reaches) {

    public ImportedWorkflow {
        nodes = List.copyOf(nodes);
        findings = List.copyOf(findings);
        properties = List.copyOf(properties);
        reaches = List.copyOf(reaches);
    }

    /** How many steps there are that fail when they are reached. */
    public int unsupported() {
        return (int) findings.stream().filter(Finding::unsupported).count();
    }

    /** @param became the step that it is now */
    public record Node(String name, String type, String became) {}

    /**
     * @param kind {@code unsupported}, or another word of the importer
     * @param title what the kind means
     * @param node which node it is about; empty for the whole workflow
     */
    public record Finding(String kind, String title, String node, String reason, String hint) {

        /** The step is there and fails when it is reached. */
        public static final String UNSUPPORTED = "unsupported";

        public boolean unsupported() {
            return kind.equals(UNSUPPORTED);
        }
    }

    /**
     * @param kind {@code command}, or another word of the importer
     * @param title what the kind means
     * @param nodes which nodes get at it
     */
    public record Reach(String kind, String title, String what, List<String> nodes) {}

    /**
     * @param value what it is unless somebody sets it; empty where somebody must
     * @param secret whether nobody may be shown what it is set to
     */
    public record Property(String name, String value, String comment, boolean secret) {

        /** The variable that counts more than the file. */
        public String variable() {
            return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        }
    }
}
