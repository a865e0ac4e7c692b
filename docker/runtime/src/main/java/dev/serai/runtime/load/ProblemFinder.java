package dev.serai.runtime.load;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.URISupport;
import org.apache.camel.xml.io.XmlPullParserException;
import org.apache.camel.xml.io.XmlPullParserLocationException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Turns what Camel, the parsers and the compiler throw into places of a file and reasons without secrets. */
final class ProblemFinder {

    private static final int MOST = 20;
    private static final int LENGTH = 500;
    private static final Pattern COMPILER = Pattern.compile("(?m)^\\S*\\.java:(\\d+): (?:error: )?(.*)$");
    private static final Pattern BEAN = Pattern.compile("^Error creating bean: (\\S+) of type");
    private static final Pattern AT = Pattern.compile("(?s)at: >>> (.*?) <<< in route");

    private ProblemFinder() {}

    /** @param parsed what was being loaded; null if it could not be read */
    static List<FileProblem> of(String file, Throwable failure, ParsedFile parsed) {
        var routes = parsed == null ? List.<RouteDefinition>of() : parsed.routes();
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LoadException load) {
                return List.of(load.problem(file));
            }
            if (cause instanceof MarkedYamlEngineException yaml) {
                return List.of(marked(file, yaml));
            }
            if (cause instanceof XMLStreamException xml) {
                var at = xml.getLocation();
                return List.of(problem(
                        file,
                        at == null ? 0 : at.getLineNumber(),
                        at == null ? 0 : at.getColumnNumber(),
                        LoadError.SYNTAX,
                        lastLine(xml.getMessage())));
            }
            if (cause instanceof XmlPullParserException xml) {
                return List.of(
                        problem(file, xml.getLineNumber(), xml.getColumnNumber(), LoadError.SYNTAX, reason(xml)));
            }
            if (cause instanceof XmlPullParserLocationException xml) {
                return List.of(
                        problem(file, xml.getLineNumber(), xml.getColumnNumber(), LoadError.SYNTAX, reason(xml)));
            }
            if (cause instanceof YamlEngineException) {
                return List.of(problem(file, 0, 0, LoadError.SYNTAX, reason(cause)));
            }
            var compiled = compiler(file, cause.getMessage());
            if (!compiled.isEmpty()) {
                return compiled;
            }
        }
        var line = line(failure, routes);
        return List.of(problem(
                file,
                line > 0 || parsed == null ? line : beanLine(failure, parsed.beans()),
                0,
                LoadError.NOT_STARTED,
                reason(failure)));
    }

    private static FileProblem marked(String file, MarkedYamlEngineException yaml) {
        var mark = yaml.getProblemMark();
        var reason = yaml.getProblem() == null ? reason(yaml) : yaml.getProblem();
        if (yaml.getCause() != null && yaml.getCause() != yaml) {
            reason += ": " + reason(yaml.getCause());
        }
        return problem(
                file,
                mark.map(m -> m.getLine() + 1).orElse(0),
                mark.map(m -> m.getColumn() + 1).orElse(0),
                LoadError.SYNTAX,
                reason);
    }

    private static List<FileProblem> compiler(String file, String message) {
        var problems = new ArrayList<FileProblem>();
        if (message != null && message.startsWith("Compilation error")) {
            var found = COMPILER.matcher(message);
            while (found.find() && problems.size() < MOST) {
                problems.add(problem(file, Integer.parseInt(found.group(1)), 0, LoadError.SYNTAX, found.group(2)));
            }
        }
        return problems;
    }

    /** The line of the step that could not be made or, where that is not told, of its route. */
    private static int line(Throwable failure, List<RouteDefinition> routes) {
        var line = 0;
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailedToCreateRouteException create) {
                line = Math.max(line, lineOf(create.getRouteId(), step(create), routes));
            } else if (cause instanceof FailedToStartRouteException start && line == 0) {
                line = lineOf(start.getRouteId(), null, routes);
            } else if (cause instanceof ResolveEndpointFailedException endpoint) {
                var found = endpointLine(endpoint.getUri(), routes);
                line = found > 0 ? found : line;
            }
        }
        return line;
    }

    private static int beanLine(Throwable failure, List<YamlOutline.Bean> beans) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var bean = BEAN.matcher(String.valueOf(cause.getMessage()));
            if (bean.find()) {
                return beans.stream()
                        .filter(one -> one.name().equals(bean.group(1)))
                        .mapToInt(YamlOutline.Bean::line)
                        .findFirst()
                        .orElse(0);
            }
        }
        return 0;
    }

    private static String step(FailedToCreateRouteException failure) {
        var at = AT.matcher(failure.getMessage());
        return at.find() ? at.group(1) : null;
    }

    private static int lineOf(String routeId, String step, List<RouteDefinition> routes) {
        for (var route : routes) {
            if (routeId != null && routeId.equals(route.getId())) {
                var lines = new ArrayList<Integer>();
                Steps.each(route.getOutputs(), node -> {
                    if (step != null && step.equals(node.toString()) && node.getLineNumber() > 0) {
                        lines.add(node.getLineNumber());
                    }
                });
                return lines.isEmpty() ? Math.max(0, route.getLineNumber()) : lines.get(0);
            }
        }
        return 0;
    }

    private static int endpointLine(String uri, List<RouteDefinition> routes) {
        if (uri == null) {
            return 0;
        }
        // Camel tells the address after it has been put in order, so only its beginning is sure to be as written.
        var beginning = uri.split("\\?", 2)[0].replace("://", ":");
        for (var route : routes) {
            for (var address : Steps.addresses(route)) {
                var written = address.uri() == null
                        ? ""
                        : address.uri().split("\\?", 2)[0].replace("://", ":");
                if (written.equals(beginning) && address.line() > 0) {
                    return address.line();
                }
            }
        }
        return 0;
    }

    static FileProblem problem(String file, int line, int column, LoadError code, String reason) {
        return new FileProblem(file, Math.max(0, line), Math.max(0, column), code.id(), clean(reason), code.remedy());
    }

    /** The innermost words, which say what is wrong; what is around them says where, which is told by the line. */
    static String reason(Throwable failure) {
        var reason = failure;
        while (reason.getCause() != null && reason.getCause() != reason) {
            reason = reason.getCause();
        }
        return reason.getMessage() == null || reason.getMessage().isBlank()
                ? reason.getClass().getSimpleName()
                : reason instanceof ClassNotFoundException
                        ? "The class " + reason.getMessage() + " is not there"
                        : reason.getMessage();
    }

    private static String lastLine(String message) {
        // The platform's parser writes the position first and the message on a line of its own.
        return message == null
                ? "The XML is broken"
                : message.substring(message.lastIndexOf('\n') + 1).replaceFirst("^Message: ", "");
    }

    static String clean(String reason) {
        var clean = URISupport.sanitizeUri(reason).strip().replaceFirst("[.]+$", "");
        return clean.length() > LENGTH ? clean.substring(0, LENGTH) + "..." : clean;
    }
}
