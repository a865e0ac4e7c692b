package dev.serai.runtime.record;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A context whose runs are recorded into an H2 database. */
final class Recording implements AutoCloseable {

    final HikariDataSource source;
    final DefaultCamelContext context = new DefaultCamelContext();
    final RunRecords records;
    final ProducerTemplate template;

    Recording(RoutesBuilder... routes) throws Exception {
        this("jdbc:h2:mem:" + UUID.randomUUID(), Map.of(), routes);
    }

    Recording(String url, Map<String, String> settings, RoutesBuilder... routes) throws Exception {
        source = source(url);
        records = RunRecords.open(
                context,
                source,
                RecordPolicy.of(name -> settings.get(name.substring(RecordPolicy.PREFIX.length()))),
                List.of("sesame-open-1234"));
        context.getRegistry().bind("records", records.agentEvents());
        for (var one : routes) {
            context.addRoutes(one);
        }
        context.start();
        template = context.createProducerTemplate();
    }

    static HikariDataSource source(String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(url + ";DB_CLOSE_ON_EXIT=FALSE");
        config.setUsername("sa");
        config.setMaximumPoolSize(4);
        config.setMaxLifetime(0);
        return new HikariDataSource(config);
    }

    CamelContext context() {
        return context;
    }

    List<RunSummary> runs() throws Exception {
        return find(RunQuery.newest(500));
    }

    List<RunSummary> find(RunQuery query) throws Exception {
        return records.find(query).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    RunDetail load(String id) throws Exception {
        return records.load(id).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** The only run. */
    RunDetail only() throws Exception {
        var runs = runs();
        if (runs.size() != 1) {
            throw new AssertionError(runs.size() + " runs: " + runs);
        }
        return load(runs.get(0).id());
    }

    RecordCounts counts() throws Exception {
        return records.counts().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        context.stop();
        records.close();
        source.close();
    }
}
