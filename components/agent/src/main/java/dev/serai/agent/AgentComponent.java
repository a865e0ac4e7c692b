package dev.serai.agent;

import dev.serai.agent.memory.SessionQueue;
import dev.serai.agent.telemetry.Telemetry;
import dev.serai.support.approval.Decisions;
import dev.serai.support.camel.PoolSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.EndpointHelper;
import org.apache.camel.util.PropertiesHelper;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/** The {@code agent} scheme. */
@Component("agent")
public class AgentComponent extends DefaultComponent {

    @Metadata(description = "What all agents share unless they say otherwise.")
    private AgentConfiguration configuration = new AgentConfiguration();

    @Metadata(
            defaultValue = "16",
            description =
                    "How many tools and routes behind agents may work at once; those that wait without a thread don't count.")
    private int threads = 16;

    @Metadata(
            defaultValue = "30d",
            javaType = "java.time.Duration",
            description = "How long ended runs are kept, where runs are kept at all.")
    private Duration keepRuns = Duration.ofDays(30);

    private final SessionQueue sessions = new SessionQueue();
    private final Agents agents = new Agents();
    private Stores stores;
    private ExecutorService pool;
    private ScheduledExecutorService scheduler;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        var copy = configuration.copy();
        var mcp = PropertiesHelper.extractProperties(parameters, "mcp.");
        if (!mcp.isEmpty()) {
            copy.setMcp(mcp);
        }
        // Camel would put the bean's toString in the place of a reference.
        takeReference(parameters, "memory", copy::setMemory);
        takeReference(parameters, "runs", copy::setRuns);
        var endpoint = new AgentEndpoint(uri, this, remaining, copy);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    private static void takeReference(Map<String, Object> parameters, String option, Consumer<String> setter) {
        if (parameters.get(option) instanceof String value && EndpointHelper.isReferenceParameter(value)) {
            parameters.remove(option);
            setter.accept(value);
        }
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        var executors = getCamelContext().getExecutorServiceManager();
        pool = executors.newThreadPool(this, "AgentWork", unbounded());
        stores = new Stores(getCamelContext(), pool);
        scheduler = executors.newSingleThreadScheduledExecutor(this, "AgentKeeper");
        getCamelContext().getCamelContextExtension().addContextPlugin(Decisions.class, agents);
    }

    /** By Camel's default a full queue makes the thread that brought the model's answer do a route's work. */
    private ThreadPoolProfile unbounded() {
        var profile = new ThreadPoolProfile("AgentWork");
        profile.setPoolSize(threads);
        profile.setMaxPoolSize(threads);
        profile.setMaxQueueSize(Integer.MAX_VALUE);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return profile;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        new RunKeeper(getCamelContext(), agents, keepRuns).start(scheduler);
    }

    @Override
    protected void doShutdown() throws Exception {
        var executors = getCamelContext().getExecutorServiceManager();
        if (scheduler != null) {
            executors.shutdownNow(scheduler);
            agents.stop();
            executors.shutdown(pool);
            stores.runs().forEach(store -> store.release(agents.owner()));
            stores.close();
        }
        super.doShutdown();
    }

    Executor threads() {
        return pool;
    }

    Stores stores() {
        return stores;
    }

    SessionQueue sessions() {
        return sessions;
    }

    Agents agents() {
        return agents;
    }

    List<AgentEvents> events() {
        var events = new ArrayList<>(getCamelContext().getRegistry().findByType(AgentEvents.class));
        events.addAll(Telemetry.listeners(getCamelContext()));
        return List.copyOf(events);
    }

    public AgentConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(AgentConfiguration configuration) {
        this.configuration = configuration;
    }

    public int getThreads() {
        return threads;
    }

    public void setThreads(int threads) {
        this.threads = threads;
        PoolSize.set(pool, threads);
    }

    public Duration getKeepRuns() {
        return keepRuns;
    }

    public void setKeepRuns(Duration keepRuns) {
        this.keepRuns = keepRuns;
    }
}
