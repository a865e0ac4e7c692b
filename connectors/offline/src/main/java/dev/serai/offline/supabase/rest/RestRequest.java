package dev.serai.offline.supabase.rest;

import dev.serai.offline.http.Query;
import dev.serai.offline.supabase.Call;
import dev.serai.offline.supabase.Claims;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A request as the header and the path tell it.
 *
 * @param name the table or function
 * @param range the header {@code Range}, or null
 */
record RestRequest(
        String method,
        String path,
        boolean call,
        String schema,
        String name,
        Query query,
        Form form,
        Preferences prefer,
        String range,
        String contentType,
        Map<String, List<String>> headers,
        String body,
        Claims claims) {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PATCH", "DELETE", "PUT");
    private static final String RPC = "/rpc/";

    static RestRequest of(Call call, List<String> schemas) {
        var method = call.method();
        if (!METHODS.contains(method)) {
            throw new RestError(405, "PGRST117", "Unsupported HTTP method: " + method);
        }
        if (call.path().isEmpty() || call.path().equals("/")) {
            throw RestError.notDone("the OpenAPI description at /");
        }
        var isCall = call.path().startsWith(RPC);
        var name = call.path().substring(isCall ? RPC.length() : 1);
        if (name.isEmpty() || name.contains("/")) {
            throw new RestError(404, "PGRST125", "Invalid path specified in request URL");
        }
        if (isCall && !Set.of("GET", "HEAD", "POST").contains(method)) {
            throw new RestError(405, "PGRST101", "Cannot use the " + method + " method on RPC");
        }
        if (method.equals("PUT")) {
            throw RestError.notDone("PUT; POST with Prefer: resolution=merge-duplicates does the same");
        }
        var headers = call.exchange().headers();
        var reads = method.equals("GET") || method.equals("HEAD");
        var profile = call.header(reads ? "Accept-Profile" : "Content-Profile");
        if (profile != null && !schemas.contains(profile)) {
            throw new RestError(
                    406,
                    "PGRST106",
                    "Invalid schema: " + profile,
                    (String) null,
                    "Only the following schemas are exposed: " + String.join(", ", schemas));
        }
        return new RestRequest(
                method,
                call.path(),
                isCall,
                profile == null ? schemas.get(0) : profile,
                decoded(name),
                call.query(),
                Form.of(headers.getOrDefault("accept", List.of())),
                new Preferences(headers.getOrDefault("prefer", List.of())),
                reads ? call.header("Range") : null,
                call.header("Content-Type"),
                headers,
                call.exchange().bodyText(),
                call.claims());
    }

    boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }

    boolean wantsRows() {
        return prefer.is("return", "representation");
    }

    private static String decoded(String name) {
        try {
            // A plus is a plus in a path.
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }
}
