package dev.serai.offline.daytona.wire;

import dev.serai.offline.http.Exchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A service's operations by method and path; {@code {}} in a path is any one word. */
public final class Table<C> {
    private record Route<C>(String method, List<String> path, C operation) {}

    /**
     * What was found for a request.
     *
     * @param words the path's variable parts, decoded
     */
    public record Match<C>(C operation, List<String> words) {}

    private final List<Route<C>> routes = new ArrayList<>();

    public Table<C> on(String method, String path, C operation) {
        routes.add(new Route<>(method, List.of(path.split("/")), operation));
        return this;
    }

    /** The first route that fits, or null. */
    public Match<C> find(String method, String path) {
        var words = path.replaceAll("/+$", "").split("/");
        for (var route : routes) {
            if (route.method.equals(method) && route.path.size() == words.length) {
                var found = match(route.path, words);
                if (found != null) {
                    return new Match<>(route.operation, found);
                }
            }
        }
        return null;
    }

    /** Runs what is found with a call, or returns false. */
    public static boolean run(Table<Consumer<Call>> table, Exchange exchange, String path) {
        var match = table.find(exchange.method(), path);
        if (match == null) {
            return false;
        }
        match.operation().accept(new Call(exchange, path, match.words()));
        return true;
    }

    private static List<String> match(List<String> path, String[] words) {
        var found = new ArrayList<String>();
        for (var i = 0; i < words.length; i++) {
            if (path.get(i).equals("{}")) {
                if (words[i].isEmpty()) {
                    return null;
                }
                found.add(decode(words[i]));
            } else if (!path.get(i).equals(words[i])) {
                return null;
            }
        }
        return found;
    }

    private static String decode(String word) {
        try {
            return URLDecoder.decode(word.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return word;
        }
    }
}
