package dev.serai.people.task;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a person says.
 *
 * @param choice one of the choices; null where there are none
 * @param text free text: the answer to a question without choices and form, else a comment; may be null
 * @param values what the form holds; null where there is none
 */
public record Answer(String choice, String text, Map<String, Object> values) {

    public Answer {
        values = values == null ? null : new LinkedHashMap<>(values);
    }

    public static Answer choice(String choice) {
        return new Answer(choice, null, null);
    }

    public static Answer text(String text) {
        return new Answer(null, text, null);
    }

    public static Answer values(Map<String, Object> values) {
        return new Answer(null, null, values);
    }
}
