package dev.serai.modal.function;

import dev.serai.modal.client.plane.Stages;
import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpFault;
import dev.serai.support.http.HttpPort;
import dev.serai.support.http.HttpReply;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One request to a web endpoint. After some minutes the service sends the caller on to where the answer can be waited
 * for, again and again until it is there.
 */
final class WebCall {

    static final String KEY = "Modal-Key";
    static final String SECRET = "Modal-Secret";

    private static final List<String> KEYS = List.of(KEY, SECRET);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** The service sends on after minutes; one that does so at once goes in circles. */
    private static final Duration QUICK = Duration.ofSeconds(1);

    private static final int MOST_QUICK = 10;
    private static final int MOST_WORDS = 1000;

    private final HttpPort port;
    private final HttpCall call;
    private final Duration limit;
    private final long began = System.nanoTime();
    private int quick;

    WebCall(HttpPort port, HttpCall call, Duration limit) {
        this.port = port;
        this.call = call;
        this.limit = limit;
    }

    CompletableFuture<HttpReply> start() {
        return ask(call);
    }

    private CompletableFuture<HttpReply> ask(HttpCall question) {
        var asked = System.nanoTime();
        var answer = Stages.recover(
                port.send(question), error -> CompletableFuture.failedFuture(lost(question.uri(), error)));
        return Stages.then(answer, reply -> {
            if (REDIRECTS.contains(reply.status())) {
                return ask(further(question, reply, asked));
            }
            check(reply);
            return CompletableFuture.completedFuture(reply);
        });
    }

    private HttpCall further(HttpCall question, HttpReply reply, long asked) {
        if (System.nanoTime() - asked < QUICK.toNanos() && ++quick > MOST_QUICK) {
            throw redirected("sends on in circles");
        }
        var target = reply.header("location")
                .flatMap(place -> place(question.uri(), place))
                .orElseThrow(() -> redirected("sends on to no address"));
        // The keys of the request are for this server and nobody else.
        if (!sameServer(question.uri(), target)) {
            throw redirected("sends on to " + target.getScheme() + "://" + target.getHost());
        }
        var left = limit.minusNanos(System.nanoTime() - began);
        if (!limit.isZero() && (left.isNegative() || left.isZero())) {
            throw new FunctionException(
                    FunctionError.WEB_LOST, "the web endpoint gave no answer within " + limit.toMillis() + " ms");
        }
        var next = HttpCall.get(target)
                .limits(question.limits()
                        .withFirstByte(limit.isZero() ? limit : left)
                        .withTotal(limit.isZero() ? limit : left));
        question.headers().forEach((name, value) -> {
            if (!name.equalsIgnoreCase("content-type")) {
                next.header(name, value);
            }
        });
        return next.build();
    }

    private static Optional<URI> place(URI from, String text) {
        try {
            return Optional.of(from.resolve(text)).filter(uri -> uri.getHost() != null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean sameServer(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && one.getPort() == other.getPort()
                && other.getRawUserInfo() == null;
    }

    private FunctionException redirected(String fact) {
        return new FunctionException(
                FunctionError.WEB_REDIRECTED, "the web endpoint " + call.uri().getHost() + " " + fact);
    }

    private void check(HttpReply reply) {
        if (reply.isSuccess()) {
            return;
        }
        var denied = reply.status() == 401 || reply.status() == 403;
        var words = discreet(reply.text().strip());
        throw new FunctionException(
                denied ? FunctionError.WEB_DENIED : FunctionError.WEB_FAILED,
                "the web endpoint " + call.uri().getHost() + " answered " + reply.status()
                        + (words.isEmpty()
                                ? ""
                                : ": "
                                        + (words.length() > MOST_WORDS
                                                ? words.substring(0, MOST_WORDS) + "..."
                                                : words)));
    }

    /** A server may repeat what it was sent. */
    private String discreet(String text) {
        var words = text;
        for (var name : KEYS) {
            var key = call.headers().get(name);
            words = key == null ? words : words.replace(key, "***");
        }
        return words;
    }

    private static Throwable lost(URI uri, Throwable error) {
        return error instanceof HttpFault fault
                ? new FunctionException(FunctionError.WEB_LOST, fault.about("the web endpoint " + uri.getHost()), fault)
                : error;
    }

    /** Values of JSON: maps, lists, texts, numbers. */
    static Object json(HttpReply reply) {
        try {
            return Json.MAPPER.convertValue(Json.read(reply.body()), Object.class);
        } catch (IOException e) {
            throw new FunctionException(
                    FunctionError.WEB_FAILED, "the web endpoint's answer says that it is JSON, but is not");
        }
    }
}
