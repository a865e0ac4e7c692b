package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A token, its logarithmic probability, and the tokens that the model might have taken instead. */
public record TokenLogprob(String token, double logprob, List<TokenLogprob> top) {
    public static TokenLogprob of(String token, double logprob, TokenLogprob... top) {
        return new TokenLogprob(token, logprob, List.of(top));
    }

    ObjectNode json(int topCount) {
        var node = plain();
        if (topCount > 0) {
            var list = node.putArray("top_logprobs");
            top.stream().limit(topCount).forEach(t -> list.add(t.plain()));
        }
        return node;
    }

    private ObjectNode plain() {
        var node = Json.object().put("token", token).put("logprob", logprob);
        var bytes = node.putArray("bytes");
        for (var b : token.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(b & 0xff);
        }
        return node;
    }
}
