package dev.serai.ollama.client;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of one request.
 *
 * @param extra runner options that this version has no name for, sent as they are
 */
public record Settings(Map<Setting, Object> values, Map<String, Object> extra) {

    public static final Settings NONE = new Settings(Map.of(), Map.of());

    public Settings {
        values = Collections.unmodifiableMap(values.isEmpty() ? new EnumMap<>(Setting.class) : new EnumMap<>(values));
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    public Object get(Setting setting) {
        return values.get(setting);
    }

    /** The size of the context that is asked for, or -1. */
    public int numCtx() {
        return get(Setting.NUM_CTX) instanceof Integer size ? size : -1;
    }
}
