package dev.serai.items.time;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.model.Values;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;

/** Dates as people and programs give them. */
public final class Dates {

    private Dates() {}

    /** Reads ISO text, text of a mail or a database, and milliseconds or seconds. */
    public static ZonedDateTime read(Object value, ZoneId zone) {
        if (value instanceof Number number) {
            return moment(number.doubleValue(), zone);
        }
        var text = Values.text(value).strip();
        if (text.length() < 100) {
            if (text.matches("-?\\d{9,16}(\\.\\d+)?")) {
                return moment(Double.parseDouble(text), zone);
            }
            var iso = IsoDates.read(
                    text.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) +(?=\\d)", "$1T").replaceFirst(" (?=[+-]\\d|Z$)", ""),
                    zone);
            var date = iso == null ? IsoDates.rfc(text) : iso;
            for (var pattern : new String[] {
                "M/d/yyyy",
                "M/d/yyyy HH:mm",
                "M/d/yyyy HH:mm:ss",
                "yyyy/M/d",
                "yyyy/M/d HH:mm",
                "d.M.yyyy",
                "d.M.yyyy HH:mm",
                "d MMM yyyy",
                "MMM d, yyyy",
                "d MMMM yyyy",
                "MMMM d, yyyy"
            }) {
                date = date == null ? DatePattern.parse(text, pattern, zone, Locale.US) : date;
            }
            if (date != null) {
                return date.withZoneSameInstant(zone);
            }
        }
        throw new ItemsException(
                ItemsError.NO_DATE, "'" + (text.length() > 60 ? text.substring(0, 60) + "..." : text) + "' is no date");
    }

    /** Reads text that was written with a pattern. */
    public static ZonedDateTime read(String text, String pattern, ZoneId zone) {
        var date =
                pattern.equals("x") || pattern.equals("X") ? null : DatePattern.parse(text, pattern, zone, Locale.US);
        if (date == null && pattern.equalsIgnoreCase("x") && text.matches("-?\\d{1,15}")) {
            return moment(Double.parseDouble(text) * (pattern.equals("X") ? 1000 : 1), zone, false);
        }
        if (date == null) {
            throw new ItemsException(ItemsError.NO_DATE, "'" + text + "' is no date of the form " + pattern);
        }
        return date;
    }

    private static ZonedDateTime moment(double value, ZoneId zone) {
        return moment(value, zone, true);
    }

    /** A number too small for milliseconds of our time is seconds. */
    private static ZonedDateTime moment(double value, ZoneId zone, boolean guess) {
        try {
            var millis = guess && Math.abs(value) < 1e11 ? value * 1000 : value;
            return Instant.ofEpochMilli((long) millis).atZone(zone);
        } catch (DateTimeException e) {
            throw new ItemsException(ItemsError.NO_DATE, "'" + value + "' is no date", e);
        }
    }

    public static String write(ZonedDateTime date) {
        return IsoDates.write(date, false, false, false);
    }
}
