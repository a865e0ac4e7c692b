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

    private static final long PATIENCE_SECONDS = 120;
    private static final String PATH = "/serai-training";
    private static final String ROUTE = """
            - route:
                id: serai-training
                from:
                  uri: platform-http:%1$s
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
            - route:
                id: serai-training-items
                from:
                  uri: platform-http:%1$s/items
                  steps:
                    - bean:
                        beanType: dev.serai.n8n.flow.Flow
                        method: "begin(*)"
                    - bean:
                        beanType: dev.serai.n8n.flow.Webhook
                        method: "begin(*)"
                    - to:
                        uri: items:set
                        parameters:
                          name: Set
                          field.chat: "=> $json.body.chatInput.toUpperCase()"
                          field.at: "=> $now.toISO()"
                    - to:
                        uri: items:if
                        parameters:
                          condition: "=> $json.chat"
                          output.true: direct:serai-training-code
                    - setBody:
                        constant: done
            - route:
                id: serai-training-code
                from:
                  uri: direct:serai-training-code
                  steps:
                    - to:
                        uri: items:code
                        parameters:
                          code: "return $input.all().map(item => ({ json: { ...item.json } }))"
            """.formatted(PATH);
    private static final List<String> PAGES =
            List.of("/health/live", "/health/ready", "/health", "/metrics", "/", "/api/session", "/api/runs");

    private Training() {}

    static void run(SeraiRuntime runtime) throws Exception {
        var camel = runtime.camel();
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("training.camel.yaml", ROUTE));
        for (var path : List.of(PATH, PATH + "/items")) {
            int status = ask(runtime, HttpMethod.POST, path, "{\"chatInput\":\"hello\"}");
            if (status != 200) {
                throw new IllegalStateException("The training's " + path + " answers " + status);
            }
        }
        for (var page : PAGES) {
            ask(runtime, HttpMethod.GET, page, "");
        }
        stop(camel);
    }

    private static int ask(SeraiRuntime runtime, HttpMethod method, String path, String body) throws Exception {
        var client = runtime.vertx().createHttpClient();
        int status = client.request(method, runtime.port(), "127.0.0.1", path)
                .compose(request -> request.send(body))
                .compose(response -> response.body().map(read -> response.statusCode()))
                .toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        client.close();
        return status;
    }

    private static void stop(CamelContext camel) throws Exception {
        for (var route : List.of("serai-training", "serai-training-items", "serai-training-code")) {
            camel.getRouteController().stopRoute(route);
            camel.removeRoute(route);
        }
    }
}
