package dev.serai.supabase;

import dev.serai.supabase.client.SupabaseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;

/** Does everything that the component can do once, and prints what comes of it. A process of its own, for its log. */
final class AllKinds {

    static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJlLTQ3MTE";

    /** A way to use the component. */
    record Use(SupabaseKind kind, String uri, Object body, Map<String, Object> headers) {}

    private AllKinds() {}

    static List<Use> uses() {
        var uses = new ArrayList<Use>();
        for (var kind : SupabaseKind.values()) {
            switch (kind) {
                case TABLE ->
                    words("table.TableOperation")
                            .forEach(word -> uses.add(new Use(
                                    kind, "table/a?filter=RAW(id=eq.1)&operation=" + word, Map.of("a", 1), Map.of())));
                case RPC ->
                    List.of("GET", "POST")
                            .forEach(method ->
                                    uses.add(new Use(kind, "rpc/f?method=" + method, Map.of("a", 1), Map.of())));
                case FUNCTIONS ->
                    List.of("false", "true")
                            .forEach(stream ->
                                    uses.add(new Use(kind, "functions/f?stream=" + stream, "text", Map.of())));
                case REALTIME -> uses.add(new Use(kind, "realtime/room?event=e", Map.of("a", 1), Map.of()));
                case VECTOR -> {
                    vector(uses, "search", List.of(1.0f, 0.0f, 0.0f));
                    vector(uses, "insert", List.of(Map.of("content", "text", "embedding", List.of(1.0f, 0.0f, 0.0f))));
                    vector(uses, "delete", null);
                    vector(uses, "schema", null);
                }
                case STORAGE -> words("storage.StorageOperation").forEach(word -> storage(uses, word));
                case AUTH -> words("auth.AuthAction").forEach(word -> auth(uses, word));
            }
        }
        return uses;
    }

    private static void vector(List<Use> uses, String operation, Object body) {
        uses.add(new Use(
                SupabaseKind.VECTOR,
                "vector/docs?dimensions=3&operation=" + operation
                        + (operation.equals("schema") ? "" : "&filter=RAW({\"a\":1})"),
                body,
                Map.of()));
    }

    private static void storage(List<Use> uses, String operation) {
        uses.add(new Use(
                SupabaseKind.STORAGE,
                "storage/b?path=p&toPath=q&uploadToken=token-4711&as=bytes&operation=" + operation,
                "bytes".getBytes(),
                Map.of()));
        if (operation.equals("upload")) {
            uses.add(new Use(
                    SupabaseKind.STORAGE,
                    "storage/b?path=p&resumableThreshold=1&transferRetries=0&operation=upload",
                    "bytes".getBytes(),
                    Map.of()));
        }
    }

    /** With fields that each of the actions needs; what one does not take goes by headers, which it leaves alone. */
    private static void auth(List<Use> uses, String action) {
        var body = new HashMap<String, Object>();
        switch (action) {
            case "refresh" -> body.put("refresh_token", "refresh-4711");
            case "verify" -> body.putAll(Map.of("type", "email", "token", "123456"));
            case "resend", "generate-link" -> body.put("type", "signup");
            default -> {}
        }
        var headers = new HashMap<String, Object>(Map.of(
                SupabaseConstants.EMAIL, "ann@example.org",
                SupabaseConstants.PASSWORD, "password-4711",
                SupabaseConstants.USER_ID, "00000000-0000-0000-0000-000000000001"));
        uses.add(new Use(SupabaseKind.AUTH, "auth/" + action, body, headers));
    }

    /** The words of an enum of operations. */
    static List<String> words(String name) {
        try {
            return Arrays.stream(Class.forName("dev.serai.supabase." + name).getEnumConstants())
                    .map(word -> word.toString().toLowerCase(Locale.ROOT))
                    .map(word -> name.startsWith("table") ? word : word.replace('_', '-'))
                    .toList();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void main(String[] args) throws Exception {
        var url = args[0];
        var key = args[1];
        try (var routes = new Routes(url)) {
            for (var echo : List.of("no", "yes")) {
                for (var use : uses()) {
                    var uri = "supabase:" + use.uri() + (use.uri().contains("?") ? "&" : "?") + "retries=0&key=" + key
                            + "&httpHeader.X-Echo=" + echo;
                    var headers = new HashMap<>(use.headers());
                    headers.put(SupabaseConstants.ACCESS_TOKEN, TOKEN);
                    System.out.println(use.kind() + " " + uri);
                    try {
                        show(routes.send(uri, use.body(), headers).getException());
                    } catch (RuntimeException e) {
                        show(e);
                    }
                }
            }
            listen(routes, key);
        }
        System.out.println("done");
    }

    private static void listen(Routes routes, String key) throws Exception {
        try {
            routes.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("supabase:realtime/room?changes=INSERT&table=a&key=" + key)
                            .process(exchange -> {});
                }
            });
        } catch (Exception e) {
            show(e);
        }
        System.out.println("listening");
        // Until the other process has seen the connection.
        System.in.read();
    }

    private static void show(Throwable failure) {
        if (failure != null) {
            failure.printStackTrace(System.out);
        }
        for (var at = failure; at != null; at = at.getCause()) {
            if (at instanceof SupabaseException known) {
                System.out.println(known.getServiceMessage()
                        + known.getDetails()
                        + known.getHint()
                        + known.getServiceCode()
                        + known.getRemedy());
            }
        }
    }
}
