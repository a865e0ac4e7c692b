package dev.serai.searxng.pages;

import dev.serai.support.error.Failures;
import dev.serai.support.http.EgressPolicy;
import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpFault;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.HttpPort;
import dev.serai.support.http.HttpStream;
import dev.serai.support.http.Redaction;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** One address and where it leads. Each step is checked anew, and takes a turn of its host for as long as it lasts. */
final class Fetch {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** What all fetches share. */
    record Net(HttpPort port, EgressPolicy policy, Turns turns, Settings settings) {}

    /** The end of the way; the body is still packed as {@code coding} says. */
    record Answer(URI url, int status, String type, String coding, byte[] body) {}

    private record Step(URI next, Answer answer) {}

    private final Net net;
    private final long maxBytes;
    private final Function<URI, CompletionStage<Void>> gate;
    private final boolean page;
    private final long end;
    private final Set<URI> seen = new HashSet<>();
    private final CompletableFuture<Answer> result = new CompletableFuture<>();
    private volatile CompletableFuture<?> current;

    private Fetch(Net net, long maxBytes, Function<URI, CompletionStage<Void>> gate, boolean page) {
        this.net = net;
        this.maxBytes = maxBytes;
        this.gate = gate;
        this.page = page;
        this.end = System.nanoTime() + net.settings().timeout().toNanos();
    }

    static Fetch page(Net net, URI url, Function<URI, CompletionStage<Void>> gate) {
        return new Fetch(net, net.settings().maxBytes(), gate, true).start(url);
    }

    /** A file that no rules are asked for, and that may be of any type. */
    static Fetch file(Net net, URI url, long maxBytes) {
        return new Fetch(net, maxBytes, any -> CompletableFuture.completedFuture(null), false).start(url);
    }

    CompletableFuture<Answer> result() {
        return result;
    }

    void cancel() {
        result.cancel(false);
    }

    private Fetch start(URI url) {
        result.orTimeout(net.settings().timeout().toNanos(), TimeUnit.NANOSECONDS);
        result.whenComplete((answer, failure) -> {
            var running = current;
            if (failure != null && running != null) {
                running.cancel(true);
            }
        });
        go(url);
        return this;
    }

    private void go(URI target) {
        if (result.isDone()) {
            return;
        }
        try {
            var url = Address.plain(target, net.settings().ports());
            if (!seen.add(url)) {
                throw new PageException(PageError.REDIRECT, Redaction.uri(url), "The redirects lead in a circle");
            }
            if (seen.size() > net.settings().maxRedirects() + 1) {
                throw new PageException(
                        PageError.REDIRECT,
                        Redaction.uri(url),
                        "There are more redirects than maxRedirects="
                                + net.settings().maxRedirects());
            }
            gate.apply(url).whenComplete((open, refusal) -> {
                if (refusal != null) {
                    fail(url, refusal);
                } else if (!net.turns().enter(url.getHost(), () -> ask(url))) {
                    fail(
                            url,
                            new PageException(
                                    PageError.TOO_MANY,
                                    Redaction.uri(url),
                                    Turns.MOST_WAITING + " pages wait for their turn already"));
                }
            });
        } catch (RuntimeException e) {
            fail(target, e);
        }
    }

    private void ask(URI url) {
        CompletableFuture<HttpStream> sent;
        try {
            if (result.isDone()) {
                throw new PageException(PageError.CLOSED, Redaction.uri(url), "The read has ended");
            }
            sent = net.port().open(call(url));
            current = sent;
            if (result.isDone()) {
                sent.cancel(true);
            }
        } catch (RuntimeException e) {
            net.turns().leave(url.getHost());
            fail(url, e);
            return;
        }
        // not on the thread that reads the connection, since the second check may ask for a name
        sent.thenComposeAsync(stream -> received(url, stream), net.port().executor())
                .whenComplete((step, failure) -> {
                    net.turns().leave(url.getHost());
                    if (failure != null) {
                        fail(url, failure);
                    } else if (step.next() != null) {
                        go(step.next());
                    } else {
                        result.complete(step.answer());
                    }
                });
    }

    private HttpCall call(URI url) {
        var left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
        return HttpCall.get(url)
                .header("User-Agent", net.settings().userAgent())
                .header("Accept", "text/html, application/xhtml+xml, text/*;q=0.9, application/json;q=0.8, */*;q=0.1")
                .header("Accept-Encoding", page ? "gzip" : "identity")
                .limits(HttpLimits.DEFAULTS
                        .withConnect(left.compareTo(Duration.ofSeconds(10)) < 0 ? left : Duration.ofSeconds(10))
                        .withTotal(left)
                        .withMaxBytes(maxBytes))
                .build();
    }

    private CompletionStage<Step> received(URI url, HttpStream stream) {
        try {
            // the name may have got another address after the first check; see EgressPolicy
            net.policy().check(url);
            if (REDIRECTS.contains(stream.status())) {
                stream.close();
                return CompletableFuture.completedFuture(new Step(redirect(url, stream), null));
            }
            var type = stream.header("Content-Type").orElse("");
            var coding = stream.header("Content-Encoding").orElse("").strip().toLowerCase(Locale.ROOT);
            if (!stream.isSuccess()) {
                stream.close();
                return CompletableFuture.completedFuture(
                        new Step(null, new Answer(url, stream.status(), type, coding, new byte[0])));
            }
            if (page) {
                Contents.check(url, type, coding);
            }
            var whole = stream.whole();
            current = whole;
            if (result.isDone()) {
                stream.close();
            }
            return whole.thenApply(
                    reply -> new Step(null, new Answer(url, reply.status(), type, coding, reply.body())));
        } catch (HttpFault | RuntimeException e) {
            stream.close();
            return CompletableFuture.failedFuture(e);
        }
    }

    private static URI redirect(URI url, HttpStream stream) {
        var shown = Redaction.uri(url);
        var location = stream.header("Location")
                .orElseThrow(() ->
                        new PageException(PageError.REDIRECT, shown, shown + " redirects without saying where to"));
        var next = Address.resolve(url, location);
        if ("https".equals(url.getScheme()) && "http".equalsIgnoreCase(next.getScheme())) {
            // whoever is on the way could write what the model reads
            throw new PageException(
                    PageError.REDIRECT, shown, shown + " redirects from https to http, which isn't followed");
        }
        if (!"http".equalsIgnoreCase(next.getScheme()) && !"https".equalsIgnoreCase(next.getScheme())) {
            throw new PageException(
                    PageError.REDIRECT, shown, shown + " redirects to an address that is neither http nor https");
        }
        return next;
    }

    private void fail(URI url, Throwable failure) {
        result.completeExceptionally(refusal(url, failure));
    }

    static PageException refusal(URI url, Throwable failure) {
        var cause = Failures.unwrap(failure);
        if (cause instanceof PageException refused) {
            return refused;
        }
        var shown = Redaction.uri(url);
        if (cause instanceof TimeoutException) {
            return new PageException(PageError.TIMEOUT, shown, "Reading " + shown + " took longer than pageTimeout");
        }
        if (cause instanceof HttpFault fault) {
            return new PageException(code(fault.kind()), shown, fault.getMessage(), fault);
        }
        if (cause instanceof IllegalArgumentException) {
            return new PageException(PageError.ADDRESS, shown, cause.getMessage());
        }
        return new PageException(PageError.CLOSED, shown, "Reading " + shown + " was ended", cause);
    }

    private static PageError code(HttpFault.Kind kind) {
        return switch (kind) {
            case EGRESS -> PageError.NOT_ALLOWED;
            case TOO_LARGE -> PageError.TOO_LARGE;
            case FIRST_BYTE_TIMEOUT, IDLE_TIMEOUT, TOTAL_TIMEOUT -> PageError.TIMEOUT;
            case CANCELLED -> PageError.CLOSED;
            case UNKNOWN_HOST, REFUSED, CONNECT_TIMEOUT, CUT, PROTOCOL -> PageError.UNREACHABLE;
        };
    }
}
