package dev.serai.agent.mcp;

import dev.serai.agent.AgentError;
import dev.serai.agent.AgentException;
import dev.serai.support.http.Redaction;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the options say of one server.
 *
 * @param uri where it listens, or null if it is run here
 * @param command what is run, or empty
 * @param chosen the tools that are taken, with * for any part of a name; empty takes all
 */
record ServerOptions(
        String name,
        URI uri,
        List<String> command,
        Map<String, String> headers,
        Map<String, String> environment,
        List<String> chosen) {

    private static final String RUN = "exec:";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    /** The servers by their names. */
    static List<ServerOptions> of(Map<String, Object> options) {
        var servers = new TreeMap<String, Draft>();
        options.forEach((key, value) -> {
            var parts = key.split("\\.", 3);
            if (!NAME.matcher(parts[0]).matches()) {
                throw bad(key, "a server's name has up to 32 letters, digits, underscores and hyphens");
            }
            servers.computeIfAbsent(parts[0], Draft::new).take(key, parts, value);
        });
        return servers.values().stream().map(Draft::finished).toList();
    }

    boolean takes(String tool) {
        return chosen.isEmpty() || chosen.stream().anyMatch(pattern -> matches(pattern, tool));
    }

    private static boolean matches(String pattern, String tool) {
        var parts = List.of(pattern.split("\\*", -1));
        var last = parts.size() - 1;
        if (last == 0) {
            return pattern.equals(tool);
        }
        var at = parts.get(0).length();
        if (!tool.startsWith(parts.get(0))) {
            return false;
        }
        for (var part : parts.subList(1, last)) {
            var found = tool.indexOf(part, at);
            if (found < 0) {
                return false;
            }
            at = found + part.length();
        }
        return tool.length() - parts.get(last).length() >= at && tool.endsWith(parts.get(last));
    }

    /** What must not be seen in logs and errors. */
    Collection<String> secrets() {
        var secrets = new ArrayList<String>();
        for (var values : List.of(headers, environment)) {
            Redaction.headers(values).forEach((key, shown) -> {
                if (shown.equals(Redaction.MASK)) {
                    var value = values.get(key);
                    secrets.add(value);
                    // A server repeats a credential without its scheme.
                    secrets.add(value.substring(value.lastIndexOf(' ') + 1));
                }
            });
        }
        return secrets;
    }

    /** What may be shown of where it is. Arguments of a command are left out, since they may hold a secret. */
    String place() {
        return uri == null ? RUN + command.get(0) : Redaction.uri(uri).toString();
    }

    @Override
    public String toString() {
        return "ServerOptions[" + name + ", " + place() + "]";
    }

    private static AgentException bad(String key, String fact) {
        return new AgentException(
                AgentError.BAD_OPTION, "option mcp." + key + ": " + fact, "Correct the option of that name.");
    }

    private static final class Draft {
        private final String name;
        private String address;
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private final Map<String, String> environment = new TreeMap<>();
        private List<String> chosen = List.of();

        Draft(String name) {
            this.name = name;
        }

        void take(String key, String[] parts, Object value) {
            if (value == null) {
                throw bad(key, "it has no value");
            }
            var text = value.toString().strip();
            if (parts.length == 1) {
                address = text;
            } else if (parts.length == 2 && parts[1].equals("tools")) {
                chosen = Pattern.compile(",")
                        .splitAsStream(text)
                        .map(String::strip)
                        .filter(pattern -> !pattern.isEmpty())
                        .toList();
            } else if (parts.length == 3 && parts[1].equals("header")) {
                headers.put(parts[2], text);
            } else if (parts.length == 3 && parts[1].equals("env")) {
                environment.put(parts[2], text);
            } else {
                throw bad(key, "after the server's name comes nothing, tools, header.<name> or env.<name>");
            }
        }

        ServerOptions finished() {
            if (address == null) {
                throw bad(name, "the server '" + name + "' has no address and no command");
            }
            if (address.startsWith(RUN)) {
                return run();
            }
            if (!environment.isEmpty()) {
                throw bad(name + ".env", "only a server that is run here, with exec:, has an environment");
            }
            try {
                var uri = URI.create(address);
                if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                    throw new IllegalArgumentException("no HTTP address");
                }
                return new ServerOptions(name, uri, List.of(), Map.copyOf(headers), Map.of(), chosen);
            } catch (IllegalArgumentException e) {
                // The value stays out of the message, since it may hold a secret.
                throw bad(name, "it is neither an http or https address nor a command that starts with exec:");
            }
        }

        private ServerOptions run() {
            if (!headers.isEmpty()) {
                throw bad(name + ".header", "a server that is run here, with exec:, has no headers");
            }
            try {
                var command = CommandLine.split(address.substring(RUN.length()));
                return new ServerOptions(name, null, command, Map.of(), Map.copyOf(environment), chosen);
            } catch (IllegalArgumentException e) {
                throw bad(name, "the command cannot be read: " + e.getMessage());
            }
        }
    }
}
