package dev.serai.vector.embed;

import dev.serai.vector.VectorError;
import dev.serai.vector.VectorException;
import java.util.ArrayList;
import java.util.List;

/** Reads what an embedder gave as vectors of length 1; what comes from outside is not trusted to be numbers. */
final class UnitVectors {

    private UnitVectors() {}

    static List<float[]> read(Object body, int expected, String embedder) {
        if (!(body instanceof List<?> items)) {
            throw bad(
                    embedder,
                    "gave " + (body == null ? "nothing" : body.getClass().getSimpleName()) + ", not a list");
        }
        if (items.size() != expected) {
            throw bad(embedder, "gave " + items.size() + " vectors for " + expected + " texts");
        }
        var vectors = new ArrayList<float[]>(expected);
        for (var item : items) {
            var vector = unit(numbers(item, embedder), embedder);
            if (!vectors.isEmpty() && vectors.get(0).length != vector.length) {
                throw bad(
                        embedder, "gave vectors of " + vectors.get(0).length + " and of " + vector.length + " numbers");
            }
            vectors.add(vector);
        }
        return vectors;
    }

    private static float[] numbers(Object item, String embedder) {
        if (item instanceof float[] floats) {
            return floats.clone();
        }
        if (item instanceof double[] doubles) {
            var floats = new float[doubles.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) doubles[i];
            }
            return floats;
        }
        if (item instanceof List<?> list) {
            var floats = new float[list.size()];
            for (int i = 0; i < floats.length; i++) {
                if (!(list.get(i) instanceof Number number)) {
                    throw bad(embedder, "gave a vector with '" + list.get(i) + "' in it");
                }
                floats[i] = number.floatValue();
            }
            return floats;
        }
        throw bad(embedder, "gave " + (item == null ? "null" : item.getClass().getSimpleName()) + " as a vector");
    }

    /** Scales in place. */
    static float[] unit(float[] vector, String embedder) {
        double sum = 0;
        for (var value : vector) {
            sum += (double) value * value;
        }
        if (vector.length == 0 || sum == 0 || !Double.isFinite(sum)) {
            throw bad(embedder, "gave a vector that is empty, all zero or not finite");
        }
        var length = Math.sqrt(sum);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
        return vector;
    }

    private static VectorException bad(String embedder, String fact) {
        return new VectorException(VectorError.BAD_VECTORS, "the embedder '" + embedder + "' " + fact);
    }
}
