package dev.serai.support.http;

import java.net.http.HttpClient;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.net.ssl.SSLContext;

/**
 * Sends HTTP requests and opens WebSockets without a thread waiting for the answer.
 *
 * <p>Results are completed on the port's few worker threads, straight from the connection. What hangs on them must not
 * block. Failures are {@link HttpFault}s; every status is a result. To cancel a future, or a stage made from it, closes
 * the connection of its exchange.
 */
public final class HttpPort implements AutoCloseable {

    private final EgressPolicy egress;
    private final String userAgent;
    private final Workers workers;
    private final ScheduledThreadPoolExecutor timer;
    private final Clients clients;
    private final Set<Flight<?>> flights = ConcurrentHashMap.newKeySet();
    private final Set<SocketDial> sockets = ConcurrentHashMap.newKeySet();
    private final Deadlines deadlines;
    private volatile boolean closed;

    private final int threads;

    private HttpPort(Builder builder) {
        egress = builder.egress;
        userAgent = builder.userAgent;
        threads = builder.threads;
        workers = new Workers(threads);
        timer = Workers.timer();
        deadlines = new Deadlines(flights, timer);
        clients = new Clients(workers, builder.version, builder.tls);
    }

    /** How many threads bring answers. */
    public int threads() {
        return threads;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The whole response. */
    public CompletableFuture<HttpReply> send(HttpCall call) {
        return start(new WholeFlight(this, call));
    }

    /** The response's head, with the body still to be read. The stream must be read to its end or closed. */
    public CompletableFuture<HttpStream> open(HttpCall call) {
        return start(new StreamFlight(this, call));
    }

    private <T> CompletableFuture<T> start(Flight<T> flight) {
        flights.add(flight);
        if (closed) {
            flight.end(Faults.cancelled(flight.call, "the port is closed"));
        } else {
            try {
                deadlines.lookWithin(flight.watch.shortestLimit());
                flight.start();
            } catch (RejectedExecutionException e) {
                flight.end(Faults.cancelled(flight.call, "the port is closed"));
            }
        }
        return flight.result;
    }

    /** An open WebSocket. Besides {@link HttpFault}s there is {@link SocketRefused}, when the server says no. */
    public CompletableFuture<SocketLink> connect(SocketCall call, SocketListener listener) {
        var dial = new SocketDial(this, call, listener);
        sockets.add(dial);
        if (closed) {
            dial.end("the port is closed");
            return dial.result();
        }
        return dial.start();
    }

    /** One daemon thread for short tasks; whatever may block or take long is handed on to {@link #executor()}. */
    public ScheduledExecutorService timer() {
        return timer;
    }

    public Executor executor() {
        return workers;
    }

    /** WebSockets that are open or being opened. */
    public int sockets() {
        return sockets.size();
    }

    /** Calls whose response hasn't ended yet. */
    public int inFlight() {
        return flights.size();
    }

    /** Ends all calls and the threads. */
    @Override
    public void close() {
        closed = true;
        flights.forEach(flight -> flight.end(Faults.cancelled(flight.call, "the port is closed")));
        sockets.forEach(socket -> socket.end("the port is closed"));
        timer.shutdownNow();
        clients.close();
        workers.close();
    }

    EgressPolicy egress() {
        return egress;
    }

    String userAgent() {
        return userAgent;
    }

    HttpClient clientFor(HttpLimits limits) {
        return clients.withConnectLimit(limits.connect());
    }

    void work(Runnable task) {
        workers.execute(task);
    }

    void landed(Flight<?> flight) {
        flights.remove(flight);
    }

    void landed(SocketDial socket) {
        sockets.remove(socket);
    }

    public static final class Builder {
        private int threads = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
        private EgressPolicy egress = EgressPolicy.local();
        private String userAgent = "serai";
        private HttpClient.Version version = HttpClient.Version.HTTP_1_1;
        private SSLContext tls;

        private Builder() {}

        /** Worker threads; the default is twice the processors and at least 4. */
        public Builder threads(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("threads is " + value + ", but at least 1 is needed");
            }
            threads = value;
            return this;
        }

        /** Where connections may go; the default is {@link EgressPolicy#local()}. */
        public Builder egress(EgressPolicy value) {
            egress = Objects.requireNonNull(value);
            return this;
        }

        public Builder userAgent(String value) {
            userAgent = Objects.requireNonNull(value);
            return this;
        }

        /** HTTP/1.1 by default, which every model server speaks. */
        public Builder version(HttpClient.Version value) {
            version = Objects.requireNonNull(value);
            return this;
        }

        /** For servers with a certificate of their own authority. */
        public Builder tls(SSLContext value) {
            tls = value;
            return this;
        }

        public HttpPort build() {
            return new HttpPort(this);
        }
    }
}
