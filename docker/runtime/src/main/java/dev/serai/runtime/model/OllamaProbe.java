package dev.serai.runtime.model;

import dev.serai.support.camel.EndpointCall;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.CamelContext;
import org.apache.camel.support.DefaultExchange;

/** Finds out which models the Ollama server has. */
final class OllamaProbe implements AutoCloseable {

    private static final int MOST_MODELS = 100;
    /** The header that names the model to an endpoint of {@code ollama:}. */
    static final String MODEL = "CamelOllamaModel";

    private final CamelContext context;
    private final EndpointCall tags;
    private final EndpointCall show;
    private final long memory;
    /** A model that did not change since it was described is not asked again. */
    private final Map<Candidate, Boolean> known = new HashMap<>();

    OllamaProbe(CamelContext context, long memory) throws Exception {
        this.context = context;
        this.memory = memory;
        tags = new EndpointCall(context, "ollama:tags");
        show = new EndpointCall(context, "ollama:show");
    }

    /** The best model that calls tools; none when there is no such model; fails when no server answers. */
    CompletableFuture<Optional<String>> best() {
        return tags.send(new DefaultExchange(context), null, copy -> {})
                .thenCompose(copy -> able(candidates(copy.getMessage().getBody())))
                .thenApply(able -> Candidate.best(able, memory).map(Candidate::name));
    }

    private static List<Candidate> candidates(Object listed) {
        var candidates = new ArrayList<Candidate>();
        if (listed instanceof Collection<?> all) {
            all.stream()
                    .filter(Map.class::isInstance)
                    .map(one -> (Map<?, ?>) one)
                    .filter(one -> !Candidate.isElsewhere(one))
                    .limit(MOST_MODELS)
                    .forEach(one -> candidates.add(Candidate.of(one)));
        }
        return candidates;
    }

    private CompletableFuture<List<Candidate>> able(List<Candidate> candidates) {
        CompletableFuture<List<Candidate>> able = CompletableFuture.completedFuture(new ArrayList<>());
        for (var candidate : candidates) {
            able = able.thenCompose(found -> callsTools(candidate).thenApply(calls -> {
                if (calls) {
                    found.add(candidate);
                }
                return found;
            }));
        }
        return able;
    }

    private CompletionStage<Boolean> callsTools(Candidate candidate) {
        synchronized (known) {
            var answer = known.get(candidate);
            if (answer != null) {
                return CompletableFuture.completedFuture(answer);
            }
        }
        return show.send(
                        new DefaultExchange(context),
                        null,
                        copy -> copy.getMessage().setHeader(MODEL, candidate.name()))
                .handle((copy, error) -> {
                    if (error != null) {
                        return false;
                    }
                    boolean calls =
                            copy.getMessage().getBody() instanceof Map<?, ?> shown && Candidate.callsTools(shown);
                    synchronized (known) {
                        if (known.size() >= MOST_MODELS) {
                            known.clear();
                        }
                        known.put(candidate, calls);
                    }
                    return calls;
                });
    }

    @Override
    public void close() {
        tags.close();
        show.close();
    }
}
