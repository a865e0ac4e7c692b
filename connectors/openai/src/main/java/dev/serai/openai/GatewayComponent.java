package dev.serai.openai;

import dev.serai.openai.http.Gateway;
import dev.serai.openai.http.Settings;
import dev.serai.openai.model.Models;
import dev.serai.openai.model.OllamaModels;
import dev.serai.openai.vertx.VertxDoor;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ExtendedStartupListener;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/** The {@code gateway} scheme. */
@Component("gateway")
public class GatewayComponent extends DefaultComponent implements ExtendedStartupListener {

    @Metadata(
            defaultValue = "platform-http",
            enums = "platform-http,servlet",
            description =
                    "Which HTTP server brings the clients: platform-http is the Vert.x server of camel-platform-http-vertx; servlet leaves it to a GatewayServlet that the application registers.")
    private GatewayServer server = GatewayServer.PLATFORM_HTTP;

    @Metadata(description = "The port of the platform-http server, where an application has more than one.")
    private Integer port;

    @Metadata(defaultValue = "/v1", description = "The path under which the API is found.")
    private String path = "/v1";

    @Metadata(
            label = "security",
            secret = true,
            description =
                    "The keys that clients may have, as name=key separated by commas. A key has 16 characters or more. Without keys, whoever reaches the server may ask.")
    private String keys;

    @Metadata(
            label = "security",
            description =
                    "Web pages that may ask, by their origins separated by commas, such as https://chat.example.org; an asterisk allows all. Without it, only pages of this machine may. Requests that no page sent have no origin and pass.")
    private String allowedOrigins;

    @Metadata(label = "security", defaultValue = "16777216", description = "The most bytes of a request.")
    private int maxRequestSize = 16 << 20;

    @Metadata(
            label = "security",
            defaultValue = "1000",
            description = "How many requests may wait for an answer at once; more get the status 503.")
    private int maxRequests = 1000;

    @Metadata(
            defaultValue = "10m",
            javaType = "java.time.Duration",
            description =
                    "How long the first piece of an answer, and then each further one, may take before the request fails.")
    private Duration timeout = Duration.ofMinutes(10);

    @Metadata(
            defaultValue = "16",
            description = "How many routes may work at once; those that wait without a thread don't count.")
    private int threads = 16;

    @Metadata(
            description =
                    "Models of the ollama component that clients may ask without a route, by their names separated by commas. An asterisk stands for anything; what an exclamation mark stands before is left out.")
    private String ollamaModels;

    private final Models models = new Models();
    private OllamaModels ollama;
    private Gateway gateway;
    private ExecutorService pool;
    private ScheduledExecutorService watch;
    private AutoCloseable door;
    private boolean contextStarted;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        var parts = remaining.split("/", 2);
        if (parts.length < 2 || parts[1].isEmpty()) {
            throw new GatewayException(
                    GatewayError.BAD_OPTION,
                    "'gateway:" + remaining + "' names no model",
                    "Use gateway:model/name or gateway:embedding/name.",
                    null);
        }
        var endpoint = new GatewayEndpoint(uri, this, GatewayKind.of(parts[0]), parts[1], new GatewayConfiguration());
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        getCamelContext().addStartupListener(this);
    }

    /** Not before: camel-main sets the options of a component that has been initialized. */
    @Override
    protected void doStart() throws Exception {
        super.doStart();
        check();
        var executors = getCamelContext().getExecutorServiceManager();
        pool = executors.newThreadPool(this, "Gateway", profile());
        watch = executors.newSingleThreadScheduledExecutor(this, "GatewayWatch");
        gateway = new Gateway(new Settings(keys, allowedOrigins, maxRequestSize, maxRequests, timeout), models, pool);
        watch.scheduleWithFixedDelay(gateway::expire, 1, 1, TimeUnit.SECONDS);
        if (ollamaModels != null && !ollamaModels.isBlank()) {
            ollama = new OllamaModels(getCamelContext(), ollamaModels);
            models.use(ollama);
        }
    }

    private void check() {
        if (!path.matches("(/[A-Za-z0-9._-]+)+")) {
            throw new GatewayException(GatewayError.BAD_OPTION, "path is '" + path + "', which is no path like /v1");
        }
        if (maxRequestSize < 1 || maxRequests < 1 || threads < 1 || timeout.isNegative() || timeout.isZero()) {
            throw new GatewayException(
                    GatewayError.BAD_OPTION, "maxRequestSize, maxRequests, threads or timeout is not above 0");
        }
    }

    private ThreadPoolProfile profile() {
        var profile = new ThreadPoolProfile("Gateway");
        profile.setPoolSize(threads);
        profile.setMaxPoolSize(threads);
        // The limit is maxRequests.
        profile.setMaxQueueSize(Integer.MAX_VALUE);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return profile;
    }

    /** From now on a model that comes finds the server; before, it may not be there yet. */
    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        contextStarted = true;
        if (alreadyStarted) {
            open();
        }
    }

    /** Where no route is a model, the models of Ollama may be there. */
    @Override
    public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
        open();
    }

    /** Lets clients in, once there is something to ask. */
    synchronized void open() {
        if (door == null && contextStarted && server == GatewayServer.PLATFORM_HTTP && !models.isEmpty()) {
            try {
                door = VertxDoor.open(getCamelContext(), port, gateway, path);
            } catch (NoClassDefFoundError e) {
                throw new GatewayException(
                        GatewayError.NO_SERVER,
                        "camel-platform-http-vertx is not on the class path",
                        GatewayError.NO_SERVER.remedy(),
                        e);
            }
        }
    }

    @Override
    protected void doStop() throws Exception {
        synchronized (this) {
            if (door != null) {
                door.close();
                door = null;
            }
        }
        if (gateway != null) {
            gateway.stop();
        }
        models.use(null);
        if (ollama != null) {
            ollama.close();
            ollama = null;
        }
        var executors = getCamelContext().getExecutorServiceManager();
        if (watch != null) {
            executors.shutdownNow(watch);
            executors.shutdown(pool);
        }
        super.doStop();
    }

    Models models() {
        return models;
    }

    /** What answers, for a server that the application brings itself. */
    public Gateway gateway() {
        return gateway;
    }

    public GatewayServer getServer() {
        return server;
    }

    public void setServer(GatewayServer server) {
        this.server = server;
    }

    public Integer getPort() {
        return port;
    }

    public void setPort(Integer port) {
        this.port = port;
    }

    public String getPath() {
        return path;
    }

    public void setPath(String path) {
        this.path = path;
    }

    public String getKeys() {
        return keys;
    }

    public void setKeys(String keys) {
        this.keys = keys;
    }

    public String getAllowedOrigins() {
        return allowedOrigins;
    }

    public void setAllowedOrigins(String allowedOrigins) {
        this.allowedOrigins = allowedOrigins;
    }

    public int getMaxRequestSize() {
        return maxRequestSize;
    }

    public void setMaxRequestSize(int maxRequestSize) {
        this.maxRequestSize = maxRequestSize;
    }

    public int getMaxRequests() {
        return maxRequests;
    }

    public void setMaxRequests(int maxRequests) {
        this.maxRequests = maxRequests;
    }

    public Duration getTimeout() {
        return timeout;
    }

    public void setTimeout(Duration timeout) {
        this.timeout = timeout;
    }

    public int getThreads() {
        return threads;
    }

    public void setThreads(int threads) {
        this.threads = threads;
    }

    public String getOllamaModels() {
        return ollamaModels;
    }

    public void setOllamaModels(String ollamaModels) {
        this.ollamaModels = ollamaModels;
    }
}
