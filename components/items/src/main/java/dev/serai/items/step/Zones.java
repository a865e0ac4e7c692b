package dev.serai.items.step;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import java.time.DateTimeException;
import java.time.ZoneId;

/** The time zone of a step. */
public final class Zones {

    private Zones() {}

    public static ZoneId of(ItemsConfiguration options) {
        if (options.getTimeZone() == null) {
            return ZoneId.systemDefault();
        }
        try {
            return ZoneId.of(options.getTimeZone());
        } catch (DateTimeException e) {
            throw new ItemsException(ItemsError.BAD_OPTION, "timeZone='" + options.getTimeZone() + "' is not known", e);
        }
    }
}
