package dev.serai.modal.function;

import dev.serai.modal.CallStore;
import dev.serai.modal.ModalConstants;
import dev.serai.modal.ModalEndpoint;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.plane.Stages;
import dev.serai.support.error.Failures;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a call once for each key, also when the process ends in the middle and another one is given the same work. */
public final class KeptCalls {

    private static final Logger LOG = LoggerFactory.getLogger(KeptCalls.class);

    private final CallStore store;
    private final String scope;
    private final Map<String, CompletableFuture<String>> beginning = new ConcurrentHashMap<>();

    private KeptCalls(CallStore store, String scope) {
        this.store = store;
        this.scope = scope;
    }

    /** The calls that the endpoint's store keeps, if it has one. */
    public static Optional<KeptCalls> of(ModalEndpoint endpoint) {
        var options = endpoint.getConfiguration();
        var store = options.getCallStore();
        if (store == null && options.getCallFolder() != null) {
            store = new FileCalls(
                    Path.of(options.getCallFolder()),
                    endpoint.getComponent().port().executor());
        }
        // The same key for another function, or another workspace, is another call.
        var scope = options.getServerUrl() + " " + options.getEnvironment() + " ";
        return Optional.ofNullable(store).map(found -> new KeptCalls(found, scope));
    }

    static String key(Exchange exchange, String function) {
        var key = exchange.getMessage().getHeader(ModalConstants.CALL_KEY, String.class);
        if (key == null || key.isBlank()) {
            throw new FunctionException(
                    FunctionError.NO_CALL_KEY,
                    "calls are kept, but the header " + ModalConstants.CALL_KEY + " is not set");
        }
        return function + " " + key;
    }

    /**
     * The identifier of the call for this key: of the one that was made before, or of a new one.
     *
     * @param undo ends a new one that cannot be kept, since the next try would make another one
     */
    CompletableFuture<String> begun(
            String key,
            boolean followed,
            Supplier<CompletableFuture<String>> begin,
            Function<String, CompletableFuture<Void>> undo) {
        var begun = new CompletableFuture<String>();
        var other = beginning.putIfAbsent(key, begun);
        if (other != null) {
            return other.copy();
        }
        begun.whenComplete((id, error) -> beginning.remove(key, begun));
        Stages.hand(
                Stages.then(asked(() -> store.find(scope + key)), found -> {
                    found.ifPresent(kept -> LOG.info("going on with the call {}", kept.callId()));
                    return found.map(kept -> CompletableFuture.completedFuture(kept.callId()))
                            .orElseGet(() -> Stages.then(begin.get(), id -> kept(key, followed, id, undo)));
                }),
                begun);
        // A copy: a call that is made is kept, even if nobody waits for it any more.
        return begun.copy();
    }

    /** A store of somebody else may throw; even that must not leave a key taken, or a consumer without its next look. */
    private static <T> CompletableFuture<T> asked(Supplier<CompletionStage<T>> question) {
        try {
            return question.get().toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<String> kept(
            String key, boolean followed, String id, Function<String, CompletableFuture<Void>> undo) {
        var kept = asked(() -> store.keep(new CallStore.Kept(scope + key, id, followed)));
        return Stages.recover(
                Stages.map(kept, done -> id),
                error -> Stages.then(
                        Stages.recover(undo.apply(id), second -> {
                            LOG.warn("the call {} is not kept, and could not be ended: {}", id, second.getMessage());
                            return CompletableFuture.completedFuture(null);
                        }),
                        ended -> CompletableFuture.failedFuture(error)));
    }

    /** The result belongs to the exchange: when it has come through, or when the call itself is over in vain, it is forgotten. */
    <T> CompletableFuture<T> settled(Exchange exchange, String key, CompletableFuture<T> result) {
        var noted = Stages.map(result, value -> {
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onComplete(Exchange done) {
                    forget(scope + key);
                }
            });
            return value;
        });
        return Stages.recover(noted, error -> {
            if (isOver(error)) {
                forget(scope + key);
            }
            return CompletableFuture.failedFuture(error);
        });
    }

    /** Whether asking again for the same call leads to nothing else. */
    public static boolean isOver(Throwable error) {
        return Failures.unwrap(error) instanceof ModalException known
                && switch (known.error()) {
                    case FUNCTION_FAILED, FUNCTION_TIMEOUT, FUNCTION_TERMINATED, FUNCTION_LOST, UNREADABLE, NOT_FOUND ->
                        true;
                    default -> false;
                };
    }

    public CompletableFuture<List<CallStore.Kept>> followed() {
        return Stages.map(
                asked(store::followed),
                all -> all.stream().filter(kept -> kept.key().startsWith(scope)).toList());
    }

    /** The key as the route has given it. */
    public String plain(CallStore.Kept call) {
        var function = call.key().indexOf(' ', scope.length());
        return call.key().substring(function + 1);
    }

    public void forget(String whole) {
        asked(() -> store.forget(whole)).whenComplete((done, error) -> {
            if (error != null) {
                LOG.warn(
                        "a call that is over could not be forgotten: {}",
                        Failures.unwrap(error).getMessage());
            }
        });
    }
}
