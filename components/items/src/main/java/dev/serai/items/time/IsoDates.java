package dev.serai.items.time;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as ISO 8601 and mail write them. */
public final class IsoDates {

    private static final Pattern ISO = Pattern.compile("(?:"
            + "(?<y>[+-]\\d{6}|\\d{4})(?:-?(?:W(?<w>\\d{2})(?:-?(?<wd>\\d))?|(?<o>\\d{3})(?!\\d)|(?<m>\\d{2})(?:-?(?<d>\\d{2}))?))?)?"
            + "(?:[Tt](?<h>\\d{2})(?::?(?<mi>\\d{2})(?::?(?<s>\\d{2})(?:[.,](?<f>\\d{1,30}))?)?)?"
            + "(?:(?<z>[Zz])|(?<off>[+-]\\d{2}(?::?\\d{2})?))?(?:\\[(?<zone>[A-Za-z0-9_/+-]{1,60})])?)?");
    private static final DateTimeFormatter RFC =
            DateTimeFormatter.ofPattern("[EEE, ]d MMM yyyy HH:mm[:ss] [z][Z]", Locale.US);

    private IsoDates() {}

    /** A date in the zone that the text names, else in the given one; null if it is none. */
    public static ZonedDateTime read(String text, ZoneId zone) {
        var m = ISO.matcher(text.strip());
        if (!m.matches() || m.group("y") == null && m.group("h") == null) {
            return null;
        }
        try {
            var date = date(m, zone);
            var hour = number(m, "h", 0);
            var nano = m.group("f") == null ? 0 : Integer.parseInt((m.group("f") + "000000000").substring(0, 9));
            var midnight = hour == 24;
            var time = LocalTime.of(midnight ? 0 : hour, number(m, "mi", 0), number(m, "s", 0), nano);
            return ZonedDateTime.of(midnight ? date.plusDays(1) : date, time, zone(m, zone));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static LocalDate date(Matcher m, ZoneId zone) {
        if (m.group("y") == null) {
            return LocalDate.now(zone);
        }
        var year = Integer.parseInt(m.group("y"));
        if (m.group("w") != null) {
            return LocalDate.of(year, 1, 4)
                    .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, number(m, "w", 1))
                    .with(DayOfWeek.of(number(m, "wd", 1)));
        }
        if (m.group("o") != null) {
            return LocalDate.ofYearDay(year, number(m, "o", 1));
        }
        return LocalDate.of(year, number(m, "m", 1), number(m, "d", 1));
    }

    private static ZoneId zone(Matcher m, ZoneId otherwise) {
        if (m.group("zone") != null) {
            return ZoneId.of(m.group("zone"));
        }
        if (m.group("z") != null) {
            return ZoneId.of("UTC");
        }
        return m.group("off") == null ? otherwise : ZoneOffset.of(m.group("off"));
    }

    private static int number(Matcher m, String group, int otherwise) {
        return m.group(group) == null ? otherwise : Integer.parseInt(m.group(group));
    }

    /** A date as in the header of a mail; null if it is none. */
    static ZonedDateTime rfc(String text) {
        try {
            return ZonedDateTime.parse(text.strip().replaceAll("\\s+", " "), RFC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    public static String write(ZonedDateTime date, boolean shortMillis, boolean noOffset, boolean basic) {
        var millis = shortMillis && date.getNano() < 1_000_000 ? "" : ".SSS";
        var pattern = (basic ? "yyyyMMdd'T'HHmmss" : "yyyy-MM-dd'T'HH:mm:ss") + millis;
        var text = date.format(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
        if (noOffset) {
            return text;
        }
        // Luxon writes Z for UTC itself and an offset for all else, also for London in winter.
        var name = date.getZone().getId();
        return text
                + (name.equals("UTC") || name.equals("Z")
                        ? "Z"
                        : date.format(DateTimeFormatter.ofPattern(basic ? "xx" : "xxx", Locale.ROOT)));
    }
}
