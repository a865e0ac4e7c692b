package dev.serai.people;

import dev.serai.people.task.Task;
import dev.serai.support.camel.EndpointCall;
import dev.serai.support.error.Failures;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;
import org.apache.camel.support.DefaultExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people of tasks. Tasks name the endpoint by a hash, since its address may hold a password. */
final class Notifiers {

    private static final Logger LOG = LoggerFactory.getLogger(Notifiers.class);

    private final CamelContext context;
    private final Executor threads;
    private final Duration validFor;
    private final Map<String, EndpointCall> endpoints = new ConcurrentHashMap<>();
    private volatile Inbox inbox;

    /**
     * @param threads that may wait for mail servers and the like
     * @param validFor how long the links are valid
     */
    Notifiers(CamelContext context, Executor threads, Duration validFor) {
        this.context = context;
        this.threads = threads;
        this.validFor = validFor;
    }

    void use(Inbox inbox) {
        this.inbox = inbox;
    }

    /** The name under which the endpoint is known from now on; null for none. */
    String add(String uri) throws Exception {
        if (uri == null || uri.isBlank()) {
            return null;
        }
        var name = Integer.toHexString(uri.hashCode());
        if (!endpoints.containsKey(name)) {
            endpoints.put(name, new EndpointCall(context, uri));
        }
        return name;
    }

    /** In the background: the question stands in the inbox in any case, and a slow mail server must hold up nobody. */
    void tell(Task task) {
        var name = task.origin().notifier();
        if (name == null) {
            return;
        }
        var endpoint = endpoints.get(name);
        if (endpoint == null) {
            LOG.warn("Nobody was told of task {}: its notify endpoint is not here, or was changed", task.id());
            return;
        }
        inbox.token(task.id(), validFor)
                .thenCombine(inbox.link(task.id(), validFor), (token, link) -> new Letter(task, token, link))
                .thenComposeAsync(letter -> send(endpoint, letter), threads)
                .whenComplete((sent, error) -> {
                    if (error != null) {
                        LOG.warn(
                                "Nobody was told of task {}: {}",
                                task.id(),
                                Failures.unwrap(error).getClass().getName());
                        LOG.debug("Nobody was told of task {}", task.id(), Failures.unwrap(error));
                    }
                });
    }

    private CompletionStage<?> send(EndpointCall endpoint, Letter letter) {
        return endpoint.send(
                new DefaultExchange(context),
                letter.body(),
                copy -> letter.headers().forEach(copy.getMessage()::setHeader));
    }

    void close() {
        endpoints.values().forEach(EndpointCall::close);
        endpoints.clear();
    }
}
