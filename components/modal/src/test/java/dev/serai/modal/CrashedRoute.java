package dev.serai.modal;

import java.nio.file.Path;
import java.util.Map;

/** A process of its own that leases a sandbox and never comes to an end. */
final class CrashedRoute {

    static final String URI = "modal:exec?timeout=1h&owner=crash-test";

    private CrashedRoute() {}

    /** Starts it; whoever does has to kill it. */
    static Process start(String url, String tokenId, String tokenSecret) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashedRoute.class.getName(),
                        url,
                        tokenId,
                        tokenSecret)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) throws Exception {
        try (var routes = Routes.start(arguments[0], arguments[1], arguments[2], Map.of())) {
            routes.send(URI, "sleep 3600", Map.of());
        }
    }
}
