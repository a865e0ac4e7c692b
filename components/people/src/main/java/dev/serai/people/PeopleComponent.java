package dev.serai.people;

import dev.serai.people.store.LocalTasks;
import dev.serai.people.store.TaskStore;
import dev.serai.people.store.TaskStoreFactory;
import dev.serai.support.approval.Approvals;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.EndpointHelper;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/** The {@code people} scheme. */
@Component("people")
public class PeopleComponent extends DefaultComponent {

    private static final String LOCAL = "local";
    private static final int SHORTEST_SECRET = 16;
    private static final int KEY_BYTES = 32;
    private static final int NOTIFY_THREADS = 2;
    private static final int MOST_NOTIFICATIONS = 1_000;
    private static final Duration LAST_NOTIFICATIONS = Duration.ofSeconds(5);

    @Metadata(description = "What all endpoints share unless they say otherwise, and what approvals are asked with.")
    private PeopleConfiguration configuration = new PeopleConfiguration();

    @Metadata(
            defaultValue = "local",
            description =
                    "Where tasks are kept: local (this process only, as long as it lives), sql (with serai-sql: H2 or PostgreSQL), or a bean as #bean:name.")
    private String store = LOCAL;

    @Metadata(
            description =
                    "Whether people decide on the calls for which agents need permission: each becomes a task with the choices allow and refuse. The component must be there before the agents start.")
    private boolean approvals;

    @Metadata(
            label = "security",
            secret = true,
            description =
                    "What signed links are made with, at least 16 characters. Unless set, a random key is made and kept in the store.")
    private String secret;

    @Metadata(
            defaultValue = "http://localhost:8080",
            description = "Where people reach this application; links begin with it.")
    private String publicUrl = "http://localhost:8080";

    @Metadata(
            defaultValue = "7d",
            javaType = "java.time.Duration",
            description = "How long the links are valid that people are sent.")
    private Duration linkValidity = Duration.ofDays(7);

    @Metadata(defaultValue = "30d", javaType = "java.time.Duration", description = "How long closed tasks are kept.")
    private Duration keepTasks = Duration.ofDays(30);

    @Metadata(
            defaultValue = "1048576",
            description = "How many bytes an exchange may have that is parked, with its headers and variables.")
    private int maxKept = 1_048_576;

    @Metadata(
            defaultValue = "8",
            description = "How many routes may go on at once; those that wait for people need no thread.")
    private int threads = 8;

    private ExecutorService pool;
    private ExecutorService notifyPool;
    private ScheduledExecutorService scheduler;
    private TaskStore tasks;
    private GoingOn goingOn;
    private Inbox inbox;
    private Notifiers notifiers;
    private Keeper keeper;
    private CompletionStage<Links> links;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        var endpoint = new PeopleEndpoint(uri, this, PeopleOperation.of(remaining), configuration.copy());
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        var context = getCamelContext();
        if (secret != null && secret.length() < SHORTEST_SECRET) {
            throw new PeopleException(PeopleError.BAD_OPTION, "secret has fewer than 16 characters");
        }
        var executors = context.getExecutorServiceManager();
        pool = executors.newThreadPool(this, "People", profile("People", threads, Integer.MAX_VALUE));
        notifyPool = executors.newThreadPool(
                this, "PeopleNotify", profile("PeopleNotify", NOTIFY_THREADS, MOST_NOTIFICATIONS));
        scheduler = executors.newSingleThreadScheduledExecutor(this, "PeopleKeeper");
        tasks = opened(context);
        goingOn = new GoingOn(context, tasks, threads());
        inbox = new Inbox(tasks, goingOn, this::links, publicUrl);
        notifiers = new Notifiers(context, notifyPool, linkValidity);
        notifiers.use(inbox);
        keeper = new Keeper(context, tasks, goingOn, inbox, notifiers, keepTasks, scheduler);
        context.getCamelContextExtension().addContextPlugin(Inbox.class, inbox);
        context.addLifecycleStrategy(new BeforeRoutesStop(goingOn));
        if (approvals) {
            var notifier = notifiers.add(configuration.getNotify());
            context.getRegistry()
                    .bind(
                            "seraiPeopleApprovals",
                            Approvals.class,
                            new PeopleApprovals(tasks, keeper, notifiers, configuration.copy(), notifier));
        }
        keeper.start();
    }

    /** What waits for people must not keep the context from stopping. */
    private static final class BeforeRoutesStop extends LifecycleStrategySupport {

        private final GoingOn goingOn;

        BeforeRoutesStop(GoingOn goingOn) {
            this.goingOn = goingOn;
        }

        @Override
        public void onContextStopping(CamelContext context) {
            goingOn.stop();
        }
    }

    private static ThreadPoolProfile profile(String name, int threads, int queue) {
        var profile = new ThreadPoolProfile(name);
        profile.setPoolSize(threads);
        profile.setMaxPoolSize(threads);
        profile.setMaxQueueSize(queue);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return profile;
    }

    private TaskStore opened(CamelContext context) {
        if (store.equals(LOCAL)) {
            return new LocalTasks();
        }
        if (EndpointHelper.isReferenceParameter(store)) {
            return EndpointHelper.resolveReferenceParameter(context, store, TaskStore.class);
        }
        var bean = CamelContextHelper.lookup(context, store, TaskStoreFactory.class);
        var factory = bean != null
                ? bean
                : context.getCamelContextExtension()
                        .getFactoryFinder(TaskStoreFactory.SERVICES)
                        .newInstance(store, TaskStoreFactory.class)
                        .orElseThrow(() -> new PeopleException(
                                PeopleError.UNKNOWN_STORE, "there is no store named '" + store + "'"));
        return factory.tasks(context);
    }

    /** The key is asked for once; a store that did not answer is asked again with the next link. */
    private synchronized CompletionStage<Links> links() {
        if (links == null || links.toCompletableFuture().isCompletedExceptionally()) {
            links = secret != null
                    ? CompletableFuture.completedFuture(new Links(secret))
                    : tasks.key(random()).thenApply(Links::new);
        }
        return links;
    }

    private static String random() {
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    protected void doStop() throws Exception {
        if (goingOn != null) {
            goingOn.stop();
        }
        super.doStop();
    }

    @Override
    protected void doShutdown() throws Exception {
        var executors = getCamelContext().getExecutorServiceManager();
        if (scheduler != null) {
            executors.shutdownNow(scheduler);
        }
        if (notifyPool != null) {
            executors.shutdownGraceful(notifyPool, LAST_NOTIFICATIONS.toMillis());
        }
        if (notifiers != null) {
            notifiers.close();
        }
        if (pool != null) {
            executors.shutdown(pool);
        }
        if (tasks != null) {
            tasks.release(goingOn.owner());
            // Whoever has made a bean closes it.
            if (!EndpointHelper.isReferenceParameter(store)) {
                tasks.close();
            }
        }
        super.doShutdown();
    }

    /** Goes on at once when the component is being stopped: an exchange must come to its end all the same. */
    Executor threads() {
        return task -> {
            try {
                pool.execute(task);
            } catch (RejectedExecutionException e) {
                task.run();
            }
        };
    }

    TaskStore store() {
        return tasks;
    }

    GoingOn goingOn() {
        return goingOn;
    }

    Inbox inbox() {
        return inbox;
    }

    Notifiers notifiers() {
        return notifiers;
    }

    Keeper keeper() {
        return keeper;
    }

    public PeopleConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(PeopleConfiguration configuration) {
        this.configuration = configuration;
    }

    public String getStore() {
        return store;
    }

    public void setStore(String store) {
        this.store = store;
    }

    public boolean isApprovals() {
        return approvals;
    }

    public void setApprovals(boolean approvals) {
        this.approvals = approvals;
    }

    public String getSecret() {
        return secret;
    }

    public void setSecret(String secret) {
        this.secret = secret;
    }

    public String getPublicUrl() {
        return publicUrl;
    }

    public void setPublicUrl(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    public Duration getLinkValidity() {
        return linkValidity;
    }

    public void setLinkValidity(Duration linkValidity) {
        this.linkValidity = linkValidity;
    }

    public Duration getKeepTasks() {
        return keepTasks;
    }

    public void setKeepTasks(Duration keepTasks) {
        this.keepTasks = keepTasks;
    }

    public int getMaxKept() {
        return maxKept;
    }

    public void setMaxKept(int maxKept) {
        this.maxKept = maxKept;
    }

    public int getThreads() {
        return threads;
    }

    public void setThreads(int threads) {
        this.threads = threads;
    }
}
