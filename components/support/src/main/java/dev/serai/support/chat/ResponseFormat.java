package dev.serai.support.chat;

import java.util.Map;

/**
 * What the answer must look like.
 *
 * @param schema the JSON schema for {@link Kind#SCHEMA}, otherwise null
 */
public record ResponseFormat(Kind kind, Map<String, Object> schema) {

    public static final ResponseFormat TEXT = new ResponseFormat(Kind.TEXT, null);
    public static final ResponseFormat JSON = new ResponseFormat(Kind.JSON, null);

    public static ResponseFormat schema(Map<String, Object> schema) {
        return new ResponseFormat(Kind.SCHEMA, schema);
    }

    /** The kinds of answers. */
    public enum Kind {
        TEXT,
        JSON,
        SCHEMA
    }
}
