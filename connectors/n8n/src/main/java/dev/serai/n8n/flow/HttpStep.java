package dev.serai.n8n.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.items.model.Items;
import dev.serai.n8n.N8nError;
import dev.serai.n8n.N8nException;
import dev.serai.support.error.Failures;
import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpFault;
import dev.serai.support.http.HttpReply;
import dev.serai.support.http.Redaction;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;

/** Sends the request that a node's evaluated parameters describe, page after page if it is told to. */
public final class HttpStep {

    private static final int MOST_REDIRECTS = 10;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /**
     * @param full whether the item has the status and the headers too
     * @param format json, text, file, or autodetect by the answer's type
     * @param neverError whether an error status is an answer like another
     * @param timeout for a whole answer, in milliseconds
     */
    public CompletionStage<Void> send(
            Exchange exchange, boolean full, String format, boolean neverError, long timeout) {
        var outside = Outside.of(exchange.getContext());
        var given = Values.parameters(exchange);
        var request = new HttpRequests(exchange, given, Duration.ofMillis(timeout));
        var answers = new HttpAnswers(full, format, Values.text(given, "into"));
        var pages = HttpPages.of(exchange, given);
        var done = new CompletableFuture<Void>();
        var made = new ArrayList<Items>();
        pause(number(Values.text(given, "delay"))).thenRun(() -> {
            try {
                page(outside, request, answers, pages, neverError, made)
                        .whenComplete((nothing, error) -> outside.threads().execute(() -> {
                            if (error == null) {
                                exchange.getMessage().removeHeaders("*");
                                exchange.getMessage()
                                        .setBody(Items.of(made.stream()
                                                .flatMap(List::stream)
                                                .toList()));
                                done.complete(null);
                            } else {
                                done.completeExceptionally(told(request, Failures.unwrap(error)));
                            }
                        }));
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    private static CompletableFuture<Void> page(
            Outside outside,
            HttpRequests request,
            HttpAnswers answers,
            HttpPages pages,
            boolean neverError,
            List<Items> made) {
        int begun = MOST_REDIRECTS - request.redirects(MOST_REDIRECTS);
        return follow(outside, request, request.call(pages.changes()), begun).thenCompose(reply -> {
            if (!neverError && !pages.endsWith(reply) && (reply.status() < 200 || reply.status() > 299)) {
                throw refused(request, reply);
            }
            made.add(answers.items(request.uri(), reply, pages.item()));
            if (!pages.next(reply, answers)) {
                return CompletableFuture.completedFuture(null);
            }
            return pause(pages.interval())
                    .thenCompose(nothing -> page(outside, request, answers, pages, neverError, made));
        });
    }

    private static CompletableFuture<Void> pause(long millis) {
        return millis <= 0
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(
                        () -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
    }

    /** A server may lead elsewhere, but a login does not go along to another host. */
    private static CompletableFuture<HttpReply> follow(
            Outside outside, HttpRequests request, HttpCall call, int redirects) {
        return outside.port().send(call).thenCompose(reply -> {
            var place = reply.header("location").orElse("");
            if (!REDIRECTS.contains(reply.status()) || place.isEmpty() || redirects >= MOST_REDIRECTS) {
                return CompletableFuture.completedFuture(reply);
            }
            return follow(outside, request, elsewhere(request, call, place, reply.status()), redirects + 1);
        });
    }

    private static HttpCall elsewhere(HttpRequests request, HttpCall call, String place, int status) {
        URI target;
        try {
            target = call.uri().resolve(place);
        } catch (IllegalArgumentException e) {
            throw new N8nException(N8nError.BAD_ADDRESS, "the server leads to what is no address", e);
        }
        // As browsers do: what was posted is asked for with GET then.
        boolean get = status == 303 || status < 303 && call.method().equals("POST");
        boolean same = isSame(call.uri(), target);
        var builder = HttpCall.builder(get ? "GET" : call.method(), target).limits(call.limits());
        call.headers().forEach((name, value) -> {
            boolean body = name.equalsIgnoreCase("content-type");
            if ((same || !Redaction.isSecretName(name) && !name.equalsIgnoreCase("cookie") && !request.isLogin(name))
                    && !(get && body)) {
                builder.header(name, value);
            }
        });
        return (get ? builder : builder.body(call.body())).build();
    }

    /** The same server; one that goes over to https on its usual port is it still, the other way round it is not. */
    private static boolean isSame(URI from, URI to) {
        return to.getHost() != null
                && to.getHost().equalsIgnoreCase(from.getHost())
                && (to.getScheme().equalsIgnoreCase(from.getScheme()) && to.getPort() == from.getPort()
                        || to.getScheme().equalsIgnoreCase("https") && to.getPort() < 0 && from.getPort() < 0);
    }

    private static N8nException refused(HttpRequests request, HttpReply reply) {
        var text = reply.text().replaceAll("[\\p{Cc}\\s]+", " ").strip();
        return new N8nException(
                N8nError.REQUEST_FAILED,
                request.shown() + " answered with status " + reply.status()
                        + (text.isEmpty() ? "" : ": " + (text.length() > 300 ? text.substring(0, 300) : text)));
    }

    private static Throwable told(HttpRequests request, Throwable error) {
        if (error instanceof HttpFault fault) {
            return new N8nException(N8nError.NO_ANSWER, fault.about(request.shown()), fault);
        }
        return error instanceof JsonProcessingException
                ? new N8nException(N8nError.BAD_ADDRESS, "the answer is no JSON", error)
                : error;
    }

    static long number(String text) {
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
    }
}
