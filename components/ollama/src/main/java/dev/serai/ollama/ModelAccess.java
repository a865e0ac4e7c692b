package dev.serai.ollama;

import dev.serai.ollama.client.Gate;
import dev.serai.ollama.client.Node;
import dev.serai.ollama.client.NodePool;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import dev.serai.ollama.client.Transport;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.error.Failures;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.HttpPort;
import dev.serai.support.http.RetryPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.camel.Exchange;

/** What every operation of an endpoint needs to reach its model: the servers, the limits and the pull policy. */
final class ModelAccess implements AutoCloseable {

    private static final Duration LONGEST_RETRY_DELAY = Duration.ofSeconds(30);

    private final OllamaEndpoint endpoint;
    private final OllamaConfiguration configuration;
    private final NodePool pool;
    private final Gate gate;
    private final Downloads downloads;

    ModelAccess(OllamaEndpoint endpoint) {
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        var port = endpoint.getComponent().port();
        var hosts = Hosts.of(configuration);
        var nodes = hosts.stream().map(host -> node(port, host, hosts.size())).toList();
        this.pool = new NodePool(nodes, configuration.getHostPolicy(), port.timer());
        this.gate = endpoint.gate();
        this.downloads = new Downloads(endpoint);
    }

    private Node node(HttpPort port, Hosts host, int count) {
        var transport = new Transport(
                port,
                host.uri(),
                configuration.getApiKey(),
                headers(),
                new HttpLimits(
                        Duration.ofMillis(configuration.getConnectTimeout()),
                        Duration.ofMillis(configuration.getFirstByteTimeout()),
                        Duration.ofMillis(configuration.getIdleTimeout()),
                        Duration.ofMillis(configuration.getTotalTimeout()),
                        configuration.getMaxResponseSize()),
                // Where there is another server, going there is better than waiting for this one.
                count > 1 ? RetryPolicy.NONE : retry());
        return configuration.spokenApi() == ModelApi.OLLAMA
                ? Node.ollama(transport, host.labels())
                : Node.openAi(transport, host.labels());
    }

    private RetryPolicy retry() {
        return new RetryPolicy(
                configuration.getRetries() + 1,
                Duration.ofMillis(configuration.getRetryDelay()),
                LONGEST_RETRY_DELAY,
                Set.of(429, 503));
    }

    private Map<String, String> headers() {
        var headers = new HashMap<String, String>();
        if (configuration.getHttpHeaders() != null) {
            configuration.getHttpHeaders().forEach((name, value) -> headers.put(name, String.valueOf(value)));
        }
        return headers;
    }

    List<Node> nodes() {
        return pool.nodes();
    }

    /** The model that an exchange is for. */
    String model(Exchange exchange) {
        var model = exchange.getMessage().getHeader(OllamaConstants.MODEL, endpoint.getModel(), String.class);
        if (model == null || model.isBlank()) {
            throw new OllamaException(
                    OllamaError.NO_MODEL, "ollama:" + endpoint.getOperation().wireName() + " needs a model");
        }
        checkCloud(model);
        return model;
    }

    /** Whichever API is spoken: Ollama serves its cloud under OpenAI's paths too. */
    void checkCloud(String model) {
        if (!configuration.isAllowCloud() && isCloud(model)) {
            throw new OllamaException(
                    OllamaError.CLOUD_MODEL, "model '" + model + "' runs in Ollama's cloud, not on your hardware");
        }
    }

    private static boolean isCloud(String model) {
        // Ollama takes names in any case.
        var name = model.strip().toLowerCase(Locale.ROOT);
        return name.endsWith(":cloud") || name.endsWith("-cloud");
    }

    /** Runs an exchange with a model, downloading the model first where the pull policy says so. */
    <T> CompletableFuture<T> call(String model, Function<Node, CompletableFuture<T>> exchange) {
        return gate.run(() -> withModel(model, exchange), ModelAccess::rest);
    }

    private static CompletableFuture<?> rest(Object value) {
        return value instanceof ChatStream stream ? stream.reply() : null;
    }

    private <T> CompletableFuture<T> withModel(String model, Function<Node, CompletableFuture<T>> exchange) {
        return switch (configuration.getPullPolicy()) {
            case NEVER -> pool.call(model, exchange);
            case ALWAYS -> downloads.once(model, this).thenCompose(done -> pool.call(model, exchange));
            case IF_MISSING ->
                pool.call(model, exchange)
                        .handle((value, error) -> {
                            if (error == null) {
                                return CompletableFuture.completedFuture(value);
                            }
                            var cause = Failures.unwrap(error);
                            return cause instanceof OllamaException failure
                                            && failure.error() == OllamaError.MODEL_MISSING
                                    ? downloads.shared(model, this).thenCompose(done -> pool.call(model, exchange))
                                    : CompletableFuture.<T>failedFuture(cause);
                        })
                        .thenCompose(Function.identity());
        };
    }

    /** Runs an exchange for which no model is downloaded. */
    <T> CompletableFuture<T> direct(String model, Function<Node, CompletableFuture<T>> exchange) {
        return pool.call(model, exchange);
    }

    @Override
    public void close() {
        pool.close();
    }
}
