package dev.serai.agent;

import java.util.Arrays;

/** Routes in YAML, of the parts that a test cares for. */
public final class Yaml {

    private Yaml() {}

    /** {@code direct:ask} asks {@code agent:clerk} with these options, and {@code model:any} unless they name a model. */
    public static String agent(String... options) {
        return agentAt("direct:ask", "clerk", options);
    }

    public static String agentAt(String from, String name, String... options) {
        var lines = new StringBuilder();
        if (Arrays.stream(options).noneMatch(option -> option.startsWith("model:"))) {
            lines.append("              model: model:any\n");
        }
        return """
                - route:
                    from:
                      uri: %s
                      steps:
                        - to:
                            uri: agent:%s
                            parameters:
                """.formatted(from, name) + lines + lines(14, options);
    }

    /** A tool that answers with a Simple expression. */
    public static String tool(String name, String answer, String... options) {
        return route(name, options) + """
                        - setBody:
                            simple: "%s"
                """.formatted(answer);
    }

    /** A tool that a bean of the registry, a processor, works for. */
    public static String toolBy(String name, String processor, String... options) {
        return route(name, options) + """
                        - process:
                            ref: %s
                """.formatted(processor);
    }

    private static String route(String name, String... options) {
        var described = Arrays.stream(options).anyMatch(option -> option.startsWith("description:"));
        return """
                - route:
                    id: %s
                    from:
                      uri: tool:%s
                      parameters:
                """.formatted(name, name)
                + (described ? "" : "        description: What " + name + " does.\n")
                + lines(8, options)
                + "      steps:\n";
    }

    private static String lines(int indent, String... options) {
        var lines = new StringBuilder();
        for (var option : options) {
            lines.append(" ".repeat(indent)).append(option).append('\n');
        }
        return lines.toString();
    }
}
