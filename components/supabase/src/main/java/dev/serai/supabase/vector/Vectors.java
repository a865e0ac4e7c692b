package dev.serai.supabase.vector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.json.Json;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Vectors in the forms that messages have, and as the text that both PostgREST and pgvector read. */
final class Vectors {

    private Vectors() {}

    /** One vector: numbers in an array or a list, JSON, or a list that holds one such. */
    static float[] one(Object value) {
        var given = plain(value);
        if (given instanceof float[] vector) {
            return vector;
        }
        if (given instanceof double[] vector) {
            var floats = new float[vector.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) vector[i];
            }
            return floats;
        }
        if (given instanceof Object[] array) {
            given = Arrays.asList(array);
        }
        if (!(given instanceof Collection<?> items) || items.isEmpty()) {
            throw bad(given == null ? "there is no vector" : "a vector is a " + simple(given));
        }
        // A model that is asked with a list of one text answers with a list of one vector.
        if (items.size() == 1 && !(items.iterator().next() instanceof Number)) {
            return one(items.iterator().next());
        }
        var floats = new float[items.size()];
        int i = 0;
        for (var item : items) {
            if (!(item instanceof Number number)) {
                throw bad("a vector has a " + simple(item) + " in it");
            }
            floats[i++] = number.floatValue();
        }
        return floats;
    }

    /** Several vectors, each in one of these forms. */
    static List<float[]> several(Object value) {
        var given = plain(value);
        if (given instanceof float[][] vectors) {
            given = Arrays.asList(vectors);
        }
        if (!(given instanceof Collection<?> items)) {
            throw bad("the vectors are a " + simple(given));
        }
        return items.stream().map(Vectors::one).toList();
    }

    /**
     * The vector as pgvector reads it.
     *
     * @param dimensions how many numbers there have to be; null where only the server knows
     */
    static String literal(float[] vector, Integer dimensions) {
        if (dimensions != null && vector.length != dimensions) {
            throw new SupabaseException(
                    VectorError.DIMENSIONS,
                    "a vector has " + vector.length + " numbers, and those of the table have " + dimensions);
        }
        var text = new StringBuilder(vector.length * 12).append('[');
        for (var number : vector) {
            if (!Float.isFinite(number)) {
                throw bad("a vector has " + number + " in it");
            }
            text.append(text.length() == 1 ? "" : ",").append(number);
        }
        return text.append(']').toString();
    }

    /** JSON as lists and numbers; a text may hold it, also one within JSON. */
    private static Object plain(Object value) {
        var given = value instanceof JsonNode node && node.isTextual() ? node.textValue() : value;
        if (given instanceof String text) {
            given = json(text);
        }
        return given instanceof JsonNode node ? Json.MAPPER.convertValue(node, Object.class) : given;
    }

    private static JsonNode json(String text) {
        try {
            return Json.read(text);
        } catch (JsonProcessingException e) {
            throw bad("a vector is a text that is no JSON");
        }
    }

    private static String simple(Object value) {
        return value == null ? "null" : value.getClass().getSimpleName();
    }

    private static SupabaseException bad(String fact) {
        return new SupabaseException(VectorError.BAD_VECTOR, fact);
    }
}
