package dev.serai.vector;

import dev.serai.support.camel.PoolSize;
import dev.serai.support.vector.VectorStoreFactory;
import dev.serai.vector.embed.LocalModels;
import dev.serai.vector.lucene.LuceneStoreFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.PropertiesHelper;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/** The {@code vector} scheme. Its endpoints share threads, local models and open indexes. */
@Component("vector")
public class VectorComponent extends DefaultComponent {

    private static final Pattern COLLECTION = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int LONGEST_LINE = 10_000;

    @Metadata(description = "What all endpoints share unless they say otherwise.")
    private VectorConfiguration configuration = new VectorConfiguration();

    @Metadata(
            defaultValue = "0",
            description =
                    "How many threads read, embed and search on this machine, for documents and for questions each. 0 is one for each core.")
    private int threads;

    private Workers documents;
    private Workers questions;
    private ExecutorService routes;
    private ExecutorService writers;
    private LocalModels models;
    private LuceneStoreFactory lucene;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        if (!COLLECTION.matcher(remaining).matches()) {
            throw new VectorException(VectorError.BAD_COLLECTION, "'" + remaining + "' is no name of a collection");
        }
        var copy = configuration.copy();
        copy.setStoreOptions(merged(copy.getStoreOptions(), parameters, "store."));
        copy.setMetadata(merged(copy.getMetadata(), parameters, "metadata."));
        copy.setFilters(merged(copy.getFilters(), parameters, "filter."));
        var endpoint = new VectorEndpoint(uri, this, remaining, copy);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    private static Map<String, Object> merged(
            Map<String, Object> shared, Map<String, Object> parameters, String prefix) {
        var all = new HashMap<String, Object>(shared == null ? Map.of() : shared);
        all.putAll(PropertiesHelper.extractProperties(parameters, prefix));
        return all;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        documents = workers("VectorDocuments");
        questions = workers("VectorQuestions");
        var manager = getCamelContext().getExecutorServiceManager();
        routes = manager.newCachedThreadPool(this, "VectorRoute");
        writers = manager.newCachedThreadPool(this, "VectorWriter");
        models = new LocalModels(documents);
        lucene = new LuceneStoreFactory(questions, orHere(writers));
    }

    private int poolSize() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }

    private Workers workers(String name) {
        var profile = new ThreadPoolProfile(name);
        profile.setPoolSize(poolSize());
        profile.setMaxPoolSize(poolSize());
        profile.setMaxQueueSize(LONGEST_LINE);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return new Workers(getCamelContext().getExecutorServiceManager().newThreadPool(this, name, profile));
    }

    @Override
    protected void doShutdown() throws Exception {
        if (documents != null) {
            var manager = getCamelContext().getExecutorServiceManager();
            manager.shutdown(documents.pool());
            manager.shutdown(questions.pool());
            manager.shutdown(routes);
            manager.shutdown(writers);
        }
        super.doShutdown();
    }

    /** While the component is being stopped, an exchange must come to its end all the same. */
    private static Executor orHere(ExecutorService pool) {
        return task -> {
            try {
                pool.execute(task);
            } catch (RejectedExecutionException e) {
                task.run();
            }
        };
    }

    /** For work on documents. */
    Workers documents() {
        return documents;
    }

    /** For work that somebody waits for. */
    Workers questions() {
        return questions;
    }

    /** Where routes go on: they may block, which the threads that compute must not. */
    Executor routes() {
        return orHere(routes);
    }

    LocalModels models() {
        return models;
    }

    VectorStoreFactory lucene() {
        return lucene;
    }

    public VectorConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(VectorConfiguration configuration) {
        this.configuration = configuration;
    }

    public int getThreads() {
        return threads;
    }

    public void setThreads(int threads) {
        this.threads = threads;
        if (documents != null) {
            PoolSize.set(documents.pool(), poolSize());
            PoolSize.set(questions.pool(), poolSize());
        }
    }
}
