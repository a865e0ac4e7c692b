package dev.serai.daytona.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.HttpPort;
import dev.serai.support.http.HttpReply;
import dev.serai.support.http.HttpStream;
import dev.serai.support.http.Redaction;
import dev.serai.support.http.RetryPolicy;
import dev.serai.support.http.SocketCall;
import dev.serai.support.http.SocketLimits;
import dev.serai.support.json.Json;
import dev.serai.support.service.ServiceCalls;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The one door to the service and to the sandboxes.
 *
 * @param api the address of the service
 * @param headers who asks, and what a proxy in front of it wants
 * @param secrets what no message may hold
 * @param retry for what only reads
 * @param farewells what is sent while nobody waits for the answer
 */
public record Gateway(
        HttpPort port,
        URI api,
        Map<String, String> headers,
        Collection<String> secrets,
        HttpLimits limits,
        RetryPolicy retry,
        Farewells farewells) {

    /** Not the headers, which have the key. */
    @Override
    public String toString() {
        return "Gateway[" + Redaction.logins(api.toString()) + "]";
    }

    public HttpCall.Builder call(String method, URI uri) {
        return HttpCall.builder(method, uri).headers(headers).limits(limits).retry(retry);
    }

    /** A request to a path of the service, encoded with its query. */
    public HttpCall.Builder api(String method, String pathAndQuery) {
        return call(method, URI.create(api + pathAndQuery));
    }

    public SocketCall.Builder socket(URI uri) {
        var call = SocketCall.builder(uri).limits(SocketLimits.DEFAULTS.withConnect(limits.connect()));
        headers.forEach(call::header);
        return call;
    }

    public Faults faults(URI uri, boolean reads) {
        return faults(uri, reads, List.of());
    }

    public Faults faults(URI uri, boolean reads, Collection<String> moreSecrets) {
        var all = new ArrayList<>(secrets);
        all.addAll(moreSecrets);
        var text = uri.toString();
        var query = text.indexOf('?');
        return new Faults(query < 0 ? uri : URI.create(text.substring(0, query)), all, reads);
    }

    private Faults faults(HttpCall call, Collection<String> moreSecrets) {
        return faults(call.uri(), ServiceCalls.reads(call), moreSecrets);
    }

    public CompletableFuture<HttpReply> send(HttpCall call, Family family) {
        return send(call, family, List.of());
    }

    /**
     * The whole answer; an error status is a failure.
     *
     * @param moreSecrets what no message about this call may hold, such as a password in its body
     */
    public CompletableFuture<HttpReply> send(HttpCall call, Family family, Collection<String> moreSecrets) {
        return ServiceCalls.send(port, call, faults(call, moreSecrets), family);
    }

    /** The answer as JSON; missing where it is empty. */
    public CompletableFuture<JsonNode> ask(HttpCall call, Family family, Collection<String> moreSecrets) {
        return send(call, family, moreSecrets).thenApply(reply -> json(reply, call));
    }

    public CompletableFuture<JsonNode> ask(HttpCall call, Family family) {
        return ask(call, family, List.of());
    }

    /** The same, but who has asked too often comes back when the service wants it, within the limit. */
    CompletableFuture<JsonNode> askPatiently(HttpCall call, Family family, Duration limit) {
        var faults = faults(call, List.of());
        return TooManyRequests.borne(port, call, limit).handle((reply, failure) -> {
            if (failure != null) {
                throw faults.of(failure);
            }
            if (family.failed(reply.status(), reply::header)) {
                throw faults.status(reply, family);
            }
            return json(reply, call);
        });
    }

    private JsonNode json(HttpReply reply, HttpCall call) {
        if (reply.body().length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return Json.read(reply.body());
        } catch (IOException e) {
            throw faults(call, List.of()).unreadable("is no JSON");
        }
    }

    /** The answer's head, with the body still to be read; an error status is a failure. */
    public CompletableFuture<HttpStream> open(HttpCall call, Family family) {
        return ServiceCalls.open(port, call, faults(call, List.of()), family);
    }
}
