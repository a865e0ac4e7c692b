package dev.serai.searxng;

import dev.serai.searxng.client.Instance;
import dev.serai.searxng.client.InstancePool;
import dev.serai.searxng.client.SearxngError;
import dev.serai.searxng.client.SearxngException;
import dev.serai.searxng.client.Server;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.HttpPort;
import dev.serai.support.http.RetryPolicy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes the instances that the options name. */
final class Instances {

    private static final Duration LONGEST_RETRY_DELAY = Duration.ofSeconds(30);

    private Instances() {}

    static InstancePool of(SearxngConfiguration options, HttpPort port) {
        var option = options.getHosts() == null ? "baseUrl" : "hosts";
        var given = options.getHosts() == null ? options.getBaseUrl() : options.getHosts();
        var bases = Arrays.stream(given.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> base(option, entry))
                .toList();
        if (bases.isEmpty()) {
            throw new SearxngException(SearxngError.BAD_OPTION, option + " names no server");
        }
        var timeout = Duration.ofMillis(options.getTimeout());
        var limits = new HttpLimits(
                Duration.ofMillis(options.getConnectTimeout()),
                timeout,
                timeout,
                timeout,
                options.getMaxResponseSize());
        var headers = headers(options);
        // Where there is another server, going there is better than waiting for this one.
        var retry = bases.size() > 1 ? RetryPolicy.NONE : retry(options);
        var instances = bases.stream()
                .map(base -> new Instance(
                        new Server(port, base, headers, options.getMethod(), limits, retry), options.isCheckNames()))
                .toList();
        return new InstancePool(instances, options.getHostPolicy(), Duration.ofMillis(options.getHostRest()));
    }

    /** A 429 is left out: the limiter counts what comes too soon again. */
    private static RetryPolicy retry(SearxngConfiguration options) {
        if (options.getRetries() < 0 || options.getRetryDelay() < 0) {
            throw new SearxngException(SearxngError.BAD_OPTION, "retries and retryDelay can't be negative");
        }
        return new RetryPolicy(
                options.getRetries() + 1,
                Duration.ofMillis(options.getRetryDelay()),
                LONGEST_RETRY_DELAY,
                Set.of(502, 503, 504));
    }

    private static Map<String, String> headers(SearxngConfiguration options) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(Server.MANNERS);
        if (options.getUsername() != null) {
            var login = options.getUsername() + ":" + (options.getPassword() == null ? "" : options.getPassword());
            headers.put(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
        if (options.getHttpHeaders() != null) {
            options.getHttpHeaders().forEach((name, value) -> headers.put(name, String.valueOf(value)));
        }
        return headers;
    }

    private static URI base(String option, String entry) {
        var text = entry.contains("://") ? entry : "http://" + entry;
        try {
            var uri = new URI(text);
            if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
                throw bad(option, entry, "names no host that HTTP can reach");
            }
            if (uri.getRawUserInfo() != null) {
                throw bad(option, entry, "has a login in it; it belongs in username and password");
            }
            if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw bad(option, entry, "has more than a path");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw bad(option, entry, "is no address");
        }
    }

    private static SearxngException bad(String option, String value, String fact) {
        return new SearxngException(
                SearxngError.BAD_OPTION, "'" + value.replaceAll("//[^/]*@", "//***@") + "' in " + option + " " + fact);
    }
}
