package dev.serai.agent;

import dev.serai.support.camel.EndpointCall;
import dev.serai.support.error.Failures;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** Shows a text to a route that may change or refuse it. */
final class Guard implements AutoCloseable {

    private static final String REFUSE = "refuse";

    private final String name;
    private final EndpointCall route;

    private Guard(String name, EndpointCall route) {
        this.name = name;
        this.route = route;
    }

    static Guard of(CamelContext context, String name, String uri) throws Exception {
        return new Guard(name, uri == null ? null : new EndpointCall(context, uri));
    }

    boolean isSet() {
        return route != null;
    }

    CompletableFuture<Verdict> check(Exchange origin, String text, Map<String, Object> headers) {
        if (route == null) {
            return CompletableFuture.completedFuture(new Verdict(text, false));
        }
        return route.send(origin, text, copy -> {
                    copy.getMessage().removeHeader(AgentConstants.GUARD);
                    copy.getMessage().getHeaders().putAll(headers);
                })
                .handle((seen, error) -> {
                    if (error != null) {
                        throw new CompletionException(new AgentException(
                                AgentError.GUARD_FAILED, "the " + name + " failed", Failures.unwrap(error)));
                    }
                    return verdict(seen);
                });
    }

    private Verdict verdict(Exchange seen) {
        var text = seen.getMessage().getBody(String.class);
        var word = seen.getMessage().getHeader(AgentConstants.GUARD, String.class);
        if (word != null && !word.equalsIgnoreCase(REFUSE)) {
            throw new AgentException(
                    AgentError.GUARD_FAILED,
                    "the " + name + " has set " + AgentConstants.GUARD + " to '" + word + "'",
                    "Set it to refuse, or not at all.");
        }
        return new Verdict(text == null ? "" : text, word != null);
    }

    @Override
    public void close() {
        if (route != null) {
            route.close();
        }
    }

    /** @param text what goes on: as it was, changed, or what is said instead of an answer */
    record Verdict(String text, boolean refused) {}
}
