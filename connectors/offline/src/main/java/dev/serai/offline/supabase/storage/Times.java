package dev.serai.offline.supabase.storage;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The two ways in which the service writes times. */
final class Times {
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
    private static final DateTimeFormatter HTTP =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private Times() {}

    static String iso(OffsetDateTime time) {
        return time == null ? null : ISO.format(time.withOffsetSameInstant(ZoneOffset.UTC));
    }

    static String iso(Instant time) {
        return iso(time.atOffset(ZoneOffset.UTC));
    }

    static String http(Instant time) {
        return HTTP.format(time.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
    }
}
