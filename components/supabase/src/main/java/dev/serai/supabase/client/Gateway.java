package dev.serai.supabase.client;

import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.HttpPort;
import dev.serai.support.http.HttpReply;
import dev.serai.support.http.HttpStream;
import dev.serai.support.http.RetryPolicy;
import dev.serai.support.service.ErrorReader;
import dev.serai.support.service.ServiceCalls;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The one door to all services of a Supabase.
 *
 * @param headers what a gateway in front of it wants besides
 * @param secrets what no message may hold, whoever asks
 * @param retry for what only reads
 */
public record Gateway(
        HttpPort port,
        URI base,
        Map<String, String> headers,
        Collection<String> secrets,
        HttpLimits limits,
        RetryPolicy retry) {

    /** A request to a path below the base, with its query, both encoded. */
    public HttpCall.Builder call(String method, String pathAndQuery, Credentials credentials) {
        return call(method, pathAndQuery, credentials.headers());
    }

    /** The same, with the headers that say who asks. */
    public HttpCall.Builder call(String method, String pathAndQuery, Map<String, String> who) {
        return HttpCall.builder(method, uri(pathAndQuery))
                .headers(headers)
                .headers(who)
                .limits(limits)
                .retry(retry);
    }

    public URI uri(String pathAndQuery) {
        return URI.create(base + pathAndQuery);
    }

    /** Whether a service is there: what it answers does not matter, unless it says that it has failed. */
    public CompletableFuture<?> reach(String path, Credentials credentials) {
        return send(call("HEAD", path, credentials).build(), credentials, new ReachErrors());
    }

    /** What a failure of this call is told as. */
    public Faults faults(HttpCall call, Collection<String> moreSecrets) {
        var all = new ArrayList<>(secrets);
        all.addAll(moreSecrets);
        return new Faults(base, all, ServiceCalls.reads(call));
    }

    /** The whole answer; an error status is a failure. */
    public CompletableFuture<HttpReply> send(HttpCall call, Credentials credentials, ErrorReader errors) {
        return send(call, credentials.secrets(), errors);
    }

    /**
     * The same.
     *
     * @param moreSecrets what no message about this call may hold, such as a password in its body
     */
    public CompletableFuture<HttpReply> send(HttpCall call, Collection<String> moreSecrets, ErrorReader errors) {
        return ServiceCalls.send(port, call, faults(call, moreSecrets), errors);
    }

    /** The answer's head, with the body still to be read; an error status is a failure. */
    public CompletableFuture<HttpStream> open(HttpCall call, Credentials credentials, ErrorReader errors) {
        return open(call, credentials.secrets(), errors);
    }

    public CompletableFuture<HttpStream> open(HttpCall call, Collection<String> moreSecrets, ErrorReader errors) {
        return ServiceCalls.open(port, call, faults(call, moreSecrets), errors);
    }
}
