package dev.serai.openai.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.openai.GatewayError;
import dev.serai.openai.GatewayException;
import dev.serai.openai.model.Answered;
import dev.serai.support.json.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;

/** Writes vectors. */
public final class EmbeddingWriter {

    private EmbeddingWriter() {}

    public static ObjectNode write(EmbeddingQuestion question, Answered answered) {
        var vectors = vectors(answered.body());
        if (vectors.size() != question.texts().size()) {
            throw new GatewayException(
                    GatewayError.BAD_ANSWER,
                    "the model gave " + vectors.size() + " vectors for "
                            + question.texts().size() + " texts");
        }
        var answer = Json.object().put("object", "list").put("model", question.model());
        var data = answer.putArray("data");
        for (var vector : vectors) {
            var item = data.addObject().put("object", "embedding").put("index", data.size() - 1);
            if (question.base64()) {
                item.put("embedding", base64(vector));
            } else {
                item.set("embedding", Json.tree(vector));
            }
        }
        if (answered.promptTokens() != null) {
            answer.putObject("usage")
                    .put("prompt_tokens", answered.promptTokens())
                    .put("total_tokens", answered.promptTokens());
        }
        return answer;
    }

    private static List<float[]> vectors(Object body) {
        if (body instanceof float[] vector) {
            return List.of(vector);
        }
        if (body instanceof List<?> list && list.stream().allMatch(float[].class::isInstance)) {
            return list.stream().map(float[].class::cast).toList();
        }
        throw new GatewayException(
                GatewayError.BAD_ANSWER,
                "the route gave " + (body == null ? "nothing" : body.getClass().getSimpleName()) + ", not vectors",
                "Let the route end with a list of float[], as ollama:embed gives it.",
                null);
    }

    private static String base64(float[] vector) {
        var bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
