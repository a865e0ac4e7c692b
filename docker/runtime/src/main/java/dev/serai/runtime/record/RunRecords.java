package dev.serai.runtime.record;

import dev.serai.agent.AgentEvents;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;

/**
 * The runs of a context's routes: records them, and gives them to who asks. Made before the routes are added, since it
 * has to be in their nodes. Stages complete on threads of its own; what follows them must not block there.
 */
public final class RunRecords implements AutoCloseable {

    /** The property of an exchange that holds the id of its run. */
    public static final String RUN_ID = Recorder.RUN_ID;

    private static final String H2_IN_USE = "90020";
    private static final int THREADS = 2;
    private static final int WAITING = 1_000;
    private static final int PARKED = 5_000;
    private static final long KEEP_SECONDS = 30;

    private final CamelContext context;
    private final RecordPolicy policy;
    private final Backlog backlog = new Backlog();
    private final ThreadPoolExecutor readers;
    private final ThreadPoolExecutor routes;
    private final RecordReader reader;
    private final RecordStore store;
    private final RecordWriter writer;
    private final Pruning pruning;
    private final Recorder recorder;
    private final AgentSteps agentSteps;
    private final RunAgain again;

    private RunRecords(CamelContext context, DataSource source, RecordPolicy policy, SecretValues secretValues)
            throws SQLException {
        this.context = context;
        this.policy = policy;
        var secrets = new Secrets(secretValues);
        var tables = new RecordTables(source);
        var ids = tables.open();
        var agents = new AgentRuns();
        reader = new RecordReader(source);
        store = new RecordStore(source, ids);
        pruning = new Pruning(store, policy, tables.isAlone());
        writer = new RecordWriter(backlog, store, pruning, tables, ids, secrets);
        recorder = new Recorder(ids, policy, secrets, backlog, agents);
        agentSteps = new AgentSteps(recorder, agents);
        for (var parked : store.parked(PARKED)) {
            for (var agentRun : parked[2].split(",")) {
                agents.park(agentRun, RunIds.number(parked[0]), parked[1]);
            }
        }
        readers = pool("serai-records-reader");
        routes = pool("serai-again");
        again = new RunAgain(context, ids, routes);
    }

    private static ThreadPoolExecutor pool(String name) {
        var pool = new ThreadPoolExecutor(
                THREADS, THREADS, KEEP_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), task -> {
                    var daemon = new Thread(task, name);
                    daemon.setDaemon(true);
                    return daemon;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * Makes the tables and begins to record.
     *
     * @param secretValues of settings that are secret: they are masked wherever they appear
     */
    public static RunRecords open(
            CamelContext context, DataSource source, RecordPolicy policy, Collection<String> secretValues) {
        return open(context, source, policy, secretValues, Map::of);
    }

    /**
     * Makes the tables and begins to record.
     *
     * @param secretValues of settings that are secret: they are masked wherever they appear
     * @param folderSettings by their names; those whose names are secrets' are masked, too. Another object as soon as
     *     they are others
     */
    public static RunRecords open(
            CamelContext context,
            DataSource source,
            RecordPolicy policy,
            Collection<String> secretValues,
            Supplier<Map<String, String>> folderSettings) {
        try {
            var values = new SecretValues(
                    secretValues,
                    folderSettings,
                    name -> context.getPropertiesComponent().resolveProperty(name));
            var records = new RunRecords(context, source, policy, values);
            records.begin();
            return records;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void begin() {
        if (!policy.isOff()) {
            context.getCamelContextExtension().addInterceptStrategy(recorder);
            recorder.turn(true);
        }
        writer.start();
    }

    /** What has to be in the registry, so that agents tell what they do. */
    public AgentEvents agentEvents() {
        return agentSteps;
    }

    public RecordPolicy policy() {
        return policy;
    }

    public CompletionStage<List<RunSummary>> find(RunQuery query) {
        return read(() -> reader.find(query));
    }

    /** Fails when there is no such run. */
    public CompletionStage<RunDetail> load(String id) {
        return read(() -> {
            Optional<RunDetail> found = reader.load(RunIds.number(id));
            return found.orElseThrow(
                    () -> new RecordException(RecordError.NO_RUN, "there is no run '" + Texts.cut(id, 50) + "'"));
        });
    }

    public CompletionStage<RecordCounts> counts() {
        return read(() -> {
            Map<RunState, Long> runs = store.counts();
            return new RecordCounts(
                    runs, pruning.bytes(), backlog.size(), backlog.lostRuns(), backlog.lostSteps(), recorder.faults());
        });
    }

    /** Sends what the run began with to its workflow again; gives the id of the new run when it has begun. */
    public CompletionStage<String> again(String runId) {
        return load(runId).thenApply(run -> again.fromStart(run));
    }

    /** Goes on from a step of the run, with what it was given; gives the id of the new run when it has begun. */
    public CompletionStage<String> again(String runId, long step) {
        return load(runId).thenApply(run -> again.fromStep(run, step));
    }

    /** Sends a route what a person has written, as if it had come by itself; gives the id of the run. */
    public String byHand(String routeId, Object body) {
        return again.byHand(routeId, body);
    }

    public void listen(RunListener listener) {
        writer.listen(listener);
    }

    public void unlisten(RunListener listener) {
        writer.unlisten(listener);
    }

    /** What has been noted is found: it is written first. */
    private <T> CompletionStage<T> read(Callable<T> work) {
        return writer.flushed().thenCompose(written -> {
            var result = new CompletableFuture<T>();
            try {
                readers.execute(() -> {
                    try {
                        result.complete(work.call());
                    } catch (SQLException e) {
                        result.completeExceptionally(failed(e));
                    } catch (Exception e) {
                        result.completeExceptionally(e);
                    }
                });
            } catch (RejectedExecutionException e) {
                result.completeExceptionally(new RecordException(RecordError.CLOSED, "runs cannot be read now"));
            }
            return result;
        });
    }

    private static RecordException failed(SQLException e) {
        if (H2_IN_USE.equals(e.getSQLState())) {
            return new RecordException(
                    RecordError.STORE_FAILED,
                    "another process has the database's file open",
                    "Stop the other runtime, or set SERAI_DATA to a folder of its own.");
        }
        return new RecordException(RecordError.STORE_FAILED, "the database has failed (" + e.getSQLState() + ")", e);
    }

    /** Writes what is left. */
    @Override
    public void close() {
        writer.stop();
        recorder.turn(false);
        readers.shutdown();
        routes.shutdown();
    }
}
