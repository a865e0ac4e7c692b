package dev.serai.agent;

import dev.serai.support.camel.EndpointCall;
import dev.serai.support.error.Failures;
import dev.serai.support.json.Json;
import dev.serai.support.text.Passage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** Looks for passages that may answer a question. */
final class Retrieval implements AutoCloseable {

    private final EndpointCall endpoint;

    private Retrieval(EndpointCall endpoint) {
        this.endpoint = endpoint;
    }

    static Retrieval of(CamelContext context, String uri) throws Exception {
        return new Retrieval(uri == null ? null : new EndpointCall(context, uri));
    }

    CompletableFuture<List<Passage>> passages(Exchange origin, String question) {
        if (endpoint == null) {
            return CompletableFuture.completedFuture(List.of());
        }
        return endpoint.send(origin, question, copy -> {}).handle((found, error) -> {
            if (error != null) {
                throw new CompletionException(new AgentException(
                        AgentError.RETRIEVER_FAILED, "the retriever failed", Failures.unwrap(error)));
            }
            return read(found);
        });
    }

    private static List<Passage> read(Exchange found) {
        var body = found.getMessage().getBody();
        var passages = new ArrayList<Passage>();
        if (body instanceof Collection<?> several) {
            several.forEach(one -> passages.add(passage(one)));
        } else if (body != null) {
            var text = found.getMessage().getBody(String.class);
            if (text != null && !text.isBlank()) {
                passages.add(passage(text));
            }
        }
        return passages;
    }

    private static Passage passage(Object value) {
        if (value instanceof Passage passage) {
            return passage;
        }
        if (value instanceof Map<?, ?> map) {
            return passage(map);
        }
        return new Passage(null, null, String.valueOf(value), 0, null);
    }

    private static Passage passage(Map<?, ?> map) {
        var metadata = map.get("metadata") instanceof Map<?, ?> given ? Json.map(Json.tree(given)) : null;
        var text = map.containsKey("text") ? map.get("text") : map.get("content");
        return new Passage(
                map.get("id") == null ? null : map.get("id").toString(),
                map.get("source") == null ? null : map.get("source").toString(),
                text == null ? Json.text(map) : text.toString(),
                map.get("score") instanceof Number score ? score.doubleValue() : 0,
                metadata);
    }

    @Override
    public void close() {
        if (endpoint != null) {
            endpoint.close();
        }
    }
}
