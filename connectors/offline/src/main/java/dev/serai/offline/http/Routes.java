package dev.serai.offline.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A server's operations as a table of method, path and handler. */
public final class Routes {
    private record Route(String method, String prefix, String parameter, Consumer<Exchange> handler) {
        boolean matches(String path) {
            return parameter == null ? path.equals(prefix) : path.startsWith(prefix) && path.length() > prefix.length();
        }
    }

    private final List<Route> table = new ArrayList<>();
    private final Consumer<Exchange> unknownPath;
    private final Consumer<Exchange> unknownMethod;

    public Routes(Consumer<Exchange> unknownPath, Consumer<Exchange> unknownMethod) {
        this.unknownPath = unknownPath;
        this.unknownMethod = unknownMethod;
    }

    /** Adds an operation; the path may end in one parameter in braces, which takes the rest of the path. */
    public Routes on(String method, String path, Consumer<Exchange> handler) {
        var brace = path.indexOf('{');
        var prefix = brace < 0 ? path : path.substring(0, brace);
        var parameter = brace < 0 ? null : path.substring(brace + 1, path.length() - 1);
        table.add(new Route(method, prefix, parameter, handler));
        return this;
    }

    public void handle(Exchange exchange) {
        var known = table.stream().filter(r -> r.matches(exchange.path())).toList();
        if (known.isEmpty()) {
            unknownPath.accept(exchange);
            return;
        }
        for (var route : known) {
            if (route.method().equals(exchange.method())) {
                if (route.parameter() != null) {
                    var rest = exchange.path().substring(route.prefix().length());
                    exchange.parameters(Map.of(route.parameter(), rest));
                }
                route.handler().accept(exchange);
                return;
            }
        }
        unknownMethod.accept(exchange);
    }
}
