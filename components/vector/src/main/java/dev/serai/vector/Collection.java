package dev.serai.vector;

import dev.serai.support.error.Failures;
import dev.serai.support.vector.Fingerprint;
import dev.serai.support.vector.VectorStore;
import dev.serai.support.vector.VectorStoreFactory;
import dev.serai.vector.embed.Embedder;
import dev.serai.vector.embed.EndpointEmbedder;
import dev.serai.vector.embed.LocalEmbedder;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A store with the embedder that its vectors come from. */
final class Collection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Collection.class);
    private static final String LUCENE = "lucene";

    private final String name;
    private final Embedder embedder;
    private final VectorStore store;
    private final boolean local;
    private CompletableFuture<Fingerprint> opened;

    private Collection(String name, Embedder embedder, VectorStore store, boolean local) {
        this.name = name;
        this.embedder = embedder;
        this.store = store;
        this.local = local;
    }

    static Collection of(VectorEndpoint endpoint) throws Exception {
        var store = store(endpoint);
        try {
            var configuration = endpoint.getConfiguration();
            var uri = configuration.getEmbedder();
            boolean local = uri.equals("local") || uri.startsWith("local:");
            var component = endpoint.getComponent();
            Embedder embedder = local
                    ? new LocalEmbedder(
                            uri,
                            component.models(),
                            component.documents(),
                            component.questions(),
                            configuration.getOnLongText())
                    : new EndpointEmbedder(
                            endpoint.getCamelContext(),
                            uri,
                            configuration.getEmbedderName(),
                            configuration.getDimensions(),
                            component.routes());
            return new Collection(endpoint.getCollection(), embedder, store, local);
        } catch (Exception e) {
            store.close();
            throw e;
        }
    }

    private static VectorStore store(VectorEndpoint endpoint) {
        var configuration = endpoint.getConfiguration();
        var options = new HashMap<String, String>();
        if (configuration.getStoreOptions() != null) {
            configuration.getStoreOptions().forEach((key, value) -> options.put(key, String.valueOf(value)));
        }
        var factory = factory(endpoint, configuration.getStore());
        if (factory == endpoint.getComponent().lucene()) {
            options.putIfAbsent("directory", configuration.getDirectory());
        }
        return factory.create(endpoint.getCamelContext(), endpoint.getCollection(), options);
    }

    private static VectorStoreFactory factory(VectorEndpoint endpoint, String name) {
        var context = endpoint.getCamelContext();
        var bound = context.getRegistry().lookupByNameAndType(name, VectorStoreFactory.class);
        if (bound != null) {
            return bound;
        }
        if (name.equals(LUCENE)) {
            return endpoint.getComponent().lucene();
        }
        return context.getCamelContextExtension()
                .getFactoryFinder(VectorStoreFactory.SERVICES)
                .newInstance(name, VectorStoreFactory.class)
                .orElseThrow(() -> new VectorException(
                        VectorError.UNKNOWN_STORE, "option store is '" + name + "', which is unknown"));
    }

    Embedder embedder() {
        return embedder;
    }

    /** Does something with the store as soon as it is open and known to fit the embedder. */
    <T> CompletableFuture<T> use(Function<VectorStore, java.util.concurrent.CompletionStage<T>> work) {
        return opened().thenCompose(fingerprint -> work.apply(store));
    }

    synchronized CompletableFuture<Fingerprint> opened() {
        if (opened == null || opened.isCompletedExceptionally()) {
            opened = embedder.fingerprint()
                    .thenCompose(fingerprint -> store.open(fingerprint).thenApply(nothing -> fingerprint));
        }
        return opened;
    }

    /** The vector of a question, of the collection's length. */
    CompletableFuture<float[]> question(String text) {
        return opened().thenCompose(fingerprint -> embedder.embed(List.of(text), Embedder.Purpose.QUESTION)
                .thenApply(vectors -> checked(vectors, fingerprint).get(0)));
    }

    List<float[]> checked(List<float[]> vectors, Fingerprint fingerprint) {
        for (var vector : vectors) {
            if (vector.length != fingerprint.dimensions()) {
                throw new VectorException(
                        VectorError.BAD_VECTORS,
                        "the embedder '" + fingerprint.embedder() + "' gave a vector of " + vector.length
                                + " numbers, and the collection " + name + " has " + fingerprint.dimensions());
            }
        }
        return vectors;
    }

    /** Opens what is on this machine. An endpoint may not be there before the other routes have started. */
    void warmUp() {
        if (local) {
            question("warm-up").whenComplete((vector, error) -> {
                if (error != null) {
                    LOG.warn(
                            "vector:{} is not ready: {}",
                            name,
                            Failures.unwrap(error).getMessage());
                }
            });
        }
    }

    @Override
    public void close() {
        store.close();
        embedder.close();
    }
}
