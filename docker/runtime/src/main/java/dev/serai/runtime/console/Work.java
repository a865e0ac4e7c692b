package dev.serai.runtime.console;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/** The console's own few threads, so that a slow database or a slow route holds up no one else. */
final class Work implements Executor, AutoCloseable {

    private final CamelContext context;
    private final ExecutorService threads;

    Work(CamelContext context, String name, int size, int waiting) {
        this.context = context;
        var profile = new ThreadPoolProfile(name);
        profile.setPoolSize(size);
        profile.setMaxPoolSize(size);
        profile.setMaxQueueSize(waiting);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        threads = context.getExecutorServiceManager().newThreadPool(this, name, profile);
    }

    @Override
    public void execute(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            throw new ConsoleException(
                    threads.isShutdown() ? ConsoleError.STOPPING : ConsoleError.TOO_MANY,
                    threads.isShutdown() ? "the runtime is being stopped" : "too many requests wait already");
        }
    }

    @Override
    public void close() {
        context.getExecutorServiceManager().shutdownNow(threads);
    }
}
