package dev.serai.sql.vector;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.sql.Limits;
import dev.serai.sql.SqlError;
import dev.serai.sql.SqlException;
import dev.serai.support.json.Json;
import dev.serai.support.text.Storable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Metadata as filters see them: each name with a list of its values. What is nested has names such as {@code a.b}, and a
 * value of a list is as good as one by itself.
 */
final class Terms {

    private static final int MOST = 1_000;
    private static final int DEEPEST = 8;

    private final Map<String, List<Object>> values = new LinkedHashMap<>();
    private int count;

    private Terms() {}

    /** For the column that filters look into. */
    static String of(Map<String, Object> metadata) {
        var terms = new Terms();
        metadata.forEach((name, value) -> terms.add(name, value, 0));
        return Json.text(terms.values);
    }

    /** For the column that is read back. */
    static String whole(Map<String, Object> metadata) {
        try {
            return Limits.json(Json.text(metadata));
        } catch (IllegalArgumentException e) {
            throw new SqlException(SqlError.BAD_CHUNK, "metadata are " + e.getMessage(), e);
        }
    }

    static Map<String, Object> read(String whole) {
        try {
            return Json.map(whole);
        } catch (JsonProcessingException e) {
            throw new SqlException(SqlError.UNREADABLE, "metadata are not readable: " + e.getOriginalMessage(), e);
        }
    }

    /** A constant as it stands among the values. */
    static Object value(Object value) {
        return value instanceof Number || value instanceof Boolean ? value : Storable.of(String.valueOf(value));
    }

    private void add(String name, Object value, int depth) {
        if (++count > MOST || depth > DEEPEST) {
            throw new SqlException(
                    SqlError.BAD_CHUNK,
                    "the metadata of a chunk have more than " + MOST + " values or " + DEEPEST + " levels",
                    "Keep less beside the text.",
                    null);
        }
        if (value == null) {
            return;
        }
        var known = values.computeIfAbsent(Storable.of(name), n -> new ArrayList<>());
        if (value instanceof Map<?, ?> map) {
            map.forEach((inner, of) -> add(name + "." + inner, of, depth + 1));
        } else if (value instanceof Iterable<?> several) {
            several.forEach(one -> add(name, one, depth + 1));
        } else {
            known.add(value(value));
        }
    }
}
