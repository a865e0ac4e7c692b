package dev.serai.runtime.load;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.OrderedLocationProperties;
import org.apache.camel.util.URISupport;

/** Checks a new version against what runs and what is installed, before the old version is stopped. */
final class FileChecks {

    private static final String PLATFORM_HTTP = "platform-http:";

    private final ModelCamelContext context;
    private final Map<String, String> properties;

    FileChecks(CamelContext context) {
        this(context, Map.of());
    }

    /** @param properties what the context does not know yet */
    FileChecks(CamelContext context, Map<String, String> properties) {
        this.context = (ModelCamelContext) context;
        this.properties = properties;
    }

    /** What the new version needs is still held by a file that is going away. */
    static final class Postponed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Postponed() {
            super(null, null, false, false);
        }
    }

    void check(Unit unit, ParsedFile parsed, Collection<Unit> all) throws Exception {
        var own = new HashSet<String>();
        for (var route : parsed.routes()) {
            if (!own.add(route.getId())) {
                throw new LoadException(
                        LoadError.ID_TAKEN, "The file has two routes with the id " + route.getId(), line(route));
            }
        }
        for (var other : all) {
            if (other != unit && other.live != null) {
                against(other, parsed);
            }
        }
        var mine = unit.live == null ? null : unit.live.parsed();
        for (var route : parsed.routes()) {
            var taken = context.getRouteDefinition(route.getId()) != null
                    && (mine == null || !mine.routeIds().contains(route.getId()));
            if (taken) {
                throw new LoadException(
                        LoadError.ID_TAKEN, "The runtime has a route with the id " + route.getId(), line(route));
            }
        }
        for (var bean : parsed.beans()) {
            var bound = mine != null
                    && mine.beans().stream().anyMatch(old -> old.name().equals(bean.name()));
            if (!bound && context.getRegistry().lookupByName(bean.name()) != null) {
                throw new LoadException(
                        LoadError.BEAN_TAKEN, "The runtime has a bean with the name " + bean.name(), bean.line());
            }
        }
        for (var route : parsed.routes()) {
            resolve(parsed, route);
        }
    }

    private void against(Unit other, ParsedFile parsed) {
        var held = other.live.parsed();
        var addresses =
                held.routes().stream().flatMap(route -> address(held, route)).toList();
        for (var route : parsed.routes()) {
            if (held.routeIds().contains(route.getId())) {
                throw taken(other, LoadError.ID_TAKEN, "The id " + route.getId(), line(route));
            }
            address(parsed, route)
                    .filter(address -> addresses.stream().anyMatch(address::meets))
                    .findFirst()
                    .ifPresent(address -> {
                        throw taken(
                                other,
                                LoadError.ADDRESS_TAKEN,
                                "The address " + RouteTree.label(address.toString()),
                                route.getInput().getLineNumber());
                    });
        }
        for (var template : parsed.templates()) {
            if (held.templateIds().contains(template.getId())) {
                throw taken(other, LoadError.ID_TAKEN, "The Kamelet " + template.getId(), template.getLineNumber());
            }
        }
        for (var bean : parsed.beans()) {
            if (held.beans().stream().anyMatch(old -> old.name().equals(bean.name()))) {
                throw taken(other, LoadError.BEAN_TAKEN, "The bean " + bean.name(), bean.line());
            }
        }
    }

    /** @param methods none where the route takes all */
    private record Address(String uri, Set<String> methods) {

        boolean meets(Address other) {
            return uri.equals(other.uri)
                    && (methods.isEmpty()
                            || other.methods.isEmpty()
                            || methods.stream().anyMatch(other.methods::contains));
        }

        @Override
        public String toString() {
            return methods.isEmpty() ? uri : uri + " " + String.join(",", methods);
        }
    }

    private static RuntimeException taken(Unit other, LoadError code, String what, int line) {
        return other.leaving ? new Postponed() : new LoadException(code, what + " is taken by " + other.path, line);
    }

    /** What only one route can listen at; none where it cannot be told, or several can. */
    private Stream<Address> address(ParsedFile file, RouteDefinition route) {
        try {
            var uri = resolved(file, route.getInput().getEndpointUri()).replace("://", ":");
            var parts = uri.split("\\?", 2);
            if (uri.startsWith("direct:")) {
                return Stream.of(new Address(parts[0], Set.of()));
            }
            if (uri.startsWith(PLATFORM_HTTP)) {
                var methods =
                        URISupport.parseQuery(parts.length > 1 ? parts[1] : "").get("httpMethodRestrict");
                return Stream.of(new Address(
                        parts[0],
                        methods == null
                                ? Set.of()
                                : new TreeSet<>(List.of(methods.toString()
                                        .toUpperCase(Locale.ROOT)
                                        .strip()
                                        .split("\\s*,\\s*")))));
            }
            return Stream.empty();
        } catch (Exception unresolved) {
            return Stream.empty();
        }
    }

    private void resolve(ParsedFile file, RouteDefinition route) throws Exception {
        if (route.getAutoStartup() != null) {
            try {
                resolved(file, route.getAutoStartup());
            } catch (IllegalArgumentException e) {
                throw new LoadException(LoadError.UNRESOLVED, ProblemFinder.reason(e), line(route));
            }
        }
        for (var address : Steps.addresses(route)) {
            String uri;
            try {
                uri = resolved(file, address.uri());
            } catch (IllegalArgumentException e) {
                throw new LoadException(LoadError.UNRESOLVED, ProblemFinder.reason(e), address.line());
            }
            var scheme = uri.indexOf(':') > 0 ? uri.substring(0, uri.indexOf(':')) : uri;
            // What is made at run time cannot be checked now.
            if (scheme.contains("$") || scheme.contains("{") || scheme.equals("ref") || scheme.isBlank()) {
                continue;
            }
            if (context.getComponent(scheme) == null) {
                throw new LoadException(
                        LoadError.UNRESOLVED,
                        "There is no component '" + RouteTree.label(scheme) + "'",
                        address.line());
            }
        }
    }

    private String resolved(ParsedFile file, String uri) {
        var local = new OrderedLocationProperties();
        properties.forEach((name, value) -> local.put(file.source().path(), name, value));
        local.put(
                file.source().path(),
                LiveFile.FOLDER,
                file.source().file().getParent().toString());
        var component = context.getPropertiesComponent();
        component.setLocalProperties(local);
        try {
            return context.resolvePropertyPlaceholders(uri);
        } finally {
            component.setLocalProperties(null);
        }
    }

    private static int line(RouteDefinition route) {
        return Math.max(0, route.getLineNumber());
    }
}
