package dev.serai.support.http;

import java.lang.reflect.InvocationTargetException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;

/** The JDK clients, one for each connect limit in use, since that limit belongs to a client. */
final class Clients {

    private static final int MOST = 8;

    private final Executor executor;
    private final HttpClient.Version version;
    private final SSLContext tls;
    private final Map<Duration, HttpClient> byConnectLimit = new LinkedHashMap<>(MOST, 0.75f, true);
    private volatile Used last;

    private record Used(Duration limit, HttpClient client) {}

    Clients(Executor executor, HttpClient.Version version, SSLContext tls) {
        this.executor = executor;
        this.version = version;
        this.tls = tls;
    }

    HttpClient withConnectLimit(Duration limit) {
        var used = last;
        if (used == null || !used.limit().equals(limit)) {
            used = new Used(limit, find(limit));
            last = used;
        }
        return used.client();
    }

    private synchronized HttpClient find(Duration limit) {
        var key = HttpLimits.nanos(limit) == 0 ? Duration.ZERO : limit;
        var client = byConnectLimit.computeIfAbsent(key, this::create);
        if (byConnectLimit.size() > MOST) {
            // its exchanges go on; it ends itself when they are over
            byConnectLimit.remove(byConnectLimit.keySet().iterator().next());
        }
        return client;
    }

    private HttpClient create(Duration limit) {
        // a default proxy or a redirect would carry the request to where the egress list wasn't asked about
        var builder = HttpClient.newBuilder()
                .executor(executor)
                .version(version)
                .proxy(HttpClient.Builder.NO_PROXY)
                .followRedirects(HttpClient.Redirect.NEVER);
        if (!limit.isZero()) {
            builder.connectTimeout(limit);
        }
        if (tls != null) {
            builder.sslContext(tls);
        }
        return builder.build();
    }

    /** Since Java 21 clients can be told to stop; before, they stop when the garbage collector finds them unused. */
    synchronized void close() {
        last = null;
        byConnectLimit.values().forEach(Clients::shutdown);
        byConnectLimit.clear();
    }

    private static void shutdown(HttpClient client) {
        try {
            HttpClient.class.getMethod("shutdownNow").invoke(client);
        } catch (NoSuchMethodException e) {
            return;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
