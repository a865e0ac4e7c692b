package dev.serai.items.time;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;

/** Dates of parts, and the beginnings and ends of units. */
public final class DateParts {

    private static final List<String> NAMES =
            List.of("year", "month", "day", "hour", "minute", "second", "millisecond");

    private DateParts() {}

    static ZonedDateTime of(Map<String, Double> parts, ZoneId zone) {
        var now = ZonedDateTime.now(zone).truncatedTo(ChronoUnit.DAYS);
        var base = now;
        // What is larger than the largest part given is that of today, what is smaller is the least.
        for (var name : NAMES) {
            if (parts.containsKey(name) || parts.containsKey(name + "s")) {
                break;
            }
            if (name.equals("hour")) {
                return set(now, parts);
            }
        }
        if (has(parts, "year")) {
            base = base.withDayOfYear(1);
        } else if (has(parts, "month")) {
            base = base.withDayOfMonth(1);
        }
        return set(base, parts);
    }

    private static boolean has(Map<String, Double> parts, String name) {
        return parts.containsKey(name) || parts.containsKey(name + "s");
    }

    static ZonedDateTime set(ZonedDateTime date, Map<String, Double> parts) {
        var result = date;
        // The day last: the 31st may exist in the new month only.
        var day = date.getDayOfMonth();
        var daySet = false;
        for (var entry : parts.entrySet()) {
            var value = entry.getValue().intValue();
            var name = entry.getKey().endsWith("s")
                    ? entry.getKey().substring(0, entry.getKey().length() - 1)
                    : entry.getKey();
            if (name.equals("day")) {
                day = value;
                daySet = true;
            } else {
                result = with(result, name, value);
            }
        }
        return daySet ? result.withDayOfMonth(day) : result;
    }

    private static ZonedDateTime with(ZonedDateTime date, String name, int value) {
        return switch (name) {
            case "year" -> date.withYear(value);
            case "quarter" -> date.with(IsoFields.QUARTER_OF_YEAR, value);
            case "month" -> date.withMonth(value);
            case "hour" -> date.withHour(value);
            case "minute" -> date.withMinute(value);
            case "second" -> date.withSecond(value);
            case "millisecond" -> date.with(ChronoField.MILLI_OF_SECOND, value);
            case "weekday" -> date.with(DayOfWeek.of(value));
            case "weekNumber" -> date.with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, value);
            case "weekYear" -> date.with(IsoFields.WEEK_BASED_YEAR, value);
            case "ordinal" -> date.withDayOfYear(value);
            default -> throw new DateTimeException("a date has no '" + name + "'");
        };
    }

    /** The first moment of a unit; units are named in the plural. */
    public static ZonedDateTime startOf(ZonedDateTime date, String unit) {
        var day = date.truncatedTo(ChronoUnit.DAYS);
        return switch (unit) {
            case "years" -> day.withDayOfYear(1);
            case "quarters" -> day.withDayOfMonth(1).with(IsoFields.DAY_OF_QUARTER, 1);
            case "months" -> day.withDayOfMonth(1);
            case "weeks" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "days" -> day;
            case "hours" -> date.truncatedTo(ChronoUnit.HOURS);
            case "minutes" -> date.truncatedTo(ChronoUnit.MINUTES);
            case "seconds" -> date.truncatedTo(ChronoUnit.SECONDS);
            default -> date.truncatedTo(ChronoUnit.MILLIS);
        };
    }

    public static ZonedDateTime endOf(ZonedDateTime date, String unit) {
        return Durations.plus(startOf(date, unit), Map.of(unit, 1.0), 1).minus(1, ChronoUnit.MILLIS);
    }
}
