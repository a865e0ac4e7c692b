package dev.serai.ollama.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;

/** Reads vectors as servers write them. */
final class Vectors {

    private Vectors() {}

    /** A list of numbers, or little-endian floats in base64. */
    static float[] read(JsonNode node) {
        if (node.isTextual()) {
            var floats = ByteBuffer.wrap(Base64.getDecoder().decode(node.asText()))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            var vector = new float[floats.remaining()];
            floats.get(vector);
            return vector;
        }
        var vector = new float[node.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = node.get(i).floatValue();
        }
        return vector;
    }

    /** A vector too few would silently belong to the wrong text. */
    static List<float[]> checked(List<float[]> vectors, EmbedCall call, Faults faults) {
        if (vectors.size() != call.texts().size()) {
            throw faults.cut(
                    "it gave " + vectors.size() + " vectors for " + call.texts().size() + " texts");
        }
        return List.copyOf(vectors);
    }
}
