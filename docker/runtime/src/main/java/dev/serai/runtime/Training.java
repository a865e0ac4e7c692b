package dev.serai.runtime;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * Uses what every start and every first request use, so that an archive made at exit holds those classes:
 * {@code serai --train}.
 */
final class Training {

    private static final long PATIENCE_SECONDS = 20;
    private static final String PATH = "/serai-training";
    private static final String ROUTE = """
            - route:
                id: serai-training
                from:
                  uri: platform-http:%s
                  steps:
                    - unmarshal:
                        json: {}
                    - choice:
                        when:
                          - simple: ${body[chatInput]} != null
                            steps:
                              - setBody:
                                  simple: ${body[chatInput]}
                    - bean:
                        beanType: java.util.Collections
                        method: singletonMap('output', ${body})
                    - marshal:
                        json: {}
            """.formatted(PATH);
    private static final List<String> PAGES =
            List.of("/health/live", "/health/ready", "/health", "/metrics", "/", "/api/session", "/api/runs");

    private Training() {}

    static void run(SeraiRuntime runtime) throws Exception {
        var camel = runtime.camel();
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("training.camel.yaml", ROUTE));
        ask(runtime, HttpMethod.POST, PATH, "{\"chatInput\":\"hello\"}");
        for (var page : PAGES) {
            ask(runtime, HttpMethod.GET, page, "");
        }
        stop(camel);
    }

    private static void ask(SeraiRuntime runtime, HttpMethod method, String path, String body) throws Exception {
        var client = runtime.vertx().createHttpClient();
        client.request(method, runtime.port(), "127.0.0.1", path)
                .compose(request -> request.send(body))
                .compose(response -> response.body())
                .toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        client.close();
    }

    private static void stop(CamelContext camel) throws Exception {
        camel.getRouteController().stopRoute("serai-training");
        camel.removeRoute("serai-training");
    }
}
