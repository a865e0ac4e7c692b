package dev.serai.daytona;

import java.util.Map;

/** A process of its own that leases a sandbox and never comes to an end. */
final class CrashedRoute {

    private CrashedRoute() {}

    public static void main(String[] arguments) throws Exception {
        try (var routes = new Routes(arguments[0])) {
            routes.send("daytona:exec?timeout=1h", "sleep 3600", Map.of());
        }
    }
}
