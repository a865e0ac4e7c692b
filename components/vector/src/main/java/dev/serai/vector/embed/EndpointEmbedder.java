package dev.serai.vector.embed;

import dev.serai.support.error.Failures;
import dev.serai.support.vector.Fingerprint;
import dev.serai.vector.VectorError;
import dev.serai.vector.VectorException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ExchangePattern;
import org.apache.camel.support.service.ServiceHelper;

/** Embeds through any endpoint that turns a list of texts into a list of vectors, such as {@code ollama:embed/<model>}. */
public final class EndpointEmbedder implements Embedder {

    private final String name;
    private final int dimensions;
    private final Endpoint endpoint;
    private final AsyncProducer producer;
    private final Executor routes;
    private CompletableFuture<Fingerprint> fingerprint;

    /**
     * @param name stands for the model in the collection; null for the URI without its options
     * @param dimensions 0 to find out by embedding a word
     * @param routes where the endpoint is called: it may block
     */
    public EndpointEmbedder(CamelContext context, String uri, String name, int dimensions, Executor routes)
            throws Exception {
        this.name = name != null ? name : uri.replaceFirst("\\?.*", "");
        this.dimensions = dimensions;
        this.routes = routes;
        this.endpoint = context.getEndpoint(uri);
        this.producer = endpoint.createAsyncProducer();
        ServiceHelper.startService(producer);
    }

    @Override
    public synchronized CompletableFuture<Fingerprint> fingerprint() {
        if (dimensions > 0) {
            return CompletableFuture.completedFuture(new Fingerprint(name, dimensions));
        }
        if (fingerprint == null || fingerprint.isCompletedExceptionally()) {
            fingerprint = embed(List.of("dimensions"), Purpose.PASSAGE)
                    .thenApply(vectors -> new Fingerprint(name, vectors.get(0).length));
        }
        return fingerprint;
    }

    @Override
    public CompletableFuture<List<float[]>> embed(List<String> texts, Purpose purpose) {
        var result = new CompletableFuture<List<float[]>>();
        routes.execute(() -> {
            try {
                ask(texts, result);
            } catch (RuntimeException e) {
                result.completeExceptionally(failed(e));
            }
        });
        return result;
    }

    private void ask(List<String> texts, CompletableFuture<List<float[]>> result) {
        var exchange = endpoint.createExchange(ExchangePattern.InOut);
        exchange.getMessage().setBody(new ArrayList<>(texts));
        producer.process(exchange, done -> {
            try {
                if (exchange.getException() != null) {
                    throw failed(exchange.getException());
                }
                result.complete(checked(UnitVectors.read(exchange.getMessage().getBody(), texts.size(), name)));
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
    }

    private List<float[]> checked(List<float[]> vectors) {
        if (dimensions > 0 && vectors.get(0).length != dimensions) {
            throw new VectorException(
                    VectorError.BAD_VECTORS,
                    "the embedder '" + name + "' gave vectors of " + vectors.get(0).length
                            + " numbers, and option dimensions is " + dimensions);
        }
        return vectors;
    }

    private VectorException failed(Throwable error) {
        var cause = Failures.unwrap(error);
        return new VectorException(
                VectorError.EMBEDDER_FAILED, "the embedder '" + name + "' failed: " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        ServiceHelper.stopAndShutdownService(producer);
    }
}
