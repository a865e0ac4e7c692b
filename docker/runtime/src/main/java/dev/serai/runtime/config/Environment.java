package dev.serai.runtime.config;

import dev.serai.runtime.RuntimeError;
import dev.serai.runtime.SeraiRuntimeException;
import java.util.Locale;

/** Who can reach the runtime. */
public enum Environment {
    /** The user of this machine, without a login. */
    PRIVATE,
    /** Anybody; only logins and tokens open something. */
    PUBLIC;

    static Environment of(String text) {
        for (var value : values()) {
            if (value.name().equals(text.strip().toUpperCase(Locale.ROOT))) {
                return value;
            }
        }
        throw new SeraiRuntimeException(
                RuntimeError.BAD_SETTING, "SERAI_ENVIRONMENT is '" + text + "'", "Set it to private or public.");
    }
}
