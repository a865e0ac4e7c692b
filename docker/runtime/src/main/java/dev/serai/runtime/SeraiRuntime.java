package dev.serai.runtime;

import dev.serai.runtime.access.Webhooks;
import dev.serai.runtime.config.Preparation;
import dev.serai.runtime.http.HttpFront;
import dev.serai.runtime.load.Workflows;
import dev.serai.support.error.SeraiException;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import sun.misc.Signal;

/** Starts the runtime. */
public final class SeraiRuntime implements AutoCloseable {

    private static final String TRAIN = "--train";

    private static final int FIRST_LOAD_SECONDS = 30;

    /** A process that a signal has ended says so by its exit code. */
    private static final int SIGNALLED = 128;

    private final ConfigurableApplicationContext application;
    private final HttpFront front;

    private SeraiRuntime(ConfigurableApplicationContext application) {
        this.application = application;
        this.front = application.getBean(HttpFront.class);
    }

    public static void main(String[] arguments) {
        Logs.prepare(System.getenv());
        var log = LoggerFactory.getLogger(SeraiRuntime.class);
        try {
            if (arguments.length == 1 && arguments[0].equals(TRAIN)) {
                train();
                return;
            }
            if (arguments.length > 0) {
                throw new SeraiRuntimeException(
                        RuntimeError.BAD_SETTING,
                        "there is no argument '" + arguments[0] + "'",
                        "Set variables, such as SERAI_PORT; the only argument is " + TRAIN + ".");
            }
            var runtime = start(System.getenv());
            stopOnSignals(runtime);
            log.info("Serai is at {}", runtime.url());
        } catch (Exception e) {
            tell(log, e);
            System.exit(1);
        }
    }

    /**
     * Not in a shutdown hook: those of all libraries run at the same time, and one of them frees native memory that
     * exchanges on their way to their end still use.
     */
    private static void stopOnSignals(SeraiRuntime runtime) {
        for (var name : List.of("TERM", "INT")) {
            Signal.handle(new Signal(name), signal -> new Thread(() -> stop(runtime, signal), "serai-stop").start());
        }
    }

    private static void stop(SeraiRuntime runtime, Signal signal) {
        try {
            runtime.close();
        } finally {
            System.exit(SIGNALLED + signal.getNumber());
        }
    }

    /** On a port that nobody knows and for nobody else. */
    private static void train() throws Exception {
        var variables = new HashMap<>(System.getenv());
        variables.keySet().removeIf(name -> name.startsWith("SERAI_ADMIN_") || name.startsWith("SERAI_OIDC_"));
        variables.putAll(Map.of("SERAI_ENVIRONMENT", "private", "SERAI_ADDRESS", "127.0.0.1", "SERAI_PORT", "0"));
        try (var runtime = start(variables)) {
            Training.run(runtime);
        }
    }

    /** A mistake of the user's is one line; anything else shows where it came from. */
    private static void tell(Logger log, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SeraiException known) {
                log.error("Serai did not start: {}", known.getMessage());
                return;
            }
        }
        log.error("Serai did not start", failure);
    }

    /** @param variables those of the process, or of a test */
    public static SeraiRuntime start(Map<String, String> variables) {
        var application = new SpringApplication(RuntimeConfiguration.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        Preparation.prepare(application, variables);
        var runtime = new SeraiRuntime(application.run());
        runtime.awaitFirstLoad();
        runtime.front.ready();
        return runtime;
    }

    /** A request that comes at once finds its route; a route whose start hangs does not keep the door shut. */
    private void awaitFirstLoad() {
        try {
            application
                    .getBean(Workflows.class)
                    .firstLoad()
                    .toCompletableFuture()
                    .get(FIRST_LOAD_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LoggerFactory.getLogger(SeraiRuntime.class).warn("Not all files are loaded yet; the rest follows.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        application
                .getBean(Webhooks.class)
                .unused()
                .forEach(name -> LoggerFactory.getLogger(SeraiRuntime.class)
                        .warn("{} is set, and no route has that id or address yet.", name));
    }

    public CamelContext camel() {
        return application.getBean(CamelContext.class);
    }

    public ConfigurableApplicationContext application() {
        return application;
    }

    Vertx vertx() {
        return front.vertx();
    }

    public int port() {
        return front.port();
    }

    /** The address of the page. */
    public String url() {
        return front.url();
    }

    /** What runs gets SERAI_STOP_TIMEOUT to end; nothing new begins. */
    @Override
    public void close() {
        front.stopping();
        application.close();
    }
}
