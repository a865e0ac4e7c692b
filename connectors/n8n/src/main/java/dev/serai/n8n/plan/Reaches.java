package dev.serai.n8n.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.n8n.convert.Project;
import dev.serai.n8n.report.Reach;
import dev.serai.n8n.yaml.Noted;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the routes of a project reach, read from the steps that were made: no converter can forget to tell it. */
public final class Reaches {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([A-Za-z0-9._-]{1,200})}}");
    private static final Pattern SETTINGS = Pattern.compile("\\{\\{[^{}]{1,200}\\.settings}}#(.+)");
    private static final Pattern SERVER =
            Pattern.compile("=?(https?://)?(?:[^/?#@{}]{0,200}@)?([^/?#@{}\\s]{1,200})(?:[/?#].*)?");
    private static final Pattern ARGUMENT = Pattern.compile(".*'(.*)'.*");
    private static final Set<String> INSIDE =
            Set.of("direct", "seda", "items", "log", "timer", "quartz", "tool", "agent", "platform-http");
    private static final Set<String> DATA = Set.of("sql", "vector", "supabase");
    private static final String PARAMETERS = " (parameters)";
    private static final int LONGEST = 1_000;

    private final Project project;
    private final Map<Map.Entry<Reach.Kind, String>, Set<String>> found = new LinkedHashMap<>();
    /** What the node was told that the current step belongs to. */
    private JsonNode settings = Json.object();
    /** The node that a route was made of. */
    private String heading = "";
    /** The nodes whose steps call a route. */
    private final Map<String, Set<String>> callers = new HashMap<>();

    private Set<String> called = Set.of();

    private Reaches(Project project) {
        this.project = project;
    }

    public static List<Reach> of(Project project) {
        var reaches = new Reaches(project);
        project.routes().forEach(reaches::look);
        // Once more, since who calls a route may stand behind it.
        reaches.found.clear();
        project.routes().forEach(reaches::look);
        return reaches.found.entrySet().stream()
                .map(one -> new Reach(one.getKey().getKey(), one.getKey().getValue(), new ArrayList<>(one.getValue())))
                .sorted(java.util.Comparator.comparing(Reach::kind))
                .toList();
    }

    private void look(Object made) {
        if (made instanceof Noted noted) {
            heading = noted.comments().isEmpty() ? "" : noted.comments().get(0);
            look(noted.value());
            heading = "";
        } else if (made instanceof List<?> list) {
            list.forEach(this::look);
        } else if (made instanceof Map<?, ?> map) {
            if (map.containsKey("route")) {
                settings = Json.object();
                called = callers.getOrDefault(from(map), Set.of());
            }
            if (map.get("uri") instanceof String uri) {
                endpoint(uri, map.get("parameters") instanceof Map<?, ?> parameters ? parameters : Map.of());
            } else if (map.get("beanType") instanceof String bean) {
                bean(bean.substring(bean.lastIndexOf('.') + 1), String.valueOf(map.get("method")));
            }
            map.values().forEach(this::look);
        }
    }

    private static String from(Map<?, ?> map) {
        return map.get("route") instanceof Map<?, ?> route && route.get("from") instanceof Map<?, ?> from
                ? String.valueOf(from.get("uri"))
                : "";
    }

    private void endpoint(String uri, Map<?, ?> parameters) {
        var key = SETTINGS.matcher(String.valueOf(parameters.get("settings")));
        if (key.matches()) {
            settings = project.settings().path(key.group(1));
        }
        parameters.forEach((name, value) -> {
            if (Set.of("model", "fallbackModel", "embedder").contains(name)) {
                add(Reach.Kind.MODEL, resolved(String.valueOf(value).replaceFirst("^RAW\\((.*)\\)$", "$1")));
            } else if (String.valueOf(name).matches("mcp\\.[^.]*")) {
                server(resolved(String.valueOf(value)));
            }
        });
        var address = resolved(uri);
        var scheme = address.split(":", 2)[0];
        if (scheme.equals("platform-http")) {
            add(Reach.Kind.WEBHOOK, path(address));
        } else if (scheme.equals("direct") && parameters.containsKey("failIfNoConsumers")) {
            add(Reach.Kind.WORKFLOW, address);
        }
        if (scheme.equals("direct") && settings.has("name")) {
            callers.computeIfAbsent(address, one -> new LinkedHashSet<>()).add(name());
        }
        if (INSIDE.contains(scheme)) {
            return;
        }
        switch (scheme) {
            case "file" -> add(Reach.Kind.FOLDER, path(address));
            case "smtp", "smtps", "imap", "imaps" -> add(Reach.Kind.SERVER, path(address) + " (" + scheme + ")");
            case "ollama", "openai" -> add(Reach.Kind.MODEL, address);
            default -> add(DATA.contains(scheme) ? Reach.Kind.DATA : Reach.Kind.OTHER, data(address, parameters));
        }
    }

    private static String path(String address) {
        return address.substring(address.indexOf(':') + 1).split("\\?", 2)[0];
    }

    private String data(String address, Map<?, ?> parameters) {
        var where = address.split("\\?", 2)[0];
        if (parameters.get("dataSource") instanceof String source) {
            var name = resolved(source).substring(1);
            return name.isEmpty() ? "a database that you choose" : "the database " + name;
        }
        return parameters.get("store") instanceof String store ? where + " in " + resolved(store) : where;
    }

    private void bean(String bean, String method) {
        switch (bean) {
            case "Command" -> add(Reach.Kind.COMMAND, told("command"));
            case "HttpStep" -> server(told("url"));
            case "Folder" -> {
                var folder = ARGUMENT.matcher(method);
                if (folder.matches()) {
                    add(Reach.Kind.FOLDER, resolved(folder.group(1)));
                }
            }
            default -> {
                // The others work on what is there already.
            }
        }
    }

    private String told(String parameter) {
        return settings.path("fields").path(parameter).asText("");
    }

    /** The host, or the expression that only says it when it runs. */
    private void server(String url) {
        var server = SERVER.matcher(url.strip());
        if (server.matches()) {
            add(Reach.Kind.SERVER, (server.group(1) == null ? "" : server.group(1)) + server.group(2));
        } else if (!url.isBlank()) {
            add(Reach.Kind.SERVER, "worked out while it runs: " + url.strip());
        }
    }

    private void add(Reach.Kind kind, String what) {
        var nodes = found.computeIfAbsent(
                Map.entry(kind, what.length() > LONGEST ? what.substring(0, LONGEST) + "..." : what),
                one -> new LinkedHashSet<>());
        if (!settings.has("name") && !called.isEmpty()) {
            nodes.addAll(called);
        } else if (!name().isEmpty()) {
            nodes.add(name());
        }
    }

    private String name() {
        var name = settings.path("name").asText(heading);
        return name.endsWith(PARAMETERS) ? name.substring(0, name.length() - PARAMETERS.length()) : name;
    }

    private String resolved(String text) {
        var result = text;
        // Properties name properties, but not for ever.
        for (int i = 0; i < 5; i++) {
            var next = PLACEHOLDER.matcher(result).replaceAll(name -> {
                var property = project.properties().get(name.group(1));
                return Matcher.quoteReplacement(property == null ? name.group() : property.value());
            });
            if (next.equals(result)) {
                break;
            }
            result = next;
        }
        return result;
    }
}
