package dev.serai.offline.supabase.storage;

import java.util.List;

/**
 * A method and a path with what is done for it.
 *
 * @param segments words of the path; {@code {}} is a bucket or another single name, {@code *} a key with all its slashes
 * @param streamed whether the operation reads the body itself
 */
record Route(String method, List<String> segments, boolean streamed, Operation operation) {
    /** What is done for a request. */
    @FunctionalInterface
    interface Operation {
        void run(Caller caller, Target target);
    }

    static Route of(String method, String path, Operation operation) {
        return new Route(method, List.of(path.split("/")), false, operation);
    }

    static Route streamed(String method, String path, Operation operation) {
        return new Route(method, List.of(path.split("/")), true, operation);
    }

    /** The first route for a request, or null; HEAD is answered like GET where nothing else is said. */
    static Route find(List<Route> routes, String method, String path) {
        for (var route : routes) {
            if (route.method.equals(method) && route.matches(path)) {
                return route;
            }
        }
        return method.equals("HEAD") ? find(routes, "GET", path) : null;
    }

    Target target(String path) {
        var words = words(path);
        String bucket = null;
        String key = null;
        for (var i = 0; i < segments.size(); i++) {
            if (segments.get(i).equals("{}")) {
                bucket = Names.decode(words[i]);
            } else if (segments.get(i).equals("*")) {
                key = Names.decode(words[i]);
            }
        }
        return new Target(bucket, key);
    }

    private boolean matches(String path) {
        var words = words(path);
        if (words.length < segments.size() || (words.length > segments.size() && !words[segments.size()].isEmpty())) {
            return false;
        }
        for (var i = 0; i < segments.size(); i++) {
            var segment = segments.get(i);
            var free = segment.equals("{}") || segment.equals("*");
            if (free ? words[i].isEmpty() : !segment.equals(words[i])) {
                return false;
            }
        }
        return true;
    }

    /** The path cut where the route is: a key stays whole, and a slash at the end gives an empty last word. */
    private String[] words(String path) {
        var rest = segments.get(segments.size() - 1).equals("*");
        return path.split("/", rest ? segments.size() : segments.size() + 1);
    }
}
