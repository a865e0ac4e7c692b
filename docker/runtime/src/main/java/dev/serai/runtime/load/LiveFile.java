package dev.serai.runtime.load;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.OrderedLocationProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file whose beans, templates and routes are in the context. Adding and removing happens on one thread; only what starts
 * a route's consumer, which may wait for a server, happens elsewhere.
 */
final class LiveFile {

    /** In a file this property is the folder that the file stands in. */
    static final String FOLDER = "workflow.folder";

    private static final Logger LOG = LoggerFactory.getLogger(LiveFile.class);

    private final ModelCamelContext context;
    private final FileParser parser;
    private final ParsedFile parsed;
    private final List<String> bound = new ArrayList<>();
    private final List<RouteDefinition> added = new ArrayList<>();
    private final Set<String> manual = new HashSet<>();
    /** Routes whose consumers are starting, read by others too. */
    final Map<String, CompletableFuture<Void>> starting = new ConcurrentHashMap<>();
    /** What starts them. */
    final Map<String, Future<?>> works = new ConcurrentHashMap<>();
    /** Routes whose consumers are stopping. */
    final Map<String, CompletableFuture<Void>> ending = new ConcurrentHashMap<>();
    /** Files that were read as resources when the routes were made. */
    final Set<Path> resources = new HashSet<>();

    private volatile List<View> views = List.of();
    private volatile Instant loaded;

    /** What there is to see of a route that does not change while it is loaded. */
    private record View(String id, String description, String from, int line, RouteNode tree) {}

    LiveFile(CamelContext context, FileParser parser, ParsedFile parsed) {
        this.context = (ModelCamelContext) context;
        this.parser = parser;
        this.parsed = parsed;
    }

    ParsedFile parsed() {
        return parsed;
    }

    Instant loaded() {
        return loaded;
    }

    /** The ids of the routes that are in the context. */
    List<String> routes() {
        return added.stream().map(RouteDefinition::getId).toList();
    }

    /** Whether the route's file says that it does not start by itself. */
    boolean manual(String routeId) {
        return manual.contains(routeId);
    }

    /** Puts everything into the context, with the routes' consumers not yet started. What was added stays on failure. */
    void add() throws Exception {
        local();
        for (var bean : parsed.beans()) {
            bound.add(bean.name());
        }
        try {
            parser.bind(parsed);
            for (var template : parsed.templates()) {
                // One from the class path was loaded before; a folder's own stands above it.
                context.removeRouteTemplateDefinitions(template.getId());
            }
            // What used a Kamelet whose file was gone has stopped by now.
            KameletRoutes.forget(context, parsed.templateIds());
            KameletRoutes.sweep(context);
            context.addRouteTemplateDefinitions(parsed.templates());
            for (var route : parsed.routes()) {
                route(route);
            }
        } finally {
            context.getPropertiesComponent().setLocalProperties(null);
        }
        loaded = Instant.now();
        views = parsed.routes().stream().map(this::view).toList();
    }

    private View view(RouteDefinition route) {
        return new View(
                route.getId(),
                route.getDescription(),
                RouteTree.label(from(route.getInput().getEndpointUri())),
                Math.max(0, route.getLineNumber()),
                RouteTree.of(route));
    }

    /** With the address as it is, and the options as they are written: a placeholder in them may stand for a secret. */
    private String from(String uri) {
        var parts = uri.split("\\?", 2);
        parts[0] = address(parts[0]);
        return String.join("?", parts);
    }

    /** As it is where its placeholders have values, else as it is written. */
    String address(String uri) {
        try {
            return resolved(uri);
        } catch (IllegalArgumentException unresolved) {
            LOG.debug("{} stays as it is written", uri, unresolved);
            return uri;
        }
    }

    /** Camel keeps local properties on a stack that all share: what was put there must go in every case. */
    private String resolved(String text) {
        local();
        try {
            return context.resolvePropertyPlaceholders(text);
        } finally {
            context.getPropertiesComponent().setLocalProperties(null);
        }
    }

    /** The routes as they are now; asked from any thread. */
    List<WorkflowRoute> view() {
        return views.stream()
                .map(view -> new WorkflowRoute(
                        view.id(), view.description(), view.from(), view.line(), running(view.id()), view.tree()))
                .toList();
    }

    private void route(RouteDefinition route) throws Exception {
        var auto = route.getAutoStartup();
        if (auto != null && "false".equalsIgnoreCase(resolved(auto).strip())) {
            manual.add(route.getId());
        }
        local();
        added.add(route);
        route.setAutoStartup("false");
        try {
            context.addRouteDefinition(route);
        } finally {
            route.setAutoStartup(auto);
        }
    }

    /** Camel forgets local properties after each route that it has made. */
    private void local() {
        var properties = new OrderedLocationProperties();
        properties.put(
                "file:" + parsed.source().file(),
                FOLDER,
                parsed.source().file().getParent().toString());
        context.getPropertiesComponent().setLocalProperties(properties);
    }

    /**
     * Stops the routes and takes everything out of the context.
     *
     * @param millis how long Camel waits for what still runs, which keeps all other routes waiting
     */
    void remove(long millis) throws Exception {
        Exception failure = null;
        for (var i = added.size() - 1; i >= 0; i--) {
            try {
                remove(added.get(i), millis);
            } catch (Exception e) {
                failure = e;
            }
        }
        added.clear();
        starting.clear();
        ending.clear();
        for (var template : parsed.templates()) {
            context.removeRouteTemplateDefinition(template);
        }
        KameletRoutes.forget(context, parsed.templateIds());
        KameletRoutes.sweep(context);
        for (var name : bound) {
            context.getRegistry().unbind(name);
        }
        bound.clear();
        if (failure != null) {
            throw failure;
        }
    }

    private void remove(RouteDefinition route, long millis) throws Exception {
        var id = route.getId();
        if (context.getRoute(id) != null) {
            context.getRouteController().stopRoute(id, millis, TimeUnit.MILLISECONDS);
            context.removeRoute(id);
        }
        if (context.getRouteDefinition(id) == route) {
            context.removeRouteDefinition(route);
        }
    }

    /** The line at which a route begins. */
    int line(String routeId) {
        return parsed.routes().stream()
                .filter(route -> route.getId().equals(routeId))
                .mapToInt(route -> Math.max(0, route.getLineNumber()))
                .findFirst()
                .orElse(0);
    }

    boolean running(String routeId) {
        var status = context.getRouteController().getRouteStatus(routeId);
        return status == ServiceStatus.Started && !starting.containsKey(routeId);
    }
}
