package dev.serai.runtime.load;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RouteDefinition;

/** Reads and checks a file that lies in no folder. No bean or route of it is made. */
final class Previewer {

    private final CamelContext context;
    private final FolderSettings settings;
    private final FileParser parser;

    Previewer(CamelContext context, FolderSettings settings) {
        this.context = context;
        this.settings = settings;
        this.parser = new FileParser(context, settings);
    }

    /** @param unit the file that it would be, or would replace */
    FilePreview preview(
            Source source, Unit unit, String text, Map<String, String> properties, Collection<Unit> loaded) {
        ParsedFile parsed = null;
        var path = source.path();
        try {
            if (text.getBytes(StandardCharsets.UTF_8).length > settings.maxFileBytes()) {
                throw new LoadException(
                        LoadError.TOO_LARGE, "The file has more than " + settings.maxFileBytes() + " bytes");
            }
            parsed = parser.parse(source, FileText.of(text));
            new FileChecks(context, properties).check(unit, parsed, loaded);
            return new FilePreview(routes(parsed), List.of());
        } catch (FileChecks.Postponed held) {
            // Whatever holds it is going away.
            return new FilePreview(routes(parsed), List.of());
        } catch (NotRoutes none) {
            return new FilePreview(
                    List.of(), List.of(ProblemFinder.problem(path, 0, 0, LoadError.SYNTAX, none.getMessage())));
        } catch (Exception | LinkageError | StackOverflowError e) {
            return new FilePreview(routes(parsed), ProblemFinder.of(path, e, parsed));
        }
    }

    private static List<WorkflowRoute> routes(ParsedFile parsed) {
        return parsed == null
                ? List.of()
                : parsed.routes().stream().map(Previewer::route).toList();
    }

    private static WorkflowRoute route(RouteDefinition route) {
        return new WorkflowRoute(
                route.getId(),
                route.getDescription(),
                RouteTree.label(route.getInput().getEndpointUri()),
                Math.max(0, route.getLineNumber()),
                false,
                RouteTree.of(route));
    }
}
