package dev.serai.runtime.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.dsl.java.joor.JavaRoutesBuilderLoader;
import org.apache.camel.dsl.support.RouteBuilderLoaderSupport;
import org.apache.camel.dsl.xml.io.XmlRoutesBuilderLoader;
import org.apache.camel.dsl.yaml.KameletRoutesBuilderLoader;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.service.ServiceHelper;

/** Reads a file with Camel's own loaders, without touching what runs: nothing is bound, added or started. */
final class FileParser {

    private static final Pattern JAVA_GLOBALS =
            Pattern.compile("(?<![.\\w])(restConfiguration|transformer|validator|interceptSendToEndpoint)\\s*\\(");
    private static final Map<String, String> REMEDIES = Map.of("interceptSendToEndpoint", "; use intercept");

    private final CamelContext context;
    private final FolderSettings settings;

    FileParser(CamelContext context, FolderSettings settings) {
        this.context = context;
        this.settings = settings;
    }

    /** Throws {@link NotRoutes} for a file that is none of ours, and whatever the loaders throw for a broken one. */
    ParsedFile parse(Source source, FileText text) throws Exception {
        var parsed = switch (source.kind()) {
            case YAML, KAMELET -> yaml(source, text);
            case XML -> xml(source, text);
            case JAVA -> java(source, text);
        };
        if (parsed.routes().size() > settings.maxRoutes()) {
            throw tooMany(parsed.routes().size());
        }
        Steps.name(parsed.routes(), source.stem());
        return parsed;
    }

    /** Makes the beans of a file and binds them by their names. */
    void bind(ParsedFile file) throws Exception {
        if (file.beansText() != null) {
            build(new YamlRoutesBuilderLoader(), file.source(), file.beansText())
                    .forEach(builder -> {});
        }
    }

    private ParsedFile yaml(Source source, FileText text) throws Exception {
        var outline = YamlOutline.read(source, text.text());
        if (outline.routes() > settings.maxRoutes()) {
            throw tooMany(outline.routes());
        }
        var kamelet = source.kind() == FileKind.KAMELET;
        var routes = outline.only(item -> !YamlOutline.BEANS.equals(item.key()));
        var beans = outline.beans();
        var builders = routes == null
                ? List.<RouteBuilder>of()
                : build(kamelet ? new KameletRoutesBuilderLoader() : new YamlRoutesBuilderLoader(), source, routes);
        return parsed(
                source,
                text,
                builders,
                beans,
                beans.isEmpty() ? null : outline.only(item -> YamlOutline.BEANS.equals(item.key())));
    }

    private ParsedFile xml(Source source, FileText text) throws Exception {
        var routes = XmlOutline.read(text.text());
        if (routes > settings.maxRoutes()) {
            throw tooMany(routes);
        }
        return parsed(source, text, build(new XmlRoutesBuilderLoader(), source, text.text()), List.of(), null);
    }

    private ParsedFile java(Source source, FileText text) throws Exception {
        if (!text.text().contains("RouteBuilder")) {
            throw new NotRoutes("It has no RouteBuilder.");
        }
        var global = JAVA_GLOBALS.matcher(text.text());
        if (global.find()) {
            var line = (int) text.text().substring(0, global.start()).lines().count();
            throw new LoadException(
                    LoadError.GLOBAL,
                    global.group(1) + " holds for all files" + REMEDIES.getOrDefault(global.group(1), ""),
                    line);
        }
        if (ToolProvider.getSystemJavaCompiler() == null) {
            throw new LoadException(LoadError.NO_COMPILER, "This Java has no compiler");
        }
        return parsed(source, text, build(new JavaRoutesBuilderLoader(), source, text.text()), List.of(), null);
    }

    /** A loader of its own for each file, because Camel's remember what they have read. */
    private List<RouteBuilder> build(RouteBuilderLoaderSupport loader, Source source, String text) throws Exception {
        loader.setCamelContext(context);
        ServiceHelper.startService(loader);
        var builders = new ArrayList<RouteBuilder>();
        try {
            var resource = ResourceHelper.fromString("file:" + source.file(), text);
            if (loader instanceof JavaRoutesBuilderLoader java) {
                java.loadRoutesBuilders(List.of(resource)).forEach(builder -> builders.add((RouteBuilder) builder));
            } else {
                builders.add((RouteBuilder) loader.loadRoutesBuilder(resource));
            }
            for (var builder : builders) {
                builder.configureRoutes(context);
            }
        } finally {
            ServiceHelper.stopAndShutdownService(loader);
        }
        return builders;
    }

    private ParsedFile parsed(
            Source source, FileText text, List<RouteBuilder> builders, List<YamlOutline.Bean> beans, String beansText) {
        var routes = new ArrayList<RouteDefinition>();
        var templates = new ArrayList<RouteTemplateDefinition>();
        for (var builder : builders) {
            if (source.kind() == FileKind.JAVA && builder instanceof RouteConfigurationBuilder) {
                throw new LoadException(LoadError.GLOBAL, "A RouteConfigurationBuilder holds for all files");
            }
            if (!builder.getRestCollection().getRests().isEmpty()) {
                throw new LoadException(
                        LoadError.GLOBAL, "rest is not loaded from files; use from(\"platform-http:...\")");
            }
            if (!builder.getTemplatedRouteCollection().getTemplatedRoutes().isEmpty()) {
                throw new LoadException(
                        LoadError.GLOBAL, "templatedRoute is not loaded from files; use kamelet:<template>");
            }
            if (!builder.getRouteCollection().getInterceptSendTos().isEmpty()) {
                throw new LoadException(LoadError.GLOBAL, "interceptSendToEndpoint holds for all files; use intercept");
            }
            routes.addAll(builder.getRouteCollection().getRoutes());
            templates.addAll(builder.getRouteTemplateCollection().getRouteTemplates());
        }
        if (routes.isEmpty() && templates.isEmpty() && beans.isEmpty()) {
            throw new NotRoutes("It has no routes.");
        }
        return new ParsedFile(source, text, routes, templates, beans, beansText);
    }

    private LoadException tooMany(long count) {
        return new LoadException(
                LoadError.TOO_MANY_ROUTES,
                "The file has " + count + " routes; at most " + settings.maxRoutes() + " are loaded");
    }
}
