package dev.serai.runtime.config;

import java.util.Map;

/**
 * All settings that begin with serai, as they were written.
 *
 * @param values by their names
 */
public record SettingNames(Map<String, String> values) {

    /** Without what is secret. */
    @Override
    public String toString() {
        return "SettingNames" + values.keySet();
    }
}
