package dev.serai.n8n.flow;

import dev.serai.support.camel.HttpPorts;
import dev.serai.support.camel.RouteThreads;
import dev.serai.support.http.HttpPort;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.service.ServiceSupport;

/** What the requests of a context leave through. It obeys the context's list of hosts, and ends with the context. */
final class Outside extends ServiceSupport {

    private final CamelContext context;
    private final HttpPort port;
    private final ExecutorService pool;
    private final RouteThreads threads;

    private Outside(CamelContext context) {
        this.context = context;
        port = HttpPorts.create(context);
        pool = context.getExecutorServiceManager().newCachedThreadPool(this, "n8n-http");
        threads = new RouteThreads(pool, port.threads());
    }

    /** The one of a context; made when it is first asked for. */
    static Outside of(CamelContext context) {
        synchronized (context) {
            var known = context.hasService(Outside.class);
            if (known != null) {
                return known;
            }
            var made = new Outside(context);
            try {
                context.addService(made, true, true);
            } catch (Exception e) {
                throw RuntimeCamelException.wrapRuntimeCamelException(e);
            }
            return made;
        }
    }

    HttpPort port() {
        return port;
    }

    RouteThreads threads() {
        return threads;
    }

    @Override
    protected void doShutdown() {
        port.close();
        context.getExecutorServiceManager().shutdownNow(pool);
    }
}
